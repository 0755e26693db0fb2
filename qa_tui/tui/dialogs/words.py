"""Help for one screen, in words, and the keys that work there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.tui.dialogs.dialog import Dialog
from qa_tui.tui.lines import EMPTY, line, paragraph
from qa_tui.tui.widgets.line_view import LineList

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.tui.lines import Line

WIDTH = 68


class WordsDialog(Dialog[None]):
    """Help."""

    KEYS = "↑↓ scroll · esc back"

    def __init__(self, words: str, keys: list[str]) -> None:
        super().__init__("Help for this screen")
        self._words = words
        self._keys_here = keys

    def body(self) -> list[Widget]:
        return [LineList()]

    def on_mount(self) -> None:
        lines: list[Line] = []
        for part in self._words.split("\n"):
            lines += paragraph(part, WIDTH) if part else [EMPTY]
        if self._keys_here:
            lines += [EMPTY, line(("Keys", "accent")), *(line("  ", key) for key in self._keys_here)]
        shown = self.query_one(LineList)
        shown.show(lines)
        shown.focus()
