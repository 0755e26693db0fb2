"""Where every agent stands on every criterion, in exact integers.

Sums of points are whole numbers and are compared as whole numbers: with floating-point means an agent at exactly 70 %
falls on either side, depending on the order of adding.
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

    def means(self) -> Doubles:
        """[A] percent, NaN where nothing was scored."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return 100.0 * self.sums / (self.scored * float(self.denominator))

    def is_low(self, threshold: int) -> Bools:
        """[A] whether the mean is strictly below `threshold` percent; exactly on it is not below."""
        return np.asarray(100 * self.sums < threshold * self.scored * self.denominator)

    def overall_mean(self) -> float | None:
        """Call-weighted mean of all agents, percent."""
        calls = int(self.scored.sum())
        return None if calls == 0 else 100.0 * int(self.sums.sum()) / (calls * self.denominator)


def stand(matrix: CallMatrix, rows: Longs, column: int) -> Standings:
    """Standings on criterion `column` over the evaluations `rows` (indices).

    Raises:
        OverflowError: the sums would not be exact in 53 bits; it needs more than 10^9 calls of one agent.
    """
    values = matrix.points[rows, column].astype(np.float64)
    scored = np.isfinite(values)
    agents = len(matrix.agents)
    agent = matrix.agent[rows][scored].astype(np.int64)
    maxima = matrix.max_points[:, column]
    used = np.unique(maxima[np.isfinite(maxima)]).astype(np.int64)
    common = math.lcm(*(int(m) for m in used)) if used.size else 1
    top = maxima[matrix.form[rows][scored]]
    weights = values[scored] * (common / top)
    calls = matrix.call[rows][scored].astype(np.int64)
    share, parts = _shares(calls, one_each=matrix.call_multiplicity_is_one)
    weighted = weights * share
    if weighted.size and float(np.abs(weighted).max()) * weighted.size >= _EXACT_BELOW:
        raise OverflowError("too many calls to add up exactly")
    sums = np.bincount(agent, np.round(weighted), agents).astype(np.int64)
    counts = np.bincount(agent, share, agents).astype(np.int64) // parts
    percent = 100.0 * values[scored] / top
    squares: Doubles = np.bincount(agent, percent**2 * share / parts, agents).astype(np.float64)
    return Standings(sums, counts, common * parts, int(np.isneginf(values).sum()), int(np.isnan(values).sum()), squares)


def _shares(calls: Longs, *, one_each: bool) -> tuple[Doubles, int]:
    """[cells] weight of each cell so that a call's cells add up to the second value: whole numbers."""
    if one_each or calls.size == 0:
        return np.ones(calls.size), 1
    times = np.bincount(calls)[calls]
    parts = math.lcm(*(int(n) for n in np.unique(times)))
    return parts / times, parts
