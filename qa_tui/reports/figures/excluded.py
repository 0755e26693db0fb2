"""Agents with too few calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import class_of, count_of

if TYPE_CHECKING:
    from qa_tui.reports.figures.figure import Asked


def _rests_on(asked: Asked) -> str:
    gap = asked.gap
    with_them = f" With them: {class_of(gap.with_excluded, gap.verdict)}." if gap.with_excluded else ""
    return f"The minimum is {count_of(asked.minimum, 'scored call')}.{with_them}"


FIGURE = Figure(
    title="Agents left out",
    means=("Agents with scored calls, but fewer than the minimum. They count neither as low nor as passing."),
    formula=(
        "Agents with at least one scored call and fewer than the minimum; the class is worked out once more with them."
    ),
    source="Step 1 of the method. More than 25 % of the team is a warning.",
    value=lambda asked: str(asked.gap.excluded_agents),
    rests_on=_rests_on,
)
