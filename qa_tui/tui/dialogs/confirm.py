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


SAFE_KEYS = "enter or y yes · n no"
AGAIN = "Enter answers nothing here: y yes · n no"


class ConfirmDialog(Dialog[bool]):
    """Yes or no; Esc is no. Enter, which somebody presses who has not read the question, is yes only where nothing can go wrong."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "yes"),
        Binding("n", "answer(False)", "no"),
        Binding("enter", "enter", show=False),
    ]
    KEYS = "y yes · n no"

    def __init__(self, question: str, explanation: str = "", *, is_safe: bool = False) -> None:
        super().__init__(question, SAFE_KEYS if is_safe else "")
        self._is_safe = is_safe
        self._explanation = safe_line(explanation, 600)

    def body(self) -> list[Widget]:
        return [Static(Content(self._explanation))] if self._explanation else []

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - the value of the answer
        self.dismiss(answer)

    def action_enter(self) -> None:
        if self._is_safe:
            self.dismiss(True)  # noqa: FBT003 - the value of the answer
        else:
            self._ask_again()

    def _ask_again(self) -> None:
        self.query_one(".dialog-keys", Static).update(Content(AGAIN))
