"""A half-day: two plans of two criteria that one session plays."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain import session_events as events
from qa_tui.domain.agenda import Length
from qa_tui.domain.session import Rejected
from qa_tui.domain.vote_set import Use
from qa_tui.steps.half_day import join, other_half, part
from qa_tui.steps.ledger import read_ledger
from qa_tui.steps.live import LiveSession
from qa_tui.steps.packet import packet_of
from qa_tui.steps.plan_bundle import as_bytes, bundle_of, copy_plan, take_bundle
from tests.builders import NOW, clock, make_plan_in
from tests.store.test_plan_bundle import ids

if TYPE_CHECKING:
    from qa_tui.store.sessions import SessionStore


@pytest.fixture
def paired(store: SessionStore) -> SessionStore:
    """Plan p1 with three calls, and plan p2 on another criterion with three others."""
    plan = make_plan_in(store, calls=3)
    criterion = store.plan_criterion(plan)
    other = replace(criterion, id="other", name="Other criterion")
    join(store, plan, other, store.plan_workspace(plan), lambda: "p2", NOW)
    for number, excerpt in enumerate(store.approved(plan).values()):
        store.approve(
            replace(excerpt, id=f"o{number}", plan="p2"), f"other-{number}", store.sealed_score(excerpt.id), NOW
        )
    return store


def first_plan(store: SessionStore) -> str:
    found = store.first_of("p2")
    assert found is not None
    return found


def test_one_session_plays_both_one_after_the_other(paired: SessionStore) -> None:
    plan = first_plan(paired)
    live = LiveSession.start(paired, plan, "s1", 4, clock)
    assert isinstance(live, LiveSession)
    assert [played.brief.criterion for played in live.state.rounds] == [paired.plan_criterion(plan).id] * 3 + [
        "other"
    ] * 3
    name = paired.plan_criterion(plan).name
    assert [summary.criterion for summary in paired.sessions()] == [f"{name} and Other criterion"]
    for played in live.state.rounds:
        turn: tuple[events.Event, ...] = (
            *(events.Moved(to) for to in ("brief", "excerpt", "vote")),
            *(events.Cast(seat, events.Vote(events.VoteKind.LEVEL, played.brief.scale.values[0])) for seat in range(4)),
            events.VotesTaken(), events.DistributionShown(), events.ScoreRevealed(), events.Continued(),
        )  # fmt: skip
        for event in turn:
            live.send(event)
    assert {ledger.criterion: len(ledger.rounds) for ledger in read_ledger(paired)} == {
        paired.plan_criterion(plan).id: 3,
        "other": 3,
    }


def test_both_count_as_played(paired: SessionStore) -> None:
    plan = first_plan(paired)
    workspace, criterion = paired.plan_workspace(plan), paired.plan_criterion(plan).id
    assert paired.newest_plan() == plan, "the second never starts a session by itself"
    assert paired.open_plan(workspace, "other") == "p2"
    assert isinstance(LiveSession.start(paired, plan, "s1", 4, clock), LiveSession)
    assert paired.newest_plan() is None
    assert paired.open_plan(workspace, criterion) is None
    assert paired.open_plan(workspace, "other") is None
    assert paired.last_played(workspace, "other") == ("p2", 1)


def test_each_criterion_needs_its_calls(paired: SessionStore) -> None:
    plan = first_plan(paired)
    key = next(iter(paired.approved("p2")))
    paired.set_use("p2", {key: Use.ASIDE})
    found = LiveSession.start(paired, plan, "s1", 4, clock)
    assert found == Rejected("a session plays at least 3 calls on Other criterion; 2 are approved so far")
    half = other_half(paired, plan)
    assert half is not None
    assert half.open_point() == "2 of at least 3 calls approved on Other criterion (n goes there)"
    assert half.words() == "Half-day, before Other criterion."
    back = other_half(paired, "p2")
    assert back is not None
    assert back.is_first
    assert back.open_point() == ""


def test_a_plan_is_in_one_half_day_at_most_and_can_leave_it(paired: SessionStore) -> None:
    plan = first_plan(paired)
    assert {paired.plan_state(p).length for p in (plan, "p2")} == {Length.HALF_DAY}
    third = replace(paired.plan_criterion(plan), id="third", name="Third")
    join(paired, "p2", third, paired.plan_workspace(plan), lambda: "p3", NOW)
    assert (paired.second_of("p2"), paired.second_of(plan), paired.first_of("p2")) == ("p3", None, None)
    part(paired, "p3", NOW)
    assert paired.second_of("p2") is None
    assert {paired.plan_state(p).length for p in ("p2", "p3")} == {Length.SESSION}
    assert len(paired.approved("p2")) == 3


def test_file_copy_and_print_hold_both(paired: SessionStore) -> None:
    plan = first_plan(paired)
    written = as_bytes(bundle_of(paired, plan))
    assert written == as_bytes(bundle_of(paired, plan))
    taken = take_bundle(paired, json.loads(written), ids(), NOW)
    assert as_bytes(bundle_of(paired, taken)) == written
    copied = copy_plan(
        paired, plan, paired.plan_workspace(plan), (f"copy{number}" for number in count(1)).__next__, NOW
    )
    assert as_bytes(bundle_of(paired, copied)) == written
    packet = packet_of(paired, plan)
    assert [call.number for call in packet.voted] == [1, 2, 3, 4, 5, 6]
    assert packet.title.endswith(" and Other criterion")
    assert [item.what for item in packet.agenda.items if "call" in item.what or item.what == "Break"] == [
        "3 calls",
        "Break",
        "3 calls",
    ]
