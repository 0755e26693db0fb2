"""The text gate: every string that came from a file passes here before anybody sees it.

Terminals obey control characters, bidirectional controls reorder what a reader sees, and one cell can hold a megabyte.
What leaves this module is printable text of bounded length and nothing else.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ELLIPSIS = "…"
LINE_LIMIT = 400
BLOCK_LIMIT = 20_000

_INVISIBLE = frozenset(
    chr(code)
    for code in (
        0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x200B, 0x200C, 0x200D, 0x200E, 0x200F,
        0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x3164, *range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0,
        *range(0xFFF9, 0xFFFC), *range(0xE0100, 0xE01F0),
    )
)  # fmt: skip
_SHOWN_AS_SPACE = frozenset("\t\n\r\v\f\x85\u2028\u2029")
_MARKS = frozenset({"Mn", "Me", "Mc"})


def _kept(character: str, *, newlines: bool) -> str:
    if character == "\n" and newlines:
        return character
    category = unicodedata.category(character)
    if character in _SHOWN_AS_SPACE or category == "Zs":
        return " "
    if character in _INVISIBLE or category in {"Cc", "Cf", "Cs", "Co", "Cn"}:
        return ""
    return character


def _cleaned(text: str, limit: int, *, newlines: bool) -> str:
    head = text[: limit * 4 + 16]
    clean = head if head.isascii() and head.isprintable() else "".join(_kept(c, newlines=newlines) for c in head)
    cut = len(head) < len(text) or len(clean) > limit
    return clean[: limit - 1] + ELLIPSIS if cut else clean


def safe_line(text: str, limit: int = LINE_LIMIT) -> str:
    """One printable line of at most `limit` characters; a cut is marked with an ellipsis."""
    return _cleaned(text, limit, newlines=False)


def safe_block(text: str, limit: int = BLOCK_LIMIT) -> str:
    """Printable text that keeps its line ends, of at most `limit` characters."""
    return _cleaned(text.replace("\r\n", "\n"), limit, newlines=True)


def fit(text: str, width: int) -> str:
    """`text` made exactly `width` terminal cells wide, cut with an ellipsis where it is longer."""
    clean = safe_line(text)
    if width <= 0:
        return ""
    cells = text_width(clean)
    if cells <= width:
        return clean + " " * (width - cells)
    if clean.isascii():
        return clean[: width - 1] + ELLIPSIS
    taken, used = [], 0
    for character in clean:  # pragma: no branch - the text is longer than what is taken
        cells = cell_width(character)
        if used + cells > width - 1:
            break
        taken.append(character)
        used += cells
    return "".join(taken) + ELLIPSIS + " " * (width - 1 - used)


def text_width(text: str) -> int:
    """Terminal cells of printable text."""
    return len(text) if text.isascii() else sum(cell_width(character) for character in text)


_WIDE_SINCE = (
    ("\u2630", "\u2637"), ("\u268a", "\u268f"), ("\u4dc0", "\u4dff"), ("\U0001d300", "\U0001d356"), ("\U0001d360", "\U0001d376"),
)  # fmt: skip
"""Signs that Unicode 16 made two cells wide, which the tables of an older Python do not know."""


@lru_cache(maxsize=4096)
def cell_width(character: str) -> int:
    """Terminal cells of one printable character: 0, 1 or 2, as Textual counts them."""
    if character.isascii():
        return 1
    # Vowels and finals of Hangul and skin tones are drawn in the cells of the character before them.
    if (
        unicodedata.category(character) in _MARKS
        or "\u1160" <= character <= "\u11ff"
        or "\ud7b0" <= character <= "\ud7fb"
    ):
        return 0
    if "\U0001f3fb" <= character <= "\U0001f3ff":
        return 0
    if any(first <= character <= last for first, last in _WIDE_SINCE):
        return 2
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
