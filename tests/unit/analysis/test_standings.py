"""Means and "below", exactly."""

from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest

from qa_tui.analysis.standings import stand
from tests.builders import BLANK, NA, PERCENT, Cell, calls_of, make_criterion, make_matrix

if TYPE_CHECKING:
    from qa_tui.scores.matrix import CallMatrix
    from qa_tui.scores.standings import Standings


def stood(cells: list[Cell], *, scale: object = None) -> Standings:
    criterion = make_criterion() if scale is None else make_criterion(scale=PERCENT)
    matrix = make_matrix(cells, criterion)
    return stand(matrix, np.arange(matrix.evaluations), 0)


def evaluated(call: str, agent: str, *points: float, maximum: float = 5.0) -> list[Cell]:
    """One call, scored once by each of several evaluators."""
    return [Cell(call, agent, value, evaluator=f"E{n}", maximum=maximum) for n, value in enumerate(points)]


def test_a_mean_is_of_points_over_maximum() -> None:
    found = stood(calls_of("A", 3, 4, 5))
    assert found.means().tolist() == [80.0]
    assert (found.sums.tolist(), found.scored.tolist(), found.denominator) == ([12], [3], 5)


def test_exactly_seventy_is_not_below() -> None:
    # 3, 4, 3, 4, ... of 5 is 35 of 50.
    assert stood(calls_of("A", *[3, 4] * 5)).is_low(70).tolist() == [False]
    assert stood(calls_of("A", *[3, 4] * 4, 3, 3)).is_low(70).tolist() == [True]


def test_seven_of_ten_is_not_below_however_often_it_is_added() -> None:
    found = stood(calls_of("A", *[7] * 1001, maximum=10), scale=PERCENT)
    assert found.is_low(70).tolist() == [False]


def test_percents_with_decimals_are_added_exactly() -> None:
    # 69.9 + 70.1 and thirds such as 66.6667 + 73.3333 are 70 on average; as floats 69.9 + 70.1 + ... may not be.
    exact = calls_of("A", *[69.9, 70.1] * 50, maximum=100) + calls_of("B", *[66.6667, 73.3333] * 50, maximum=100)
    below = calls_of("C", *[69.9, 70.1] * 50, 69.9999, maximum=100)
    assert stood(exact + below, scale=PERCENT).is_low(70).tolist() == [False, False, True]


def test_different_maxima_are_converted_call_by_call() -> None:
    # 7 of 10 and 14 of 20 are 70 % each; 6 of 10 and 16 of 20 as well on average.
    cells = [
        *calls_of("A", 7, maximum=10),
        Cell("a", "A", 14, maximum=20), Cell("b", "B", 6, maximum=10), Cell("c", "B", 16, maximum=20),
    ]  # fmt: skip
    found = stood(cells, scale=PERCENT)
    assert found.means().tolist() == [70.0, 70.0]
    assert found.is_low(70).tolist() == [False, False]


def test_several_evaluators_of_a_call_are_averaged_first() -> None:
    # A call at (2 + 3 + 4) / 3 = 60 % and one at 100 %: 80 %, not (2 + 3 + 4 + 5) / 20 = 70 %.
    found = stood(evaluated("c1", "A", 2, 3, 4) + evaluated("c2", "A", 5))
    assert found.scored.tolist() == [2]
    assert found.means().tolist() == [80.0]


def test_thirds_of_evaluators_at_exactly_seventy_are_not_below() -> None:
    # (10 + 10 + 1) / 3 = 7 of 10, in 100 calls.
    cells = [cell for n in range(100) for cell in evaluated(f"c{n}", "A", 10, 10, 1, maximum=10)]
    assert stood(cells, scale=PERCENT).is_low(70).tolist() == [False]


def test_the_spread_is_of_calls_not_of_evaluators() -> None:
    # One call, scored 20 % and 60 %: it is at 40 %, and 40 squared is 1600.
    assert stood(evaluated("c1", "A", 1, 3)).squares.tolist() == pytest.approx([1600.0])


def test_zero_not_applicable_and_missing_are_three_things() -> None:
    found = stood(calls_of("A", 0, 5, NA, NA, BLANK))
    assert (found.scored.tolist(), found.not_applicable, found.missing) == ([2], 2, 1)
    assert found.means().tolist() == [50.0]


