"""The excerpt in pages of numbered lines: the same words on a page in every window, whatever its size.

A page begins at a place in the text. A window of another size lays out the words between that place and the next page's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.domain.safe_text import safe_line, text_width
from qa_tui.domain.shown import END, START, Place, Read
from qa_tui.tui.lines import EMPTY, line, paragraph, word, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.excerpt import ShownExcerpt
    from qa_tui.tui.lines import Line
    from qa_tui.tui.screens.room.page import Page

    PlacedLine = tuple[Place, Line]

LONGEST_TURN = 8_000
"""Characters of a turn that are shown."""
FEWEST_LINES = 2
"""Lines of a turn on either side of a turned page: one alone is lost."""
PLAYED = "We listen to this call now. Write down what made you decide."


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page of an excerpt."""

    begin: Place
    lines: tuple[Line, ...]

    @property
    def has_hidden(self) -> bool:
        """Whether something in brackets stands for words that were hidden."""
        return any("[" in text for drawn in self.lines for text, _ in drawn)


def read_pages(
    shown: ShownExcerpt, page: Page, begin: Place = START, end: Place | None = None, *, is_heard: bool = False
) -> tuple[ReadPage, ...]:
    """What is read from `begin` to before `end`, in pages; at least one.

    A turn stays whole, unless more than a third of a page would stay empty for it. Where the call `is_heard` the pages follow
    the turns, and only one that is higher than a page is torn. The turn that is heard now has a mark before its number. A
    call that the facilitator plays has no lines.
    """
    if not shown.turns:
        return (ReadPage(START, tuple(paragraph(PLAYED, page.width, "strong"))),)
    pages: list[list[PlacedLine]] = [[]]
    last = len(shown.turns) if end is None else end.turn + (end.character > 0)
    for turn in range(begin.turn, last):
        block = _block(shown, page, begin if turn == begin.turn else Place(turn), end)
        while len(block) > (free := page.height - len(pages[-1])):
            torn = min(free, len(block) - FEWEST_LINES)
            if not pages[-1]:
                torn = max(torn, 1)
            elif is_heard or free <= page.height // 3 or torn < FEWEST_LINES:
                torn = 0
            if torn:
                pages[-1] += block[:torn]
                block = _block(shown, page, block[torn][0], end)
            pages.append([])
        pages[-1] += block
    return tuple(ReadPage(lines[0][0], tuple(drawn for _, drawn in lines)) for lines in pages if lines)


def part_read(pages: Sequence[ReadPage], number: int) -> Read:
    """What of an excerpt is on page `number`, from 0."""
    end = pages[number + 1].begin if number + 1 < len(pages) else None
    return Read(pages[number].begin, end, (number, len(pages)))


def page_with(pages: Sequence[ReadPage], place: Place) -> int:
    """The page, from 0, on which a place is."""
    return max(number for number, page in enumerate(pages) if number == 0 or page.begin <= place)


def count_unread(pages: Sequence[ReadPage], read: Place) -> int:
    """How many pages hold something behind `read`."""
    return sum((part_read(pages, number).end or END) > read for number in range(len(pages)))


def lines_in_window(shown: ShownExcerpt, read: Read, page: Page, *, elsewhere: bool = False) -> list[Line]:
    """What is read now, in a window of its own size; where that is too little, how much is missing.

    `elsewhere` is another window that shows all of it.
    """
    fits = read_pages(shown, page, read.begin, read.end)
    if len(fits) == 1:
        return list(fits[0].lines)
    room = page.height - 2
    laid_out = [drawn for part in fits for drawn in part.lines]
    missing = len(laid_out) - room
    where = "in the window that the room sees." if elsewhere else "make this window larger."
    return [*laid_out[:room], EMPTY, line((f"{missing} lines more: {where}", "accent"))]


def _block(shown: ShownExcerpt, page: Page, begin: Place, end: Place | None) -> list[PlacedLine]:
    """The lines of one turn from a place on, each with its own place."""
    turn = shown.turns[begin.turn]
    is_heard = begin.turn == shown.heard
    till = end.character if end is not None and end.turn == begin.turn else None
    text = safe_line(turn.text, LONGEST_TURN)[begin.character : till].rstrip(" ")
    number = f"{'>' if is_heard else ''}{shown.first_line + begin.turn}"
    speaker = f"{'…' if begin.character else ''}{turn.speaker[:8].upper()}"
    lead = word(f"{number:>3} {speaker:9} ", "accent")
    beside = word(" " * text_width(lead[0]))
    block: list[PlacedLine] = []
    at = 0
    for said in wrap(text, page.width - len(beside[0])):
        at = text.index(said, at)
        drawn: Line = (beside if block else lead, (said, "strong" if is_heard else ""))
        # Spaces before a turn's first word belong to its first line.
        block.append((Place(begin.turn, begin.character + at) if block else begin, drawn))
        at += len(said)
    return block
