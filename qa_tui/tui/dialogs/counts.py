"""Counts of cards, one row for each answer. It may stand over a room's screen: it says what is counted and names nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from qa_tui.tui.dialogs.dialog import Dialog
from qa_tui.tui.lines import column, line
from qa_tui.tui.text import content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.widget import Widget

    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Role

MOST_DIGITS = 3
NEXT, BEFORE = frozenset({"down", "space", "tab", "comma"}), frozenset({"up", "shift+tab"})


class CountsDialog(Dialog["tuple[int, ...]"]):
    """Digits go to the row under the cursor; a row that stays empty is none. Enter after the last row keeps them.

    Rows that are answered by the same cards (`together` of them; 0: all) hold no more than there are seats.
    """

    KEYS = "0-9 how many · enter next, after the last keep · ↑↓ move · ⌫ back · esc leave as it was"

    def __init__(
        self,
        title: str,
        labels: Sequence[str],
        glyphs: Glyphs,
        *,
        most: int,
        together: int = 0,
        counted: Sequence[int] | None = None,
    ) -> None:
        super().__init__(title)
        self._most = most
        self._together = together or len(labels)
        self._labels = labels
        self._glyphs = glyphs
        self._typed = [str(number) for number in counted] if counted is not None else [""] * len(labels)
        self._is_fresh = counted is not None
        """What stands in the row was counted before: a digit begins it anew."""
        self._at = 0

    def body(self) -> list[Widget]:
        return [Static("", id="counts", markup=False)]

    def on_mount(self) -> None:
        self._draw()

    def on_key(self, event: events.Key) -> None:
        key = event.key
        if key == "escape":
            return
        event.stop()
        event.prevent_default()
        typed, before = self._typed[self._at], self._at
        if event.character is not None and event.character in "0123456789":
            self._type(event.character)
            return
        if key == "backspace":
            self._typed[self._at] = typed[:-1]
            self._at -= not typed and self._at > 0
        elif key in BEFORE:
            self._at = max(0, self._at - 1)
        elif key == "enter" and self._at == len(self._labels) - 1:
            # Enter all the way through an empty form counts nothing.
            self._keep()
            return
        elif key == "enter" or key in NEXT:
            self._at = min(self._at + 1, len(self._labels) - 1)
        self._is_fresh = self._at != before and bool(self._typed[self._at])
        self._draw()

    def _type(self, digit: str) -> None:
        typed = "" if self._is_fresh else self._typed[self._at]
        if len(typed) < MOST_DIGITS:
            self._typed[self._at] = typed + digit
        self._is_fresh = False
        self._draw()

    def _keep(self) -> None:
        counts = tuple(int(number or 0) for number in self._typed)
        for first in range(0, len(counts), self._together):
            cards = sum(counts[first : first + self._together])
            if cards > self._most:
                self._at, self._is_fresh = first, True
                self._draw(f"That is {cards} cards, and there are {self._most} seats. Count again.")
                return
        self.dismiss(counts if any(self._typed) else None)

    def _draw(self, said: str = "") -> None:
        cells = max(len(label) for label in self._labels) + 2
        rows = []
        for place, (label, typed) in enumerate(zip(self._labels, self._typed, strict=True)):
            is_here = place == self._at
            mark = self._glyphs.cursor if is_here else " "
            number = f"[{typed or ' '}]" if is_here else f" {typed or '-'} "
            role: Role = "strong" if is_here else ""
            rows.append(line((f"{mark} ", "accent"), column(label, cells, role), (number, "accent" if is_here else "")))
        rows.append(line((said, "low")))
        self.query_one("#counts", Static).update(content(rows))
