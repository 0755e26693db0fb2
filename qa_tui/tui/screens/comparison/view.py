"""Two windows side by side, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.figures.change import FIGURE as CHANGE
from qa_tui.reports.figures.figure import Explained
from qa_tui.reports.words import count_of, percent, signed, so_far
from qa_tui.tui.lines import column, cut, line

if TYPE_CHECKING:
    from qa_tui.domain.gaps import ComparedCriterion, CriterionGap, WindowComparison
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line

_NAME, _SHORT_NAME = 24, 16
_ROOMY = 92
"""Cells from which names and counts are written in full."""


def sentence(found: WindowComparison) -> str:
    """What changed, for whom, and what it does not show."""
    then, now = found.then.window.words(), found.now.window.words()
    if not any(row.change for row in found.rows):
        return f"{now} against {then}: no agent has enough scored calls in both, so nothing can be compared."
    if found.overlaps:
        return f"{now} against {then}: the two share days, so the same calls are in both and nothing is tested."
    tested = [row.change for row in found.rows if row.change and row.change.interval]
    if not tested:
        return f"{now} against {then}: fewer than 5 agents are in both, too few to tell a change from chance."
    clear = [change for change in tested if change.interval and not _covers_zero(change.interval)]
    if not clear:
        return f"{now} against {then}: no criterion changed by more than chance explains."
    rose = sum(change.points > 0 for change in clear)
    return (
        f"{now} against {then}: {rose} rose and {len(clear) - rose} fell clearly, of {len(tested)} (chance alone moves about 1 in 20). "
        "Whether a training worked is measured in step 6."
    )


def explained(found: WindowComparison, row: ComparedCriterion) -> Explained:
    """The change of one criterion between these two windows."""
    then, now, change = found.then.window.words(), found.now.window.words(), row.change
    if change is None:
        rests = f"No agent has enough scored calls in both {then} and {now}."
    else:
        rests = f"{count_of(change.agents, 'agent')} in both: {percent(change.before)} in {then}, {percent(change.now)} in {now}."
        if found.overlaps:
            rests += " Not tested: the windows share days, so the same calls are in both."
        elif change.interval is None:
            rests += " Not tested: it takes 5 agents."
    return Explained(
        f"Change since {then}",
        signed(change.points) if change else "-",
        CHANGE.means.replace("the window before", then),
        CHANGE.formula,
        rests,
        CHANGE.source,
    )


def _ends(interval: tuple[float, float]) -> str:
    """Both ends, with more digits where one of them rounds to nothing."""
    places = 1 if all(abs(end) >= 0.05 for end in interval) else 2
    return f"{interval[0]:+.{places}f} to {interval[1]:+.{places}f}"


def _covers_zero(interval: tuple[float, float]) -> bool:
    return interval[0] <= 0 <= interval[1]


def header(width: int) -> Line:
    return cut(
        line(
            column("", _name(width) + 2), column("then", 7, "muted", right=True), column("now", 7, "muted", right=True),
            column("change", 8, "muted", right=True), "  ", column("likely", 15, "muted"),
            column("agents", 7, "muted", right=True), "  ", ("of these, below" if width >= _ROOMY else "below", "muted"),
        ),
        width,
    )  # fmt: skip


def row(compared: ComparedCriterion, width: int, glyphs: Glyphs, *, at_cursor: bool) -> Line:
    """One criterion: means of the agents who are in both windows, their change, and the class then and now."""
    gap, then, change = compared.now, compared.then, compared.change
    interval = change.interval if change else None
    likely = _ends(interval) if interval else "not tested" if change else ""
    is_clear = interval is not None and not _covers_zero(interval)
    return cut(
        (
            (glyphs.cursor if at_cursor else " ", "accent"), (" ", ""),
            column(gap.name, _name(width), "strong" if at_cursor else ""),
            column(percent(change.before if change else None), 7, right=True),
            column(percent(change.now if change else None), 7, right=True),
            column(signed(change.points) if change else "-", 8, "accent" if is_clear else "", right=True), ("  ", ""),
            column(likely, 15, "muted"),
            column(str(change.agents) if change else "0", 7, "muted", right=True), ("  ", ""),
            (_below(compared, width), ""),
            (f"  team: {_classes(then, gap)}" if _classes(then, gap) else "", "muted"),
        ),
        width,
    )  # fmt: skip


def _name(width: int) -> int:
    return _NAME if width >= _ROOMY else _SHORT_NAME


def _below(compared: ComparedCriterion, width: int) -> str:
    if compared.change is None:
        return ""
    return (
        f"{compared.low_then} then, {compared.low_now} now"
        if width >= _ROOMY
        else f"{compared.low_then}→{compared.low_now}"
    )


def _classes(then: CriterionGap | None, now: CriterionGap) -> str:
    if then is None or then.verdict is now.verdict:
        return ""
    return f"{so_far(then.verdict, then.low_agents)} then, {so_far(now.verdict, now.low_agents)} now"
