"""How likely an agent is below."""

from __future__ import annotations

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import count_of

FIGURE = Figure(
    title="Chance to be below",
    means=("How likely it is that the agent's true mean is below the threshold."),
    formula=("The tail of the same distribution as the interval's, at the threshold."),
    source="Student's t; the score test for pass or fail.",
    value=lambda asked: (
        f"{100 * asked.agent.below_chance:.0f} %" if asked.agent and asked.agent.below_chance is not None else "-"
    ),
    rests_on=lambda asked: (
        f"{count_of(asked.agent.scored if asked.agent else 0, 'scored call')}; threshold {asked.threshold}."
    ),
)
