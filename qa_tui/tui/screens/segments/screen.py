"""Step 2: for whom one criterion fails."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.reactive import reactive

from qa_tui.reports.cautions import criterion_cautions
from qa_tui.reports.gap_sentences import verdict_sentence
from qa_tui.reports.words import concentration, count_of, percent
from qa_tui.tui.lines import paragraph
from qa_tui.tui.screens.scoped import SCOPE_WORDS, ScopedScreen
from qa_tui.tui.screens.segments import view
from qa_tui.tui.screens.segments.orders import AGENT_ORDERS, SEGMENT_ORDERS, Order, in_order
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.gaps import AgentMean, CriterionGap, SegmentGap
    from qa_tui.reports.figures.figure import Asked
    from qa_tui.tui.lines import Line


class SegmentsScreen(ScopedScreen):
    """The segments and the agents of the chosen criterion."""

    MODE = "segments"
    SHOWS_RANKINGS = True
    WORDS = (
        "Where the agents are who are below <threshold> on this criterion. Above: every segment with its agents, how many of them are "
        "low, and how the low ones are shared out (2.0 x means twice the segment's share of the agents). Below: every agent "
        "around the line: ● below, ○ not below, ◌ could be either side (the band is where the true mean likely lies), · too few "
        "calls. An agent counts by the mean, whatever the band says.\n\n"
        "Concentrated is a tested claim: at least 3 low agents, half of all low agents, 1.5 x its share, and a shuffle of the "
        "labels finds something as extreme in any segment at most 10 times in 100. Below 20 agents a negative answer says "
        "nothing, and the screen says so.\n\n"
        "tab: between segments and agents · enter on an agent: their calls · f: look at one segment only · x: hide this "
        f"dimension (it is tested all the same), X: show all · s: sort the list · c: all calls\n\n{SCOPE_WORDS}"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "calls", id="segments.calls"),
        Binding("f", "into_scope", "only this segment", id="segments.scope"),
        Binding("n", "next_criterion(1)", "next criterion", id="segments.next"),
        Binding("b", "next_criterion(-1)", "the one before", show=False, id="segments.before"),
        Binding("tab", "switch", "agents / segments", id="segments.switch"),
        Binding("c", "calls", "all calls", show=False, id="segments.all"),
        Binding("s", "sort", "sort", show=False, id="segments.sort"),
        Binding("x", "hide", "hide dimension", show=False, id="dimension.hide"),
        Binding("X", "app.show_dimensions", "show all dimensions", show=False, id="dimension.show"),
    ]
    segment_order: reactive[int] = reactive(0)
    agent_order: reactive[int] = reactive(0)
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

    def shown_segments(self) -> tuple[SegmentGap, ...]:
        """Those of dimensions that are not hidden."""
        gap = self.gap()
        found = tuple(s for s in gap.segments if s.dimension not in self.qa.hidden_dimensions) if gap else ()
        return in_order(found, self._segment_order)

    def shown_agents(self) -> tuple[AgentMean, ...]:
        gap = self.gap()
        return in_order(gap.agents, self._agent_order) if gap else ()

    @property
    def _segment_order(self) -> Order:
        return SEGMENT_ORDERS[self.segment_order % len(SEGMENT_ORDERS)]

    @property
    def _agent_order(self) -> Order:
        return AGENT_ORDERS[self.agent_order % len(AGENT_ORDERS)]

    def action_sort(self) -> None:
        """The list that has the keys goes to its next order."""
        if self.agents.has_focus:
            self.agent_order += 1
            name = self._agent_order.name
        else:
            self.segment_order += 1
            name = self._segment_order.name
        self.qa.tell(f"Sorted by {name}.")
        self.redraw()

    def _segment(self) -> SegmentGap | None:
        shown = self.shown_segments()
        return shown[self.segments.cursor] if self.segments.cursor < len(shown) else None

    def asked(self) -> Asked | None:
        from qa_tui.reports.figures.figure import Asked

        gap, report = self.gap(), self.qa.report
        if gap is None or report is None:
            return None
        if self.agents.has_focus and gap.agents:
            return Asked(report, gap, agent=self.shown_agents()[self.agents.cursor])
        return Asked(report, gap, segment=self._segment())

    def row_text(self) -> str:
        gap, segment = self.gap(), self._segment()
        if gap and self.agents.has_focus and gap.agents:
            agent = self.shown_agents()[self.agents.cursor]
            likely = f"likely {percent(agent.low, 0)} to {percent(agent.high, 0)}"
            return f"{agent.name}: {percent(agent.mean)} on {gap.name} over {count_of(agent.scored, 'call')}, {likely}"
        if gap and segment:
            return (
                f"{gap.name}, {segment.dimension} {segment.segment}: {segment.low} of {segment.agents} agents below, mean "
                f"{percent(segment.mean)}, concentrated: {concentration(segment, gap.eligible_agents)}"
            )
        return ""

    def _needs_segment(self) -> bool:
        """Whether the cursor is on a segment; else say how to get there."""
        if self.agents.has_focus or self._segment() is None:
            self.qa.tell("This works on a segment. Press tab to go to the segments.")
            return False
        return True

    def draw(self) -> None:
        gap, report = self.gap(), self.qa.report
        if gap is None or report is None:
            self.sentence.show(self.qa.state_words())
            for part in (self.segments, self.agents, self.head, self.note):
                part.show([])
            return
        threshold, glyphs = report.scope.threshold, self.qa.glyphs
        shown, agents = self.shown_segments(), self.shown_agents()
        self.sentence.show(f"{gap.name}. {verdict_sentence(gap, report)}")
        self.head.show_rows(1, lambda _number, _width: view.segment_header(self.segments.line_width or 80))

        def segment(number: int, width: int) -> Line:
            found = shown[number]
            return view.segment_row(
                found, gap, width, threshold, glyphs,
                at_cursor=number == self.segments.cursor and self.segments.has_focus,
                in_scope=(found.dimension, found.segment) in report.scope.segments,
            )  # fmt: skip

        def agent(number: int, width: int) -> Line:
            at_cursor = number == self.agents.cursor and self.agents.has_focus
            return view.agent_row(agents[number], width, threshold, glyphs, at_cursor=at_cursor)

        self.segments.show_rows(len(shown), segment)
        self.agents.show_rows(len(agents), agent)
        said = [view.outside(gap.agents, tuple(dict.fromkeys(s.dimension for s in shown)))]
        if gap.corrected_low_share is not None:
            said.append(f"without the noise of few calls about {gap.corrected_low_share:.0f} % would be below")
        if hidden := sorted(self.qa.hidden_dimensions):
            said.append(f"hidden, tested all the same: {', '.join(hidden)} (X shows all)")
        notes = [" · ".join(part for part in said if part), *criterion_cautions(gap, report)]
        self.note.show_flow(lambda width: [shown for note in notes for shown in paragraph(note, width, "muted")])

    def action_switch(self) -> None:
        (self.segments if self.agents.has_focus else self.agents).focus()
        self.call_after_refresh(self.redraw)

    @on(LineList.Chosen, "#agents")
    def _agent_chosen(self) -> None:
        self.action_choose()

    @on(LineList.Chosen, "#segments")
    def action_choose(self) -> None:
        gap, segment = self.gap(), self._segment()
        if gap is None:
            return
        if self.agents.has_focus and gap.agents:
            self.qa.show_calls(gap.id, self.shown_agents()[self.agents.cursor].agent)
        elif segment is not None:
            self.qa.show_calls(gap.id, segment=(segment.dimension, segment.segment))
        else:
            self.qa.show_calls(gap.id)

    def action_calls(self) -> None:
        if gap := self.gap():
            self.qa.show_calls(gap.id)

    def action_into_scope(self) -> None:
        report, found = self.qa.report, self._segment()
        if self._needs_segment() and report and found:
            pair = (found.dimension, found.segment)
            kept = tuple(p for p in report.scope.segments if p[0] != pair[0])
            segments = kept if pair in report.scope.segments else (*kept, pair)
            self.qa.change_scope(replace(report.scope, segments=segments))

    def action_hide(self) -> None:
        found = self._segment()
        if self._needs_segment() and found:
            self.qa.hidden_dimensions |= {found.dimension}

    def action_next_criterion(self, by: int) -> None:
        gap, report = self.gap(), self.qa.report
        if gap and report:
            ids = [criterion.id for criterion in report.criteria]
            self.qa.criterion = ids[(ids.index(gap.id) + by) % len(ids)]
