"""Every criterion by every segment of one dimension, in lines: means with a mark where they are below the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.gaps import Concentration
from qa_tui.reports.words import NOT_YET, percent
from qa_tui.tui.lines import column, cut, line

if TYPE_CHECKING:
    from qa_tui.domain.gaps import CriterionGap, SegmentGap
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line, Role, Word

CELLS = 14
_NAME = 24


def segments_of(criteria: tuple[CriterionGap, ...], dimension: str) -> tuple[str, ...]:
    """All segments of a dimension that any criterion has agents in."""
    return tuple(sorted({s.segment for gap in criteria for s in gap.segments if s.dimension == dimension}))


def columns_that_fit(width: int) -> int:
    return max(1, (width - _NAME - 10) // CELLS)


def header(segments: tuple[str, ...], width: int) -> Line:
    return cut(
        line(
            column("", _NAME + 2), column("all", 8, "muted", right=True),
            *(column(segment, CELLS, "muted", right=True) for segment in segments),
        ),
        width,
    )  # fmt: skip


def row(
    gap: CriterionGap,
    dimension: str,
    segments: tuple[str, ...],
    width: int,
    threshold: int,
    glyphs: Glyphs,
    *,
    at_cursor: bool,
) -> Line:
    """One criterion: its team mean, then each segment's mean and how many of its agents are low."""
    found = {s.segment: s for s in gap.segments if s.dimension == dimension}
    words: list[Word] = [
        (glyphs.cursor if at_cursor else " ", "accent"),
        (" ", ""),
        column(gap.name, _NAME, "strong" if at_cursor else ""),
        *_mean(gap.team_mean, threshold, 6, glyphs),
    ]
    for segment in segments if gap.is_tested else ():
        words += _cell(found.get(segment), threshold, glyphs)
    if not gap.is_tested:
        words.append((NOT_YET, "muted"))
    return cut(tuple(words), width)


def _mean(mean: float | None, threshold: int, cells: int, glyphs: Glyphs) -> list[Word]:
    is_low = mean is not None and mean < threshold
    role: Role = "low" if is_low else ""
    return [column(percent(mean, 0, threshold), cells, role, right=True), (f" {glyphs.low}" if is_low else "  ", "low")]


def _cell(segment: SegmentGap | None, threshold: int, glyphs: Glyphs) -> list[Word]:
    """Low agents, agents, mean, the mark, and a ! where the low agents of the criterion sit here."""
    if segment is None:
        return [column("-", CELLS - 2, "muted", right=True), ("  ", "")]
    is_here = segment.concentration is Concentration.YES
    counts = f"{segment.low}/{segment.agents}"
    return [
        column(counts, CELLS - 7, "accent" if is_here else "muted", right=True),
        (glyphs.attention if is_here else " ", "accent"),
        *_mean(segment.mean, threshold, 4, glyphs),
    ]
