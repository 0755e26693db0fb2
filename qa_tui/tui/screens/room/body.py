"""What stands between the room's head and its keys; where it is higher than the window, the arrows move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from qa_tui.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.app import ComposeResult

ROWS = {"down": 3, "up": -3, "pagedown": 10, "pageup": -10}
"""How far a key moves what is shown."""
MORE = "↑↓ more"


class RoomBody(VerticalScroll, can_focus=False):
    """The lines of the phase that is on."""

    DEFAULT_CSS = "RoomBody { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__(id="room-body")
        self._place: Hashable = None

    def compose(self) -> ComposeResult:
        yield LineView(id="room-lines")

    def begin_at(self, place: Hashable) -> None:
        """Another place in the session begins at its first line."""
        if place != self._place:
            self._place = place
            self.scroll_to(y=0, animate=False, immediate=True)

    def press(self, key: str) -> bool:
        """Move by a key, if it is one of these and there is more than fits."""
        by = ROWS.get(key)
        if by is None or not self.has_more:
            return False
        self.scroll_relative(y=by, animate=False, immediate=True)
        return True

    @property
    def has_more(self) -> bool:
        return 0 < self.size.height < self.query_one(LineView).count
