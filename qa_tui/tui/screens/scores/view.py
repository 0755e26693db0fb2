"""Step 1 in lines: every criterion from the lowest mean, with how many agents are below and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.domain.gaps import Verdict
from qa_tui.domain.safe_text import safe_line
from qa_tui.reports.cautions import criterion_cautions, report_cautions
from qa_tui.reports.words import (
    change_words,
    count_of,
    evaluator_words,
    low_text,
    mean_text,
    percent,
    share_text,
    sureness_words,
    trend_words,
    what_to_do,
)
from qa_tui.tui.glyphs import bar, spark
from qa_tui.tui.lines import EMPTY, column, cut, hanging, joined, line, paragraph

if TYPE_CHECKING:
    from qa_tui.domain.gaps import CriterionGap, GapReport
    from qa_tui.domain.problem import Problem
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line, Word

LOWEST = 3
LEAST_BAR = 8
"""Cells from which a bar says anything."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells of the columns that change with the width; what to do takes the rest."""

    name: int
    change: int
    bar: int
    share: int

    @classmethod
    def of(cls, width: int) -> Columns:
        """What to do comes first, then the change, then the bar; the share is in the counts already."""
        name = 16 if width < 66 else 22 if width < 110 else 26
        change = 7 if width >= 88 else 0
        share = 7 if width >= 72 else 0
        rest = width - name - change - share - 23
        bar = min(40, rest - 40)
        return cls(name, change, bar if bar >= LEAST_BAR else 0, share)


def header(width: int, threshold: int, order: str = "") -> Line:
    cells = Columns.of(width)
    mark = f"{threshold}".rjust(round(cells.bar * threshold / 100)).ljust(cells.bar + 2) if cells.bar else ""
    return cut(
        line(
            column(f"by {order}" if order else "", cells.name + 4, "accent"), column("mean", 6, "muted", right=True),
            column("change", cells.change, "muted", right=True), "  ", (mark, "muted"),
            column(f"below {threshold}", 10, "muted", right=True), column("", cells.share), "  ", ("what to do", "muted"),
        ),
        width,
    )  # fmt: skip


def row(
    gap: CriterionGap, width: int, threshold: int, glyphs: Glyphs, *, at_cursor: bool, is_topic: bool = False
) -> Line:
    """One criterion."""
    cells = Columns.of(width)
    is_low = gap.team_mean is not None and gap.team_mean < threshold
    mark = glyphs.low if gap.rank <= LOWEST and gap.team_mean is not None else " "
    words: list[Word] = [
        (glyphs.cursor if at_cursor else " ", "accent"),
        (mark, "low" if is_low else "muted"),
        column(str(gap.rank), 2, right=True), (" ", ""),
        column(gap.name, cells.name, "strong" if at_cursor or is_topic else ""),
        column(mean_text(gap, threshold), 6, "low" if is_low else "", right=True),
        column(change_words(gap), cells.change, "muted", right=True), ("  ", ""),
    ]  # fmt: skip
    if cells.bar >= 8:
        words += [*_bar(gap.team_mean, cells.bar, threshold, glyphs, is_low=is_low), ("  ", "")]
    words += [
        column(_that_fits(low_text(gap)), 10, right=True),
        column(share_text(gap), cells.share, right=True), ("  ", ""),
        (what_to_do(gap), "accent" if is_topic or gap.verdict is Verdict.UNIVERSAL else ""),
    ]  # fmt: skip
    return cut(tuple(words), width)


def _that_fits(counts: str) -> str:
    """Counts such as 803 of 1000 as 803/1000 where they are too wide for their column."""
    return counts if len(counts) <= 10 else counts.replace(" of ", "/")


def _bar(mean: float | None, cells: int, threshold: int, glyphs: Glyphs, *, is_low: bool) -> list[Word]:
    drawn = bar((mean or 0.0) / 100, cells, glyphs)
    limit = round(cells * threshold / 100)
    padded = list(drawn.ljust(cells))
    if padded[min(limit, cells - 1)] == " ":
        padded[min(limit, cells - 1)] = glyphs.limit
    return [("".join(padded), "low" if is_low else "muted")]


def details(
    report: GapReport, gap: CriterionGap, problems: tuple[Problem, ...], width: int, glyphs: Glyphs
) -> list[Line]:
    """Below the table: the chosen criterion's trend, who scored, what was left out."""
    trend = (
        f"trend {spark(gap.trend, glyphs)}  {trend_words(gap)}" if trend_words(gap) != "-" else "trend: too few days"
    )
    corrected = f"about {gap.corrected_low_share:.0f} % without noise" if gap.corrected_low_share is not None else ""
    change = f"{change_words(gap)} since the window before" if gap.change else ""
    by_calls = f"{percent(gap.call_weighted_mean)} by calls" if gap.call_weighted_mean is not None else ""
    lines = hanging(
        (f"{safe_line(gap.name, 40)}  ", "strong"),
        joined([by_calls, trend, change, sureness_words(gap) or corrected]),
        width,
    )
    rows = sum(problem.count for problem in problems)
    if rows:
        needs = count_of(rows, "row or file needs", "rows or files need")
        lines += paragraph(f"{needs} a look: press p to see them.", width, "low")
    who = f"{evaluator_words(gap, report)}."
    lines += paragraph(f"{who[0].upper()}{who[1:]} {' '.join(criterion_cautions(gap, report))}", width)
    lines += paragraph(" ".join(report_cautions(report)), width)
    return lines


def side(report: GapReport, gap: CriterionGap, width: int, glyphs: Glyphs) -> list[Line]:
    """Beside the table on a wide screen: where the low agents of the chosen criterion are."""
    lines = [line((gap.name, "title")), EMPTY]
    dimension = ""
    for segment in gap.segments:
        if segment.dimension != dimension:
            dimension = segment.dimension
            lines.append(line((dimension, "muted")))
        mark = (glyphs.low, "low") if segment.mean is not None and segment.mean < report.scope.threshold else (" ", "")
        lines.append(
            line(" ", column(segment.segment, width - 17), mark, column(percent(segment.mean, line=report.scope.threshold), 6, right=True),  # type: ignore[arg-type]
                 column(f"{segment.low} of {segment.agents}", 8, right=True))
        )  # fmt: skip
    return [cut(one, width) for one in lines]
