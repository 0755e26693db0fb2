"""What stands over a screen in a window that is too small for it. Everything below stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.widget import Widget

LEAST_COLUMNS, LEAST_ROWS = 60, 20
ACROSS: list[tuple[int, str]] = [(0, "-tiny"), (LEAST_COLUMNS, "-narrow"), (120, "-wide"), (160, "-huge")]
"""Classes of a screen by its columns, as Textual's apps declare them."""
LOW_BELOW = 30
DOWN: list[tuple[int, str]] = [(0, "-flat"), (LEAST_ROWS, "-low"), (LOW_BELOW, "-high")]
"""Classes of a screen by its rows."""


def is_too_small(size: Size) -> bool:
    """Whether nothing can be drawn that somebody could work with. A screen that was not laid out yet is not."""
    return bool(size) and (size.width < LEAST_COLUMNS or size.height < LEAST_ROWS)


class Enlarge(Static):
    """Asks for a larger window. A room may read it."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Screen { layers: default enlarge; }
    Enlarge { display: none; layer: enlarge; dock: top; width: 100%; height: 100%; padding: 1 2; background: $background; }
    Screen.-tiny, Screen.-flat { overflow: hidden; }
    Screen.-tiny > Enlarge, Screen.-flat > Enlarge { display: block; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._focused: Widget | None = None
        """Where the keys went last: a widget that had no room loses them."""

    def on_mount(self) -> None:
        self.watch(self.screen, "focused", self._note_focus)

    def _note_focus(self, focused: Widget | None) -> None:
        if focused is not None:
            self._focused = focused

    def on_show(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def on_hide(self) -> None:
        if self.screen.focused is None and self._focused is not None and self._focused.is_attached:
            self.screen.set_focus(self._focused)

    def _draw(self) -> None:
        now = self.app.size
        self.update(
            Content(
                f"Please make this window larger.\n\nIt has {now.width} x {now.height}; {LEAST_COLUMNS} x {LEAST_ROWS} is the least. "
                "Nothing is lost, and no key does anything here but ctrl+q."
            )
        )
