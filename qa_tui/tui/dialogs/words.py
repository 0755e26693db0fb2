"""Help for one screen, in words, and the keys that work there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.tui.dialogs.reading import ReadingDialog
from qa_tui.tui.lines import EMPTY, line, paragraph

if TYPE_CHECKING:
    from qa_tui.tui.lines import Line


class WordsDialog(ReadingDialog):
    """Help."""

    def __init__(self, words: str, keys: list[str]) -> None:
        super().__init__("Help for this screen")
        self._words = words
        self._keys_here = keys

    def lines(self, width: int) -> list[Line]:
        shown: list[Line] = []
        for part in self._words.split("\n"):
            shown += paragraph(part, width) if part else [EMPTY]
        return [*shown, EMPTY, line(("Keys", "accent")), *(line("  ", key) for key in self._keys_here)]
