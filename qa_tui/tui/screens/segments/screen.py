"""Step 2: for whom one criterion fails."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Container

from qa_tui.reports.words import verdict_sentence
from qa_tui.tui.lines import paragraph
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.screens.segments import view
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.gaps import CriterionGap
    from qa_tui.tui.lines import Line


class SegmentsScreen(PrivateScreen):
    """The segments and the agents of the chosen criterion."""

    MODE = "segments"
    WORDS = (
        "Where the agents are who are below 70 on this criterion. Above: every segment with its agents, how many of them are "
        "low, and how the low ones are shared out (2.0 x means twice the segment's share of the agents). Below: every agent "
        "around the line: ● below, ○ not below, · too few calls.\n\n"
        "Concentrated is a tested claim: at least 3 low agents, half of all low agents, 1.5 x its share, and a shuffle of the "
        "labels finds something as extreme in any segment at most 10 times in 100. Below 20 agents a negative answer says "
        "nothing, and the screen says so.\n\n"
        "tab: between segments and agents · enter on an agent: their calls · f: look at one segment only · F: at everyone"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "calls", id="segments.calls"),
        Binding("f", "into_scope", "only this segment", id="segments.scope"),
        Binding("F", "everyone", "everyone", id="segments.everyone"),
        Binding("n", "next_criterion(1)", "next criterion", id="segments.next"),
        Binding("b", "next_criterion(-1)", "the one before", show=False, id="segments.before"),
        Binding("tab", "switch", "agents / segments", id="segments.switch"),
    ]
    segments = getters.query_one("#segments", LineList)
    agents = getters.query_one("#agents", LineList)
    head = getters.query_one("#head", LineView)
    note = getters.query_one("#note", LineView)

    def body(self) -> list[Widget]:
        return [
            LineView(id="head"),
            Container(LineList(id="segments"), LineList(id="agents"), classes="fill halves"),
            LineView(id="note"),
        ]

    def gap(self) -> CriterionGap | None:
        report, chosen = self.qa.report, self.qa.criterion
        return report.criterion(chosen) if report and chosen else None

    def draw(self) -> None:
        gap, report = self.gap(), self.qa.report
        if gap is None or report is None:
            self.sentence.show(self.qa.state_words())
            for part in (self.segments, self.agents, self.head, self.note):
                part.show([])
            return
        threshold, glyphs = report.scope.threshold, self.qa.glyphs
        self.sentence.show(f"{gap.name}. {verdict_sentence(gap, report)}")
        self.head.show_rows(1, lambda _number, _width: view.segment_header(self.segments.line_width or 80))

        def segment(number: int, width: int) -> Line:
            found = gap.segments[number]
            return view.segment_row(
                found, gap, width, threshold, glyphs,
                at_cursor=number == self.segments.cursor and self.segments.has_focus,
                in_scope=(found.dimension, found.segment) in report.scope.segments,
            )  # fmt: skip

        def agent(number: int, width: int) -> Line:
            at_cursor = number == self.agents.cursor and self.agents.has_focus
            return view.agent_row(gap.agents[number], width, threshold, glyphs, at_cursor=at_cursor)

        self.segments.show_rows(len(gap.segments), segment)
        self.agents.show_rows(len(gap.agents), agent)
        dimensions = tuple(dict.fromkeys(s.dimension for s in gap.segments))
        said = view.outside(gap.agents, dimensions) or "every agent is in one segment of each dimension"
        corrected = gap.corrected_low_share
        noise = (
            f" · without the noise of few calls about {corrected:.0f} % would be below" if corrected is not None else ""
        )
        self.note.show_flow(lambda width: paragraph(said + noise, width, "muted"))

    def action_switch(self) -> None:
        (self.segments if self.agents.has_focus else self.agents).focus()
        self.call_after_refresh(self.redraw)

    @on(LineList.Chosen, "#agents")
    def _agent_chosen(self) -> None:
        self.action_choose()

    @on(LineList.Chosen, "#segments")
    def action_choose(self) -> None:
        gap = self.gap()
        if gap is None:
            return
        agent = gap.agents[self.agents.cursor].agent if self.agents.has_focus and gap.agents else None
        self.qa.show_calls(gap.id, agent)

    def action_into_scope(self) -> None:
        gap, report = self.gap(), self.qa.report
        if gap and report and gap.segments and self.segments.has_focus:
            found = gap.segments[self.segments.cursor]
            pair = (found.dimension, found.segment)
            kept = tuple(p for p in report.scope.segments if p[0] != pair[0])
            self.qa.find(replace(report.scope, segments=kept if pair in report.scope.segments else (*kept, pair)))

    def action_everyone(self) -> None:
        self.qa.find(replace(self.qa.scope, segments=()))

    def action_next_criterion(self, by: int) -> None:
        gap, report = self.gap(), self.qa.report
        if gap and report:
            ids = [criterion.id for criterion in report.criteria]
            self.qa.criterion = ids[(ids.index(gap.id) + by) % len(ids)]
