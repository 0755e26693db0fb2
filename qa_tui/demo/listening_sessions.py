"""Two sessions of the fictional team on active listening, of groups that left the phones one after the other."""

from __future__ import annotations

from qa_tui.demo.past_session import PastCall, PastSession
from qa_tui.domain.disagreement import Outcome, OutcomeKind
from qa_tui.domain.parking import CardCount, Topic

_AGREED, _TWO = OutcomeKind.AGREED, OutcomeKind.TWO_READINGS


def _calls(billing: str, delivery: str, checked: str, unchecked: str) -> tuple[PastCall, ...]:
    """The four calls that both groups heard, with the votes of one group."""
    return (
        PastCall(
            billing, 2, "Billing dispute", Outcome(_AGREED, "Asks for what was just said: 2.", level=2.0),
            (
                "C I've called about this charge twice now, and it's on the bill again this month.",
                "A Okay. Which charge is it about?",
                "C The same one as the last two times. Somebody must have written that down.",
                "A I need you to tell me what it says on the bill.",
                "C So I start all over again, do I?",
                "A If you could read me the line, please.",
            ),
            cited=(2, 4),
        ),
        PastCall(
            checked, 5, "Billing dispute",
            Outcome(_AGREED, "Says it in other words and asks whether that is right: 5.", level=5.0),
            (
                "C My bill went up and nobody can tell me why, I'm on the plan I always had.",
                "A So the plan is the same and the amount is not, and you want to know where the difference comes from. Have I got that right?",
                "C Yes. That's all I want to know.",
                "A Then let's put the two bills side by side.",
            ),
            cited=(2,),
        ),
        PastCall(
            delivery, 1, "Delivery", Outcome(_AGREED, "Carries on as if nothing had been said: 1.", level=1.0),
            (
                "C It says delivered, but I was at home all day and there was nothing at the door.",
                "A Have you checked with the neighbours?",
                "C I was at home. Nobody rang.",
                "A Please check with the neighbours first and then call us again.",
                "C I don't want to call again, I want to know where it is.",
            ),
            cited=(2, 4),
        ),
        PastCall(
            unchecked, 4, "Delivery",
            Outcome(_TWO, "Restates it, and the question checks it: 5.", "The question is about the offer, not about what was heard: 4."),
            (
                "C They left it at a shop that shuts before I finish work, so I can't get at it.",
                "A It's there, but you're at work for as long as they're open.",
                "A I can have it sent to one near your work. Would that help?",
                "C It would, yes.",
            ),
            cited=(2, 3),
        ),
    )  # fmt: skip


LISTENING_SESSIONS = (
    PastSession(
        "2026-10-01T10:00:00+02:00",
        _calls("22212232", "11112111", "55545555", "44455445"),
        ((Topic.TIME, 3), (Topic.WORDING, 1), (Topic.TOOL, 2)),
        CardCount(7, 1),
        CardCount(8, 0),
    ),
    PastSession(
        "2026-10-02T14:00:00+02:00",
        _calls("22222322", "11211111", "55554555", "44544554"),
        ((Topic.TIME, 2), (Topic.OTHER, 1)),
        CardCount(7, 1),
        CardCount(7, 1),
    ),
)
