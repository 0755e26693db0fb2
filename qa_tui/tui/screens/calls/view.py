"""The calls behind a number, and one call, in lines."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qa_tui.domain.problem import Problem
from qa_tui.tui.lines import EMPTY, column, cut, hanging, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.analysis.calls import CallSelection
    from qa_tui.domain.calls import CallFilter, CallRow, Passage
    from qa_tui.domain.rubric import Criterion, Rubric
    from qa_tui.domain.transcript import Transcript
    from qa_tui.steps.calls import CallPage
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line


def header(width: int) -> Line:
    return cut(
        line(
            column("", 2), column("%", 5, "muted", right=True), "  ", column("points", 9, "muted"),
            column("date", 12, "muted"), column("agent", 20, "muted"), column("call type", 18, "muted"),
            ("evidence", "muted"),
        ),
        width,
    )  # fmt: skip


def row(call: CallRow, width: int, threshold: int, glyphs: Glyphs, *, at_cursor: bool) -> Line:
    is_low = call.percent < threshold
    mark = "marked" if call.has_evidence else "text" if call.transcript else ""
    return cut(
        (
            (glyphs.cursor if at_cursor else " ", "accent"),
            (glyphs.low if is_low else " ", "low"),
            column(f"{call.percent:.0f}", 5, "low" if is_low else "", right=True), ("  ", ""),
            column(call.points, 9), column(call.day, 12), column(call.agent_name, 20, "strong" if at_cursor else ""),
            column(call.call_type, 18), column(mark, 9, "accent"),
            column(call.comment, max(width - 77, 0), "muted"),
        ),
        width,
    )  # fmt: skip


def transcript_lines(transcript: Transcript, passage: Passage | None, width: int, glyphs: Glyphs) -> list[Line]:
    """Numbered turns; those that carry the evidence have a bar beside them."""
    lines: list[Line] = []
    for number, turn in enumerate(transcript.turns):
        marked = passage is not None and passage.first <= number <= passage.last
        edge = (glyphs.cursor if marked else " ", "accent")
        for part in hanging(
            (f"{number + 1:3} {turn.speaker[:8].upper():9}", "accent" if marked else "muted"), turn.text, width - 2
        ):
            lines.append((edge, (" ", ""), *part))  # type: ignore[arg-type]
    return lines


def level_lines(criterion: Criterion, given: float, width: int, glyphs: Glyphs) -> list[Line]:
    """The criterion's levels, the given one marked."""
    lines = [line((criterion.name, "title")), *paragraph(criterion.asks, width), EMPTY]
    if not criterion.levels:
        said = "What each level means is not known: open a rubric with level texts."
        return [*lines, *paragraph(said, width, "muted"), line((f"given: {given:g}", "accent"))]
    for value in reversed(criterion.scale.vote_levels()):
        here = value == given
        lead = (f"{glyphs.score if here else ' '} {criterion.scale.word(value):>3}  ", "accent" if here else "muted")
        lines += hanging(lead, criterion.level_text(value) or "(no text)", width, "strong" if here else "")  # type: ignore[arg-type]
    if given not in criterion.scale.vote_levels():
        lines.append(line((f"given: {given:g}", "accent")))
    return lines


def about_lines(
    criterion: Criterion, given: float, comment: str, others: Sequence[tuple[str, str]], width: int, glyphs: Glyphs
) -> list[Line]:
    """The levels, the evaluator's comment, and the call's other scores."""
    lines = level_lines(criterion, given, width, glyphs)
    if comment:
        lines += [EMPTY, *hanging(("Comment  ", "accent"), comment, width)]
    if others:
        lines += [EMPTY, line(("Other scores of this call", "accent"))]
        for name, points in others:
            lines.append(cut(line(column(name, max(10, width - 14)), column(points, 13, "muted", right=True)), width))
    lines.append(EMPTY)
    return lines


def spoken_lines(
    transcript: Transcript | Problem | None, passage: Passage | None, width: int, glyphs: Glyphs
) -> list[Line]:
    """The transcript with its evidence marked, or why there is none."""
    match transcript:
        case None:
            return paragraph("There is no transcript of this call among the files.", width, "muted")
        case Problem():
            return paragraph(f"{transcript.where()}: {transcript.message}", width, "low")
        case _:
            lines: list[Line] = []
            if passage and passage.is_suggested:
                said = "Suggested by the rubric's signals: the scores do not say where the evidence is."
                lines = [*paragraph(said, width, "muted"), EMPTY]
            return [*lines, *transcript_lines(transcript, passage, width, glyphs)]


def other_scores(rubric: Rubric, calls: CallSelection, place: int) -> list[tuple[str, str]]:
    """(criterion or evaluator, points) of everything else that was scored on the call."""
    matrix, row = calls.matrix, calls[place].row
    found = []
    for other in (matrix.call == matrix.call[row]).nonzero()[0].tolist():
        evaluator = matrix.evaluators[matrix.evaluator[other]] if matrix.evaluator[other] >= 0 else ""
        by = f" · {evaluator}" if other != row and evaluator else ""
        for column_number, name in enumerate(matrix.criteria):
            if (other, column_number) == (row, calls.column) or not math.isfinite(matrix.points[other, column_number]):
                continue
            criterion = rubric.criterion(name)
            value, maximum = matrix.value(other, column_number), matrix.maximum(other, column_number)
            found.append((f"{criterion.name if criterion else name}{by}", f"{value:g} of {maximum:g}"))
    return found


def sentence(name: str, page: CallPage, wanted: CallFilter) -> str:
    """How many calls are listed, and of what."""
    count, names = page.total, page.calls.names
    parts = []
    if wanted.agent:
        parts.append(f" of {names.get(wanted.agent) or wanted.agent}")
    parts += [f" in {dimension} {segment}" for dimension, segment in wanted.segments]
    if wanted.call_type:
        parts.append(f", {wanted.call_type}")
    if wanted.evaluator:
        parts.append(f", scored by {wanted.evaluator}")
    ends = [f"from {wanted.above:g} %"] if wanted.above is not None else []
    ends += [f"below {wanted.below:g} %"] if wanted.below is not None else []
    if ends:
        parts.append(f", {' and '.join(ends)}" if parts else f" {' and '.join(ends)}")
    if wanted.text:
        parts.append(f' with "{wanted.text}"')
    calls = "scored call" if count == 1 else "scored calls"
    order = ", the lowest first" if count > 1 else ""
    back = "" if count else " Press = for all of them."
    last = page.start + len(page.calls)
    shown = f" {page.start + 1:,} to {last:,} are listed: > and < for others." if len(page.calls) < count else ""
    return f"{name}: {count:,} {calls}{''.join(parts)}{order}.{shown}{back}"
