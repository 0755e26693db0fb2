"""A turn as the pieces that the word cursor goes over: words as they are shown, and masks, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.domain.safe_text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.anonymise import Span
    from qa_tui.domain.excerpt import Edits
    from qa_tui.domain.transcript import Stretch
    from qa_tui.tui.lines import Line, Role

_WORD = re.compile(r"\w+(?:['\u2019.@-]\w+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or a mask."""

    stretch: Stretch
    """Where it stands in the text as it was said."""
    shown: str
    before: int
    """Signs and letters (no blanks) that are shown before it in the turn: a measure that no line break changes."""
    span: Span | None
    """What is hidden here; None for a word."""

    @property
    def is_by_hand(self) -> bool:
        return self.span is not None and self.span.rule == "facilitator"


def pieces_of(number: int, text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """The pieces of turn `number`; `spans` are its masks."""
    pieces: list[Piece] = []
    before = place = 0
    for span in [*sorted(spans, key=lambda s: s.start), None]:
        end = span.start if span is not None else len(text)
        for match in _WORD.finditer(text, place, end):
            shown = _signs(text[place : match.start()])
            pieces.append(
                Piece((number, match.start(), match.end()), match.group(), before + shown, None),
            )
        before += _signs(text[place:end])
        if span is not None:
            pieces.append(Piece((number, span.start, span.end), span.placeholder, before, span))
            before += _signs(span.placeholder)
            place = span.end
    return tuple(pieces)


def _signs(text: str) -> int:
    return sum(not character.isspace() for character in safe_line(text, len(text) + 1))


def hidden_at(edits: Edits, piece: Piece) -> tuple[Stretch, ...]:
    """What to hide for a word; for a mask that a person made, the stretches that made it."""
    turn, start, end = piece.stretch
    if piece.span is None:
        return (piece.stretch,)
    return tuple(hidden for hidden in edits.hidden if hidden[0] == turn and hidden[1] < end and start < hidden[2])


def with_piece(lines: Sequence[Line], piece: Piece) -> list[Line]:
    """The lines of a turn with one piece made to stand out. The first word of the first line is the turn's number and speaker."""
    start, end = piece.before, piece.before + _signs(piece.shown)
    marked: list[Line] = []
    seen = 0
    for number, shown in enumerate(lines):
        lead, said = (shown[:1], shown[1:]) if number == 0 else ((), shown)
        words: list[tuple[str, Role]] = [*lead]
        for text, role in said:
            before, here, after = _parted(text, start - seen, end - seen)
            words += [word for word in ((before, role), (here, "here"), (after, role)) if word[0]]
            seen += sum(not character.isspace() for character in text)
        marked.append(tuple(words))
    return marked


def _parted(text: str, start: int, end: int) -> tuple[str, str, str]:
    """`text` before, from and after its signs number `start` to `end` (exclusive), which may lie outside it."""
    places = [place for place, character in enumerate(text) if not character.isspace()]
    inside = places[max(start, 0) : max(end, 0)]
    return (text[: inside[0]], text[inside[0] : inside[-1] + 1], text[inside[-1] + 1 :]) if inside else (text, "", "")
