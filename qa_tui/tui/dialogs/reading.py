"""A dialog with something to read, which scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qa_tui.tui.dialogs.dialog import Dialog
from qa_tui.tui.widgets.line_view import LineList

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.tui.lines import Line


class ReadingDialog(Dialog[None]):
    """Base of dialogs that are only read; `lines` gives what they say, for any width."""

    KEYS: ClassVar[str] = "↑↓ scroll · esc back"

    def lines(self, width: int) -> list[Line]:
        raise NotImplementedError

    def body(self) -> list[Widget]:
        return [LineList()]

    def on_mount(self) -> None:
        shown = self.query_one(LineList)
        shown.show_flow(self.lines)
        shown.focus()
