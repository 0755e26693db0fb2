"""Step 3: which calls the room will hear, and the approval without which nothing reaches a room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message

from qa_tui.domain.identifying import Groups
from qa_tui.domain.plan import Approval, Pair, Role
from qa_tui.domain.problem import Problem
from qa_tui.reports.words import what_to_do
from qa_tui.steps.excerpt import Draft, draft, lapse_changed
from qa_tui.steps.identifying import HeardCalls, find_groups
from qa_tui.steps.plan import propose_pairs
from qa_tui.tui.screens.plan import view
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.excerpt import ApprovedExcerpt
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.scope import Scope
    from qa_tui.steps.loaded import Loaded
    from qa_tui.tui.lines import Line


@dataclass
class PairsProposed(Message):
    """The calls that could be played."""

    loaded: Loaded
    criterion: str
    scope: Scope
    pairs: tuple[Pair, ...]
    groups: Groups
    heard: HeardCalls


class PlanScreen(PrivateScreen):
    """Choose three to five low calls, look at each excerpt, approve."""

    MODE = "plan"
    WORDS = (
        "One session on one criterion. Calls under 60 % are proposed, as different as possible in call type, each with a good "
        "call (80 % or more) of the same type. Choose three to five with space.\n\n"
        "Enter opens an excerpt: you see what a room would see, move its start and end, hide lines, and approve it. At the "
        "approval QA's score is sealed, so that a changed file alters nothing. What is not approved cannot be shown.\n\n"
        "space: choose or leave out · enter: open · N: the next one that needs you · n: plan another criterion"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "open excerpt", id="plan.open"),
        Binding("space", "leave_out", "choose or leave out", id="plan.choose"),
        Binding("N", "next_open", "next to approve", id="plan.next"),
        Binding("n", "next_criterion", "another criterion", id="plan.criterion"),
        Binding("u", "app.undo_scope", "undo scope", show=False, id="scope.undo"),
    ]
    rows = getters.query_one("#pairs", LineList)
    facts = getters.query_one("#facts", LineView)

    def __init__(self) -> None:
        super().__init__()
        self._for: tuple[Loaded, str, Scope] | None = None
        self._pairs: tuple[Pair, ...] | None = None
        self._chosen: frozenset[int] = frozenset()
        self._rows: tuple[view.PlanRow, ...] = ()
        self._drafts: dict[str, Draft] = {}
        self._plan: str | None = None
        self._heard: HeardCalls | None = None
        self.groups = Groups(0, {})
        """Privately: which small groups the agents of the proposed calls are in."""

    def body(self) -> list[Widget]:
        return [Container(LineList(id="pairs"), LineView(id="facts"), classes="fill plan")]

    def criterion(self) -> Criterion | None:
        loaded, chosen = self.qa.loaded, self.qa.criterion
        return loaded.rubric.criterion(chosen) if loaded and chosen else None

    def draw(self) -> None:
        criterion, loaded = self.criterion(), self.qa.loaded
        if criterion is None or loaded is None or self.qa.report is None:
            self._nothing(self.qa.state_words())
            return
        if not loaded.transcripts:
            self._nothing(
                "No transcripts are open, so there is nothing a room could read. Open a folder that holds them, or add --transcripts DIR."
            )
            return
        question = (loaded, criterion.id, self.qa.scope)
        if self._for != question:
            self._for, self._pairs, self._plan = question, None, None
            self._nothing(f"Looking for calls on {criterion.name} ...")
            self._propose(loaded, self.qa.scope, criterion)
            return
        if self._pairs is None:
            return
        if not self._pairs:
            self._nothing(f"No call under 60 % on {criterion.name} has a transcript. Choose another criterion with n.")
            return
        self._draw_pairs(criterion)

    def _nothing(self, why: str) -> None:
        self.sentence.show(why)
        self.rows.show([])
        self.facts.show([])

    def _draw_pairs(self, criterion: Criterion) -> None:
        kept = self._kept()
        self._rows = view.rows_of(self._pairs or (), self._chosen, view.approvals(kept))
        ready = view.readiness(self._rows, self._chosen)
        self.qa.note_plan(is_ready=ready.is_ready)
        self.draw_frame()
        self.sentence.show(f"{criterion.name}. {ready.words()}{self._source()}")
        glyphs = self.qa.glyphs

        def row(number: int, width: int) -> Line:
            return view.row(self._rows[number], width, glyphs, at_cursor=number == self.rows.cursor)

        self.rows.show_rows(len(self._rows), row)
        calls = len(self._chosen) + any(row.is_chosen and row.candidate.role is Role.HIGH for row in self._rows)
        twice = view.heard_twice(self._rows)

        def facts(width: int) -> list[Line]:
            shown = self._rows[min(self.rows.cursor, len(self._rows) - 1)]
            excerpt = kept.get(shown.candidate.call_id)
            private = view.private_lines(shown, excerpt.lapsed if excerpt else "", self.groups, width)
            return [*private, *view.facts(criterion, calls, twice, width)]

        self.facts.show_flow(facts)

    @on(LineList.Moved, "#pairs")
    def _moved(self) -> None:
        self.draw()

    def _source(self) -> str:
        report = self.qa.report
        if report is None or report.topic == self.qa.criterion:
            return ""
        gap = report.criterion(self.qa.criterion or "")
        return f" Not the topic of step 1: {what_to_do(gap)}." if gap else ""

    # Proposing -------------------------------------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="pairs", exit_on_error=False)
    def _propose(self, loaded: Loaded, scope: Scope, criterion: Criterion) -> None:
        pairs = propose_pairs(loaded, scope, criterion)
        agents = {call.agent for pair in pairs for call in (pair.low, pair.high) if call is not None}
        groups = find_groups(loaded, scope, agents)
        heard = HeardCalls(loaded, self.qa.services.read_transcript)
        self.post_message(PairsProposed(loaded, criterion.id, scope, pairs, groups, heard))

    def on_pairs_proposed(self, message: PairsProposed) -> None:
        if self._for != (message.loaded, message.criterion, message.scope):
            return
        store = self.qa.store()
        self._pairs, self.groups, self._heard = message.pairs, message.groups, message.heard
        self._plan = store.open_plan(self.qa.workspace, message.criterion) if store else None
        if store and self._plan:
            services = self.qa.services
            lapse_changed(store, self._plan, message.loaded, services.read_transcript, services.detectors())
        self._chosen = view.first_choice(message.pairs, frozenset(self._kept()))
        self.redraw()

    def heard(self) -> HeardCalls | None:
        """What agents say in the loaded calls."""
        return self._heard

    def _kept(self) -> dict[str, ApprovedExcerpt]:
        """Call id -> its excerpt in the store, for the proposed calls; those whose approval has lapsed as well."""
        store = self.qa.store() if self._plan else None
        if store is None or self._plan is None:
            return {}
        excerpts = store.excerpts_of(self._plan)
        calls = [c.call_id for pair in self._pairs or () for c in (pair.low, pair.high) if c is not None]
        return {call: excerpts[key] for call, key in store.call_keys(calls).items() if key in excerpts}

    # Keys ------------------------------------------------------------------------------------------------------------

    def action_leave_out(self) -> None:
        if not self._rows:
            return
        row = self._rows[self.rows.cursor]
        if row.pair in self._chosen:
            self._withdraw(row.pair)
        self._chosen ^= {row.pair}
        self.redraw()

    def _withdraw(self, number: int) -> None:
        """A call that is left out loses its approval: what is approved is what is played."""
        store = self.qa.store() if self._plan else None
        if store and self._plan and self._pairs:
            pair = self._pairs[number]
            for candidate in (pair.low, pair.high):
                if candidate is not None:
                    store.withdraw(self._plan, candidate.call_id)

    def action_next_open(self) -> None:
        following = [*range(self.rows.cursor + 1, len(self._rows)), *range(self.rows.cursor + 1)]
        for number in following:
            if self._rows[number].is_chosen and self._rows[number].approval is not Approval.APPROVED:
                self.rows.cursor = number
                return
        self.qa.tell("Nothing is left to approve.")

    def action_next_criterion(self) -> None:
        report = self.qa.report
        if report and self.qa.criterion:
            ids = [gap.id for gap in report.criteria]
            place = ids.index(self.qa.criterion) if self.qa.criterion in ids else -1
            self.qa.criterion = ids[(place + 1) % len(ids)]

    @on(LineList.Chosen, "#pairs")
    def action_choose(self) -> None:
        from qa_tui.tui.screens.plan.excerpt import ExcerptScreen

        if not self._rows or self.qa.loaded is None:
            return
        row = self._rows[self.rows.cursor]
        if not row.is_chosen:
            self.qa.tell("This call is left out. Choose it with space first.")
            return
        excerpt = self._kept().get(row.candidate.call_id)
        desk = self._drafts.get(row.candidate.call_id) or draft(
            row.candidate,
            self.qa.services.read_transcript,
            self.criterion(),
            excerpt.edits if excerpt else None,
        )
        if isinstance(desk, Problem):
            self.qa.tell(f"{desk.where()}: {desk.message}", is_bad=True)
            return
        is_approved = row.approval is Approval.APPROVED
        lapsed = excerpt.lapsed if excerpt else ""
        self.app.push_screen(ExcerptScreen(desk, is_approved=is_approved, lapsed=lapsed), self._came_back)

    def _came_back(self, _: None) -> None:
        self.redraw()

    def keep_draft(self, desk: Draft) -> None:
        """Remember where the excerpt starts and ends."""
        self._drafts[desk.candidate.call_id] = desk

    def plan_id(self) -> str | None:
        """The plan that approvals go to; made with the first of them."""
        store, criterion = self.qa.store(), self.criterion()
        if self._plan is None and store is not None and criterion is not None:
            self._plan = self.qa.services.new_id()
            store.make_plan(self._plan, self.qa.workspace, criterion, self.qa.services.clock())
        return self._plan

    def position_of(self, desk: Draft) -> int:
        calls = [row.candidate.call_id for row in self._rows]
        return calls.index(desk.candidate.call_id) + (0 if desk.candidate.role is Role.LOW else 100)

    def open_next(self) -> None:
        """After an approval: on to the next excerpt that needs a look, if there is one."""
        self.redraw()
        waiting = [n for n, row in enumerate(self._rows) if row.is_chosen and row.approval is not Approval.APPROVED]
        if waiting:
            self.rows.cursor = next((n for n in waiting if n > self.rows.cursor), waiting[0])
            self.action_choose()
