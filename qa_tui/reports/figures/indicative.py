"""The class before there is enough."""

from __future__ import annotations

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.gap_sentences import indicative_words

FIGURE = Figure(
    title="Indicative",
    means=(
        "What can be said before five agents have enough scored calls: the ranking and the class over everybody "
        "with a few, and how many of them could be on either side of the line."
    ),
    formula=(
        "All agents with 3 scored calls or more (with any, where fewer than five have 3). Either side: the 90 % "
        "interval of the agent's mean covers the threshold."
    ),
    source="Step 1 of the method, for teams with few scored calls.",
    value=lambda asked: (
        f"{asked.gap.indicative.low_agents} of {asked.gap.indicative.agents}" if asked.gap.indicative else "-"
    ),
    rests_on=lambda asked: f"{indicative_words(asked.gap, asked.report) or 'There are enough agents for a class'}.",
)
