"""Which lines of an excerpt were on the screen, and where the first is that was not: nothing is approved unread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ABOVE = 2
"""Rows that stay above a turn which is brought onto the screen, so that one sees where it belongs."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list is to stand."""

    cursor: int
    top: int


@dataclass(slots=True)
class Reading:
    """What was read of one call."""

    seen: set[int] = field(default_factory=set)
    """Turns whose last row was drawn."""

    def note(self, owner: Sequence[int], row: int) -> None:
        """A row was drawn; `owner` has the turn of each."""
        if row + 1 == len(owner) or owner[row + 1] != owner[row]:
            self.seen.add(owner[row])

    def unread(self, owner: Sequence[int], turns: range, top: int, height: int) -> Place | None:
        """Where the first of `turns` is that was not read to its end, in a list of `height` rows from `top` on; None where all were.

        A turn that is taller than the list goes on where the list ends; any other one is shown from its beginning.
        """
        turn = next((turn for turn in turns if turn not in self.seen), None)
        if turn is None:
            return None
        first = owner.index(turn)
        last = first + owner.count(turn) - 1
        begins = top + max(height - 1, 1) if first - ABOVE <= top <= last else max(first - ABOVE, 0)
        return Place(min(max(first, begins), last), begins)
