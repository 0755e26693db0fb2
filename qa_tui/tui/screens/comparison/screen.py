"""Two windows side by side, for the agents who are in both."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType

from qa_tui.tui.messages import WindowsCompared
from qa_tui.tui.screens.comparison import view
from qa_tui.tui.screens.scoped import NO_ROW, SCOPE_WORDS, ScopedScreen
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.gaps import CriterionGap, WindowComparison
    from qa_tui.domain.scope import Scope, Window
    from qa_tui.reports.figures.figure import Asked
    from qa_tui.steps.loaded import Loaded
    from qa_tui.tui.lines import Line


class ComparisonScreen(ScopedScreen):
    """The scope's window against another one: the one before it, unless a person says which."""

    MODE = "scores"
    WORDS = (
        "The window of the header against another one: the window before it, or the one that V asks for. Means and changes are "
        "of the agents who have enough scored calls in both: a mean of other people says nothing about these. Likely is a 95 % "
        "interval, from five agents on.\n\n"
        "A criterion that was picked because it was low tends to rise by itself. This page shows what moved; whether a training "
        "worked is measured in step 6.\n\n"
        f"V: another window to compare with · enter: segments of the criterion\n\n{SCOPE_WORDS}"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "segments", id="compare.segments"),
        Binding("V", "other", "compare with", id="compare.other"),
    ]
    rows = getters.query_one("#windows", LineList)

    def __init__(self) -> None:
        super().__init__()
        self._other: Window | None = None
        self._asked: tuple[Loaded, Scope, Window] | None = None
        self._found: WindowComparison | None = None
        self._is_compared = False

    def body(self) -> list[Widget]:
        return [LineView(id="head"), LineList(id="windows", classes="grow")]

    def chosen(self) -> CriterionGap | None:
        found = self._found
        return found.rows[self.rows.cursor].now if found and self.rows.cursor < len(found.rows) else None

    def asked(self) -> Asked | None:
        from qa_tui.reports.figures.figure import Asked

        found = self._found
        row = found.rows[self.rows.cursor] if found and self.rows.cursor < len(found.rows) else None
        return Asked(found.now, row.now) if found and row else None

    def action_explain(self) -> None:
        """The change of this page first; it is of the agents who are in both windows, not of the team."""
        from qa_tui.reports.figures.change import FIGURE
        from qa_tui.reports.figures.registry import explain_all
        from qa_tui.tui.dialogs.figures import FiguresDialog

        found, asked = self._found, self.asked()
        if found and asked:
            here = view.explained(found, found.rows[self.rows.cursor])
            team = [figure for figure in explain_all(asked) if figure.title != FIGURE.title]
            self.app.push_screen(FiguresDialog(asked.gap.name, (here, *team), self.qa.glyphs))
        else:
            self.qa.tell(NO_ROW)

    def row_text(self) -> str:
        return self.rows.cursor_text()

    def draw(self) -> None:
        loaded, report = self.qa.loaded, self.qa.report
        if loaded is None or report is None:
            self.sentence.show(self.qa.state_words())
            self.rows.show([])
            return
        question = (loaded, report.scope, self._other or report.window.moved(-1))
        if question != self._asked:
            self._asked, self._found, self._is_compared = question, None, False
            self._compare(*question)
        self._draw_found()

    def _draw_found(self) -> None:
        found, glyphs = self._found, self.qa.glyphs
        head = self.query_one("#head", LineView)
        if found is None:
            self.sentence.show(self._why_empty())
            head.show([])
            self.rows.show([])
            return
        self.sentence.show(view.sentence(found))
        head.show_rows(1, lambda _number, width: view.header(self.rows.line_width or width))

        def row(number: int, width: int) -> Line:
            return view.row(found.rows[number], width, glyphs, at_cursor=number == self.rows.cursor)

        self.rows.show_rows(len(found.rows), row)

    @work(thread=True, exclusive=True, group="compare", exit_on_error=False)
    def _compare(self, loaded: Loaded, scope: Scope, other: Window) -> None:
        from qa_tui.steps.gaps import compare_windows

        self.post_message(WindowsCompared(loaded, scope, other, compare_windows(loaded, scope, other)))

    @on(WindowsCompared)
    def _compared(self, message: WindowsCompared) -> None:
        if (message.loaded, message.scope, message.other) != self._asked:
            return
        self._found, self._is_compared = message.found, True
        self._draw_found()

    def _why_empty(self) -> str:
        if self._asked is None:
            return self.qa.state_words()
        if not self._is_compared:
            return "Comparing ..."
        return f"No scored call lies in {self._asked[2].words()}. Press V to compare with other dates."

    def pick(self, gap: CriterionGap) -> None:
        if self._found:
            self.rows.cursor = [row.now.id for row in self._found.rows].index(gap.id)

    @work
    async def action_other(self) -> None:
        window = await self.ask_window("Compare with which days?", self._asked[2] if self._asked else None)
        if window is not None:
            self._other = window
            self.redraw()

    @on(LineList.Chosen, "#windows")
    def action_choose(self) -> None:
        if gap := self.chosen():
            self.qa.criterion = gap.id
            self.qa.action_step("segments")
        else:
            self.qa.tell(NO_ROW)
