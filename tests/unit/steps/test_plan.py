"""Which calls are proposed, what is sealed, and what is played."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.plan import Role
from qa_tui.domain.scope import Scope
from qa_tui.steps.plan import playing_order, propose_pairs
from tests.builders import make_excerpt
from tests.files import RUBRIC, loaded, table, write

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.domain.plan import Pair

HEADER = "call_id,agent_id,called_at,criterion,score,max_score,evaluator_id,call_type"


def pairs_of(tmp_path: Path, *rows: str, heard: tuple[str, ...], criterion: str = "listening") -> tuple[Pair, ...]:
    folder = tmp_path / "team"
    write(folder / "scores.csv", table(*rows, header=HEADER))
    write(folder / "rubric.yaml", RUBRIC)
    for call in heard:
        write(folder / f"{call}.txt", "Agent: Good morning.\nCustomer: I was charged twice.\n")
    found = loaded(folder)
    wanted = found.rubric.criterion(criterion)
    assert wanted is not None
    return propose_pairs(found, Scope(), wanted)


def test_a_low_call_is_put_beside_a_good_one_of_its_type(tmp_path: Path) -> None:
    rows = [
        "L1,A1,2026-09-01,Active listening,1,5,Q,Billing",
        "L2,A2,2026-09-01,Active listening,2,5,Q,Delivery",
        "H1,A3,2026-09-01,Active listening,5,5,Q,Billing",
        "H2,A4,2026-09-01,Active listening,4,5,Q,Delivery",
        "M1,A5,2026-09-01,Active listening,3,5,Q,Billing",
    ]
    pairs = pairs_of(tmp_path, *rows, heard=("L1", "L2", "H1", "H2", "M1"))
    assert [(pair.low.call_id, pair.high.call_id if pair.high else None) for pair in pairs] == [
        ("L1", "H1"),
        ("L2", "H2"),
    ]


def test_each_evaluators_score_is_put_on_the_scale_by_its_own_maximum(tmp_path: Path) -> None:
    rows = ["L1,A1,2026-09-01,Active listening,2,5,Q1,B", "L1,A1,2026-09-01,Active listening,45,100,Q2,B"]
    (pair,) = pairs_of(tmp_path, *rows, heard=("L1",))
    assert pair.low.actual.each == pytest.approx((2.0, 2.25))
    assert pair.low.actual.value == pytest.approx(2.125)
    assert pair.low.actual.originals == ("2 of 5", "45 of 100")


def test_a_call_whose_evaluators_differ_by_more_than_a_step_is_not_proposed(tmp_path: Path) -> None:
    rows = [
        "L1,A1,2026-09-01,Active listening,1,5,Q1,B",
        "L1,A1,2026-09-01,Active listening,3,5,Q2,B",
        "L2,A2,2026-09-01,Active listening,1,5,Q1,B",
        "L2,A2,2026-09-01,Active listening,2,5,Q2,B",
    ]
    assert [pair.low.call_id for pair in pairs_of(tmp_path, *rows, heard=("L1", "L2"))] == ["L2"]


def test_yes_and_no_on_one_call_is_no_score_to_show(tmp_path: Path) -> None:
    rows = [
        "L1,A1,2026-09-01,Closing,no,1,Q1,B",
        "L1,A1,2026-09-01,Closing,yes,1,Q2,B",
        "L2,A1,2026-09-01,Closing,no,1,Q1,B",
    ]
    assert [pair.low.call_id for pair in pairs_of(tmp_path, *rows, heard=("L1", "L2"), criterion="closing")] == ["L2"]


def test_calls_with_a_transcript_are_found_among_thousands_without(tmp_path: Path) -> None:
    rows = [f"C{n},A{n % 9},2026-09-01,Active listening,1,5,Q,B" for n in range(3_000)]
    rows.append("HEARD,A1,2026-09-01,Active listening,2,5,Q,B")
    assert [pair.low.call_id for pair in pairs_of(tmp_path, *rows, heard=("HEARD",))] == ["HEARD"]


def test_every_approved_low_call_is_played_with_one_good_one_in_an_order_of_the_plans_own() -> None:
    low = [make_excerpt(f"l{n}", role=Role.LOW, position=n) for n in range(5)]
    high = [make_excerpt(f"h{n}", role=Role.HIGH, position=100 + n) for n in range(5)]
    played = playing_order([*low, *high], "p1")
    assert {excerpt.id for excerpt in played} == {"l0", "l1", "l2", "l3", "l4", "h0"}
    assert playing_order([*low, *high], "p1") == played
    assert len({tuple(e.id for e in playing_order([*low, *high], f"p{n}")) for n in range(20)}) > 10
