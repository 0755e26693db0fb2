"""Help for one screen, in words, and the keys that work there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.tui.dialogs.reading import ReadingDialog
from qa_tui.tui.lines import EMPTY, line, paragraph

if TYPE_CHECKING:
    from typing import Any

    from textual.screen import Screen

    from qa_tui.tui.lines import Line


GENERAL = (
    "1-6  the six steps",
    "d  disagreements",
    "esc  back",
    "ctrl+p  everything by name",
    "ctrl+q  leave",
)


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


def keys_of(screen: Screen[Any]) -> list[str]:
    """The keys that work on a private screen: its own, those first that its line of keys names, then what works everywhere."""
    own = [
        (not active.binding.show, f"{active.binding.key_display or key}  {active.binding.description}")
        for key, active in screen.active_bindings.items()
        if active.node is screen and active.enabled and not _is_everywhere(active.binding.id or "")
    ]
    return [*dict.fromkeys(told for _, told in sorted(own)), *GENERAL]


def _is_everywhere(name: str) -> bool:
    return not name or name.startswith("step.") or name in {"ledger", "help", "back"}
