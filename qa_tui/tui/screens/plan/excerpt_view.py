"""The excerpt editor in lines: the call as a room would see it, and, private, what was said and who could be known by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.plan import Role
from qa_tui.reports.privacy_words import blocked_words, habit_words, recognised_by
from qa_tui.reports.words import as_sentence, count_of
from qa_tui.tui.lines import cut, hanging, line, paragraph
from qa_tui.tui.screens.plan.pieces import with_piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.anonymise import Result
    from qa_tui.domain.excerpt import Edits
    from qa_tui.domain.identifying import Groups, Habits
    from qa_tui.domain.transcript import Turn
    from qa_tui.steps.excerpt import Draft
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line
    from qa_tui.tui.screens.plan.pieces import Piece

KINDS = {Role.LOW: "Low call", Role.BORDERLINE: "Call beside the line", Role.HIGH: "Good call"}
WORDS_A_MINUTE = 150
"""Read aloud, slowly enough to be followed."""


def sentence(desk: Draft, safe: Result, detector_problem: str, *, is_approved: bool, lapsed: str) -> str:
    """What stands between this excerpt and the room."""
    state = "Approved." if is_approved else "Read every line beside the bar, then press a."
    if lapsed:
        state = f"{as_sentence(lapsed)}. {state}"
    if safe.status == "review":
        state = f"Nobody in this call is known by name, so names may be left: look twice. {state}"
    if safe.status == "blocked":
        state = blocked_words(safe.reason, detector_problem)
        if safe.reason == "verification":
            lines = ", ".join(str(turn + 1) for turn in safe.withheld)
            state = f"Line {lines} still holds something identifying and is withheld: hide it with x. {state}"
    if desk.why and not desk.before:
        state = f"{state} These lines: {desk.why}."
    kind = KINDS[desk.candidate.role]
    edits = desk.edits
    called = f"{desk.candidate.call_type}, " if desk.candidate.call_type else ""
    return f"{kind}, {called}{count_of(edits.last - edits.first + 1, 'line')}{_minutes(safe, edits)}. {state}"


def _minutes(safe: Result, edits: Edits) -> str:
    words = sum(len(turn.text.split()) for turn in safe.turns[edits.first : edits.last + 1])
    return f", {max(words / WORDS_A_MINUTE, 0.1):.1f} min to read" if words else ""


def turn_lines(turns: Sequence[Turn], width: int) -> tuple[list[Line], list[int]]:
    """The turns as a room would see them, and which turn each line belongs to."""
    lines: list[Line] = []
    owner: list[int] = []
    for number, turn in enumerate(turns):
        block = hanging((f"{number + 1:3} {turn.speaker[:8].upper():9} ", ""), turn.text, width)
        lines += block
        owner += [number] * len(block)
    return lines, owner


def mark_piece(lines: list[Line], owner: Sequence[int], turn: int, piece: Piece) -> None:
    """Make the piece under the word cursor stand out in `lines`."""
    places = [place for place, own in enumerate(owner) if own == turn]
    for place, shown in zip(places, with_piece([lines[place] for place in places], piece), strict=True):
        lines[place] = shown


def row(
    lines: Sequence[Line], owner: Sequence[int], number: int, edits: Edits, cursor: int, width: int, glyphs: Glyphs
) -> Line:
    """One line: the cursor, the bar beside what is shown, the words."""
    turn = owner[number]
    inside = edits.first <= turn <= edits.last
    is_first = number == 0 or owner[number - 1] != turn
    is_last = number + 1 == len(owner) or owner[number + 1] != turn
    mark = glyphs.full if inside else " "
    if inside and turn == edits.first and is_first:
        mark = "["
    elif inside and turn == edits.last and is_last:
        mark = "]"
    words = tuple((text, role if inside or role == "here" else "muted") for text, role in lines[number])
    return cut(((glyphs.cursor if number == cursor else " ", "accent"), (mark, "accent"), (" ", ""), *words), width)


def _around(text: str, place: int, width: int, most: int) -> list[Line]:
    """At most `most` lines of a text, those in which the sign at `place` stands among them."""
    lines = paragraph(text, width, "muted")
    before = len(paragraph(text[: place + 1], width, "muted"))
    first = min(max(before - most, 0), max(len(lines) - most, 0))
    shown = lines[first : first + most]
    if first:
        shown[0] = (("\u2026 ", "muted"), *shown[0])
    if first + most < len(lines):
        shown[-1] = (*shown[-1], (" \u2026", "muted"))
    return [cut(one, width) for one in shown]


def foot(
    desk: Draft, turn: int | None, piece: Piece | None, groups: Groups, habits: Habits | None, width: int, most: int
) -> list[Line]:
    """Private: the line as it was said, with why something is hidden in it; and what could say whose call it is.

    Each of the two has at most `most` lines.
    """
    lines: list[Line] = []
    if turn is not None:
        said = desk.transcript.turns[turn]
        here = f" (hidden: {piece.span.rule})" if piece is not None and piece.span is not None else ""
        lines.append(line((f"private \u00b7 line {turn + 1} as it was said{here}", "muted")))
        lines += _around(said.text, piece.stretch[1] if piece is not None else 0, width, most)
    known = recognised_by(desk.candidate.agent, groups, most=1)
    habit = habit_words(habits) if habits is not None else "Comparing this agent's phrases with those of others ..."
    who = paragraph(f"Could say who it is: {known}. {habit}" if known else habit, width)
    return [*lines, *who[:most]]
