"""One question, answered with y or n."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from qa_tui.domain.safe_text import safe_line
from qa_tui.tui.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from textual.widget import Widget


class ConfirmDialog(Dialog[bool]):
    """Yes or no; Esc is no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "answer(True)", "yes"),
        Binding("n", "answer(False)", "no"),
    ]
    KEYS = "y yes · n no"

    def __init__(self, question: str, explanation: str = "") -> None:
        super().__init__(question)
        self._explanation = safe_line(explanation, 600)

    def body(self) -> list[Widget]:
        return [Static(Content(self._explanation))] if self._explanation else []

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - the value of the answer
        self.dismiss(answer)
