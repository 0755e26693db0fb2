"""From one window to another, by the same agents: a mean of other people says nothing about these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.analysis.intervals import change_interval
from qa_tui.domain.gap_rules import FEWEST_AGENTS
from qa_tui.domain.gaps import Change

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from qa_tui.scores.standings import Standings


def change_between(before: Standings, now: Standings, minimum_calls: int) -> Change | None:
    """The mean change of the agents who have `minimum_calls` scored calls in both windows; None where nobody has."""
    least = max(1, minimum_calls)
    both = (before.scored >= least) & (now.scored >= least)
    return change_of(before.means()[both], now.means()[both]) if both.any() else None


def change_of(before: npt.NDArray[np.float64], now: npt.NDArray[np.float64]) -> Change:
    """The mean change of agents whose means were `before` and are `now`, percent, at least one of each."""
    interval = change_interval(now - before) if before.size >= FEWEST_AGENTS else None
    return Change(int(before.size), float(before.mean()), float(now.mean()), interval)
