"""How far an agent's mean can be trusted: a 90 % interval of each mean, and how likely the true one is below the line."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_TAIL = 0.95
"""Upper quantile of a two-sided 90 % interval."""
_SLACK = 1e-9
_ROUNDING = 1e-10
"""Share of a sum of squares that may be rounding and no spread."""


@dataclass(frozen=True, eq=False, slots=True)
class Intervals:
    """One interval per agent, percent."""

    low: Doubles
    high: Doubles
    below_chance: Doubles
    """0..1, NaN where nothing can be said."""

    def cover(self, threshold: float) -> Bools:
        """Agents who could be on either side."""
        return np.asarray((self.low <= threshold + _SLACK) & (threshold - _SLACK <= self.high) & (self.low < self.high))


def t_intervals(means: Doubles, scored: Longs, squares: Doubles, threshold: float) -> Intervals:
    """Student's t with the agent's own spread; an agent without spread, or with one call, borrows the pooled one.

    Args:
        means: [n] percent.
        scored: [n] scored calls, at least 1 each.
        squares: [n] sum over calls of percent squared.
        threshold: percent.
    """
    from scipy.special import stdtr, stdtrit

    within = np.maximum(squares - scored * means**2, 0.0)
    within[within < _ROUNDING * np.maximum(squares, 1.0)] = 0.0
    freedom = (scored - 1).astype(np.float64)
    pooled_freedom = float(freedom.sum())
    if pooled_freedom == 0:
        # One call each: nothing says how far a mean can be trusted.
        return Intervals(np.zeros(means.size), np.full(means.size, 100.0), np.full(means.size, np.nan))
    pooled = float(within.sum()) / pooled_freedom
    has_spread = within > 0
    variance = np.where(has_spread, within / np.maximum(freedom, 1.0), pooled)
    freedom = np.where(has_spread, freedom, pooled_freedom)
    error = np.sqrt(variance / scored)
    reach = stdtrit(freedom, _TAIL) * error
    with np.errstate(divide="ignore", invalid="ignore"):
        below = np.where(error > 0, stdtr(freedom, (threshold - means) / error), (means < threshold).astype(float))
    return Intervals(np.maximum(means - reach, 0.0), np.minimum(means + reach, 100.0), below)


def wilson_intervals(means: Doubles, scored: Longs, threshold: float) -> Intervals:
    """Wilson's score interval, for criteria that are passed or failed; the chance is of the score test it inverts."""
    from scipy.special import ndtr, ndtri

    low, high = wilson(means / 100 * scored, scored.astype(np.float64), float(ndtri(_TAIL)))
    line = threshold / 100
    error = np.sqrt(line * (1 - line) / scored)
    with np.errstate(divide="ignore", invalid="ignore"):
        below = np.where(error > 0, ndtr((line - means / 100) / error), (means < threshold).astype(float))
    return Intervals(100 * low, 100 * high, below)


def wilson(successes: Doubles, trials: Doubles, z: float) -> tuple[Doubles, Doubles]:
    """Wilson's interval of a share, 0..1, at the standard normal quantile `z`."""
    share = successes / trials
    width = 1 + z**2 / trials
    centre = (share + z**2 / (2 * trials)) / width
    reach = z * np.sqrt(share * (1 - share) / trials + z**2 / (4 * trials**2)) / width
    return np.maximum(centre - reach, 0.0), np.minimum(centre + reach, 1.0)


def share_interval(low: int, eligible: int) -> tuple[float, float]:
    """95 % Wilson interval of `low` of `eligible`, percent."""
    from scipy.special import ndtri

    lower, upper = wilson(np.array([float(low)]), np.array([float(eligible)]), float(ndtri(0.975)))
    return 100 * float(lower[0]), 100 * float(upper[0])


def change_interval(changes: Doubles) -> tuple[float, float]:
    """95 % t interval of the mean of paired changes."""
    from scipy.special import stdtrit

    error = float(changes.std(ddof=1)) / math.sqrt(changes.size)
    reach = float(stdtrit(changes.size - 1, 0.975)) * error
    centre = float(changes.mean())
    return centre - reach, centre + reach
