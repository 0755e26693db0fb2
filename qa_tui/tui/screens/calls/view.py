"""The calls behind a number, and one call, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.problem import Problem
from qa_tui.tui.lines import EMPTY, column, cut, hanging, line, paragraph

if TYPE_CHECKING:
    from qa_tui.domain.calls import CallRow, Passage
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.transcript import Transcript
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
    for value in reversed(criterion.scale.vote_levels()):
        here = value == given
        lead = (f"{glyphs.score if here else ' '} {criterion.scale.word(value):>3}  ", "accent" if here else "muted")
        lines += hanging(lead, criterion.level_text(value) or "(no text)", width, "strong" if here else "")  # type: ignore[arg-type]
    if given not in criterion.scale.vote_levels():
        lines.append(line((f"given: {given:g}", "accent")))
    return lines


def call_lines(
    criterion: Criterion,
    given: float,
    comment: str,
    transcript: Transcript | Problem | None,
    passage: Passage | None,
    width: int,
    glyphs: Glyphs,
) -> list[Line]:
    """One call: the levels, the evaluator's comment, and the transcript with its evidence marked."""
    lines = level_lines(criterion, given, width, glyphs)
    if comment:
        lines += [EMPTY, *hanging(("Comment  ", "accent"), comment, width)]
    lines.append(EMPTY)
    match transcript:
        case None:
            return [*lines, *paragraph("There is no transcript of this call among the files.", width, "muted")]
        case Problem():
            return [*lines, *paragraph(f"{transcript.where()}: {transcript.message}", width, "low")]
        case _:
            if passage and passage.is_suggested:
                said = "Suggested by the rubric's signals: the scores do not say where the evidence is."
                lines += [*paragraph(said, width, "muted"), EMPTY]
            return [*lines, *transcript_lines(transcript, passage, width, glyphs)]
