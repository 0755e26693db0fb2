"""Steps 5 and 6: what they will need. Nothing is pretended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.tui.lines import EMPTY, hanging, line
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.tui.lines import Line


class LaterScreen(PrivateScreen):
    """A step that this version does not have yet."""

    SENTENCE = ""
    NEEDS: tuple[str, ...] = ()

    def body(self) -> list[Widget]:
        return [LineView(id="needs")]

    def draw(self) -> None:
        self.sentence.show(self.SENTENCE)
        self.query_one("#needs", LineView).show_flow(self._needs)

    def _needs(self, width: int) -> list[Line]:
        lines = [line(("What it will need", "accent")), EMPTY]
        for need in self.NEEDS:
            lines += hanging(("- ", "muted"), need, min(width, 100))
        return lines


class PracticeScreen(LaterScreen):
    """Step 5."""

    MODE = "practice"
    SENTENCE = "Practice is not part of this version yet. Until then, note the practice date at the end of a session."
    NEEDS = (
        "A finished session: its criterion, its call types and how the calls failed make the scenario.",
        "Who took part, so that each of them gets a scenario and a day 5 to 7 days after the session.",
        "A supervisor's approval of every scenario before anybody gets it.",
    )
    WORDS = "Step 5: everybody who was trained practises the same criterion on the same call type within 5 to 7 days."


class OutcomeScreen(LaterScreen):
    """Step 6."""

    MODE = "outcome"
    SENTENCE = "The outcome is not part of this version yet. Keep the score files: it is measured from them."
    NEEDS = (
        "The scores of the same people on the same criterion, two weeks after the practice day.",
        "A baseline from days that did not choose the criterion: else part of any gain is only the return to the mean.",
        "At least 5 agents with 3 scored calls in both windows. The smallest change that could be seen is said beforehand.",
    )
    WORDS = "Step 6: whether the trained agents improved on the criterion, with an interval, beside everything else that moved."
