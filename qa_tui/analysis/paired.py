"""Means before and after, of the same agents: each counts in the windows of their own session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.analysis.intervals import change_interval
from qa_tui.analysis.standings import stand
from qa_tui.domain.outcome import FEWEST_CALLS_EACH, Effect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.scope import Window
    from qa_tui.scores.matrix import CallMatrix

Longs = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Group:
    """Agents who share their windows: those of one session."""

    agents: Longs
    """Codes of the matrix."""
    before: Window
    after: Window


@dataclass(frozen=True, eq=False, slots=True)
class Paired:
    """[n] agents of all groups, in the order they were given, on one criterion."""

    agents: Longs
    before: Doubles
    """Percent, NaN where nothing was scored."""
    after: Doubles
    calls_before: Longs
    calls_after: Longs
    squares: Doubles
    """Sum over both windows of the squared deviation of a call from its agent's mean there, percent squared."""

    @property
    def is_comparable(self) -> Bools:
        """[n] with enough scored calls in both windows."""
        return np.asarray((self.calls_before >= FEWEST_CALLS_EACH) & (self.calls_after >= FEWEST_CALLS_EACH))

    @property
    def changes(self) -> Doubles:
        """[n] percent points, NaN where there is nothing to compare."""
        return np.where(self.is_comparable, self.after - self.before, np.nan)


def pair(matrix: CallMatrix, column: int, groups: Sequence[Group], only: Bools | None = None) -> Paired:
    """Every agent of `groups` on criterion `column`, over all evaluations or those of the mask `only`."""
    parts = [_of_group(matrix, column, group, only) for group in groups]
    joined = [np.concatenate([part[n] for part in parts]) if parts else np.empty(0) for n in range(6)]
    agents, before, after, calls_before, calls_after, squares = joined
    return Paired(
        agents.astype(np.int64),
        before,
        after,
        calls_before.astype(np.int64),
        calls_after.astype(np.int64),
        squares,
    )


def _of_group(matrix: CallMatrix, column: int, group: Group, only: Bools | None) -> tuple[npt.NDArray[np.generic], ...]:
    def rows(window: Window) -> Longs:
        inside = matrix.rows_between(window.start, window.end)
        return np.flatnonzero(inside if only is None else inside & only)

    then, now = (stand(matrix, rows(window), column) for window in (group.before, group.after))
    who = group.agents
    within = sum(
        np.nan_to_num(s.squares[who] - s.scored[who] * np.nan_to_num(s.means()[who]) ** 2) for s in (then, now)
    )
    return who, then.means()[who], now.means()[who], then.scored[who], now.scored[who], np.maximum(within, 0.0)


def other_changes(matrix: CallMatrix, trained: frozenset[int], groups: Sequence[Group]) -> tuple[Doubles, Doubles, int]:
    """[n] means before and after of each agent over the criteria that were not trained, and how many of those there are.

    Each criterion counts alike, and only where the agent has enough scored calls in both windows; NaN where none has.
    """
    people = sum(group.agents.size for group in groups)
    total = np.zeros((2, people))
    count = np.zeros(people)
    criteria = 0
    for column in range(len(matrix.criteria)):
        if column in trained:
            continue
        paired = pair(matrix, column, groups)
        known = paired.is_comparable
        criteria += bool(known.any())
        total[0, known] += paired.before[known]
        total[1, known] += paired.after[known]
        count += known
    with np.errstate(invalid="ignore", divide="ignore"):
        before, after = total / count
    return before, after, criteria


def effect_of(changes: Doubles) -> Effect:
    """Mean of changes, each agent alike, with its t interval; at least one change."""
    interval = change_interval(changes) if changes.size > 1 else None
    return Effect(float(changes.mean()), (float(interval[0]), float(interval[1])) if interval else None, changes.size)


def effect_between(first: Doubles, second: Doubles) -> Effect:
    """Difference of the means of two groups of agents, with Welch's t interval; at least two changes each."""
    from scipy.special import stdtrit

    shares = [float(group.var(ddof=1)) / group.size for group in (first, second)]
    spread = sum(shares)
    points = float(first.mean() - second.mean())
    if spread == 0:
        return Effect(points, (points, points), first.size)
    freedom = spread**2 / sum(s**2 / (g.size - 1) for s, g in zip(shares, (first, second), strict=True))
    reach = float(stdtrit(freedom, 0.975)) * spread**0.5
    return Effect(points, (points - reach, points + reach), first.size)
