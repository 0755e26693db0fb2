"""One call: what was said, which turns carry the evidence, and what the given level means."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from qa_tui.domain.transcript import Transcript
from qa_tui.steps.evidence import find_passage
from qa_tui.tui.screens.calls import view
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.analysis.calls import CallSelection
    from qa_tui.domain.calls import CallRow
    from qa_tui.domain.problem import Problem
    from qa_tui.steps.loaded import Loaded
    from qa_tui.tui.lines import Line

WIDE = 120
"""Cells from which the levels stand beside the transcript."""


class CallScreen(PrivateScreen):
    """A call of a list; n and b go to the ones beside it."""

    CSS = "CallScreen.alone #levels { display: none; }"
    MODE = "segments"
    WORDS = (
        "One call, private: names stand as they are. The turns beside the bar carry the evidence for the score. Beside or above "
        "the transcript: what each level means, the given one marked, the evaluator's comment, and the call's other scores.\n\n"
        "n: next call of the list · b: the one before · y: copy the call id"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next(1)", "next call", id="call.next"),
        Binding("b", "next(-1)", "the one before", id="call.before"),
        Binding("y", "copy", "copy call id", show=False, id="call.copy"),
        Binding("escape", "back", "back", id="back"),
    ]

    def __init__(self, criterion: str, loaded: Loaded, calls: CallSelection, place: int) -> None:
        super().__init__()
        self._loaded = loaded
        self._criterion = criterion
        self._calls = calls
        self._place = place

    def body(self) -> list[Widget]:
        return [Horizontal(LineList(id="call"), LineView(id="levels", classes="side"), classes="fill")]

    @property
    def call(self) -> CallRow:
        return self._calls[self._place]

    def draw(self) -> None:
        from pathlib import Path

        loaded, call = self.qa.loaded, self.call
        criterion = loaded.rubric.criterion(self._criterion) if loaded else None
        if loaded is None or criterion is None or loaded is not self._loaded:
            self.sentence.show("Other files were opened meanwhile. Press esc to go back.")
            return
        matrix, column = self._calls.matrix, self._calls.column
        where = f" Call {self._place + 1:,} of {len(self._calls):,}." if len(self._calls) > 1 else ""
        facts = ", ".join(part for part in (call.agent_name, call.day, call.call_type) if part)
        self.sentence.show(
            f"{criterion.name}: {call.points} ({call.percent:.0f} %). {facts}, call {call.call_id}, scored by "
            f"{call.evaluator or 'nobody named'}.{where}"
        )
        transcript: Transcript | Problem | None = None
        if call.transcript is not None:
            path = Path(call.transcript)
            transcript = self.qa.services.read_transcript(path, path.name)
        passage = None
        if isinstance(transcript, Transcript):
            passage = find_passage(transcript, matrix.evidence(call.row, column), criterion)
        is_alone = not isinstance(transcript, Transcript)
        self.set_class(is_alone, "alone")
        given, glyphs = matrix.value(call.row, column), self.qa.glyphs
        others = view.other_scores(loaded.rubric, self._calls, self._place)

        def about(width: int) -> list[Line]:
            return view.about_lines(criterion, given, call.comment, others, width, glyphs)

        def lines(width: int) -> list[Line]:
            above = [] if self.size.width >= WIDE and not is_alone else about(min(width, 140))
            return [*above, *view.spoken_lines(transcript, passage, min(width, 140), glyphs)]

        self.query_one("#call", LineList).show_flow(lines)
        self.query_one("#levels", LineView).show_flow(about)

    def action_next(self, by: int) -> None:
        place = self._place + by
        if 0 <= place < len(self._calls):
            self._place = place
            self.query_one("#call", LineList).cursor = 0
            self.redraw()
        else:
            self.qa.tell("That is the last call of the list." if by > 0 else "That is the first call of the list.")

    def action_copy(self) -> None:
        self.copy(self.call.call_id)

    def action_back(self) -> None:
        self.dismiss(self._place)  # type: ignore[arg-type]  # the list takes the place
