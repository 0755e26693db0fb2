"""The class without the evaluator who scored most."""

from __future__ import annotations

import numpy as np

from qa_tui.analysis.busiest import busiest_evaluator
from qa_tui.domain.gaps import Sensitivity, Verdict
from qa_tui.reports.words import evaluator_words
from qa_tui.scores.window_sums import Tally
from tests.builders import Cell, make_criterion, make_matrix, report_of


def scored(agent: str, evaluator: str, *points: float) -> list[Cell]:
    return [Cell(f"{agent}-{evaluator}-{n}", agent, value, evaluator=evaluator) for n, value in enumerate(points)]


def team(strict: str = "Q1", other: str = "Q2") -> list[Cell]:
    """Ten agents: whom Q1 scores (11 calls each) is low, the others' scores (8 calls each) say they are not."""
    return [
        cell for n in range(10) for cell in (*scored(f"A{n}", strict, *[2.0] * 11), *scored(f"A{n}", other, *[5.0] * 8))
    ]


def test_one_evaluators_eye_is_told_from_the_teams_gap() -> None:
    report = report_of(make_matrix(team()), make_criterion())
    (gap,) = report.criteria
    assert gap.verdict is Verdict.UNIVERSAL
    assert gap.without_busiest == Sensitivity(0, 10, Verdict.SCATTERED)
    assert evaluator_words(gap, report) == (
        "2 evaluators, one did 58 %; without that one 0 of 10 (0 %, would be nothing to train)"
    )


def test_agents_whom_nobody_else_has_scored_three_times_are_left_out() -> None:
    cells = [*team(), *scored("B", "Q1", *[2.0] * 12), *scored("B", "Q2", 2.0, 2.0)]
    (gap,) = report_of(make_matrix(cells), make_criterion()).criteria
    assert gap.eligible_agents == 11
    assert gap.without_busiest is not None
    assert gap.without_busiest.eligible_agents == 10


def test_one_evaluator_or_none_is_nothing_to_leave_out() -> None:
    alone = report_of(make_matrix(team("Q1", "Q1")), make_criterion())
    assert alone.criteria[0].without_busiest is None
    assert evaluator_words(alone.criteria[0], alone) == "all scored by one evaluator"
    unknown = report_of(make_matrix(team("", "")), make_criterion())
    assert unknown.criteria[0].without_busiest is None
    assert evaluator_words(unknown.criteria[0], unknown) == "evaluators unknown"


def test_the_busiest_is_counted_among_the_rows_alone() -> None:
    matrix = make_matrix(team())
    agent = matrix.agent.astype(np.int64)
    assert busiest_evaluator(Tally.of("evaluator", matrix.evaluators, agent, matrix.evaluator)) == "Q1"
    few = matrix.evaluator == matrix.evaluators.index("Q2")
    assert busiest_evaluator(Tally.of("evaluator", matrix.evaluators, agent[few], matrix.evaluator[few])) is None
