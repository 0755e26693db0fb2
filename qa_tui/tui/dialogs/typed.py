"""A typed line in which something looks like a name, a number or an address: hide it, keep it, or write it anew."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from qa_tui.domain.safe_text import safe_line
from qa_tui.tui.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.steps.typed import TypedText


class TypedAnswer(StrEnum):
    """What to do with a typed line."""

    HIDE = "hide"
    KEEP = "keep"


class TypedDialog(Dialog[TypedAnswer]):
    """Shows the line as it would be kept, and not again what was typed: the screen may be projected."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "hide", "hide"),
        Binding("k", "keep", "keep"),
    ]

    def __init__(self, typed: TypedText) -> None:
        self._typed = typed
        if typed.is_unchecked:
            super().__init__("This could not be looked at, so it is not kept", "esc write it anew")
        elif typed.is_known:
            super().__init__(
                "This holds something that is known of the team or the calls", "h hide it · esc write it anew"
            )
        else:
            super().__init__(
                "This looks like a name, a number or an address", "h hide it · k keep it as typed · esc write it anew"
            )

    def body(self) -> list[Widget]:
        said = "" if self._typed.is_unchecked else f"It would be kept as: {safe_line(self._typed.masked, 600)}"
        return [Static(Content(said))]

    def action_hide(self) -> None:
        if not self._typed.is_unchecked:
            self.dismiss(TypedAnswer.HIDE)

    def action_keep(self) -> None:
        if not self._typed.is_known and not self._typed.is_unchecked:
            self.dismiss(TypedAnswer.KEEP)
