"""Opportunities to do it."""

from __future__ import annotations

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import percent

FIGURE = Figure(
    title="Not applicable",
    means=(
        "How often the criterion did not apply. Where it is more than 40 %, there were few opportunities to show "
        "it. Such calls count in no mean."
    ),
    formula=("Scores given as not applicable, over those and the scored ones."),
    source="Step 1 of the method: zero, not applicable and missing are three different things.",
    value=lambda asked: f"{percent(asked.gap.not_applicable_share, 0)} %",
    rests_on=lambda asked: (
        f"{asked.gap.not_applicable:,} not applicable, {asked.gap.scored:,} scored, {asked.gap.missing:,} without a score."
    ),
)