def test_an_evaluator_who_finds_it_not_applicable_does_not_lower_the_call() -> None:
    found = stood(evaluated("c1", "A", 4, NA))
    assert (found.scored.tolist(), found.means().tolist(), found.not_applicable) == ([1], [80.0], 1)


def test_nothing_scored_has_no_mean() -> None:
    found = stood(calls_of("A", NA, BLANK))
    assert np.isnan(found.means()).tolist() == [True]
    assert found.is_low(70).tolist() == [False]
    assert found.overall_mean(np.ones(1, bool)) is None


def test_no_rows_stand_nowhere() -> None:
    matrix = make_matrix(calls_of("A", 3))
    found = stand(matrix, np.zeros(0, np.int64), 0)
    assert (found.scored.tolist(), found.overall_mean(np.ones(1, bool))) == ([0], None)


def many_denominators() -> CallMatrix:
    """Maxima of 40 primes: their common multiple is far beyond 64 bits."""
    primes = [n for n in range(2, 180) if all(n % d for d in range(2, n))][:40]
    # Each maximum twice, once at 60 % + x and once at 80 % - x, is 70 % for A; B has a little less on one call.
    cells = []
    for n, prime in enumerate(primes):
        cells += [Cell(f"a{n}", "A", 7 * prime, maximum=10 * prime), Cell(f"b{n}", "B", 7 * prime, maximum=10 * prime)]
    cells.append(Cell("b-last", "B", 699, maximum=1000))
    return make_matrix(cells, make_criterion(scale=PERCENT))


def test_maxima_without_a_common_denominator_are_still_compared() -> None:
    matrix = many_denominators()
    found = stand(matrix, np.arange(matrix.evaluations), 0)
    assert found.is_low(70).tolist() == [False, True]
    assert found.means()[0] == pytest.approx(70.0, abs=1e-7)
    assert found.scored.tolist() == [40, 41]


def test_calls_with_every_number_of_evaluators_are_still_compared() -> None:
    cells = [cell for n in range(1, 46) for cell in evaluated(f"c{n}", "A", *[7.0] * n, maximum=10)]
    found = stood(cells, scale=PERCENT)
    assert found.scored.tolist() == [45]
    assert found.is_low(70).tolist() == [False]


def test_the_floor_of_a_range_belongs_to_its_own_scale_alone() -> None:
    # percent_of range on 1-5: 3 is 50 %, 5 is 100 %. 1 out of 1 is another scale, and all of it.
    ranged = make_criterion(percent_of="range")
    matrix = make_matrix([*calls_of("A", 3, 5), Cell("x", "A", 1, maximum=1)], ranged)
    found = stand(matrix, np.arange(matrix.evaluations), 0)
    assert (found.scored.tolist(), found.means().tolist()) == ([3], [pytest.approx(250 / 3)])


@pytest.mark.parametrize("seed", range(5))
def test_sums_equal_fractions(seed: int) -> None:
    generator = np.random.default_rng(seed)
    cells, expected = [], dict.fromkeys("ABC", Fraction(0))
    for n in range(60):
        agent, maximum = "ABC"[n % 3], int(generator.choice([3, 5, 10, 20]))
        points = [int(p) for p in generator.integers(0, maximum + 1, generator.integers(1, 4))]
        cells += evaluated(f"c{n}", agent, *points, maximum=maximum)
        expected[agent] += Fraction(sum(points), len(points) * maximum)
    found = stood(cells, scale=PERCENT)
    assert [Fraction(int(s), found.denominator) for s in found.sums] == list(expected.values())
    assert found.scored.tolist() == [20, 20, 20]


def test_a_hundred_thousand_evaluations_take_milliseconds() -> None:
    """Not a benchmark: it only fails where rows are looped over."""
    generator = np.random.default_rng(1)
    small = make_matrix(calls_of("A", 1, 2) + calls_of("B", 3))
    count = 100_000
    matrix = replace(
        small,
        points=generator.integers(1, 6, (count, 1)).astype(np.float32),
        form=np.zeros(count, np.int32),
        agent=generator.integers(0, 2, count).astype(np.int32),
        call=np.arange(count, dtype=np.int32),
    )
    rows = np.arange(count)
    stand(matrix, rows, 0)
    began = time.perf_counter()
    for _ in range(10):
        found = stand(matrix, rows, 0)
    assert found.scored.sum() == count
    assert time.perf_counter() - began < 2.0
