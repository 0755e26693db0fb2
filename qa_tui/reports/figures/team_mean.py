"""The mean that ranks a criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import count_of, percent

if TYPE_CHECKING:
    from qa_tui.reports.figures.figure import Asked


def _rests_on(asked: Asked) -> str:
    gap = asked.gap
    return (
        f"{count_of(gap.eligible_agents, 'agent')} with {asked.minimum} scored calls or more; {count_of(gap.scored, 'scored call')} "
        f"in all, {gap.not_applicable:,} not applicable, {gap.missing:,} without a score."
    )


FIGURE = Figure(
    title="Team mean",
    means=(
        "How well the team does this, agent for agent: an agent with many calls does not drown the others. It "
        "ranks the criteria."
    ),
    formula=(
        "The percents of an agent's scored calls are averaged, then the means of all eligible agents are "
        "averaged. Percent is points over maximum points, or over the scale's range where the rubric says so."
    ),
    source="Step 1 of the method: its unit is the agent.",
    value=lambda asked: percent(asked.gap.team_mean),
    rests_on=_rests_on,
)
