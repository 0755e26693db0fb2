"""The finished sessions of the fictional team, as event logs, and the practice that came of them."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from qa_tui.demo.empathy_sessions import EMPATHY_SESSIONS
from qa_tui.demo.listening_sessions import LISTENING_SESSIONS
from qa_tui.demo.past_cycle import record_cycle
from qa_tui.domain import event_form
from qa_tui.domain import session_events as events
from qa_tui.domain.disagreement import ActualScore
from qa_tui.domain.excerpt import ApprovedExcerpt, Seal
from qa_tui.domain.plan import Role
from qa_tui.domain.rubric import Criterion, Rubric, Scale
from qa_tui.domain.session_events import Vote, VoteKind
from qa_tui.domain.transcript import Turn
from qa_tui.paths import demo_folder

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.demo.past_session import PastSession
    from qa_tui.store.sessions import SessionStore

_WORDING = "w"

HELD = (
    *(("empathy", held) for held in EMPATHY_SESSIONS),
    *(("active_listening", held) for held in LISTENING_SESSIONS),
)
"""Criterion and session, the earliest first."""


def _first_line(place: int) -> int:
    """Number of an excerpt's first line in its call."""
    return 7 + 3 * place


def _id(*parts: object) -> str:
    return hashlib.sha256(":".join(map(str, ("demo", *parts))).encode()).hexdigest()[:12]


def _vote(mark: str) -> Vote:
    return Vote(VoteKind.WORDING) if mark == _WORDING else Vote(VoteKind.LEVEL, float(mark))


def _log(number: int, held: PastSession, criterion: Criterion) -> list[dict[str, Any]]:
    """One session: a line for the session, one per excerpt, one per event."""
    at = datetime.fromisoformat(held.at)
    plan, session = _id("plan", number), _id("session", number)
    lines: list[dict[str, Any]] = [
        {"line": "session", "session": session, "plan": plan, "at": at.isoformat(), "criterion": criterion.as_json()}
    ]
    briefs = []
    for place, call in enumerate(held.calls):
        excerpt = _id("excerpt", number, place)
        turns = [["agent" if text[0] == "A" else "customer", text[2:]] for text in call.lines]
        lines.append(
            {
                "line": "excerpt", "id": excerpt, "role": "low" if call.actual < 3 else "high", "call_type": call.call_type,
                "turns": turns, "first_line": _first_line(place), "position": place, "score": float(call.actual),
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
    steps: list[tuple[str, events.Event]] = [
        ("", events.Opened(held.seats, tuple(briefs))),
        ("opening", events.Moved("brief")),
    ]
    for place, call in enumerate(held.calls):
        steps += [("brief", events.Moved("excerpt")), ("excerpt", events.Moved("vote"))]
        steps += [("vote", events.Cast(seat, _vote(mark))) for seat, mark in enumerate(call.votes)]
        steps += [
            ("vote", events.VotesTaken()), ("votes_in", events.DistributionShown()),
        ]  # fmt: skip
        if call.cited:
            numbers = tuple(_first_line(place) - 1 + line for line in call.cited)
            steps.append(("how_you_voted", events.LinesCited(numbers)))
        steps += [
            ("how_you_voted", events.ScoreRevealed()), ("score", events.OutcomeAgreed(call.outcome)),
            ("score", events.Continued()),
        ]  # fmt: skip
    steps += [
        ("say_it_better", events.Moved("wrap_up")),
        ("wrap_up", events.BarriersCounted(held.barriers)),
        ("wrap_up", events.CardsCounted(held.fair, held.useful)),
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
    """Write the logs as JSON lines."""
    folder.mkdir(exist_ok=True)
    for number, (name, held) in enumerate(HELD):
        criterion = rubric.criterion(name)
        assert criterion is not None
        lines = [json.dumps(line, ensure_ascii=False) for line in _log(number, held, criterion)]
        (folder / f"session_{number + 1}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def record_past_sessions(store: SessionStore) -> None:
    """Put the bundled logs into the demo's database, unless they are there."""
    known = {summary.id for summary in store.sessions()}
    for path in sorted((demo_folder() / "sessions").glob("*.jsonl")):
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        if lines[0]["session"] not in known:
            with store.database.atomic():
                _record(store, lines)
    record_cycle(store)


def _record(store: SessionStore, lines: list[dict[str, Any]]) -> None:
    from qa_tui.anonymise import VERSION

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
                Seal("", "", VERSION),
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
