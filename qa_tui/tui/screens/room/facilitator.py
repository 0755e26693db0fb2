"""What only the facilitator sees, in this window, while the room looks at another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from qa_tui.tui.screens.room.page import Page
from qa_tui.tui.screens.room.private_side import private_lines
from qa_tui.tui.screens.room.sending import SendingRoom
from qa_tui.tui.text import content

if TYPE_CHECKING:
    from qa_tui.steps.live import LiveSession

PRIVATE_ROWS = 5


class FacilitatorsSide(SendingRoom, inherit_bindings=False):
    """A room whose votes by seat may be looked at, as long as the room does not see this screen."""

    def __init__(self, live: LiveSession) -> None:
        super().__init__(live)
        self._is_black = True
        self._is_private = False
        """Whether the room looks at another window, and this one may show votes by seat."""
        self.second_window: tuple[int, int] | None = None
        """Columns and rows of the window that the room looks at, where it is another one."""

    def twice(self, key: str, question: str) -> bool:
        raise NotImplementedError

    def redraw(self) -> None:
        raise NotImplementedError

    def _draw_private(self) -> None:
        """Empty before anything else is drawn wherever it may not be seen: it must not flash up for a frame."""
        is_drawn = self._is_private and not self._is_black
        if not is_drawn and not self.has_class("private"):
            return
        page = self._room_on_screen()
        beside = private_lines(self.live.shown(), self.live.minutes(), page) if is_drawn else []
        self.query_one("#room-private", Static).update(content(beside))
        self.set_class(is_drawn, "private")

    def _look_for_second_window(self) -> None:
        """Pages follow the window that the room looks at; what only the facilitator may see goes at once when it does."""
        before, self.second_window = self.second_window, self.qa.services.second_window()
        if self.second_window != before and not self._is_black:
            self.redraw()
        if self._is_private and not self.qa.services.has_second_window():
            self._is_private = False
            self.go_black("The other window was closed. Enter goes on.")
            self.redraw()

    def _ask_for_private(self) -> None:
        """`W` shows votes by seat, but only while the room has a window of its own to look at."""
        if self._is_private:
            self._is_private = False
        elif not self.qa.services.has_second_window():
            self.message = "This is the room's only window. `qa-tui present` in a second terminal gives it another."
        elif self.twice("W", "Does the room see the other window? W again shows votes by seat in this one."):
            self._is_private = True

    def _room_on_screen(self) -> Page:
        beside = 7 + PRIVATE_ROWS * self._is_private
        return Page.of_window(self.size.width, self.size.height, beside=beside)

    def _page_read(self) -> Page:
        """What a page of the excerpt holds: it is read where the room looks."""
        window = self.second_window
        return Page.of_window(*window) if window is not None else self._room_on_screen()
