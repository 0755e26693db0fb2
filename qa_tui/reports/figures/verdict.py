"""What kind of gap it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import what_to_do

if TYPE_CHECKING:
    from qa_tui.reports.figures.figure import Asked


def _rests_on(asked: Asked) -> str:
    gap, lines = asked.gap, asked.report.scope.lines
    shaky = " One low agent more or less would change it." if gap.fragile else ""
    return f"{gap.low_agents} of {gap.eligible_agents} agents; lines at {lines.mixed} and {lines.universal} %.{shaky}"


FIGURE = Figure(
    title="What to do",
    means=(
        "Team session: the gap is most of the team's. Coach a segment: few are low, and they sit together. Your "
        "call: in between, the method names no rule. 1:1 coaching: few are low, here and there. Too few calls: "
        "fewer than 5 agents have enough."
    ),
    formula=(
        "The share of low agents at or above the upper line (60 % unless the settings say otherwise): universal. "
        "Below the lower line (40 %): clustered where the concentration test says yes, else scattered. In "
        "between: mixed."
    ),
    source='Step 2 of the method. Its article says both "more than 60 %" and "60 %+": exactly 60 % counts.',
    value=lambda asked: what_to_do(asked.gap),
    rests_on=_rests_on,
)
