"""The calls of one criterion, lowest first; filtered by range, by agent and by what is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType

from qa_tui.domain.calls import CallFilter
from qa_tui.domain.transcript import Transcript
from qa_tui.steps.evidence import find_passage
from qa_tui.steps.gaps import find_calls
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.screens.calls import view
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from qa_tui.analysis.calls import CallSelection
    from qa_tui.domain.calls import CallRow
    from qa_tui.domain.problem import Problem
    from qa_tui.tui.lines import Line

STEP = 10


class CallsScreen(PrivateScreen):
    """A list of any length."""

    MODE = "segments"
    WORDS = (
        "The scored calls behind the numbers, the lowest first. [ and ] move the upper end of the range by ten points, = shows "
        "all. / finds an agent, a call type, a call id or a word of the comment. Enter opens one call with its transcript."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "open", id="calls.open"),
        Binding("left_square_bracket", "range(-1)", "lower", key_display="[", id="calls.lower"),
        Binding("right_square_bracket", "range(1)", "higher", key_display="]", id="calls.higher"),
        Binding("equals_sign", "all", "all", key_display="=", id="calls.all"),
        Binding("slash", "find", "find", key_display="/", id="calls.find"),
        Binding("escape", "back", "back", id="back"),
    ]
    rows = getters.query_one("#calls", LineList)

    def __init__(self, criterion: str, agent: str | None = None) -> None:
        super().__init__()
        self._wanted = CallFilter(criterion, agent=agent)
        self._typed = ""
        self._calls: CallSelection | None = None
        self._places: Sequence[int] = ()

    def body(self) -> list[Widget]:
        return [LineView(id="head"), LineList(id="calls", classes="grow")]

    def on_mount(self) -> None:
        self._select()
        super().on_mount()

    def _select(self) -> None:
        loaded = self.qa.loaded
        if loaded is None:
            return
        self._calls = find_calls(loaded, self.qa.scope, replace(self._wanted, segments=self.qa.scope.segments))
        self._places = range(len(self._calls))
        if self._typed:
            words = self._typed.casefold().split()
            self._places = [n for n in self._places if self._matches(self._calls[n], words)]

    @staticmethod
    def _matches(call: CallRow, words: list[str]) -> bool:
        text = f"{call.agent} {call.agent_name} {call.call_id} {call.call_type} {call.day} {call.comment}".casefold()
        return all(word in text for word in words)

    def draw(self) -> None:
        loaded, calls = self.qa.loaded, self._calls
        if loaded is None or calls is None:
            return
        criterion = loaded.rubric.criterion(self._wanted.criterion)
        name = criterion.name if criterion else self._wanted.criterion
        who = f" of {calls.names.get(self._wanted.agent) or self._wanted.agent}" if self._wanted.agent else ""
        upto = f" below {self._wanted.below:g} %" if self._wanted.below is not None else ""
        typed = f' with "{self._typed}"' if self._typed else ""
        count = len(self._places)
        order = ", the lowest first" if count > 1 else ""
        calls_word = "scored call" if count == 1 else "scored calls"
        back = "" if count else " Press = for all of them."
        self.sentence.show(f"{name}: {count:,} {calls_word}{who}{upto}{typed}{order}.{back}")
        self.query_one("#head", LineView).show_rows(1, lambda _n, _w: view.header(self.rows.line_width or 80))
        threshold, glyphs = self.qa.scope.threshold, self.qa.glyphs

        def row(number: int, width: int) -> Line:
            call = calls[self._places[number]]
            return view.row(call, width, threshold, glyphs, at_cursor=number == self.rows.cursor)

        self.rows.show_rows(len(self._places), row)

    def _again(self) -> None:
        self._select()
        self.rows.cursor = 0
        self.redraw()

    def action_range(self, by: int) -> None:
        below = (self._wanted.below if self._wanted.below is not None else 110.0) + by * STEP
        self._wanted = replace(self._wanted, below=None if below > 100 else max(float(STEP), below))
        self._again()

    def action_all(self) -> None:
        self._wanted = replace(self._wanted, below=None)
        self._typed = ""
        self._again()

    @work
    async def action_find(self) -> None:
        typed = await self.app.push_screen_wait(
            EntryDialog("Find", "Agent, call type, call id, or a word of the comment.", self._typed)
        )
        if typed is not None:
            self._typed = typed
            self._again()

    @on(LineList.Chosen)
    def action_choose(self) -> None:
        if self._calls is not None and self.rows.cursor < len(self._places):
            self.app.push_screen(CallScreen(self._wanted.criterion, self._calls[self._places[self.rows.cursor]]))


class CallScreen(PrivateScreen):
    """One call: what was said, which turns carry the evidence, and what the given level means."""

    MODE = "segments"
    WORDS = "One call, private: names stand as they are. The turns beside the bar carry the evidence for the score."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "back", id="back")]

    def __init__(self, criterion: str, call: CallRow) -> None:
        super().__init__()
        self._criterion = criterion
        self._call = call

    def body(self) -> list[Widget]:
        return [LineList(id="call", classes="grow")]

    def draw(self) -> None:
        from pathlib import Path

        loaded, call = self.qa.loaded, self._call
        criterion = loaded.rubric.criterion(self._criterion) if loaded else None
        if loaded is None or criterion is None:
            return
        column = loaded.matrix.criteria.index(self._criterion)
        self.sentence.show(
            f"{criterion.name}: {call.points} ({call.percent:.0f} %). {call.agent_name}, {call.day}, {call.call_type}, "
            f"call {call.call_id}, scored by {call.evaluator or 'nobody named'}."
        )
        transcript: Transcript | Problem | None = None
        if call.transcript is not None:
            path = Path(call.transcript)
            transcript = self.qa.services.read_transcript(path, path.name)
        passage = None
        if isinstance(transcript, Transcript):
            passage = find_passage(transcript, loaded.matrix.evidence(call.row, column), criterion)
        given = loaded.matrix.value(call.row, column)
        glyphs = self.qa.glyphs

        def lines(width: int) -> list[Line]:
            return view.call_lines(criterion, given, call.comment, transcript, passage, min(width, 140), glyphs)

        self.query_one("#call", LineList).show_flow(lines)
