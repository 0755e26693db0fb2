"""Where every agent stands on one criterion, in exact integers.

Sums of points are whole numbers and are compared as whole numbers: with floating-point means an agent at exactly 70 %
falls on either side, depending on the order of adding.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Longs = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

EXACT_BELOW = 2**53
"""Whole numbers below it are exact as floating-point ones."""
ROUNDED_TO = 10**9
"""Denominator where there is no usable common one: sums are rounded to a billionth of a call."""


@dataclass(frozen=True, eq=False, slots=True)
class Standings:
    """Sums over one set of evaluations for one criterion. A agents, in the order of their labels."""

    sums: Longs
    """[A] points of all scored calls, in `1 / denominator` of the maximum."""
    scored: Longs
    """[A] scored calls; a call with several evaluators counts once, with the mean of their scores."""
    denominator: int
    """Sum that one call at 100 % would have."""
    not_applicable_each: Longs
    """[A]"""
    missing_each: Longs
    """[A]"""
    squares: Doubles
    """[A] sum over calls of (percent of the call) squared: for the spread within an agent."""
    between: Longs
    """[A] scores that are neither at 0 nor at 100 %."""
    part_sums: Doubles
    """[A, parts] as `sums`, in equal parts of the window, oldest first; one part where nobody asked for more."""
    part_scored: Doubles
    """[A, parts] as `scored`."""

    @property
    def not_applicable(self) -> int:
        return int(self.not_applicable_each.sum())

    @property
    def missing(self) -> int:
        return int(self.missing_each.sum())

    @property
    def is_binary(self) -> bool:
        """Every scored call is at 0 or at 100 %."""
        return bool(self.scored.any()) and not self.between.any()

    def only(self, agents: Bools) -> Standings:
        """As if nobody but `agents` ([A]) had been scored."""
        if agents.all():
            return self
        parts = agents[:, None]
        return replace(
            self,
            sums=self.sums * agents,
            scored=self.scored * agents,
            not_applicable_each=self.not_applicable_each * agents,
            missing_each=self.missing_each * agents,
            squares=self.squares * agents,
            between=self.between * agents,
            part_sums=self.part_sums * parts,
            part_scored=self.part_scored * parts,
        )

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

    def trend(self) -> tuple[float | None, ...]:
        """Call-weighted mean of each part of the window, percent; None where nothing was scored in it."""
        sums, scored = self.part_sums.sum(axis=0), self.part_scored.sum(axis=0)
        return tuple(
            100.0 * float(total) / (float(count) * self.denominator) if count > 0 else None
            for total, count in zip(sums, scored, strict=True)
        )


def common(numbers: Doubles) -> int:
    """Least common multiple of whole numbers; 1 for none."""
    first = numbers[:1]
    distinct = first if bool(np.all(numbers == first)) else np.unique(numbers)
    return math.lcm(*(int(number) for number in distinct))
