"""Shows word for word what would leave the program, and asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from qa_tui.tui.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from textual.widget import Widget


class SendingDialog(Dialog[bool]):
    """Yes sends it; anything else does not."""

    DEFAULT_CSS = "SendingDialog TextArea { height: 14; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "send", priority=True),
        Binding("n", "answer(False)", "do not", priority=True),
    ]
    KEYS = "up, down read · y send it · n do not"

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title)
        self._text = text

    def body(self) -> list[Widget]:
        return [TextArea(self._text, read_only=True, soft_wrap=True)]

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - the value of the answer
        self.dismiss(answer)
