"""The calls of one criterion, lowest first; filtered by range, agent, segment, evaluator, call type and what is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType

from qa_tui.domain.calls import CallFilter
from qa_tui.steps.gaps import find_calls
from qa_tui.tui.dialogs.choose import ChooseDialog
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.screens.calls import view
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.analysis.calls import CallSelection
    from qa_tui.tui.lines import Line

STEP = 10


class CallsScreen(PrivateScreen):
    """A list of any length."""

    MODE = "segments"
    WORDS = (
        "The scored calls behind the numbers, the lowest first. [ and ] move the upper end of the range by ten points, { and } "
        "the lower end. f filters by evaluator, call type or segment: type a part of the name; the same again takes it off. / finds "
        "words in agent, call id, call type, evaluator, date or comment; a name that is nowhere is looked for with typos allowed. "
        "= shows all again, n and b go to another criterion. Enter opens one call with its transcript."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "open", id="calls.open"),
        Binding("f", "filter", "filter", id="calls.filter"),
        Binding("slash", "find", "find", key_display="/", id="find"),
        Binding("left_square_bracket", "upper(-1)", "lower", key_display="[", id="calls.lower"),
        Binding("right_square_bracket", "upper(1)", "higher", key_display="]", id="calls.higher"),
        Binding("left_curly_bracket", "floor(-1)", "from lower", key_display="{", show=False, id="calls.from_lower"),
        Binding("right_curly_bracket", "floor(1)", "from higher", key_display="}", show=False, id="calls.from_higher"),
        Binding("equals_sign", "all", "all", key_display="=", id="calls.all"),
        Binding("n", "next_criterion(1)", "next criterion", show=False, id="calls.next"),
        Binding("b", "next_criterion(-1)", "the one before", show=False, id="calls.before"),
        Binding("i", "explain", "where it comes from", id="explain"),
        Binding("u", "app.undo_scope", "undo scope", show=False, id="scope.undo"),
        Binding("y", "copy", "copy the row", show=False, id="copy"),
        Binding("escape", "back", "back", id="back"),
    ]
    rows = getters.query_one("#calls", LineList)

    def __init__(self, wanted: CallFilter) -> None:
        super().__init__()
        self._wanted = wanted
        self._asked: object = None
        self._calls: CallSelection | None = None

    def body(self) -> list[Widget]:
        return [LineView(id="head"), LineList(id="calls", classes="grow")]

    def _select(self) -> None:
        """Find the calls, unless it is the question that was answered last."""
        loaded, scope = self.qa.loaded, self.qa.scope
        question = (loaded, scope, self._wanted)
        if loaded is not None and question != self._asked:
            segments = tuple(dict.fromkeys((*scope.segments, *self._wanted.segments)))
            self._calls = find_calls(loaded, scope, replace(self._wanted, segments=segments))
            self._asked = question

    def draw(self) -> None:
        self._select()
        loaded, calls = self.qa.loaded, self._calls
        if loaded is None or calls is None:
            return
        criterion = loaded.rubric.criterion(self._wanted.criterion)
        name = criterion.name if criterion else self._wanted.criterion
        self.sentence.show(view.sentence(name, len(calls), self._wanted, calls.names))
        self.query_one("#head", LineView).show_rows(1, lambda _n, _w: view.header(self.rows.line_width or 80))
        threshold, glyphs = self.qa.scope.threshold, self.qa.glyphs

        def row(number: int, width: int) -> Line:
            return view.row(calls[number], width, threshold, glyphs, at_cursor=number == self.rows.cursor)

        self.rows.show_rows(len(calls), row)

    def _want(self, wanted: CallFilter) -> None:
        self._wanted = wanted
        self.rows.cursor = 0
        self.redraw()

    def action_upper(self, by: int) -> None:
        below = (self._wanted.below if self._wanted.below is not None else 110.0) + by * STEP
        self._want(replace(self._wanted, below=None if below > 100 else max(float(STEP), below)))

    def action_floor(self, by: int) -> None:
        above = (self._wanted.above or 0.0) + by * STEP
        self._want(replace(self._wanted, above=None if above <= 0 else min(100.0, above)))

    def action_all(self) -> None:
        self._want(CallFilter(self._wanted.criterion))

    def action_next_criterion(self, by: int) -> None:
        if self.qa.report:
            ids = [gap.id for gap in self.qa.report.criteria]
            here = ids.index(self._wanted.criterion) if self._wanted.criterion in ids else 0
            self._want(replace(self._wanted, criterion=ids[(here + by) % len(ids)]))

    def action_copy(self) -> None:
        if self._calls is not None and self.rows.cursor < len(self._calls):
            call = self._calls[self.rows.cursor]
            facts = (
                f"call {call.call_id}",
                f"{call.points} ({call.percent:.0f} %)",
                call.agent_name,
                call.day,
                call.call_type,
            )
            text = ", ".join(fact for fact in facts if fact)
            self.copy(text)

    def action_explain(self) -> None:
        from qa_tui.reports.figures.figure import Asked
        from qa_tui.reports.figures.registry import explain_all
        from qa_tui.tui.dialogs.figures import FiguresDialog

        report = self.qa.report
        gap = report.criterion(self._wanted.criterion) if report else None
        if report and gap and self._calls is not None and self.rows.cursor < len(self._calls):
            call = self._calls[self.rows.cursor]
            figures = explain_all(Asked(report, gap, call=call))
            self.app.push_screen(FiguresDialog(f"{gap.name} · call {call.call_id}", figures, self.qa.glyphs))

    @work
    async def action_find(self) -> None:
        hint = "Words of agent, call type, call id, evaluator, date (2026-09-14) or comment; all must be found."
        typed = await self.app.push_screen_wait(EntryDialog("Find", hint, self._wanted.text))
        if typed is not None:
            self._want(replace(self._wanted, text=typed))

    @work
    async def action_filter(self) -> None:
        loaded, report = self.qa.loaded, self.qa.report
        if loaded is None or report is None:
            return
        matrix, wanted = loaded.matrix, self._wanted
        found = report.criterion(wanted.criterion)
        pairs = [(s.dimension, s.segment) for s in found.segments] if found else []
        options: list[tuple[CallFilter, str, str]] = [
            *((_toggled(wanted, "evaluator", name), name, "evaluator") for name in sorted(matrix.evaluators)),
            *((_toggled(wanted, "call_type", name), name, "call type") for name in sorted(matrix.call_types)),
            *((_with_segment(wanted, pair), pair[1], pair[0]) for pair in pairs),
        ]
        chosen = await self.app.push_screen_wait(ChooseDialog("Only calls of", options, self.qa.glyphs))
        if chosen is not None:
            self._want(chosen)

    @on(LineList.Chosen)
    def action_choose(self) -> None:
        from qa_tui.tui.screens.calls.one_call import CallScreen

        if self._calls is not None and self.rows.cursor < len(self._calls):
            self.app.push_screen(CallScreen(self._wanted.criterion, self._calls, self.rows.cursor), self._returned)

    def _returned(self, place: int | None) -> None:
        """The cursor goes to the call that was looked at last."""
        if place is not None:
            self.rows.cursor = place


def _toggled(wanted: CallFilter, field: str, value: str) -> CallFilter:
    """`wanted` with one value of `field`, or without it where it is chosen already."""
    return replace(wanted, **{field: None if getattr(wanted, field) == value else value})  # type: ignore[arg-type]


def _with_segment(wanted: CallFilter, pair: tuple[str, str]) -> CallFilter:
    kept = tuple(other for other in wanted.segments if other[0] != pair[0])
    return replace(wanted, segments=kept if pair in wanted.segments else (*kept, pair))
