"""Sums of a window: additive over agents, asked for once, and told in stages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from qa_tui.analysis.criteria import find_gaps, find_gaps_in_stages
from qa_tui.analysis.standings import stand
from qa_tui.analysis.window_sums import MatrixSums
from qa_tui.domain.gaps import RowCounts, Verdict
from qa_tui.domain.rubric import Rubric
from qa_tui.domain.scope import Scope, Window
from qa_tui.steps.kept_sums import MOST_WINDOWS, KeptSums
from tests.builders import DAY, NA, PERCENT, Cell, make_criterion, make_matrix, team

if TYPE_CHECKING:
    from qa_tui.scores.matrix import CallMatrix
    from qa_tui.scores.standings import Standings
    from qa_tui.scores.window_sums import WindowSums

WINDOW = Window.before(DAY + timedelta(days=1))
CRITERIA = ("listening", "tone", "closing")


def messy(seed: int) -> CallMatrix:
    """Several evaluators and maxima, calls of two agents, blanks, two weeks."""
    generator = np.random.default_rng(seed)
    cells = []
    for n in range(300):
        maximum = float(generator.choice([5, 10]))
        for evaluator in range(int(generator.integers(1, 4))):
            agent = "ABCDEF"[int(generator.integers(6))] if n % 40 == 0 else "ABCDEF"[n % 6]
            value = NA if generator.random() < 0.1 else float(generator.integers(0, int(maximum) + 1))
            name = CRITERIA[n % 3]
            day = DAY - timedelta(days=n % 14)
            shift = ("shift", "night" if n % 6 < 3 else "day")
            cells.append(
                Cell(f"c{n}", agent, value, name, maximum, day, evaluator=f"Q{evaluator}", dimensions=(shift,))
            )
    return make_matrix(cells, *(make_criterion(name, scale=PERCENT) for name in CRITERIA))


@pytest.mark.parametrize("seed", range(4))
def test_sums_of_some_agents_are_sums_of_their_evaluations(seed: int) -> None:
    matrix = messy(seed)
    sums = MatrixSums(matrix).of(WINDOW)
    chosen = np.random.default_rng(seed).random(len(matrix.agents)) < 0.5
    some = sums.only(chosen)
    rows = np.flatnonzero(chosen[matrix.agent])
    for column in range(len(CRITERIA)):
        expected, found = stand(matrix, rows, column), some.standings[column]
        assert found.means().tolist() == pytest.approx(expected.means().tolist(), nan_ok=True)
        assert found.is_low(70).tolist() == expected.is_low(70).tolist()
        assert found.scored.tolist() == expected.scored.tolist()
        assert (found.not_applicable, found.missing) == (expected.not_applicable, expected.missing)
        assert found.squares.tolist() == pytest.approx(expected.squares.tolist())
        assert found.part_scored.sum() == pytest.approx(found.scored.sum())
    counted = np.bincount(some.dimensions[0].agent, some.dimensions[0].count, len(matrix.agents))
    assert counted.tolist() == pytest.approx(some.calls.tolist())
    assert some.evaluators.totals().sum() == rows.size


@pytest.mark.parametrize("seed", range(4))
def test_without_an_evaluator_is_as_if_they_had_scored_nothing(seed: int) -> None:
    matrix = messy(seed)
    found = MatrixSums(matrix).without(WINDOW, "Q1")
    rows = np.flatnonzero(matrix.evaluator != matrix.evaluators.index("Q1"))
    for column, standings in enumerate(found):
        expected = stand(matrix, rows, column)
        assert standings.scored.tolist() == expected.scored.tolist()
        assert standings.means().tolist() == pytest.approx(expected.means().tolist(), nan_ok=True)


def test_a_call_of_two_agents_is_one_of_each() -> None:
    cells = [Cell("both", "A", 1, evaluator="Q1"), Cell("both", "B", 5, evaluator="Q2")]
    sums = MatrixSums(make_matrix(cells)).of(WINDOW)
    (standings,) = sums.standings
    assert (sums.calls.tolist(), sums.scored_calls.tolist()) == ([1, 1], [1, 1])
    assert (standings.scored.tolist(), standings.means().tolist()) == ([1, 1], [20.0, 100.0])


def test_points_of_many_levels_and_of_few_are_summed_alike() -> None:
    generator = np.random.default_rng(7)
    few = make_matrix([Cell(f"c{n}", "AB"[n % 2], float(generator.integers(0, 6)), maximum=5.0) for n in range(90)])
    many = replace(few, points=few.points * 20, max_points=few.max_points * 20)
    one, other = (MatrixSums(matrix).of(WINDOW).standings[0] for matrix in (few, many))
    assert one.means().tolist() == other.means().tolist()
    assert one.squares.tolist() == pytest.approx(other.squares.tolist())
    assert (one.between.tolist(), one.trend()) == (other.between.tolist(), other.trend())


def stages(first: str | None = None, leave_after: int = 1000) -> list[tuple[bool, ...]]:
    """What was tested of each criterion, in each report that was told."""
    asked = iter(range(1000))
    rubric = Rubric("r", tuple(make_criterion(name) for name in CRITERIA))
    told = find_gaps_in_stages(
        MatrixSums(messy(1)), rubric, (), Scope(minimum_calls=3), RowCounts(), first, lambda: next(asked) < leave_after
    )
    return [tuple(gap.is_tested for gap in sorted(report.criteria, key=lambda gap: gap.id)) for report in told]


def test_the_ranking_comes_first_and_the_tests_after_it() -> None:
    assert stages() == [(False, False, False), (True, True, True)]


def test_the_criterion_that_is_looked_at_is_tested_first() -> None:
    assert stages("listening") == [(False, True, False), (True, True, True)]
    assert stages("unknown") == [(False, False, False), (True, True, True)]


def test_nobody_who_has_gone_is_told_more() -> None:
    assert stages(leave_after=0) == []
    assert stages(leave_after=1) == [(False, False, False)]
    assert stages(leave_after=3) == [(False, False, False)]
    assert stages("listening", leave_after=1) == []


def test_a_ranking_says_what_counting_says() -> None:
    rubric = Rubric("r", (make_criterion(),))
    ranking, whole = find_gaps_in_stages(MatrixSums(make_matrix(team(6, 9))), rubric, (), Scope(), RowCounts())
    (counted,), (tested,) = ranking.criteria, whole.criteria
    assert (ranking.is_whole, whole.is_whole) == (False, True)
    assert (counted.team_mean, counted.low_agents, counted.rank) == (tested.team_mean, tested.low_agents, 1)
    assert counted.verdict is tested.verdict is Verdict.UNIVERSAL
    assert ranking.rule_topic == whole.rule_topic == "listening"
    assert (len(counted.agents), len(tested.agents)) == (0, 9)


class Asked:
    """A source that notes what it is asked."""

    def __init__(self, matrix: CallMatrix) -> None:
        self.source = MatrixSums(matrix)
        self.windows: list[Window] = []
        self.evaluators: list[str] = []
        self.newest_day = self.source.newest_day
        self.cells = self.source.cells

    def of(self, window: Window) -> WindowSums:
        self.windows.append(window)
        return self.source.of(window)

    def without(self, window: Window, evaluator: str) -> tuple[Standings, ...]:
        self.evaluators.append(evaluator)
        return self.source.without(window, evaluator)


def test_another_segment_or_minimum_asks_for_no_sums() -> None:
    asked = Asked(messy(2))
    kept = KeptSums(asked)
    rubric = Rubric("r", tuple(make_criterion(name) for name in CRITERIA))
    for scope in (Scope(), Scope(segments=(("shift", "night"),)), Scope(minimum_calls=2)):
        assert find_gaps(kept, rubric, (), scope, RowCounts()) is not None
    assert asked.windows == [WINDOW, WINDOW.moved(-1)]
    assert len(asked.evaluators) == len(set(asked.evaluators))


def test_only_the_windows_looked_at_last_are_kept() -> None:
    asked = Asked(messy(2))
    kept = KeptSums(asked)
    windows = [WINDOW.moved(-n) for n in range(MOST_WINDOWS + 1)]
    for window in (*windows[:-1], windows[0], windows[-1], windows[0], windows[1]):
        assert kept.of(window).window == window
    assert asked.windows == [*windows, windows[1]]
