"""How far an agent's mean can be trusted."""

from __future__ import annotations

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import count_of, percent

FIGURE = Figure(
    title="Likely between",
    means=(
        "Where the agent's true mean lies, as far as these calls tell. Where it covers the threshold the agent "
        "could be on either side (◌); the agent still counts by the mean."
    ),
    formula=(
        "90 % interval: Student's t with the agent's own spread (the pooled one where there is none); Wilson's "
        "where the criterion is passed or failed."
    ),
    source="Student's t; Wilson, 1927.",
    value=lambda asked: f"{percent(asked.agent.low, 0)} to {percent(asked.agent.high, 0)}" if asked.agent else "-",
    rests_on=lambda asked: (
        f"{count_of(asked.agent.scored if asked.agent else 0, 'scored call')} around {percent(asked.agent.mean if asked.agent else None)}."
    ),
)
