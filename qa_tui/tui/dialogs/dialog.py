"""A dialog: a title, something to read or to answer, and Esc to leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from qa_tui.domain.safe_text import safe_line
from qa_tui.tui.refusals import SaysRefusals
from qa_tui.tui.widgets.enlarge import Enlarge

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

T = TypeVar("T")


class Dialog(SaysRefusals, ModalScreen[T | None]):
    """Base of all dialogs."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Vertical { width: 76; max-width: 96%; height: auto; max-height: 100%; padding: 1 2; background: $panel;
        border: round $accent; }
    Dialog .dialog-title { text-style: bold; color: $accent; height: auto; margin-bottom: 1; }
    Dialog .dialog-keys { color: $text-muted; height: auto; margin-top: 1; }
    Dialog LineView { max-height: 55vh; }
    Dialog.-low > Vertical { padding: 0 1; }
    Dialog.-low LineView { max-height: 65vh; }
    Dialog Input { border: tall $accent; background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", show=False)]
    KEYS: ClassVar[str] = "esc back"

    def __init__(self, title: str, keys: str = "") -> None:
        super().__init__()
        self._heading = safe_line(title)
        self._keys = keys or self.KEYS

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self._heading), classes="dialog-title")
            yield from self.body()
            yield Static(Content(self._keys), classes="dialog-keys")
        yield Enlarge()

    def body(self) -> list[Widget]:
        return []

    def action_leave(self) -> None:
        self.dismiss(None)
