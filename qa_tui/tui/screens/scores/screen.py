"""Step 1: the criteria, from the lowest."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.reactive import reactive

from qa_tui.domain.choices import Sampling, TopicChoice
from qa_tui.reports.gap_sentences import headline
from qa_tui.reports.words import low_text, mean_text, what_to_do
from qa_tui.tui.dialogs.problems import ProblemsDialog
from qa_tui.tui.screens.scoped import SCOPE_WORDS, ScopedScreen
from qa_tui.tui.screens.scores import view
from qa_tui.tui.screens.scores.orders import ORDERS, in_order
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.gaps import CriterionGap, GapReport
    from qa_tui.reports.figures.figure import Asked
    from qa_tui.tui.lines import Line

ALTERNATIVES = 5


class ScoresScreen(ScopedScreen):
    """Every criterion: its mean, how many agents are below, what to do."""

    MODE = "scores"
    SHOWS_RANKINGS = True
    WORDS = (
        "Every criterion of the scorecard over <days> days, the lowest team mean first. The team mean is the mean of the "
        "agents' means, so that an agent with many calls does not drown the others. An agent counts with <minimum> scored calls or "
        "more on the criterion.\n\n"
        "Team session: <universal> % of the agents or more are below <threshold>. Coach: fewer than <mixed> %, and they sit in one segment. "
        "Your call: in between, the method names no rule. 1:1 coaching: fewer than <mixed> %, here and there. These numbers are "
        "settings; the header says where they are others. i says of every figure what it means and what it rests on. ▼ marks the three lowest.\n\n"
        "There is no sorting by overall score: a total mixes criteria that need different training, and it hides the one "
        "that fails. s sorts by anything else.\n\n"
        "t chooses the topic against or beside the rule; the reason is kept and printed, and t again takes it back. P says how "
        "the calls were picked.\n\n"
        f"{SCOPE_WORDS}\n\n"
        "enter: who and where · c: the calls behind it · h: criteria by segments · v: two windows side by side · "
        "p: what was rejected or doubted · o: open other files"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "segments", id="scores.segments"),
        Binding("c", "calls", "calls", id="scores.calls"),
        Binding("s", "sort", "sort", id="scores.sort"),
        Binding("p", "problems", "problems", id="problems"),
        Binding("t", "topic", "choose topic", show=False, id="scores.topic"),
        Binding("P", "sampling", "how calls were picked", show=False, id="scores.sampling"),
        Binding("m", "files", "files and columns", show=False, id="files"),
        Binding("o", "app.open_files", "open files", id="open"),
    ]
    order: reactive[int] = reactive(0)
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

    def criteria(self) -> tuple[CriterionGap, ...]:
        """As they are listed."""
        return in_order(self.qa.report.criteria, self.order) if self.qa.report else ()

    def chosen(self) -> CriterionGap | None:
        shown = self.criteria()
        return shown[self.rows.cursor] if self.rows.cursor < len(shown) else None

    def asked(self) -> Asked | None:
        from qa_tui.reports.figures.figure import Asked

        report, gap = self.qa.report, self.chosen()
        return Asked(report, gap) if report and gap else None

    def row_text(self) -> str:
        gap = self.chosen()
        if gap is None:
            return ""
        return f"{gap.name}: mean {mean_text(gap, self.qa.scope.threshold)}, {low_text(gap)} agents below, {what_to_do(gap)}"

    def draw(self) -> None:
        report, qa = self.qa.report, self.qa
        if report is None or qa.loaded is None:
            self.sentence.show(qa.state_words())
            self.rows.show([])
            for part in (self.head, self.details, self.side):
                part.show([])
            return
        self.sentence.show(headline(report))
        threshold, shown = report.scope.threshold, self.criteria()
        order = ORDERS[self.order % len(ORDERS)].name if self.order else ""
        self.head.show_rows(1, lambda _number, width: view.header(self.rows.line_width or width, threshold, order))

        def row(number: int, width: int) -> Line:
            at_cursor = number == self.rows.cursor
            is_topic = shown[number].id == report.topic
            return view.row(shown[number], width, threshold, qa.glyphs, at_cursor=at_cursor, is_topic=is_topic)

        self.rows.show_rows(len(shown), row)
        if qa.criterion:
            ids = [gap.id for gap in shown]
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

    def action_sort(self) -> None:
        if gap := self.chosen():
            self.qa.criterion = gap.id
        self.order = (self.order + 1) % len(ORDERS)
        self.redraw()

    def pick(self, gap: CriterionGap) -> None:
        self.rows.cursor = [shown.id for shown in self.criteria()].index(gap.id)

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

    @work
    async def action_topic(self) -> None:
        from qa_tui.tui.dialogs.confirm import ConfirmDialog
        from qa_tui.tui.dialogs.topic import TopicDialog

        report, gap = self.qa.report, self.chosen()
        if report is None or gap is None:
            return
        if report.chosen and report.chosen.criterion == gap.id:
            question = f"Take back that {gap.name} was chosen?"
            if await self.app.push_screen_wait(
                ConfirmDialog(question, "The rule decides again. The choice stays in the record.")
            ):
                self.qa.choose_topic(None)
            return
        rule = report.criterion(report.rule_topic) if report.rule_topic else None
        said = f"The rule says {rule.name}." if rule else "By the rule no criterion is low for most of the team."
        answer = await self.app.push_screen_wait(TopicDialog(gap.name, said))
        if answer is not None:
            self.qa.choose_topic(self._choice(report, gap, *answer))

    def _choice(self, report: GapReport, gap: CriterionGap, reason: str, agreed_by: str) -> TopicChoice:
        others = [other for other in report.criteria if other.id != gap.id][:ALTERNATIVES]
        return TopicChoice(
            criterion=gap.id,
            reason=reason,
            agreed_by=agreed_by,
            chosen_on=self.qa.services.clock().date(),
            window_end=report.window.end,
            alternatives=tuple(
                f"{other.name}: {other.low_agents} of {other.eligible_agents} below" for other in others
            ),
        )

    @work
    async def action_sampling(self) -> None:
        from qa_tui.reports.cautions import SAMPLING
        from qa_tui.tui.dialogs.choose import ChooseDialog

        if self.qa.report is None:
            return
        options = [(sampling, SAMPLING[sampling], "") for sampling in Sampling]
        at = list(Sampling).index(self.qa.report.choices.sampling)
        title = "How were the scored calls picked?"
        chosen = await self.app.push_screen_wait(ChooseDialog(title, options, self.qa.glyphs, at=at))
        if chosen is not None:
            self.qa.note_sampling(chosen)
