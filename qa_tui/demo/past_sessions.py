"""Three finished sessions of the fictional team, as event logs, so that the ledger of the demo has something to say.

Of twelve excerpts of one criterion, five are contested, mostly along the line between 3 and 4; the others are aligned.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from qa_tui.domain import event_form
from qa_tui.domain import session_events as events
from qa_tui.domain.disagreement import ActualScore, Outcome, OutcomeKind
from qa_tui.domain.excerpt import ApprovedExcerpt
from qa_tui.domain.parking import CardCount, Topic
from qa_tui.domain.plan import Role
from qa_tui.domain.rubric import Criterion, Rubric, Scale
from qa_tui.domain.session_events import Vote, VoteKind
from qa_tui.domain.transcript import Turn
from qa_tui.paths import demo_folder

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.store.sessions import SessionStore

CRITERION = "empathy"
_WORDING = "w"

_AGREED, _TWO, _PARKED, _CHECK = (
    OutcomeKind.AGREED,
    OutcomeKind.TWO_READINGS,
    OutcomeKind.PARKED,
    OutcomeKind.CHECK_SCORE,
)

# Day, then per call: votes of the eight seats, QA's score, call type, outcome, lines.
_SESSIONS: tuple[tuple[str, tuple[tuple[str, int, str, Outcome, tuple[str, ...]], ...]], ...] = (
    (
        "2026-07-08T14:00:00+02:00",
        (
            (
                "33343545", 3, "Delivery",
                Outcome(_TWO, "'I'm sorry to hear that' is a set phrase: 3.", "It was said about this caller's birthday present: 4."),
                (
                    "C It was my daughter's birthday present and it never came. She cried all evening.",
                    "A Oh no. I'm really sorry to hear that, on her birthday of all days.",
                    "A Let me look at where the parcel is.",
                ),
            ),
            (
                "22222221", 2, "Billing dispute", Outcome(_AGREED, "The feeling is passed over: 2.", level=2.0),
                (
                    "C I am so tired of this. Every month the same thing.",
                    "A Your customer number, please?",
                    "C I just said I'm tired of this.",
                    "A I need the number to open the account.",
                ),
            ),
            (
                "55545555", 5, "Complaint",
                Outcome(_AGREED, "Names it, and changes the plan because of it: 5.", level=5.0),
                (
                    "C I took the day off without pay and nobody came.",
                    "A So you lost a day's pay for nothing. Then I won't ask you to take another: I'll find a slot after six.",
                ),
            ),
            (
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
            (
                "44444434", 4, "Account access", Outcome(_AGREED, "Says what the caller goes through, then goes on: 4.", level=4.0),
                (
                    "C I can't get at my own pictures, and my mother's funeral is on Friday.",
                    "A You need those pictures for Friday, I see. That's a hard week to be locked out.",
                    "A We'll start with your e-mail.",
                ),
            ),
            (
                "3333455w", 4, "Cancellation",
                Outcome(_TWO, "'I understand' without saying what: 3.", "Tone and pause make it about her: 4."),
                (
                    "C My husband used all of it. He passed away in May, I don't need it any more.",
                    "A I understand. I'm sorry for your loss.",
                    "A I can close this for you today, nothing else to do for you.",
                ),
            ),
            (
                "33333332", 3, "Billing dispute", Outcome(_AGREED, "A phrase that fits any call: 3.", level=3.0),
                (
                    "C Forty more than last month and nobody can tell me why!",
                    "A I apologise for any inconvenience this may have caused.",
                    "A Let me check the bill.",
                ),
            ),
            (
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
            (
                "22334444", 3, "Delivery",
                Outcome(_TWO, "He names the delay, not what it does to her: 3.", "He names what she is waiting for: 4."),
                (
                    "C I have been sitting by the window since eight this morning, with my bad leg.",
                    "A Since eight, that is a long wait. I can see the van is behind.",
                ),
            ),
            (
                "55544444", 4, "Complaint", Outcome(_AGREED, "Named; the next step is the usual one: 4.", level=4.0),
                (
                    "C He laughed. He actually laughed at my father on the phone.",
                    "A Hearing somebody laugh at your father, I'd be angry as well.",
                    "A I'll take the details for our complaints team.",
                ),
            ),
            (
                "33443535", 3, "Account access",
                Outcome(_PARKED, "Where does 3 end and 4 begin? Needs an example in the rubric. Rubric owner, by 30 September."),
                (
                    "C My shop is closed as long as I can't get in. I'm losing customers right now.",
                    "A I'm sorry you're having trouble with your shop's account.",
                    "A Let's get you in.",
                ),
            ),
            (
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


def _id(*parts: object) -> str:
    return hashlib.sha256(":".join(map(str, ("demo", *parts))).encode()).hexdigest()[:12]


def _vote(mark: str) -> Vote:
    return Vote(VoteKind.WORDING) if mark == _WORDING else Vote(VoteKind.LEVEL, float(mark))


def _log(number: int, criterion: Criterion) -> list[dict[str, Any]]:
    """One session: a line for the session, one per excerpt, one per event."""
    day, calls = _SESSIONS[number]
    at = datetime.fromisoformat(day)
    plan, session = _id("plan", number), _id("session", number)
    lines: list[dict[str, Any]] = [
        {"line": "session", "session": session, "plan": plan, "at": at.isoformat(), "criterion": criterion.as_json()}
    ]
    briefs = []
    for place, (_, actual, call_type, _, said) in enumerate(calls):
        excerpt = _id("excerpt", number, place)
        turns = [["agent" if text[0] == "A" else "customer", text[2:]] for text in said]
        lines.append(
            {
                "line": "excerpt", "id": excerpt, "role": "low" if actual < 3 else "high", "call_type": call_type,
                "turns": turns, "first_line": 7 + 3 * place, "position": place, "score": float(actual),
            }
        )  # fmt: skip
        levels = tuple((level, criterion.level_text(level)) for level in criterion.scale.vote_levels())
        briefs.append(
            events.CallBrief(
                excerpt,
                criterion.id,
                criterion.name,
                criterion.asks,
                levels,
                criterion.scale,
                criterion.wording_version,
            )
        )
    steps: list[tuple[str, events.Event]] = [("", events.Opened(8, tuple(briefs))), ("opening", events.Moved("brief"))]
    for votes, _, _, outcome, _ in calls:
        steps += [("brief", events.Moved("excerpt")), ("excerpt", events.Moved("vote"))]
        steps += [("vote", events.Cast(seat, _vote(mark))) for seat, mark in enumerate(votes)]
        steps += [
            ("vote", events.VotesTaken()), ("votes_in", events.DistributionShown()),
            ("how_you_voted", events.ScoreRevealed()), ("score", events.OutcomeAgreed(outcome)),
            ("score", events.Continued()),
        ]  # fmt: skip
    steps += [
        ("say_it_better", events.Moved("wrap_up")),
        ("wrap_up", events.BarriersCounted(_BARRIERS[number])),
        ("wrap_up", events.CardsCounted(CardCount(7, 1), CardCount(6 + number, 2 - number))),
        ("wrap_up", events.Closed()),
    ]
    for phase, event in steps:
        at += timedelta(seconds=11)
        lines.append(
            {
                "line": "event", "kind": event.kind, "version": event_form.VERSION, "source": "key", "phase": phase,
                "at": at.isoformat(), "body": event_form.encode(event),
            }
        )  # fmt: skip
    return lines


def write_logs(folder: Path, rubric: Rubric) -> None:
    """Write the three logs as JSON lines."""
    criterion = rubric.criterion(CRITERION)
    assert criterion is not None
    folder.mkdir(exist_ok=True)
    for number in range(len(_SESSIONS)):
        lines = [json.dumps(line, ensure_ascii=False) for line in _log(number, criterion)]
        (folder / f"session_{number + 1}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def record_past_sessions(store: SessionStore) -> None:
    """Put the bundled logs into the demo's database, unless they are there."""
    known = {summary.id for summary in store.sessions()}
    for path in sorted((demo_folder() / "sessions").glob("*.jsonl")):
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        if lines[0]["session"] not in known:
            with store.database.atomic():
                _record(store, lines)


