"""One line of text to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Input, Static

from qa_tui.domain.safe_text import safe_line
from qa_tui.tui.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from textual.widget import Widget

LONGEST = 280


class EntryDialog(Dialog[str]):
    """Enter keeps the line, Esc leaves everything as it was."""

    KEYS = "enter keep · esc leave as it was"

    def __init__(
        self, title: str, hint: str = "", value: str = "", *, is_needed: bool = False, is_hidden: bool = False
    ) -> None:
        super().__init__(title)
        self._is_needed = is_needed
        self._is_hidden = is_hidden
        """Nobody who looks at the screen may read what is typed."""
        self._hint = safe_line(hint)
        self._value = safe_line(value, LONGEST)

    def body(self) -> list[Widget]:
        hint = [Static(Content(self._hint))] if self._hint else []
        # A number or a day is written anew, a sentence is gone on with.
        is_written_anew = not {" ", ","} & set(self._value) and not self._is_hidden
        return [
            *hint,
            Input(self._value, max_length=LONGEST, password=self._is_hidden, select_on_focus=is_written_anew),
        ]

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _keep(self, event: Input.Submitted) -> None:
        text = safe_line(event.value.strip(), LONGEST)
        if self._is_needed and not text:
            self.query_one(".dialog-keys", Static).update(Content("Write it in a few words, or press esc to leave it."))
            return
        self.dismiss(text)
