"""Lines of a call, typed or pasted: where there is no transcript file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static, TextArea

from qa_tui.tui.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from textual.widget import Widget

MOST_LETTERS = 40_000
CALL_HINT = "One turn a line, A: for the agent and C: for the customer. It is checked like any transcript, and kept only as a room may see it."


class LinesDialog(Dialog[str]):
    """The text as it was typed; ctrl+s keeps it, Esc leaves everything as it was."""

    DEFAULT_CSS = "LinesDialog TextArea { height: 1fr; min-height: 3; max-height: 14; border: tall $accent; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "keep", show=False, priority=True)]
    KEYS = "ctrl+s keep · esc leave as it was"

    def __init__(self, title: str, value: str = "", hint: str = CALL_HINT) -> None:
        super().__init__(title)
        self._value = value
        self._hint = hint

    def body(self) -> list[Widget]:
        return [
            Static(Content(self._hint)),
            TextArea(self._value, soft_wrap=True),
        ]

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()

    def action_keep(self) -> None:
        text = self.query_one(TextArea).text[:MOST_LETTERS].strip()
        if not text:
            self.query_one(".dialog-keys", Static).update(Content("Type it, or press esc to leave it."))
            return
        self.dismiss(text)
