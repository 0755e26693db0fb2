"""The mean of a segment."""

from __future__ import annotations

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import count_of, percent

FIGURE = Figure(
    title="Mean here",
    means=("How well the segment does this, agent for agent."),
    formula=("The mean of the means of the segment's eligible agents."),
    source="Step 2 of the method.",
    value=lambda asked: percent(asked.segment.mean) if asked.segment else "-",
    rests_on=lambda asked: (
        f"{count_of(asked.segment.agents if asked.segment else 0, 'agent')}; the whole team: {percent(asked.gap.team_mean)}."
    ),
)
