"""Plans, sealed scores and sessions, written and read back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain import session_events as events
from qa_tui.domain.session import Phase, Rejected, Session
from qa_tui.domain.session_rules import replay
from qa_tui.steps.live import LiveSession
from qa_tui.store.database import StoreError
from tests.builders import NOW, TO_VOTE, ballots, clock, level, make_actual, make_criterion, make_excerpt, make_plan_in

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.domain.session_events import Event
    from qa_tui.store.sessions import SessionStore


def start(store: SessionStore, calls: int = 3, seats: int = 4) -> LiveSession:
    live = LiveSession.start(store, make_plan_in(store, calls=calls), "s1", seats, clock)
    assert isinstance(live, LiveSession)
    return live


def send(live: LiveSession, *sent: Event) -> None:
    for event in sent:
        assert isinstance(live.send(event), Session)


def test_a_session_comes_back_as_it_was(store: SessionStore) -> None:
    live = start(store)
    send(live, *TO_VOTE, *ballots(level(4), level(2)), events.Undone())
    again = LiveSession.resume(store, "s1", clock)
    assert isinstance(again, LiveSession)
    assert again.state == live.state
    assert again.state.ballot is not None
    assert again.state.ballot.next_seat == 1


def test_a_clock_that_is_set_back_changes_no_vote_and_no_order(store: SessionStore) -> None:
    """An hour back, as at the end of summer time, and then a year, as after a flat battery."""
    times = iter([NOW, *[NOW - timedelta(hours=1)] * 5, *[NOW - timedelta(days=365)] * 99])
    live = LiveSession.start(store, make_plan_in(store, calls=3), "s1", 4, lambda: next(times))
    assert isinstance(live, LiveSession)
    send(live, *TO_VOTE, *ballots(level(4), level(2)), events.Undone())
    assert live.minutes() == 0
    assert replay(store.events("s1")) == live.state
    assert [summary.id for summary in store.sessions() if summary.is_open] == ["s1"]


def test_every_event_is_recorded_with_kind_version_source_and_phase(store: SessionStore) -> None:
    live = start(store)
    send(live, *TO_VOTE, *ballots(level(4)))
    recorded = [(r["number"], r["kind"], r["version"], r["source"], r["phase"]) for r in store.event_records("s1")]
    assert recorded == [
        (1, "opened", 1, "key", ""),
        (2, "moved", 1, "key", "opening"),
        (3, "moved", 1, "key", "brief"),
        (4, "moved", 1, "key", "excerpt"),
        (5, "cast", 1, "key", "vote"),
    ]


def test_a_rejected_event_is_not_recorded(store: SessionStore) -> None:
    live = start(store)
    assert isinstance(live.send(events.VotesTaken()), Rejected)
    assert len(store.events("s1")) == 1


def test_a_vote_that_cannot_be_saved_is_not_counted(store: SessionStore) -> None:
    live = start(store)
    send(live, *TO_VOTE)
    before = live.state
    store.database.connection.execute("PRAGMA query_only=ON")
    with pytest.raises(StoreError, match="could not be written"):
        live.send(ballots(level(4))[0])
    assert live.state is before
    store.database.connection.execute("PRAGMA query_only=OFF")
    assert isinstance(live.send(ballots(level(4))[0]), Session)


def test_the_reveal_is_on_disk_before_the_score_is_read(store: SessionStore, monkeypatch: pytest.MonkeyPatch) -> None:
    live = start(store)
    send(live, *TO_VOTE, *ballots(*[level(4)] * 4), events.VotesTaken(), events.DistributionShown())
    seen: list[str] = []
    read = type(store).sealed_score

    def watched(self: SessionStore, excerpt: str) -> object:
        seen.append(self.events("s1")[-1].kind)
        return read(self, excerpt)

    monkeypatch.setattr(type(store), "sealed_score", watched)
    live.view()
    assert seen == []
    live.reveal()
    assert seen == ["score_revealed"]


def test_a_changed_score_file_changes_nothing_after_the_approval(store: SessionStore) -> None:
    make_plan_in(store, "p1", calls=1)
    assert store.sealed_score("p1-e0").value == 2.0


def test_the_call_id_is_not_in_the_database(store: SessionStore, path: Path) -> None:
    store.make_plan("p", "w", make_criterion(), NOW)
    store.approve(make_excerpt("e", "p"), "CALL-4711-JONES", make_actual(), NOW)
    store.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for file in path.parent.iterdir():
        assert b"4711" not in file.read_bytes(), file


def test_approving_a_call_again_replaces_the_first(store: SessionStore) -> None:
    make_plan_in(store, "p1", calls=1)
    store.approve(make_excerpt("new", "p1"), "CALL-p1-0", make_actual(5.0), NOW)
    assert [e.id for e in store.approved("p1").values()] == ["new"]
    with pytest.raises(StoreError):
        store.sealed_score("p1-e0")


def test_a_plan_with_a_session_is_not_changed_any_more(store: SessionStore) -> None:
    start(store)
    with pytest.raises(StoreError, match="a session has been started"):
        store.approve(make_excerpt("new", "p1"), "CALL-p1-0", make_actual(5.0), NOW)
    with pytest.raises(StoreError, match="a session has been started"):
        store.withdraw("p1", "CALL-p1-0")


def test_a_session_needs_three_calls(store: SessionStore) -> None:
    found = LiveSession.start(store, make_plan_in(store, calls=2), "s1", 4, clock)
    assert isinstance(found, Rejected)
    assert "at least 3 calls; 2 are approved" in found.reason


def test_a_finished_session_is_not_open(store: SessionStore) -> None:
    live = start(store)
    one = (*ballots(*[level(4)] * 4), events.VotesTaken(), events.DistributionShown(), events.Continued())
    for _ in range(3):
        for event in (*(TO_VOTE if live.state.phase is Phase.OPENING else TO_VOTE[1:]), *one):
            assert isinstance(live.send(event), Session)
    live.send(events.Closed())
    (summary,) = store.sessions()
    assert not summary.is_open
    assert store.votes(summary.id) == 12


def test_an_event_of_an_unknown_kind_is_an_error_that_says_so(store: SessionStore) -> None:
    start(store)
    with store.database.atomic() as cursor:
        cursor.execute("UPDATE events SET kind = 'danced'")
    with pytest.raises(StoreError, match="danced"):
        store.events("s1")
