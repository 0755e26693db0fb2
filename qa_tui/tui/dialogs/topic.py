"""A topic that a person chooses, with the reason and who agreed: printed and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Input, Static

from qa_tui.domain.safe_text import safe_line
from qa_tui.tui.dialogs.dialog import Dialog
from qa_tui.tui.dialogs.entry import LONGEST

if TYPE_CHECKING:
    from textual.widget import Widget


class TopicDialog(Dialog[tuple[str, str]]):
    """(reason, who agreed); Esc leaves everything as it was."""

    KEYS = "tab next field · enter choose it · esc leave as it was"

    def __init__(self, criterion: str, rule: str) -> None:
        super().__init__(f"Train {criterion}")
        self._rule = safe_line(rule, 200)

    def body(self) -> list[Widget]:
        return [
            Static(Content(f"{self._rule} A choice against or beside the rule is kept with its reason and printed.")),
            Static(Content("Why this topic?")),
            Input(id="reason", placeholder="a complaint wave, an audit, a new product", max_length=LONGEST),
            Static(Content("Who agreed?")),
            Input(id="agreed", placeholder="name or role", max_length=80),
        ]

    def on_mount(self) -> None:
        self.query_one("#reason", Input).focus()

    @on(Input.Submitted, "#reason")
    def _next(self) -> None:
        self.query_one("#agreed", Input).focus()

    @on(Input.Submitted, "#agreed")
    def _keep(self) -> None:
        reason, agreed = (
            safe_line(self.query_one(name, Input).value.strip(), LONGEST) for name in ("#reason", "#agreed")
        )
        if not reason:
            self.query_one(".dialog-keys", Static).update(Content("Write the reason in a few words, or press esc."))
            self.query_one("#reason", Input).focus()
            return
        self.dismiss((reason, agreed))
