"""Whether the low agents sit here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import concentration, count_of

if TYPE_CHECKING:
    from qa_tui.reports.figures.figure import Asked


def _rests_on(asked: Asked) -> str:
    segment = asked.segment
    if segment is None or segment.p is None:
        return "Not tested: it takes 4 eligible agents inside and 4 outside, and one low agent."
    tried = sum(other.p is not None for other in asked.gap.segments)
    return f"{count_of(tried, 'segment')} tried; p = {segment.p:.3f}."


FIGURE = Figure(
    title="Concentrated?",
    means=(
        "Yes: the low agents sit here more than chance explains. Maybe: it looks so, and chance does it too often "
        "to say. Cannot tell: below 20 eligible agents a no says nothing."
    ),
    formula=(
        "At least 3 low agents here, half of all low ones, 1.5 x its share, and p at most .10: the low labels are "
        "shuffled 999 times with a fixed seed, and p is how often any segment of any dimension looks as extreme "
        "(hypergeometric tail)."
    ),
    source="Step 2 of the method; the correction for many segments is Westfall and Young's, 1993. Chance alone says yes in 1-6 % of teams without clustering.",
    value=lambda asked: concentration(asked.segment, asked.gap.eligible_agents) if asked.segment else "-",
    rests_on=_rests_on,
)
