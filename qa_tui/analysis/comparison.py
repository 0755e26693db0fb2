"""Two windows side by side: what changed for the agents who are in both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from qa_tui.analysis.changes import change_of
from qa_tui.domain.gaps import AgentStatus, ComparedCriterion, WindowComparison

if TYPE_CHECKING:
    from qa_tui.domain.gaps import AgentMean, CriterionGap, GapReport


def compare(then: GapReport, now: GapReport) -> WindowComparison:
    """Every criterion of `now`, in its order, beside the same one of `then`."""
    found = WindowComparison(then, now, ())
    rows = tuple(_compared(then.criterion(gap.id), gap, is_tested=not found.overlaps) for gap in now.criteria)
    return replace(found, rows=rows)


def _compared(then: CriterionGap | None, now: CriterionGap, *, is_tested: bool) -> ComparedCriterion:
    before, after = _counted(then) if then else {}, _counted(now)
    both = sorted(before.keys() & after.keys())
    if not both:
        return ComparedCriterion(now, then, None)
    change = change_of(
        np.array([before[agent].mean for agent in both], np.float64),
        np.array([after[agent].mean for agent in both], np.float64),
    )
    low_then, low_now = (sum(agents[a].status is AgentStatus.LOW for a in both) for agents in (before, after))
    return ComparedCriterion(now, then, change if is_tested else replace(change, interval=None), low_then, low_now)


def _counted(gap: CriterionGap) -> dict[str, AgentMean]:
    """Agents with enough scored calls."""
    return {a.agent: a for a in gap.agents if a.mean is not None and a.status is not AgentStatus.TOO_FEW}
