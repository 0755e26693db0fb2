"""What a screen shows, as plain values: a line is words, and a word is text with a role. No colours, no Textual.

Views make lines, widgets draw them. All text passes the text gate on its way into a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from qa_tui.domain.safe_text import cell_width, fit, safe_line, text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Role = Literal["", "muted", "strong", "accent", "low", "title", "here"]
"""What a word is: `accent` says where you are, `here` which word is meant, `low` what is below the threshold; everything
else stays quiet."""
Word = tuple[str, Role]
Line = tuple[Word, ...]
EMPTY: Line = ()


def word(text: str, role: Role = "") -> Word:
    return (safe_line(text), role)


def line(*words: str | Word) -> Line:
    """A line of words; a bare string is a word without a role."""
    return tuple(word(w) if isinstance(w, str) else word(*w) for w in words)


def plain(shown: Line) -> str:
    return "".join(text for text, _ in shown)


def width(shown: Line) -> int:
    return sum(text_width(text) for text, _ in shown)


def cut(shown: Line, cells: int) -> Line:
    """`shown` in at most `cells` cells, ended with an ellipsis where something is cut off."""
    if width(shown) <= cells:
        return shown
    kept: list[Word] = []
    left = cells
    for text, role in shown:
        cells_here = text_width(text)
        if cells_here >= left:
            kept.append((fit(text + "  ", left), role))
            break
        kept.append((text, role))
        left -= cells_here
    return tuple(kept)


def spread(left: Line, right: Line, cells: int) -> Line:
    """`left` and `right` at the two ends of a line; the left one is cut where both do not fit."""
    room = cells - width(right) - 1
    if room < 1:
        return cut(left, cells)
    shown = cut(left, room)
    return (*shown, (" " * (cells - width(shown) - width(right)), ""), *right)


def column(text: str, cells: int, role: Role = "", *, right: bool = False) -> Word:
    """`text` made exactly `cells` wide."""
    clean = safe_line(text)
    if right and text_width(clean) < cells:
        return (" " * (cells - text_width(clean)) + clean, role)
    return (fit(clean, cells), role)


def wrap(text: str, cells: int) -> list[str]:
    """`text` in lines of at most `cells` cells, broken between words; a longer word is broken inside."""
    cells = max(cells, 1)
    result: list[str] = []
    current = ""
    for part in _pieces(text):
        piece = part
        while True:
            candidate = f"{current} {piece}" if current else piece
            if text_width(candidate) <= cells:
                current = candidate
                break
            if current:
                result.append(current)
                current = ""
                continue
            head = _head(piece, cells)
            result.append(head)
            piece = piece[len(head) :]
    if current or not result:
        result.append(current)
    return result


def _pieces(text: str) -> list[str]:
    """Words; a number and its percent sign are one."""
    found: list[str] = []
    for part in text.split(" "):
        if part.startswith("%") and found and found[-1][-1:].isdigit():
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def cut_middle(text: str, cells: int) -> str:
    """`text` in at most `cells` cells: words of its beginning, and twice as many of its end, where it is longer."""
    words = text.split(" ")
    if text_width(text) <= cells or text_width(f"{words[0]} … {words[-1]}") > cells:
        return text
    head, tail = words[:1], words[-1:]
    for count in range(3, len(words)):
        longer_head, longer_tail = words[: count // 3], words[-(count - count // 3) :]
        if text_width(f"{' '.join(longer_head)} … {' '.join(longer_tail)}") > cells:
            break
        head, tail = longer_head, longer_tail
    return f"{' '.join(head)} … {' '.join(tail)}"


def wrap_parts(parts: Sequence[str], cells: int, between: str = " · ") -> list[str]:
    """`parts` joined in lines of at most `cells` cells, broken between parts; a longer part is broken inside."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{between}{part}" if lines else part
        if lines and text_width(longer) <= cells:
            lines[-1] = longer
        else:
            lines += wrap(part, cells)
    return lines


def _head(text: str, cells: int) -> str:
    used = 0
    for place, character in enumerate(text):
        used += cell_width(character)
        if used > cells:
            return text[: max(place, 1)]
    return text


def paragraph(text: str, cells: int, role: Role = "", indent: int = 0) -> list[Line]:
    """`text` wrapped, every line indented."""
    clean = safe_line(text, 8_000)
    return [line((" " * indent + part, role)) for part in wrap(clean, cells - indent)]


def hanging(lead: Word, text: str, cells: int, role: Role = "") -> list[Line]:
    """`text` wrapped beside `lead`, the following lines indented by its width."""
    indent = text_width(lead[0])
    parts = wrap(safe_line(text, 8_000), cells - indent)
    return [(lead, word(parts[0], role)), *(line(" " * indent, (part, role)) for part in parts[1:])]


def joined(parts: Iterable[str], between: str = " · ") -> str:
    return between.join(part for part in parts if part)
