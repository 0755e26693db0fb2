"""What the screens of steps 5 and 6 share: the cycle they are about, and going to another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from qa_tui.tui.screens.private import PrivateScreen

if TYPE_CHECKING:
    from qa_tui.domain.cycle import Cycle


class CycleScreen(PrivateScreen):
    """A private screen about one cycle of the workspace that is open; the one that began last, at first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket", "other_cycle(1)", "earlier", show=False, key_display="[", id="cycle.earlier"),
        Binding("right_square_bracket", "other_cycle(-1)", "later", show=False, key_display="]", id="cycle.later"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._place = 0
        self._known: tuple[Cycle, ...] = ()
        """Those of this workspace as they were drawn last, the one that began last first."""

    def cycle(self) -> Cycle | None:
        known = self._known
        return known[min(self._place, len(known) - 1)] if known else None

    def which(self) -> str:
        """Which of several it is, in front of the sentence."""
        known = self._known
        return f"Cycle {len(known) - self._place} of {len(known)}, " if len(known) > 1 else ""

    def draw_frame(self) -> None:
        self._known = self.qa.note_cycles()
        super().draw_frame()

    def action_other_cycle(self, by: int) -> None:
        self._place = min(max(self._place + by, 0), max(len(self._known) - 1, 0))
        self.redraw()
