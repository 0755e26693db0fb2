"""What became of the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import count_of

if TYPE_CHECKING:
    from qa_tui.reports.figures.figure import Asked


def _rests_on(asked: Asked) -> str:
    rows = asked.report.rows
    return (
        f"{rows.read:,} read: {rows.used:,} used, {rows.rejected:,} rejected, {rows.outside_window:,} outside the window, "
        f"{rows.left_out:,} left out. {count_of(asked.report.calls, 'call')} of {count_of(asked.report.agents, 'agent')}."
    )


FIGURE = Figure(
    title="Scores counted",
    means=("How many of the scores that were read are in these numbers. Nothing is dropped without being counted."),
    formula=(
        "Read = used + rejected + outside the window + left out (no production score, replaced by a newer one, "
        "zeroed by an automatic fail, or in other segments than the scope's)."
    ),
    source="Every reading of files is accounted for in full.",
    value=lambda asked: f"{asked.report.rows.used:,} of {asked.report.rows.read:,}",
    rests_on=_rests_on,
)
