"""A whole 90-minute session from its log: the same events give the same database and the same report, byte for byte."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from qa_tui.domain import session_events as events
from qa_tui.domain.disagreement import Outcome, OutcomeKind
from qa_tui.domain.event_form import decode
from qa_tui.domain.parking import CardCount, ParkedItem, Topic
from qa_tui.domain.session import Session
from qa_tui.domain.session_rules import replay
from qa_tui.reports.disagreement_json import ledger_json
from qa_tui.reports.formats.registry import FORMATS, write_page
from qa_tui.reports.session_page import session_page
from qa_tui.steps.ledger import judged_rounds, read_ledger
from qa_tui.steps.live import LiveSession
from qa_tui.store.database import open_database
from qa_tui.store.sessions import SessionStore
from tests.builders import NO_VOTE, NOW, PASS, WORDING, ballots, level, make_plan_in

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.domain.session_events import Event

SEATS = 12


class Wall:
    """Four seconds pass with every look at it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=4)
        return self.now


def a_session() -> list[Event]:
    """Everything that happens in 90 minutes: a trial, four calls, a slip, a second vote, a call passed over, and the end."""
    trial: list[Event] = [
        events.Moved("trial"),
        *ballots(*[level(4)] * SEATS),
        events.VotesTaken(),
        events.Moved("opening"),
    ]
    to_vote: list[Event] = [events.Moved("excerpt"), events.Moved("vote")]
    split = ballots(*[level(5)] * 5, *[level(2)] * 5, WORDING, NO_VOTE)
    first: list[Event] = [
        *to_vote, *split, events.VotesTaken(), events.Corrected(0, level(4), "slip of the keys"), events.DistributionShown(),
        events.LinesCited((1, 2)), events.Noted("line 1 is heard in two ways"), events.VotedAgain(),
        *ballots(*[level(3)] * SEATS), events.VotesTaken(), events.DistributionShown(), events.ScoreRevealed(),
        events.OutcomeAgreed(Outcome(OutcomeKind.TWO_READINGS, "restates", "only repeats")), events.Continued(),
    ]  # fmt: skip
    passed_over: list[Event] = [*to_vote, events.Cast(0, PASS), events.Skipped()]
    counted: list[Event] = [
        *to_vote, events.FilledIn(tuple([level(4)] * 7 + [level(3)] * 5), is_tally=True), events.VotesTaken(),
        events.VotesReturned(), events.VotesTaken(), events.DistributionShown(), events.ScoreRevealed(),
        events.Parked(ParkedItem(Topic.TOOL, "no history on the screen", "team lead", "2026-12-01")),
        events.OutcomeAgreed(Outcome(OutcomeKind.AGREED, "line 2", level=3.0)), events.Continued(),
    ]  # fmt: skip
    last: list[Event] = [
        *to_vote, *ballots(*[level(5)] * SEATS), events.VotesTaken(), events.DistributionShown(), events.ScoreRevealed(),
        events.OutcomeAgreed(Outcome(OutcomeKind.CHECK_SCORE, "line 1")), events.Continued(), events.Reopened(),
        events.Noted("added later"), events.Continued(),
    ]  # fmt: skip
    end: list[Event] = [
        events.Moved("wrap_up"), events.BarriersCounted(((Topic.TIME, 5), (Topic.WORDING, 3))),
        events.CardsCounted(CardCount(11, 1), CardCount(10, 2)), events.Closed(),
    ]  # fmt: skip
    return [*trial, events.Moved("brief"), *first, *passed_over, *counted, *last, *end]


def held(path: Path, told: list[Event]) -> SessionStore:
    """A database in which the session was held."""
    store = SessionStore(open_database(path, NOW))
    wall = Wall()
    live = LiveSession.start(store, make_plan_in(store, calls=4), "s1", SEATS, wall)
    assert isinstance(live, LiveSession)
    for event in told:
        found = live.send(event)
        assert isinstance(found, Session), (event, found)
    return store


def dump(store: SessionStore) -> str:
    """Everything in the database but the salt, which differs between installations, and what it salts."""
    tables = ("plans", "sessions", "events", "second_plans", "decisions")
    return json.dumps([[list(row) for row in store.database.rows(f"SELECT * FROM {table}")] for table in tables])  # noqa: S608


def reports(store: SessionStore) -> dict[str, Any]:
    (summary,) = store.sessions()
    state = replay(store.events(summary.id))
    assert isinstance(state, Session)
    rounds = judged_rounds(store, summary, state)
    written = {kind: write_page(session_page(summary, state, rounds), kind) for kind in FORMATS if kind != "xlsx"}
    return {**written, "ledger": json.dumps([ledger_json(entry) for entry in read_ledger(store)])}


def test_a_session_replayed_from_its_log_is_the_same_session(tmp_path: Path) -> None:
    one = held(tmp_path / "one.db", a_session())
    log = [decode(row["kind"], row["version"], row["body"]) for row in one.event_records("s1")]
    assert log[1:] == a_session()
    other = held(tmp_path / "other.db", log[1:])
    assert dump(one) == dump(other)
    assert reports(one) == reports(other)
    (entry,) = read_ledger(one)
    assert [judged.number for judged in entry.rounds] == [1, 2, 3]
    assert entry.rounds[0].second
    assert entry.rounds[0].second_levels == (3.0,) * SEATS
    assert "after the talk" in reports(one)["md"].decode()
    assert "put right after the votes were in" in reports(one)["md"].decode()
    one.database.close()
    other.database.close()
