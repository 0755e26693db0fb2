"""Inside the window."""

from __future__ import annotations

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import count_of, trend_words

FIGURE = Figure(
    title="Trend",
    means=("How the mean moved inside the window: six parts, as equal as whole days allow, the oldest first."),
    formula=("The mean over the scored calls of each part; a part without scored calls is blank."),
    source="Step 1 of the method.",
    value=lambda asked: trend_words(asked.gap),
    rests_on=lambda asked: f"{asked.report.window.words()} in six parts, {count_of(asked.gap.scored, 'scored call')}.",
)
