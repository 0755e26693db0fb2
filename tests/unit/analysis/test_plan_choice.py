"""Which calls a session works on: as different as possible, one voice each, and the same whatever the order."""

from __future__ import annotations

import random  # noqa: TC003 - hypothesis reads the annotations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_tui.analysis.plan_choice import NOTHING_WANTED, Pool, choose, outlying_agents
from qa_tui.domain.plan import HIGH_FROM, LOW_BELOW, Candidate, Role
from qa_tui.domain.vote_set import Use, Wanted
from tests.builders import make_actual

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.vote_set import VoteSet


def call(call_id: str, agent: str, percent: float, call_type: str = "Billing", *, evidence: bool = True) -> Candidate:
    role = Role.LOW if percent < LOW_BELOW else Role.HIGH if percent >= HIGH_FROM else Role.BORDERLINE
    return Candidate(
        0, call_id, "listening", agent, percent, call_type, role, "2026-09-01", make_actual(), f"{call_id}.json",
        (1.0, 2.0) if evidence else None,
    )  # fmt: skip


def set_of(calls: Sequence[Candidate], wanted: Wanted = NOTHING_WANTED, **kept: object) -> VoteSet:
    return choose(Pool(calls, kept.pop("patterns", {}), **kept), wanted)  # type: ignore[arg-type]


TEAM = (
    *(call(f"L{n}", f"A{n}", 20 + n, ("Billing", "Delivery", "Fault")[n % 3]) for n in range(6)),
    *(call(f"M{n}", f"B{n}", 60 + 4 * n) for n in range(3)),
    *(call(f"H{n}", f"C{n}", 80 + n, ("Billing", "Delivery", "Fault")[n % 3]) for n in range(6)),
)


def test_the_default_set() -> None:
    found = set_of(TEAM)
    assert [(pick.use, pick.candidate.role) for pick in found.picks] == [
        (Use.VOTE, Role.LOW), (Use.PARTNER, Role.HIGH), (Use.VOTE, Role.LOW), (Use.PARTNER, Role.HIGH),
        (Use.RESERVE, Role.LOW), (Use.PARTNER, Role.HIGH), (Use.VOTE, Role.BORDERLINE), (Use.VOTE, Role.HIGH),
    ]  # fmt: skip
    assert found.missing == ()
    assert len(found.voted) == 4
    lows = [pick.candidate.call_type for pick in found.picks if pick.candidate.role is Role.LOW]
    assert len(set(lows)) == 3
    assert all(pick.why for pick in found.picks)


calls_of_any_kind = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.sampled_from([0, 20, 40, 59.9, 60, 70, 79.9, 80, 100]),
        st.sampled_from("BDF"),
        st.booleans(),
    ),
    max_size=24,
)


@given(calls_of_any_kind, st.integers(3, 6), st.randoms(use_true_random=False))
def test_what_holds_for_every_set(drawn: list[tuple[int, float, str, bool]], lows: int, order: random.Random) -> None:
    calls = [call(f"K{n:02d}", f"A{a}", p, t, evidence=e) for n, (a, p, t, e) in enumerate(drawn)]
    found = set_of(calls, Wanted(lows=lows))
    ids = [pick.candidate.call_id for pick in found.picks]
    assert len(ids) == len(set(ids))
    low = [pick.candidate for pick in found.picks if pick.use is not Use.PARTNER and pick.candidate.role is Role.LOW]
    qualifying = {c.agent for c in calls if c.percent < LOW_BELOW}
    assert all(c.percent < LOW_BELOW for c in low)
    assert len(low) == min(lows, sum(c.percent < LOW_BELOW for c in calls))
    assert len({c.agent for c in low}) == min(len(low), len(qualifying)), "two by one agent while another qualifies"
    by_id = {pick.candidate.call_id: pick.candidate for pick in found.picks}
    for pick in found.picks:
        if pick.use is Use.PARTNER:
            of = by_id[pick.partner_of]
            assert pick.candidate.call_type == of.call_type
            assert pick.candidate.percent >= HIGH_FROM
            assert pick.candidate.agent != of.agent
    shuffled = list(calls)
    order.shuffle(shuffled)
    assert set_of(shuffled, Wanted(lows=lows)) == found


def test_a_wish_is_met_and_what_is_left_out_stays_out() -> None:
    found = set_of(TEAM, Wanted(pinned=frozenset({"L5", "M2"}), excluded=frozenset({"L0", "H0"})))
    ids = {pick.candidate.call_id for pick in found.picks}
    assert {"L5", "M2"} <= ids
    assert not {"L0", "H0"} & ids


def test_the_segment_where_the_gap_sits_gives_at_least_half_of_the_low_calls() -> None:
    found = set_of(TEAM, Wanted(lows=4), concentrated=frozenset({"A4", "A5"}), segment="shift night")
    low = [pick for pick in found.picks if pick.candidate.role is Role.LOW]
    assert sum(pick.candidate.agent in {"A4", "A5"} for pick in low) >= 2
    assert any("from shift night, where the gap sits" in pick.why for pick in low)


def test_an_agent_far_below_all_others_does_not_stand_for_the_team() -> None:
    assert outlying_agents({"A": 20.0, "B": 60.0, "C": 62.0}) == frozenset({"A"})
    assert outlying_agents({"A": 55.0, "B": 60.0, "C": 62.0}) == frozenset()
    assert outlying_agents({"A": 65.0}) == frozenset({"A"})
    assert outlying_agents({}) == frozenset()
    calls = [call("X1", "X", 0), call("X2", "X", 5), call("L1", "A", 50), call("L2", "B", 55), call("L3", "C", 59)]
    found = set_of(calls, outliers=frozenset({"X"}))
    assert {pick.candidate.agent for pick in found.picks} == {"A", "B", "C"}
    alone = set_of(calls[:2], outliers=frozenset({"X"}))
    assert any("coaching, not a session" in missing for missing in alone.missing)


def test_different_failures_before_the_same_one_twice() -> None:
    calls = [call(f"L{n}", f"A{n}", 20) for n in range(4)]
    patterns = {"L0": ("restates",), "L1": ("restates",), "L2": ("restates",), "L3": ("checks",)}
    found = set_of(calls, patterns=patterns)
    assert "L3" in {pick.candidate.call_id for pick in found.picks}


@pytest.mark.parametrize(
    ("calls", "said"),
    [
        ([], "only 0 of 3 low calls have a transcript"),
        ([call("L1", "A", 20)], "only 1 of 3 low calls have a transcript"),
        ([call("L1", "A", 20), call("L2", "A", 25)], "all low calls are by one agent"),
        ([call("L1", "A", 20)], "no Billing call of 80 % or more by another agent"),
        ([call("L1", "A", 20)], "no call beside the 70 % line"),
        ([call("L1", "A", 20)], "the room would guess that all are low"),
    ],
)
def test_what_is_missing_is_said(calls: list[Candidate], said: str) -> None:
    assert any(said in missing for missing in set_of(calls).missing)
