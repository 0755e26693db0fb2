"""The percent of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import percent

if TYPE_CHECKING:
    from qa_tui.reports.figures.figure import Asked


def _rests_on(asked: Asked) -> str:
    call = asked.call
    if call is None:
        return "No call is chosen."
    by = f", scored by {call.evaluator}" if call.evaluator else ""
    return f"{call.points} points on call {call.call_id} of {call.day}{by}."


FIGURE = Figure(
    title="Percent of the call",
    means=(
        "What the evaluator gave on this criterion, as a share of what could be given. A call with several evaluators has one "
        "line each here, and counts once, with their mean, in every mean."
    ),
    formula=(
        "Points over maximum points of the form the call was scored on, or over the scale's range where the rubric says so."
    ),
    source="Step 1 of the method: 70 % means 70 % of the points.",
    value=lambda asked: f"{percent(asked.call.percent, 0)} %" if asked.call else "-",
    rests_on=_rests_on,
)
