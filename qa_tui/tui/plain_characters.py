"""For terminals with a poor font: frames, dots and dashes drawn with plain characters, cell for cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("─━═▔▁", "-"),
        **dict.fromkeys("│┃║▏▎▍▌▋▊▉▐┊", "|"),
        **dict.fromkeys("┌┐└┘╭╮╰╯├┤┬┴┼", "+"),
        **dict.fromkeys("█▇▆▅▄▃▂▀", "#"),
        **dict.fromkeys("·•●○◌", "*"),
        **dict.fromkeys("–—−", "-"),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("“”", '"'),
        "…": "~",
        "←": "<",
        "→": ">",
        "↑": "^",
        "↓": "v",
        "⌫": "<",
        "✓": "+",
        "▼": "v",
        "◀": "<",
    }
)


class PlainCharacters(LineFilter):
    """Replaces what is drawn, not what is said: letters of any language stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        return [
            segment
            if segment.text.isascii()
            else Segment(segment.text.translate(_PLAIN), segment.style, segment.control)
            for segment in segments
        ]
