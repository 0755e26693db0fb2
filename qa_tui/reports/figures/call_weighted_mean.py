"""The other mean."""

from __future__ import annotations

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import count_of, percent

FIGURE = Figure(
    title="Mean by calls",
    means=(
        "The mean over calls instead of agents. Where it is more than 3 points away from the team mean, a few "
        "agents with many calls differ from the rest."
    ),
    formula=("The mean of the percents of all scored calls of the eligible agents, every call alike."),
    source="Step 1 of the method, as a check.",
    value=lambda asked: percent(asked.gap.call_weighted_mean),
    rests_on=lambda asked: (
        f"{count_of(asked.gap.scored, 'scored call')}; the team mean is {percent(asked.gap.team_mean)}."
    ),
)
