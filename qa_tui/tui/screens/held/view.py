"""Held sessions in lines: one each, and the debrief of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.disagreement import OutcomeKind
from qa_tui.reports.words import count_of
from qa_tui.tui.lines import EMPTY, column, cut, hanging, line, paragraph
from qa_tui.tui.screens.ledger.view import round_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.disagreement import JudgedRound
    from qa_tui.domain.recorded import SessionSummary
    from qa_tui.domain.session import Session
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line, Role

NOTHING = "No session has been held yet. Plan one (3), approve its calls, and start it (4)."


def row(summary: SessionSummary, votes: int, width: int, glyphs: Glyphs, *, at_cursor: bool) -> Line:
    mark = glyphs.cursor if at_cursor else " "
    return ((mark, "accent"), (" ", ""), *session_line(summary, votes, width - 2, "strong" if at_cursor else ""))


def session_line(summary: SessionSummary, votes: int, width: int, role: Role = "") -> Line:
    """When, on what, how many votes, and whether it goes on."""
    return cut(
        (
            column(summary.when, 18),
            column(summary.criterion, max(12, min(34, width - 38)), role),
            (" ", ""),
            column(count_of(votes, "vote"), 11),
            ("open" if summary.is_open else "finished", "muted"),
        ),
        width,
    )


def debrief(state: Session, rounds: Sequence[JudgedRound], width: int, glyphs: Glyphs) -> list[Line]:
    """What is left to do first, then every call with its votes."""
    lines: list[Line] = []
    checks = [r for r in rounds if r.outcome is not None and r.outcome.kind is OutcomeKind.CHECK_SCORE]
    if checks:
        lines.append(line(("QA's scores to be checked", "low")))
        for judged in checks:
            text = judged.outcome.text if judged.outcome else ""
            lines += hanging((f"- call {judged.number}: ", "muted"), text or "no reason noted", width)
        lines.append(EMPTY)
    if state.parked:
        lines.append(line(("Parked", "accent")))
        for item in state.parked:
            lines += hanging(("- ", "muted"), item.words(no_date=", no date"), width)
        lines.append(EMPTY)
    if state.barriers:
        said = ", ".join(f"{topic} {count}" for topic, count in state.barriers)
        lines += [*paragraph(f"What stops people doing the top level, by cards: {said}.", width), EMPTY]
    for what, cards in (("fair", state.fair), ("useful", state.useful)):
        if cards is not None:
            lines += paragraph(f"{cards.yes} of {cards.answered} cards call it {what}.", width)
    if state.fair or state.useful:
        lines.append(EMPTY)
    for judged in rounds:
        lines += round_lines(judged, width, glyphs)
    return lines or [line(("No call of it was finished.", "muted"))]
