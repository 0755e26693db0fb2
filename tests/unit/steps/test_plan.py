"""Which calls are proposed, what is sealed, and what is played."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.plan import Role
from qa_tui.domain.vote_set import Use
from qa_tui.steps.plan import playing_order
from tests.builders import make_excerpt
from tests.files import RUBRIC, loaded, table, write
from tests.plans import drafted

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.domain.plan_state import PlanState
    from qa_tui.domain.vote_set import Pick

HEADER = "call_id,agent_id,called_at,criterion,score,max_score,evaluator_id,call_type"


def picks_of(
    tmp_path: Path, *rows: str, heard: tuple[str, ...], criterion: str = "listening", state: PlanState | None = None
) -> tuple[Pick, ...]:
    folder = tmp_path / "team"
    write(folder / "scores.csv", table(*rows, header=HEADER))
    write(folder / "rubric.yaml", RUBRIC)
    for call in heard:
        write(folder / f"{call}.txt", "Agent: Good morning.\nCustomer: I was charged twice.\n")
    return drafted(loaded(folder), criterion, state).vote_set.picks


def lows(picks: tuple[Pick, ...]) -> list[str]:
    return [pick.candidate.call_id for pick in picks if pick.candidate.role is Role.LOW]


def test_a_low_call_is_put_beside_a_good_one_of_its_type(tmp_path: Path) -> None:
    rows = [
        "L1,A1,2026-09-01,Active listening,1,5,Q,Billing",
        "L2,A2,2026-09-01,Active listening,2,5,Q,Delivery",
        "H1,A3,2026-09-01,Active listening,5,5,Q,Billing",
        "H2,A4,2026-09-01,Active listening,4,5,Q,Delivery",
        "M1,A5,2026-09-01,Active listening,3,5,Q,Billing",
    ]
    picks = picks_of(
        tmp_path, *rows, "H3,A6,2026-09-01,Active listening,5,5,Q,Fault", heard=("L1", "L2", "H1", "H2", "M1", "H3")
    )
    assert [(pick.candidate.call_id, pick.use, pick.partner_of) for pick in picks] == [
        ("L1", Use.VOTE, ""),
        ("H1", Use.PARTNER, "L1"),
        ("L2", Use.VOTE, ""),
        ("H2", Use.PARTNER, "L2"),
        ("M1", Use.VOTE, ""),
        ("H3", Use.VOTE, ""),
    ]


def test_each_evaluators_score_is_put_on_the_scale_by_its_own_maximum(tmp_path: Path) -> None:
    rows = ["L1,A1,2026-09-01,Active listening,2,5,Q1,B", "L1,A1,2026-09-01,Active listening,45,100,Q2,B"]
    (pick,) = picks_of(tmp_path, *rows, heard=("L1",))
    assert pick.candidate.actual.each == pytest.approx((2.0, 2.25))
    assert pick.candidate.actual.value == pytest.approx(2.125)
    assert pick.candidate.actual.originals == ("2 of 5", "45 of 100")


def test_a_call_whose_evaluators_differ_by_more_than_a_step_is_not_proposed(tmp_path: Path) -> None:
    rows = [
        "L1,A1,2026-09-01,Active listening,1,5,Q1,B",
        "L1,A1,2026-09-01,Active listening,3,5,Q2,B",
        "L2,A2,2026-09-01,Active listening,1,5,Q1,B",
        "L2,A2,2026-09-01,Active listening,2,5,Q2,B",
    ]
    assert lows(picks_of(tmp_path, *rows, heard=("L1", "L2"))) == ["L2"]


def test_yes_and_no_on_one_call_is_no_score_to_show(tmp_path: Path) -> None:
    rows = [
        "L1,A1,2026-09-01,Closing,no,1,Q1,B",
        "L1,A1,2026-09-01,Closing,yes,1,Q2,B",
        "L2,A1,2026-09-01,Closing,no,1,Q1,B",
    ]
    assert lows(picks_of(tmp_path, *rows, heard=("L1", "L2"), criterion="closing")) == ["L2"]


def test_calls_with_a_transcript_are_found_among_thousands_without(tmp_path: Path) -> None:
    rows = [f"C{n},A{n % 9},2026-09-01,Active listening,1,5,Q,B" for n in range(3_000)]
    rows.append("HEARD,A1,2026-09-01,Active listening,2,5,Q,B")
    assert lows(picks_of(tmp_path, *rows, heard=("HEARD",))) == ["HEARD"]


def test_what_is_to_be_voted_on_is_played_in_an_order_of_the_plans_own() -> None:
    voted = [make_excerpt(f"v{n}", position=n) for n in range(5)]
    kept = [
        replace(make_excerpt(f"p{n}", position=100 + n), use=use) for n, use in enumerate((Use.PARTNER, Use.RESERVE))
    ]
    played = playing_order([*voted, *kept], "p1")
    assert {excerpt.id for excerpt in played} == {f"v{n}" for n in range(5)}
    assert playing_order([*voted, *kept], "p1") == played
    assert len({tuple(e.id for e in playing_order([*voted, *kept], f"p{n}")) for n in range(20)}) > 10
