"""Two windows side by side: what changed for the agents who are in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qa_tui.analysis.changes import change_of
from qa_tui.domain.gaps import AgentStatus, ComparedCriterion, CriterionGap, WindowComparison

if TYPE_CHECKING:
    from qa_tui.domain.gaps import Change, GapReport


def compare(then: GapReport, now: GapReport) -> WindowComparison:
    """Every criterion of `now`, in its order, beside the same one of `then`."""
    rows = []
    for gap in now.criteria:
        before = then.criterion(gap.id)
        rows.append(ComparedCriterion(gap, before, _change(before, gap) if before else None))
    return WindowComparison(then, now, tuple(rows))


def _change(then: CriterionGap, now: CriterionGap) -> Change | None:
    before, after = _means(then), _means(now)
    both = sorted(before.keys() & after.keys())
    if not both:
        return None
    return change_of(np.array([before[agent] for agent in both]), np.array([after[agent] for agent in both]))


def _means(gap: CriterionGap) -> dict[str, float]:
    """Means of the agents with enough scored calls."""
    return {a.agent: a.mean for a in gap.agents if a.mean is not None and a.status is not AgentStatus.TOO_FEW}
