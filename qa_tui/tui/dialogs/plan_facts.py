"""The whole plan in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.tui.dialogs.reading import ReadingDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa_tui.tui.lines import Line


class PlanFactsDialog(ReadingDialog):
    """What stands beside the list of calls, with room to read it."""

    def __init__(self, lines: Callable[[int], list[Line]]) -> None:
        super().__init__("The whole plan")
        self._shown = lines

    def lines(self, width: int) -> list[Line]:
        return self._shown(width)
