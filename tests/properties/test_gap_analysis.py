"""What must not change the answer of steps 1 and 2, on random teams."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from qa_tui.reports.gap_json import criterion_json
from qa_tui.scores.build import build_matrix
from tests.builders import DAY, NA, Cell, make_criterion, make_matrix, make_rows, report_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.gaps import CriterionGap
    from qa_tui.domain.people import Agent

SHIFTS = ("night", "early", "late")


@st.composite
def teams(draw: st.DrawFn) -> list[Cell]:
    """Five to 24 agents with eight to 13 calls each, some not applicable, on three shifts and by two evaluators."""
    cells = []
    for n in range(draw(st.integers(5, 24))):
        level = draw(st.integers(1, 5))
        shift = draw(st.sampled_from(SHIFTS))
        for k in range(draw(st.integers(8, 13))):
            points = draw(st.sampled_from([level, level, 3, 4, 5, NA]))
            cells.append(
                Cell(
                    f"c{n}-{k}", f"A{n:02d}", float(points), evaluator=draw(st.sampled_from(["Q1", "Q2"])),
                    day=DAY - timedelta(days=draw(st.integers(0, 40))), dimensions=(("shift", shift),),
                )
            )  # fmt: skip
    return cells


def answer(cells: Sequence[Cell], roster: Sequence[Agent] = ()) -> tuple[dict[str, Any], dict[str, Any]]:
    """The criterion as JSON, rounded as people see it, and its agents by id."""
    gap = report_of(make_matrix(cells, make_criterion()), make_criterion(), roster=roster).criteria[0]
    return criterion_json(gap), agents_of(gap)


def agents_of(gap: CriterionGap) -> dict[str, Any]:
    return {
        a.agent: (a.scored, a.status, a.is_uncertain, *(round(v, 6) for v in (a.mean, a.low, a.high) if v is not None))
        for a in gap.agents
    }


@settings(max_examples=40, deadline=None)
@given(teams(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(cells: list[Cell], random: Any) -> None:
    shuffled = list(cells)
    random.shuffle(shuffled)
    assert answer(shuffled) == answer(cells)


@settings(max_examples=40, deadline=None)
@given(teams(), st.randoms(use_true_random=False))
def test_names_of_agents_change_nothing(cells: list[Cell], random: Any) -> None:
    ids = sorted({cell.agent for cell in cells})
    new = dict(zip(ids, random.sample([f"Z{n:02d}" for n in range(99)], len(ids)), strict=True))
    body, agents = answer(cells)
    other, renamed = answer([replace(cell, agent=new[cell.agent]) for cell in cells])
    assert other == body
    assert renamed == {new[agent]: facts for agent, facts in agents.items()}


@settings(max_examples=40, deadline=None)
@given(teams(), st.integers(0, 300))
def test_two_files_say_what_one_says(cells: list[Cell], cut: int) -> None:
    cut = min(cut, len(cells) - 1) or 1
    parts = [make_rows(cells[:cut], "a.csv"), make_rows(cells[cut:], "b.csv")]
    gap = report_of(build_matrix(parts, [make_criterion()]).matrix, make_criterion()).criteria[0]
    assert (criterion_json(gap), agents_of(gap)) == answer(cells)


@settings(max_examples=25, deadline=None)
@given(teams())
def test_another_criterion_changes_nothing(cells: list[Cell]) -> None:
    criteria = (make_criterion("closing"), make_criterion())
    more = [*(replace(c, criterion="closing", points=4.0) for c in cells), *cells]
    gap = report_of(make_matrix(more, *criteria), *criteria).criterion("listening")
    assert gap is not None
    body, agents = answer(cells)
    assert {**criterion_json(gap), "rank": 1} == body
    assert agents_of(gap) == agents


@settings(max_examples=25, deadline=None)
@given(teams())
def test_a_dimension_of_one_value_changes_nothing(cells: list[Cell]) -> None:
    assert answer([replace(c, dimensions=(*c.dimensions, ("site", "here"))) for c in cells]) == answer(cells)


@settings(max_examples=25, deadline=None)
@given(teams())
def test_scores_that_do_not_apply_change_no_mean(cells: list[Cell]) -> None:
    more = [
        *cells,
        *(Cell(f"na{n}", c.agent, NA, dimensions=c.dimensions, day=c.day) for n, c in enumerate(cells[:30])),
    ]
    body, agents = answer(cells)
    other, with_na = answer(more)
    assert with_na == agents
    changed = {key for key in body if body[key] != other[key]}
    assert changed <= {"not_applicable", "not_applicable_share"}


@settings(max_examples=25, deadline=None)
@given(teams(), st.integers(1, 200))
def test_days_moved_together_change_nothing(cells: list[Cell], days: int) -> None:
    moved = [replace(c, day=(c.day or DAY) + timedelta(days=days)) for c in cells]
    assert answer(moved) == answer(cells)


@settings(max_examples=25, deadline=None)
@given(teams())
def test_every_score_twice_changes_nothing(cells: list[Cell]) -> None:
    assert answer([*cells, *cells]) == answer(cells)
