"""Low agents of a segment."""

from __future__ import annotations

from qa_tui.reports.figures.figure import Figure

FIGURE = Figure(
    title="Low agents here",
    means=("How many of the segment's eligible agents are below the threshold."),
    formula=(
        "An agent belongs to the segment that the roster names, else to the one that holds at least 80 % of the "
        "agent's calls in the window, else to none."
    ),
    source="Step 2 of the method.",
    value=lambda asked: f"{asked.segment.low} of {asked.segment.agents}" if asked.segment else "-",
    rests_on=lambda asked: f"{asked.gap.low_agents} low agents in all, of {asked.gap.eligible_agents} eligible.",
)
