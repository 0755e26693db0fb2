"""The calls of one criterion, lowest first; filtered by range, agent, segment, evaluator, call type and what is typed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType

from qa_tui.domain.calls import CallFilter
from qa_tui.domain.problem import NotAnsweredError
from qa_tui.steps.calls import PAGE
from qa_tui.steps.gaps import find_calls
from qa_tui.tui.dialogs.choose import ChooseDialog
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.screens.calls import view
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.analysis.calls import CallSelection
    from qa_tui.domain.scope import Scope
    from qa_tui.steps.calls import CallPage
    from qa_tui.steps.loaded import Loaded
    from qa_tui.tui.lines import Line

    Question = tuple[Loaded, Scope, CallFilter, int]

STEP = 10


class CallsScreen(PrivateScreen):
    """A list of any length."""

    MODE = "segments"
    WORDS = (
        "The scored calls behind the numbers, the lowest first. [ and ] move the upper end of the range by ten points, { and } "
        "the lower end. f filters by evaluator, call type or segment: type a part of the name; the same again takes it off. / finds "
        "words in agent, call id, call type, evaluator, date or comment; in files a name that is nowhere is looked for with typos allowed. "
        "= shows all again, n and b go to another criterion; of a warehouse, > and < list the calls after and before these. Enter opens one call with its transcript."
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
        Binding("greater_than_sign", "page(1)", "next calls", key_display=">", show=False, id="calls.page_next"),
        Binding("less_than_sign", "page(-1)", "calls before", key_display="<", show=False, id="calls.page_before"),
        Binding("i", "explain", "where it comes from", id="explain"),
        Binding("u", "app.undo_scope", "undo scope", show=False, id="scope.undo"),
        Binding("y", "copy", "copy the row", show=False, id="copy"),
        Binding("escape", "back", "back", id="back"),
    ]
    rows = getters.query_one("#calls", LineList)

    def __init__(self, wanted: CallFilter) -> None:
        super().__init__()
        self._wanted = wanted
        self._asked: Question | None = None
        self._page: CallPage | None = None
        self._start = 0
        self._why_not = ""
        """Why the calls did not come."""

    def body(self) -> list[Widget]:
        return [LineView(id="head"), LineList(id="calls", classes="grow")]

    def _select(self) -> None:
        """Find the calls, unless it is the question that was answered last."""
        loaded, scope = self.qa.loaded, self.qa.scope
        if loaded is None:
            return
        if self._asked is not None and self._asked[:2] != (loaded, scope):
            self._start = 0
        question = (loaded, scope, self._wanted, self._start)
        if question == self._asked:
            return
        self._asked, self._why_not = question, ""
        if loaded.calls.is_at_hand:
            self._page = _find(question)
        else:
            self._page = None
            self._fetch(question)

    def draw(self) -> None:
        self._select()
        loaded, page = self.qa.loaded, self._page
        if loaded is None:
            return
        if page is None:
            self.sentence.show(self._why_not or "Fetching the calls ...")
            self.rows.show([])
            return
        calls = page.calls
        criterion = loaded.rubric.criterion(self._wanted.criterion)
        name = criterion.name if criterion else self._wanted.criterion
        self.sentence.show(view.sentence(name, page, self._wanted))
        self.query_one("#head", LineView).show_rows(1, lambda _n, _w: view.header(self.rows.line_width or 80))
        threshold, glyphs = self.qa.scope.threshold, self.qa.glyphs

        @lru_cache(maxsize=400)
        def made(number: int, width: int, *, at_cursor: bool) -> Line:
            return view.row(calls[number], width, threshold, glyphs, at_cursor=at_cursor)

        def row(number: int, width: int) -> Line:
            return made(number, width, at_cursor=number == self.rows.cursor)

        self.rows.show_rows(len(calls), row)

    @work(thread=True, exclusive=True, group="calls", exit_on_error=False)
    def _fetch(self, question: Question) -> None:
        found, why_not = None, ""
        try:
            found = _find(question)
        except NotAnsweredError as problem:
            why_not = f"{problem} Press = to ask again."
        self.app.call_from_thread(self._fetched, question, found, why_not)

    def _fetched(self, question: Question, found: CallPage | None, why_not: str) -> None:
        if question == self._asked:
            self._page, self._why_not = found, why_not
            self.redraw()

    def action_page(self, by: int) -> None:
        """The calls before or after those that are listed, where not all are at hand."""
        page = self._page
        if page is None or page.total <= len(page.calls):
            self.qa.tell("All calls are in this list.")
            return
        start = page.start + by * PAGE
        if 0 <= start < page.total:
            self._start = start
            self.rows.cursor = 0
            self.redraw()
        else:
            self.qa.tell("Those are the last ones." if by > 0 else "Those are the first ones.")

    def _calls(self) -> CallSelection | None:
        """The listed calls, where the cursor is on one."""
        page = self._page
        return page.calls if page is not None and self.rows.cursor < len(page.calls) else None

    def _want(self, wanted: CallFilter) -> None:
        if wanted == self._wanted:
            self.qa.tell("The list is as it was: this goes no further.")
        self._wanted = wanted
        self._start = 0
        self.rows.cursor = 0
        self.redraw()

    def action_upper(self, by: int) -> None:
        below = (self._wanted.below if self._wanted.below is not None else 110.0) + by * STEP
        self._want(replace(self._wanted, below=None if below > 100 else max(float(STEP), below)))

    def action_floor(self, by: int) -> None:
        above = (self._wanted.above or 0.0) + by * STEP
        self._want(replace(self._wanted, above=None if above <= 0 else min(100.0, above)))

    def action_all(self) -> None:
        if self._why_not:
            self._asked = None
        self._want(CallFilter(self._wanted.criterion))

    def action_next_criterion(self, by: int) -> None:
        if self.qa.report:
            ids = [gap.id for gap in self.qa.report.criteria]
            here = ids.index(self._wanted.criterion) if self._wanted.criterion in ids else 0
            self._want(replace(self._wanted, criterion=ids[(here + by) % len(ids)]))

    def action_copy(self) -> None:
        if calls := self._calls():
            call = calls[self.rows.cursor]
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
        if report and gap and (calls := self._calls()):
            call = calls[self.rows.cursor]
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
        try:
            known, wanted = await asyncio.to_thread(loaded.calls.labels), self._wanted
        except NotAnsweredError as problem:
            self.qa.tell(str(problem), is_bad=True)
            return
        found = report.criterion(wanted.criterion)
        pairs = [(s.dimension, s.segment) for s in found.segments] if found else []
        options: list[tuple[CallFilter, str, str]] = [
            *((_toggled(wanted, "evaluator", name), name, "evaluator") for name in sorted(known.evaluators)),
            *((_toggled(wanted, "call_type", name), name, "call type") for name in sorted(known.call_types)),
            *((_with_segment(wanted, pair), pair[1], pair[0]) for pair in pairs),
        ]
        chosen = await self.app.push_screen_wait(ChooseDialog("Only calls of", options, self.qa.glyphs))
        if chosen is not None:
            self._want(chosen)

    @on(LineList.Chosen)
    def action_choose(self) -> None:
        from qa_tui.tui.screens.calls.one_call import CallScreen

        if (calls := self._calls()) and self.qa.loaded:
            screen = CallScreen(self._wanted.criterion, self.qa.loaded, calls, self.rows.cursor)
            self.app.push_screen(screen, self._returned)

    def _returned(self, place: int | None) -> None:
        """The cursor goes to the call that was looked at last."""
        if place is not None:
            self.rows.cursor = place


def _find(question: Question) -> CallPage:
    loaded, scope, wanted, start = question
    segments = tuple(dict.fromkeys((*scope.segments, *wanted.segments)))
    return find_calls(loaded, scope, replace(wanted, segments=segments), start)


def _toggled(wanted: CallFilter, field: str, value: str) -> CallFilter:
    """`wanted` with one value of `field`, or without it where it is chosen already."""
    return replace(wanted, **{field: None if getattr(wanted, field) == value else value})  # type: ignore[arg-type]


def _with_segment(wanted: CallFilter, pair: tuple[str, str]) -> CallFilter:
    kept = tuple(other for other in wanted.segments if other[0] != pair[0])
    return replace(wanted, segments=kept if pair in wanted.segments else (*kept, pair))
