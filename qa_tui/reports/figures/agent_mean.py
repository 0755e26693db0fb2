"""The mean of an agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import count_of, percent

if TYPE_CHECKING:
    from qa_tui.reports.figures.figure import Asked


def _rests_on(asked: Asked) -> str:
    agent = asked.agent
    return (
        f"{count_of(agent.scored, 'scored call')}; eligible from {asked.minimum}." if agent else "No agent is chosen."
    )


FIGURE = Figure(
    title="Agent's mean",
    means=("The agent's mean percent on this criterion in the window. Private: it is shown on no room screen."),
    formula=(
        "The mean of the percents of the agent's scored calls; a call with several evaluators counts once, with "
        "their mean."
    ),
    source="Step 1 of the method.",
    value=lambda asked: percent(asked.agent.mean) if asked.agent else "-",
    rests_on=_rests_on,
)
