"""Step 3: one session drafted for the topic, and the approvals without which nothing reaches a room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.containers import Container
from textual.message import Message

from qa_tui.domain.identifying import Groups
from qa_tui.domain.plan import Approval
from qa_tui.domain.plan_state import PlanState
from qa_tui.domain.problem import Problem
from qa_tui.steps.excerpt import Draft, draft, lapse_changed
from qa_tui.steps.identifying import HeardCalls, find_groups
from qa_tui.steps.plan_draft import draft_plan, lay_ground
from qa_tui.tui.screens.plan import view
from qa_tui.tui.screens.plan.keys import PlanKeys
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.excerpt import ApprovedExcerpt
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.scope import Scope
    from qa_tui.steps.loaded import Loaded
    from qa_tui.steps.plan_draft import PlanGround
    from qa_tui.tui.lines import Line


@dataclass
class GroundLaid(Message):
    """What a plan can be drafted from."""

    question: tuple[Loaded, str, Scope]
    ground: PlanGround | None
    groups: Groups
    heard: HeardCalls


class PlanScreen(PlanKeys):
    """A drafted session: look at each excerpt, change what is chosen, approve."""

    rows = getters.query_one("#calls", LineList)
    facts = getters.query_one("#facts", LineView)

    def __init__(self) -> None:
        super().__init__()
        self._for: tuple[Loaded, str, Scope] | None = None
        self._ground: PlanGround | None = None
        self._is_laid = False
        self._drafts: dict[str, Draft] = {}
        self._plan: str | None = None
        self._heard: HeardCalls | None = None
        self.groups = Groups(0, {})
        """Privately: which small groups the agents of the calls are in."""

    def body(self) -> list[Widget]:
        return [Container(LineList(id="calls"), LineView(id="facts"), classes="fill plan")]

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
            self._for, self._ground, self._is_laid, self._plan = question, None, False, None
            self.shown_rows, self.plan_draft, self.state = (), None, PlanState()
            self._nothing(f"Looking for calls on {criterion.name} ...")
            self._lay_ground(question, criterion)
            return
        if not self._is_laid:
            return
        if self._ground is None or not self._ground.pool.candidates:
            self._nothing(f"No call on {criterion.name} has a transcript. Choose another criterion with n.")
            return
        self._draw_plan(self._ground)

    def _nothing(self, why: str) -> None:
        self.sentence.show(why)
        self.rows.show([])
        self.facts.show([])

    def _draw_plan(self, ground: PlanGround) -> None:
        kept, keys = self.kept(), self._keys(ground)
        drafted = draft_plan(ground, self.state, keys, self.qa.services.clock().date())
        self.plan_draft = drafted
        self.shown_rows = shown = view.rows_of(drafted, self.state, keys, kept)
        needs = self.qa.services.settings.needs_permission
        ready = view.readiness(shown, needs_permission=needs)
        self.qa.note_plan(is_ready=ready.is_ready)
        self.draw_frame()
        self.sentence.show(view.sentence(drafted, ready, shown, needs_permission=needs))
        glyphs = self.qa.glyphs

        def row(number: int, width: int) -> Line:
            return view.row(shown[number], width, glyphs, at_cursor=number == self.rows.cursor)

        self.rows.show_rows(len(shown), row)
        self.facts.show_flow(self.fact_lines)

    def fact_lines(self, width: int) -> list[Line]:
        """What is beside the list: the call under the cursor, then the plan."""
        drafted, row = self.plan_draft, self.row_at_cursor()
        if drafted is None or row is None:
            return []
        excerpt = self.kept().get(row.candidate.call_id)
        private = view.private_lines(row, excerpt.lapsed if excerpt else "", self.groups, width)
        return [*private, *view.facts(drafted, self.state, view.heard_twice(self.shown_rows), width)]

    def row_at_cursor(self) -> view.PlanRow | None:
        rows = self.shown_rows
        return rows[min(self.rows.cursor, len(rows) - 1)] if rows else None

    @on(LineList.Moved, "#calls")
    def _moved(self) -> None:
        if self.shown_rows:
            self.facts.show_flow(self.fact_lines)
            self.rows.refresh()

    # Laying the ground -----------------------------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="ground", exit_on_error=False)
    def _lay_ground(self, question: tuple[Loaded, str, Scope], criterion: Criterion) -> None:
        loaded, _, scope = question
        report = self.qa.report
        gap = report.criterion(criterion.id) if report else None
        ground = lay_ground(loaded, scope, criterion, gap)
        agents = {call.agent for call in ground.pool.candidates} if ground else set()
        groups = find_groups(loaded, scope, agents)
        heard = HeardCalls(loaded, self.qa.services.read_transcript)
        self.post_message(GroundLaid(question, ground, groups, heard))

    def on_ground_laid(self, message: GroundLaid) -> None:
        if self._for != message.question:
            return
        loaded, criterion, _ = message.question
        self._ground, self._is_laid = message.ground, True
        self.groups, self._heard = message.groups, message.heard
        store = self.qa.store()
        if store:
            self._plan = store.open_plan(self.qa.workspace, criterion)
            if self._plan:
                services = self.qa.services
                self.state = store.plan_state(self._plan)
                lapse_changed(store, self._plan, loaded, services.read_transcript, services.detectors())
        self.redraw()

    def heard(self) -> HeardCalls | None:
        """What agents say in the loaded calls."""
        return self._heard

    def _keys(self, ground: PlanGround) -> dict[str, str]:
        """Call id -> what the store knows it by."""
        store = self.qa.store()
        ids = [candidate.call_id for candidate in ground.pool.candidates]
        return store.call_keys(ids) if store else {call: call for call in ids}

    def kept(self) -> dict[str, ApprovedExcerpt]:
        """Call id -> its excerpt in the store; those whose approval has lapsed as well."""
        store = self.qa.store() if self._plan else None
        if store is None or self._plan is None or self._ground is None:
            return {}
        excerpts = store.excerpts_of(self._plan)
        keys = self._keys(self._ground)
        return {call: excerpts[key] for call, key in keys.items() if key in excerpts}

    # Changing --------------------------------------------------------------------------------------------------------

    def change(self, state: PlanState) -> None:
        """Keep a wish with the plan, and draft it anew; what is no longer chosen loses its approval."""
        store, plan = self.qa.store(), self.plan_id()
        self.state = state
        if store is None or plan is None or self._ground is None:
            return
        store.save_state(plan, state, self.qa.services.clock())
        keys = self._keys(self._ground)
        drafted = draft_plan(self._ground, state, keys, self.qa.services.clock().date())
        uses = {pick.candidate.call_id: pick.use for pick in drafted.vote_set.picks}
        for call in self.kept():
            if call not in uses:
                store.withdraw(plan, call)
        store.set_use(plan, {keys[call]: use for call, use in uses.items()})
        self.redraw()

    def plan_id(self) -> str | None:
        """The plan that approvals and wishes go to; made with the first of them."""
        store, criterion = self.qa.store(), self.criterion()
        if self._plan is None and store is not None and criterion is not None:
            self._plan = self.qa.services.new_id()
            store.make_plan(self._plan, self.qa.workspace, criterion, self.qa.services.clock())
        return self._plan

    # Excerpts --------------------------------------------------------------------------------------------------------

    @on(LineList.Chosen, "#calls")
    def action_choose(self) -> None:
        from qa_tui.tui.screens.plan.excerpt import ExcerptScreen

        row = self.row_at_cursor()
        if row is None or row.use is None:
            if row is not None:
                self.qa.tell("This call is left out. Choose it with space first.")
            return
        excerpt = self.kept().get(row.candidate.call_id)
        desk = self._drafts.get(row.candidate.call_id) or draft(
            row.candidate, self.qa.services.read_transcript, self.criterion(), excerpt.edits if excerpt else None
        )
        if isinstance(desk, Problem):
            self.qa.tell(f"{desk.where()}: {desk.message}", is_bad=True)
            return
        is_approved = row.approval is Approval.APPROVED
        lapsed = excerpt.lapsed if excerpt else ""
        self.app.push_screen(
            ExcerptScreen(desk, row.use, is_approved=is_approved, lapsed=lapsed), lambda _: self.redraw()
        )

    def keep_draft(self, desk: Draft) -> None:
        """Remember where the excerpt starts and ends."""
        self._drafts[desk.candidate.call_id] = desk

    def position_of(self, desk: Draft) -> int:
        """Where the excerpt stands in the list."""
        return [row.candidate.call_id for row in self.shown_rows].index(desk.candidate.call_id)

    def open_next(self) -> None:
        """After an approval: on to the next excerpt that needs a look, if there is one."""
        self.redraw()
        waiting = [n for n, row in enumerate(self.shown_rows) if row.waits]
        if waiting:
            self.rows.cursor = next((n for n in waiting if n > self.rows.cursor), waiting[0])
            self.action_choose()
