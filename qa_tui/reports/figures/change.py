"""Against the window before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import change_words, count_of, signed

if TYPE_CHECKING:
    from qa_tui.reports.figures.figure import Asked


def _rests_on(asked: Asked) -> str:
    change = asked.gap.change
    if change is None:
        return "No agent has enough scored calls in both windows."
    likely = f", likely {signed(change.interval[0])} to {signed(change.interval[1])}" if change.interval else ""
    return (
        f"{count_of(change.agents, 'agent')} in both windows: {change.before:.1f} before, {change.now:.1f} now{likely}."
    )


FIGURE = Figure(
    title="Change",
    means=(
        "How the agents who have enough calls in both windows changed since the window before. A criterion that "
        "was chosen because it was low tends to rise by itself: an effect of training is measured in step 6, not "
        "here."
    ),
    formula=("The mean of the agents' changes, paired by agent; 95 % t interval where there are five agents or more."),
    source="Student's paired t.",
    value=lambda asked: change_words(asked.gap),
    rests_on=_rests_on,
)
