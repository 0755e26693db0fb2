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

    KEYS = "enter goes on, and chooses it at the end · esc leave as it was"

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

    def _reason(self) -> str:
        """The reason; where there is none, that it is needed is said."""
        reason = safe_line(self.query_one("#reason", Input).value.strip(), LONGEST)
        self._say(self.KEYS if reason else "Write the reason in a few words, or press esc.")
        return reason

    def _say(self, text: str) -> None:
        self.query_one(".dialog-keys", Static).update(Content(text))

    @on(Input.Changed, "#reason")
    def _written(self) -> None:
        self._say(self.KEYS)

    @on(Input.Submitted, "#reason")
    def _next(self) -> None:
        if self._reason():
            self.query_one("#agreed", Input).focus()

    @on(Input.Submitted, "#agreed")
    def _keep(self) -> None:
        reason = self._reason()
        if reason:
            self.dismiss((reason, safe_line(self.query_one("#agreed", Input).value.strip(), LONGEST)))
        else:
            self.query_one("#reason", Input).focus()
