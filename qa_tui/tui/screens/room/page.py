"""How much of the room's screen there is to write on."""

from __future__ import annotations

from dataclasses import dataclass

READING_WIDTH = 96


@dataclass(frozen=True, slots=True)
class Page:
    """The part of the room's screen between its top line and its keys, in cells and lines."""

    cells: int
    height: int

    @classmethod
    def of_window(cls, columns: int, rows: int, *, beside: int = 4) -> Page:
        """What a window has for it, `beside` the rows of the top line and of what stands below."""
        return cls(max(columns - 6, 20), max(rows - beside, 3))

    @property
    def width(self) -> int:
        """Cells of a line that people can still read across."""
        return min(self.cells, READING_WIDTH)

    def has_room_for(self, lines: int) -> bool:
        return self.height >= lines
