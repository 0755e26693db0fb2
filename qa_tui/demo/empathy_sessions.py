"""Three finished sessions of the fictional team on empathy, so that the ledger of the demo has something to say.

Of twelve excerpts, five are contested, mostly along the line between 3 and 4; the others are aligned.
"""

from __future__ import annotations

from qa_tui.demo.past_session import PastCall, PastSession
from qa_tui.domain.disagreement import Outcome, OutcomeKind
from qa_tui.domain.parking import CardCount, Topic

_AGREED, _TWO, _PARKED, _CHECK = (
    OutcomeKind.AGREED,
    OutcomeKind.TWO_READINGS,
    OutcomeKind.PARKED,
    OutcomeKind.CHECK_SCORE,
)

# Day, then per call: votes of the eight seats, QA's score, call type, outcome, lines.
_SESSIONS: tuple[tuple[str, tuple[PastCall, ...]], ...] = (
    (
        "2026-07-08T14:00:00+02:00",
        (
            PastCall(
                "33343545", 3, "Delivery",
                Outcome(_TWO, "'I'm sorry to hear that' is a set phrase: 3.", "It was said about this caller's birthday present: 4."),
                (
                    "C It was my daughter's birthday present and it never came. She cried all evening.",
                    "A Oh no. I'm really sorry to hear that, on her birthday of all days.",
                    "A Let me look at where the parcel is.",
                ),
            ),
            PastCall(
                "22222221", 2, "Billing dispute", Outcome(_AGREED, "The feeling is passed over: 2.", level=2.0),
                (
                    "C I am so tired of this. Every month the same thing.",
                    "A Your customer number, please?",
                    "C I just said I'm tired of this.",
                    "A I need the number to open the account.",
                ),
            ),
            PastCall(
                "55545555", 5, "Complaint",
                Outcome(_AGREED, "Names it, and changes the plan because of it: 5.", level=5.0),
                (
                    "C I took the day off without pay and nobody came.",
                    "A So you lost a day's pay for nothing. Then I won't ask you to take another: I'll find a slot after six.",
                ),
            ),
            PastCall(
                "22334444", 3, "Technical fault",
                Outcome(_PARKED, "Does naming the situation count if it is only repeated back? Rubric owner, by 31 July."),
                (
                    "C I work from home and I lose the line in every meeting. It's embarrassing.",
                    "A You lose the line in every meeting, okay. That's not ideal when you work from home.",
                    "A Since when has that been?",
                ),
            ),
        ),
    ),
    (
        "2026-08-05T09:30:00+02:00",
        (
            PastCall(
                "44444434", 4, "Account access", Outcome(_AGREED, "Says what the caller goes through, then goes on: 4.", level=4.0),
                (
                    "C I can't get at my own pictures, and my mother's funeral is on Friday.",
                    "A You need those pictures for Friday, I see. That's a hard week to be locked out.",
                    "A We'll start with your e-mail.",
                ),
            ),
            PastCall(
                "3333455w", 4, "Cancellation",
                Outcome(_TWO, "'I understand' without saying what: 3.", "Tone and pause make it about her: 4."),
                (
                    "C My husband used all of it. He passed away in May, I don't need it any more.",
                    "A I understand. I'm sorry for your loss.",
                    "A I can close this for you today, nothing else to do for you.",
                ),
            ),
            PastCall(
                "33333332", 3, "Billing dispute", Outcome(_AGREED, "A phrase that fits any call: 3.", level=3.0),
                (
                    "C Forty more than last month and nobody can tell me why!",
                    "A I apologise for any inconvenience this may have caused.",
                    "A Let me check the bill.",
                ),
            ),
            PastCall(
                "12111111", 1, "Technical fault", Outcome(_AGREED, "The feeling is argued with: 1.", level=1.0),
                (
                    "C This is making me furious, honestly.",
                    "A There's no reason to be furious, sir, the line is fine on our side.",
                ),
            ),
        ),
    ),
    (
        "2026-09-02T14:00:00+02:00",
        (
            PastCall(
                "22334444", 3, "Delivery",
                Outcome(_TWO, "He names the delay, not what it does to her: 3.", "He names what she is waiting for: 4."),
                (
                    "C I have been sitting by the window since eight this morning, with my bad leg.",
                    "A Since eight, that is a long wait. I can see the van is behind.",
                ),
            ),
            PastCall(
                "55544444", 4, "Complaint", Outcome(_AGREED, "Named; the next step is the usual one: 4.", level=4.0),
                (
                    "C He laughed. He actually laughed at my father on the phone.",
                    "A Hearing somebody laugh at your father, I'd be angry as well.",
                    "A I'll take the details for our complaints team.",
                ),
            ),
            PastCall(
                "33443535", 3, "Account access",
                Outcome(_PARKED, "Where does 3 end and 4 begin? Needs an example in the rubric. Rubric owner, by 30 September."),
                (
                    "C My shop is closed as long as I can't get in. I'm losing customers right now.",
                    "A I'm sorry you're having trouble with your shop's account.",
                    "A Let's get you in.",
                ),
            ),
            PastCall(
                "22222232", 2, "Cancellation", Outcome(_AGREED, "Straight to the process: 2.", level=2.0),
                (
                    "C We're splitting up, so I need my own contract.",
                    "A Okay. I need the contract number and the date of birth of the holder.",
                ),
            ),
        ),
    ),
)  # fmt: skip


_BARRIERS = (
    ((Topic.TIME, 4), (Topic.TOOL, 2), (Topic.WORDING, 1)),
    ((Topic.TIME, 3), (Topic.WORDING, 3)),
    ((Topic.WORDING, 4), (Topic.TIME, 2), (Topic.OTHER, 1)),
)
"""What stops people doing a 5, by cards, in each session."""

EMPATHY_SESSIONS = tuple(
    PastSession(day, calls, barriers, CardCount(7, 1), CardCount(6 + number, 2 - number))
    for number, ((day, calls), barriers) in enumerate(zip(_SESSIONS, _BARRIERS, strict=True))
)
