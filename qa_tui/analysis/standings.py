"""Where every agent stands on every criterion, in exact integers.

Sums of points are whole numbers and are compared as whole numbers: with floating-point means an agent at exactly 70 %
falls on either side, depending on the order of adding. Only where maxima and numbers of evaluators are so many that they
have no usable common denominator are sums rounded, to a billionth of a call.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from qa_tui.scores.matrix import CallMatrix

Longs = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_EXACT_BELOW = 2**53
_ROUNDED_TO = 10**9


@dataclass(frozen=True, eq=False, slots=True)
class Standings:
    """Sums over one set of evaluations for one criterion. A agents, in the matrix's order."""

    sums: Longs
    """[A] points of all scored calls, in `1 / denominator` of the maximum."""
    scored: Longs
    """[A] scored calls; a call with several evaluators counts once, with the mean of their scores."""
    denominator: int
    """Sum that one call at 100 % would have."""
    not_applicable: int
    missing: int
    squares: Doubles
    """[A] sum over calls of (percent of the call) squared: for the spread within an agent."""
    is_binary: bool = False
    """Every scored call is at 0 or at 100 %."""

    def means(self) -> Doubles:
        """[A] percent, NaN where nothing was scored."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return 100.0 * self.sums / (self.scored * float(self.denominator))

    def is_low(self, threshold: int) -> Bools:
        """[A] whether the mean is strictly below `threshold` percent; exactly on it is not below."""
        return np.asarray(100 * self.sums < threshold * self.scored * self.denominator)

    def overall_mean(self, agents: Bools) -> float | None:
        """Call-weighted mean of `agents`, percent: of every scored call of theirs alike."""
        calls = int(self.scored[agents].sum())
        return None if calls == 0 else 100.0 * int(self.sums[agents].sum()) / (calls * self.denominator)


def stand(matrix: CallMatrix, rows: Longs, column: int) -> Standings:
    """Standings on criterion `column` over the evaluations `rows` (indices)."""
    if matrix.call_multiplicity_is_one and matrix.max_points.shape[0] == 1:
        return _stand_simply(matrix, rows, column)
    values = matrix.points[rows, column].astype(np.float64)
    top = matrix.max_points[matrix.form[rows], column]
    scored = np.isfinite(values) & (top > 0)
    not_applicable, missing = int(np.isneginf(values).sum()), int(np.isnan(values).sum())
    values, top = values[scored], top[scored]
    agents = len(matrix.agents)
    agent = matrix.agent[rows][scored]
    calls = matrix.call[rows][scored]
    times = matrix.times_scored(calls)
    denominator = _common(top) * _common(times)
    largest = max(1.0, float(np.abs(values / top).max(initial=0)))
    if denominator < _EXACT_BELOW / (largest * max(1, values.size)):
        sums = np.bincount(agent, values * (denominator / (top * times)), agents)
    else:
        denominator = _ROUNDED_TO
        sums = np.round(np.bincount(agent, values / (top * times), agents) * denominator)
    counts = np.round(np.bincount(agent, 1 / times, agents))
    percent = 100.0 * values / (top * times)
    if calls.size and not matrix.call_multiplicity_is_one:
        percent = np.bincount(calls, percent)[calls]
    squares: Doubles = np.bincount(agent, percent**2 / times, agents).astype(np.float64)
    is_binary = bool(percent.size) and bool(np.all((percent <= 1e-9) | (percent >= 100 - 1e-9)))
    return Standings(
        sums.astype(np.int64), counts.astype(np.int64), denominator, not_applicable, missing, squares, is_binary
    )


def _stand_simply(matrix: CallMatrix, rows: Longs, column: int) -> Standings:
    """As `stand`, where every call has one evaluation and the criterion one maximum: sums of points need no scaling."""
    is_all = rows.size == matrix.evaluations
    points = matrix.points[:, column] if is_all else matrix.points[rows, column]
    agent = matrix.agent if is_all else matrix.agent[rows]
    top, agents = float(matrix.max_points[0, column]), len(matrix.agents)
    not_applicable, missing = int(np.isneginf(points).sum()), int(np.isnan(points).sum())
    scored = np.isfinite(points) if top > 0 else np.zeros(points.size, bool)
    values = np.where(scored, points, 0).astype(np.float64)
    percent = 100.0 * values / top if top > 0 else values
    is_binary = bool(scored.any()) and bool(np.all((percent <= 1e-9) | (percent >= 100 - 1e-9)))
    return Standings(
        np.bincount(agent, values, agents).astype(np.int64),
        np.bincount(agent[scored], minlength=agents),
        int(top) if top > 0 else 1,
        not_applicable,
        missing,
        np.bincount(agent, percent**2, agents).astype(np.float64),
        is_binary,
    )


def _common(numbers: Doubles) -> int:
    """Least common multiple of whole numbers; 1 for none."""
    first = numbers[:1]
    distinct = first if bool(np.all(numbers == first)) else np.unique(numbers)
    return math.lcm(*(int(number) for number in distinct))
