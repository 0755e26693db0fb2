"""How many are below the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import count_of, percent

if TYPE_CHECKING:
    from qa_tui.reports.figures.figure import Asked


def _rests_on(asked: Asked) -> str:
    gap = asked.gap
    ends = gap.share_interval
    likely = f" Of teams like this one the share lies between {ends[0]:.0f} and {ends[1]:.0f} %." if ends else ""
    return (
        f"Threshold {asked.threshold}; at least {asked.minimum} scored calls each. "
        f"{count_of(gap.excluded_agents, 'agent')} with fewer calls counted neither way.{likely}"
    )


FIGURE = Figure(
    title="Agents below the line",
    means=("How many eligible agents have a mean below the threshold. Exactly on it is not below."),
    formula=(
        "Sums of points are compared in whole numbers, so that an agent at exactly the threshold never falls on "
        "the wrong side. The interval is Wilson's for a share, 95 %."
    ),
    source="Steps 1 and 2 of the method; interval: Wilson, 1927.",
    value=lambda asked: f"{asked.gap.low_agents} of {asked.gap.eligible_agents} ({percent(asked.gap.low_share, 0)} %)",
    rests_on=_rests_on,
)
