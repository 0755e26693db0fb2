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
        self.query_one(LineList).focus()
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        shown = self.query_one(LineList)
        if shown.size.width:
            shown.show(self.lines(shown.size.width - shown.scrollbar_size_vertical))
