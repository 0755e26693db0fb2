"""Step 1: the criteria, from the lowest."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from qa_tui.reports.words import headline
from qa_tui.tui.dialogs.problems import ProblemsDialog
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.screens.scores import view
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.gaps import CriterionGap
    from qa_tui.tui.lines import Line


class ScoresScreen(PrivateScreen):
    """Every criterion: its mean, how many agents are below, what to do."""

    MODE = "scores"
    WORDS = (
        "Every criterion of the scorecard over the last 30 days, the lowest team mean first. The team mean is the mean of the "
        "agents' means, so that an agent with many calls does not drown the others. An agent counts with 10 scored calls or "
        "more on the criterion.\n\n"
        "Team session: 60 % of the agents or more are below 70. Coach: fewer than 40 %, and they sit in one segment. "
        "Your call: in between, the method names no rule. 1:1 coaching: fewer than 40 %, here and there.\n\n"
        "There is no sorting by overall score: a total mixes criteria that need different training, and it hides the one "
        "that fails.\n\n"
        "enter: who and where · c: the calls behind it · p: what was rejected or doubted · o: open other files"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "segments", id="scores.segments"),
        Binding("c", "calls", "calls", id="scores.calls"),
        Binding("p", "problems", "problems", id="problems"),
        Binding("m", "files", "files and columns", show=False, id="files"),
        Binding("o", "app.open_files", "open files", id="open"),
    ]
    rows = getters.query_one("#criteria", LineList)
    head = getters.query_one("#head", LineView)
    details = getters.query_one("#details", LineView)
    side = getters.query_one("#side", LineView)

    def body(self) -> list[Widget]:
        return [
            LineView(id="head"),
            Horizontal(LineList(id="criteria"), LineView(id="side", classes="side"), classes="fill"),
            LineView(id="details", classes="foot"),
        ]

    def chosen(self) -> CriterionGap | None:
        report = self.qa.report
        return report.criteria[self.rows.cursor] if report and self.rows.cursor < len(report.criteria) else None

    def draw(self) -> None:
        report, qa = self.qa.report, self.qa
        if report is None or qa.loaded is None:
            self.sentence.show(qa.state_words())
            self.rows.show([])
            for part in (self.head, self.details, self.side):
                part.show([])
            return
        self.sentence.show(headline(report))
        threshold = report.scope.threshold
        self.head.show_rows(1, lambda _number, width: view.header(self.rows.line_width or width, threshold))

        def row(number: int, width: int) -> Line:
            return view.row(report.criteria[number], width, threshold, qa.glyphs, at_cursor=number == self.rows.cursor)

        self.rows.show_rows(len(report.criteria), row)
        if qa.criterion:
            ids = [gap.id for gap in report.criteria]
            self.rows.cursor = ids.index(qa.criterion) if qa.criterion in ids else 0
        self._draw_details()

    def _draw_details(self) -> None:
        report, gap, loaded = self.qa.report, self.chosen(), self.qa.loaded
        if report and gap and loaded:
            glyphs, problems = self.qa.glyphs, loaded.problems
            self.details.show_flow(lambda width: view.details(report, gap, problems, width, glyphs))
            self.side.show_flow(lambda width: view.side(report, gap, width, glyphs))

    @on(LineList.Moved, "#criteria")
    def _moved(self) -> None:
        self._draw_details()

    @on(LineList.Chosen, "#criteria")
    def action_choose(self) -> None:
        if gap := self.chosen():
            self.qa.criterion = gap.id
            self.qa.action_step("segments")

    def action_calls(self) -> None:
        if gap := self.chosen():
            self.qa.criterion = gap.id
            self.qa.show_calls(gap.id)

    def action_files(self) -> None:
        if self.qa.loaded:
            self.qa.ask_about_files(self.qa.loaded)

    def action_problems(self) -> None:
        if self.qa.loaded:
            self.app.push_screen(ProblemsDialog(self.qa.loaded.problems))
