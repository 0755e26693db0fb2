"""Step 2 in lines: the segments of one criterion, the agents around the line, and the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.gaps import AgentStatus, Concentration
from qa_tui.reports.words import concentration, count_of, percent
from qa_tui.tui.glyphs import bar
from qa_tui.tui.lines import column, cut, joined, line, word

if TYPE_CHECKING:
    from qa_tui.domain.gaps import AgentMean, CriterionGap, SegmentGap
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line, Role, Word


def _name_width(width: int) -> int:
    """Cells of the segment's name: what the other columns leave, within reason."""
    return max(22, min(30, width - 59))


SHARE_FROM = 66
"""Cells from which the share of the low ones has a column: with less, whether they sit there is said whole."""


def segment_header(width: int) -> Line:
    return cut(
        line(
            column("", 2), column("segment", _name_width(width), "muted"), column("agents", 7, "muted", right=True),
            column("low", 4, "muted", right=True), column("mean", 6, "muted", right=True),
            column("its share" if width >= SHARE_FROM else "", 10 if width >= SHARE_FROM else 2, "muted", right=True), " ", ("concentrated?", "muted"),
        ),
        width,
    )  # fmt: skip


def segment_row(
    segment: SegmentGap,
    gap: CriterionGap,
    width: int,
    threshold: int,
    glyphs: Glyphs,
    *,
    at_cursor: bool,
    in_scope: bool,
) -> Line:
    """One segment: its agents, how many are low, its mean, and whether the low ones sit there."""
    is_low = segment.mean is not None and segment.mean < threshold
    found = segment.concentration in {Concentration.YES, Concentration.POSSIBLE}
    share = segment.low / segment.agents if segment.agents else 0.0
    lift = "-" if segment.lift is None else f"{segment.lift:.1f} x"
    words: list[Word] = [
        (glyphs.cursor if at_cursor else " ", "accent"),
        (glyphs.ready if in_scope else " ", "accent"),
        column(f"{segment.dimension} = {segment.segment}", _name_width(width), "strong" if at_cursor else ""),
        column(str(segment.agents), 7, right=True),
        column(str(segment.low), 4, right=True),
        column(percent(segment.mean, line=threshold), 6, "low" if is_low else "", right=True),
        (f" {glyphs.low}" if is_low else "  ", "low"),
        column(lift if width >= SHARE_FROM else "", 8 if width >= SHARE_FROM else 0, right=True),
        (" ", ""),
    ]
    said = word(concentration(segment, gap.eligible_agents), "low" if found else "muted")
    if width < 108:
        words.append(said)
    else:
        words += [column(said[0], 28, said[1]), ("  ", ""), (bar(share, 16, glyphs), "low" if is_low else "muted")]
    return cut(tuple(words), width)


def agent_row(agent: AgentMean, width: int, threshold: int, glyphs: Glyphs, *, at_cursor: bool) -> Line:
    """One agent as a mark on a strip from 0 to 100 around the threshold, with the band in which the true mean likely lies."""
    mark, role, said = _mark(agent, glyphs)
    name = 18 if width < 90 else 24
    cells = max(10, min(60, width - name - 38))
    limit = round(threshold / 100 * (cells - 1))
    place, low, high = (
        round((value if value is not None else agent.mean or 0.0) / 100 * (cells - 1))
        for value in (agent.mean, agent.low, agent.high)
    )
    strip: list[Word] = []
    for cell in range(cells):
        if cell == place:
            strip.append((mark, role))
        elif cell == limit:
            strip.append((glyphs.limit, "muted"))
        else:
            strip.append((glyphs.light if low <= cell <= high else " ", "muted"))
    return cut(
        (
            (glyphs.cursor if at_cursor else " ", "accent"),
            column(agent.name, name, "strong" if at_cursor else ""),
            column(percent(agent.mean, line=threshold), 6, "low" if agent.status is AgentStatus.LOW else "", right=True), (" ", ""), *strip,
            column(count_of(agent.scored, "call"), 9, "muted", right=True), ("  ", ""), (said, role or "muted"),
        ),
        width,
    )  # fmt: skip


def _mark(agent: AgentMean, glyphs: Glyphs) -> tuple[str, Role, str]:
    """Mark, role and word of an agent: by the mean, and open where the band covers the threshold."""
    match agent.status:
        case AgentStatus.TOO_FEW:
            return glyphs.few, "muted", "too few calls"
        case AgentStatus.LOW:
            return (glyphs.open, "low", "below, uncertain") if agent.is_uncertain else (glyphs.vote_in, "low", "below")
        case AgentStatus.NOT_LOW:
            return (glyphs.open, "", "uncertain") if agent.is_uncertain else (glyphs.dot, "", "")


def outside(agents: tuple[AgentMean, ...], dimensions: tuple[str, ...]) -> str:
    """Agents who belong to no segment of a dimension, because their calls are spread over several."""
    parts = []
    for dimension in dimensions:
        missing = [a for a in agents if dimension not in dict(a.segments)]
        if missing:
            parts.append(f"{len(missing)} in several or no {dimension}")
    return joined(parts)
