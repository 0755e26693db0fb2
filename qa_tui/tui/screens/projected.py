"""A screen that a room sees. While one is on, nothing of the private side can come over it."""

from __future__ import annotations

from textual.screen import Screen

from qa_tui.tui.refusals import SaysRefusals


class ProjectedScreen(SaysRefusals, Screen[None], inherit_bindings=False):
    """Base of the screens that are safe to project."""

    ALLOW_SELECT = False

    def ask_to_pause(self) -> None:
        """ctrl+q was pressed: leave, or ask whether to."""
        raise NotImplementedError

    def say_refusal(self, why: str) -> None:
        """Say that the store refused, in words of its own: `why` is not for a room."""
        raise NotImplementedError
