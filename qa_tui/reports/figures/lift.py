"""A segment's share of the low agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.figures.figure import Figure

if TYPE_CHECKING:
    from qa_tui.reports.figures.figure import Asked


def _rests_on(asked: Asked) -> str:
    segment, gap = asked.segment, asked.gap
    if segment is None:
        return "No segment is chosen."
    return f"{segment.low} of {gap.low_agents} low agents, {segment.agents} of {gap.eligible_agents} eligible agents."


FIGURE = Figure(
    title="Times its share",
    means=(
        "How the low agents are shared out: 2.0 x means that twice as many sit here as the segment's share of the "
        "agents would give. A high value alone says little: chance does it in most teams."
    ),
    formula=("The segment's low agents over all low agents, divided by the segment's agents over all eligible agents."),
    source="Step 2 of the method.",
    value=lambda asked: f"{asked.segment.lift:.1f} x" if asked.segment and asked.segment.lift is not None else "-",
    rests_on=_rests_on,
)
