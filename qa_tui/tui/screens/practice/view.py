"""Step 5 in lines: one per trained agent, the cards below, and one card whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.practice import CardState, PracticeState
from qa_tui.reports.plan_words import day_words
from qa_tui.reports.practice_words import approval_words, row_due, row_score, scenario_parts
from qa_tui.tui.lines import EMPTY, column, cut, hanging, line, wrap_parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from qa_tui.domain.practice import Card
    from qa_tui.domain.practice_board import PracticeBoard, PracticeRow
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line, Role, Word

WIDE_ENOUGH = 76
"""Cells of the columns below, with the kind of call beside the number of its card."""
QUOTED_FROM = 100
"""Cells from which a card is told from another of its kind by what the customer begins with."""
NEEDS = (
    "A finished session: its low calls make the scenarios, with the lines that the room cited.",
    "Who was there: each of them gets a card, due 5 to 7 days after the session. Who was absent comes to the next one.",
    "A supervisor's approval of every card before anybody gets it.",
)


def header(width: int) -> Line:
    return cut(
        (("  ", ""), column("name", _name_width(width), "muted"), *_card("card", width), column("state", 15, "muted"),
         column("due", 11, "muted"), column("score", 8, "muted", right=True)),
        width,
    )  # fmt: skip


def _name_width(width: int) -> int:
    return 20 if width >= 62 else max(10, width - 42)


def _card(text: str, width: int) -> tuple[Word, ...]:
    """The card's column: in a narrow window only its number."""
    if width >= WIDE_ENOUGH:
        return (column(text, 20),)
    return (column(text.split(" ", maxsplit=1)[0], 5),)


def row(shown: PracticeRow, today: date, width: int, glyphs: Glyphs, *, at_cursor: bool) -> Line:
    state = shown.state(today)
    role: Role = "low" if state == PracticeState.OVERDUE else "muted" if state.startswith("card ") else ""
    card = f"{shown.card.number} {shown.card.scenario.call_type}" if shown.card else "none"
    return cut(
        (
            (glyphs.cursor if at_cursor else " ", "accent"),
            (" ", ""),
            column(shown.trainee.name, _name_width(width), "strong" if at_cursor else ""),
            *_card(card, width),
            column(f"{glyphs.attention} {state}" if state == PracticeState.OVERDUE else state, 15, role),
            column(row_due(shown, today), 11),
            column(row_score(shown), 8, right=True),
        ),
        width,
    )


def below(board: PracticeBoard, width: int, glyphs: Glyphs, *, is_low: bool) -> list[Line]:
    """The cards with where they stand, and who comes to the next session; in a low window the people need the room."""
    lines = _cards_in_short(board, width, glyphs) if is_low and board.cards else _cards(board, width, glyphs)
    if board.absent:
        names = ", ".join(trainee.name for trainee in board.absent)
        lines += [] if is_low else [EMPTY]
        lines += hanging(("For the next session: ", "accent"), names, width)
    for held in board.without_attendance:
        lines += hanging(
            ("! ", "accent"), f"Nobody noted who was there on {day_words(held.held_on)}: 4, then a.", width
        )
    return lines


def _cards(board: PracticeBoard, width: int, glyphs: Glyphs) -> list[Line]:
    """One line per card, with who approved it."""
    lines = [line(("Cards", "accent"))]
    for card in board.cards:
        words: Line = (
            column(_mark(card, glyphs), 5),
            column(card.scenario.call_type or "any call", 22),
            column(approval_words(card), 44 if width >= QUOTED_FROM else max(width - 27, 1), "muted"),
            (f" {card.scenario.opening_line}" if width >= QUOTED_FROM else "", "muted"),
        )
        lines.append(cut(words, width))
    if not board.cards:
        lines.append(line(("none yet", "muted")))
    return lines


def _cards_in_short(board: PracticeBoard, width: int, glyphs: Glyphs) -> list[Line]:
    """The cards side by side: v opens them."""
    lead = "Cards  "
    told = wrap_parts(
        [f"{_mark(card, glyphs)} {card.scenario.call_type or 'any call'}" for card in board.cards], width - len(lead)
    )
    return [line((lead if place == 0 else " " * len(lead), "accent"), part) for place, part in enumerate(told)]


def _mark(card: Card, glyphs: Glyphs) -> str:
    return f"{glyphs.ready if card.state is CardState.APPROVED else glyphs.attention} {card.number}"


def card_lines(card: Card, width: int) -> list[Line]:
    """One card, part by part."""
    lines: list[Line] = []
    for heading, texts in scenario_parts(card.scenario):
        lines.append(line((heading, "accent")))
        for text in texts:
            lines += hanging(("  ", "muted"), text, width)
    lines.append(line(("Levels", "accent")))
    for word, text in card.scenario.levels:
        lines += hanging((f"  {word:>4}  ", "muted"), text or "between its neighbours", width)
    return lines


def needs(width: int) -> list[Line]:
    lines = [line(("What it needs", "accent")), EMPTY]
    for need in NEEDS:
        lines += hanging(("- ", "muted"), need, min(width, 100))
    return lines


def card_options(cards: Sequence[Card]) -> list[tuple[Card, str, str]]:
    return [
        (
            card,
            f"card {card.number}: {card.scenario.call_type or 'any call'}. {card.scenario.opening_line}",
            approval_words(card),
        )
        for card in cards
    ]
