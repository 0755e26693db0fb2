"""A dialog with something to read, which scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from qa_tui.tui.dialogs.dialog import Dialog
from qa_tui.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.tui.lines import Line


class ReadingLines(LineView, can_focus=True):
    """Lines without a cursor: a key moves them at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "by(-1)", "Up", show=False),
        Binding("down,j", "by(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("home,g", "to(0)", "First", show=False),
        Binding("end,G", "to(1)", "Last", show=False),
    ]

    def action_by(self, rows: int) -> None:
        self.scroll_relative(y=rows, animate=False, immediate=True)

    def action_page(self, pages: int) -> None:
        self.action_by(pages * max(self.size.height - 1, 1))

    def action_to(self, end: int) -> None:
        self.scroll_to(y=end * self.count, animate=False, immediate=True)


class ReadingDialog(Dialog[None]):
    """Base of dialogs that are only read; `lines` gives what they say, for any width."""

    KEYS: ClassVar[str] = "↑↓ scroll · esc back"

    def lines(self, width: int) -> list[Line]:
        raise NotImplementedError

    def body(self) -> list[Widget]:
        return [ReadingLines()]

    def on_mount(self) -> None:
        shown = self.query_one(ReadingLines)
        shown.show_flow(self.lines)
        shown.focus()
