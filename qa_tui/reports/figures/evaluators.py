"""Who scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import evaluator_words

if TYPE_CHECKING:
    from qa_tui.reports.figures.figure import Asked


def _value(asked: Asked) -> str:
    who = asked.report.evaluators
    return f"{who.largest_share:.0f} % by one of {who.evaluators}" if who else "-"


FIGURE = Figure(
    title="Evaluators",
    means=(
        "How much of the scoring is one person's, and what the class would be without that one: one person's eye "
        "is not the team's gap."
    ),
    formula=(
        "Evaluations by the busiest evaluator over all with a named one. Without that one: the same agents, as "
        "far as the others scored 3 of their calls or more."
    ),
    source="Step 1 of the method: who scored is asked first.",
    value=_value,
    rests_on=lambda asked: f"{evaluator_words(asked.gap, asked.report)}.",
)
