"""What the store refuses - a full disk, a file that is gone - is said where it was asked for, and the program goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message_pump import MessagePump

from qa_tui.crash import is_store_error

if TYPE_CHECKING:
    from textual.message import Message


class SaysRefusals(MessagePump):
    """Base of what asks the store: the app, for its keys, and its screens and dialogs.

    Textual ends a pump whose handler raises, and the app with it; here a handler stops where the store refused.
    Nothing of what it asked for has happened then: the store undoes what it cannot finish.
    """

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as problem:
            if not is_store_error(problem):
                raise
            self.say_refusal(str(problem))

    def say_refusal(self, why: str) -> None:
        """Tell the person who asked; `why` is the store's own sentence, and may name a folder: no room reads it."""
        assert isinstance(self.app, SaysRefusals)
        self.app.say_refusal(why)
