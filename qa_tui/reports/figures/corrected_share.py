"""The share without noise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import count_of, percent

if TYPE_CHECKING:
    from qa_tui.reports.figures.figure import Asked


def _rests_on(asked: Asked) -> str:
    gap = asked.gap
    if gap.corrected_low_share is None:
        return "Cannot be said: it needs two eligible agents and scores that vary."
    return f"Counted: {percent(gap.low_share, 0)} % of {count_of(gap.eligible_agents, 'agent')}."


FIGURE = Figure(
    title="Below the line without noise",
    means=(
        "The share of agents who are truly below, once the noise of few calls is taken off. Noise pulls a counted "
        "share towards 50 %."
    ),
    formula=(
        "The mean over agents of the chance that the true mean is below the threshold, by normal empirical Bayes: "
        "each mean is drawn towards the team's as far as its calls are noisy."
    ),
    source="Normal empirical Bayes (Morris, 1983). Printed beside the counted share; the class does not use it.",
    value=lambda asked: "-" if asked.gap.corrected_low_share is None else f"{asked.gap.corrected_low_share:.0f} %",
    rests_on=_rests_on,
)