def _record(store: SessionStore, lines: list[dict[str, Any]]) -> None:
    head = lines[0]
    at = datetime.fromisoformat(head["at"])
    criterion = Criterion.from_json(head["criterion"])
    store.make_plan(head["plan"], "demo", criterion, at)
    for line in lines:
        if line["line"] == "excerpt":
            turns = tuple(Turn(speaker, text) for speaker, text in line["turns"])
            text_hash = hashlib.sha256(json.dumps(line["turns"]).encode()).hexdigest()
            excerpt = ApprovedExcerpt(
                line["id"],
                head["plan"],
                Role(line["role"]),
                line["call_type"],
                turns,
                line["first_line"],
                text_hash,
                line["position"],
            )
            store.approve(excerpt, line["id"], _sealed(line["score"], criterion.scale, criterion.wording_version), at)
    for line in lines:
        if line["line"] != "event":
            continue
        event, when = event_form.decode(line["kind"], line["version"], line["body"]), datetime.fromisoformat(line["at"])
        if isinstance(event, events.Opened):
            store.start(head["session"], head["plan"], event, at)
        else:
            store.append(head["session"], event, line["source"], line["phase"], when)


def _sealed(value: float, scale: Scale, wording_version: str) -> ActualScore:
    return ActualScore(value, scale, (value,), automatic=False, wording_version=wording_version)
