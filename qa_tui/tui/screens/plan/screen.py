"""Step 3: one session drafted for the topic, and the approvals without which nothing reaches a room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.containers import Container

from qa_tui.domain.gaps import Verdict
from qa_tui.domain.identifying import Groups
from qa_tui.domain.plan import Approval
from qa_tui.domain.plan_state import PlanState
from qa_tui.domain.problem import Problem
from qa_tui.domain.safe_text import text_width
from qa_tui.domain.vote_set import Use
from qa_tui.steps.desk import Desk
from qa_tui.steps.half_day import other_half
from qa_tui.steps.other_groups import played_before
from qa_tui.steps.plan_draft import draft_plan, first_state
from qa_tui.tui.screens.plan import view
from qa_tui.tui.screens.plan.ground import GroundLaid, Question, find_ground
from qa_tui.tui.screens.plan.inviting import InvitingKeys
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.excerpt import ApprovedExcerpt
    from qa_tui.domain.failure_pattern import FailurePattern
    from qa_tui.domain.half_day import OtherHalf
    from qa_tui.domain.plan_draft import PlanDraft
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.scope import Scope
    from qa_tui.domain.transcript import Transcript
    from qa_tui.steps.identifying import HeardCalls
    from qa_tui.steps.loaded import Loaded
    from qa_tui.steps.plan_draft import PlanGround
    from qa_tui.tui.lines import Line


class PlanScreen(InvitingKeys):
    """A drafted session: look at each excerpt, change what is chosen, approve."""

    rows = getters.query_one("#calls", LineList)
    facts = getters.query_one("#facts", LineView)

    def __init__(self) -> None:
        super().__init__()
        self._for: Question | None = None
        self._ground: PlanGround | None = None
        self._keys: dict[str, str] = {}
        """Call id -> what the store knows it by, for every call that the plan is drafted from."""
        self._is_laid = False
        self._typed: dict[str, Transcript] = {}
        self._then_open = ""
        """Id of the call whose excerpt is opened when the ground is laid."""
        self._plan: str | None = None
        self._heard: HeardCalls | None = None
        self.groups = Groups(0, {})
        """Privately: which small groups the agents of the calls are in."""

    def body(self) -> list[Widget]:
        return [Container(LineList(id="calls"), LineView(id="facts"), classes="fill plan")]

    def criterion(self) -> Criterion | None:
        loaded, chosen = self.qa.loaded, self.qa.criterion
        return loaded.rubric.criterion(chosen) if loaded and chosen else None

    def question(self) -> Question | None:
        """What the plan is asked now; what was opened for another question is stale."""
        criterion, loaded = self.criterion(), self.qa.loaded
        return (loaded, criterion.id, self.qa.scope) if criterion and loaded else None

    def draw(self) -> None:
        criterion, loaded = self.criterion(), self.qa.loaded
        if criterion is None or loaded is None or self.qa.report is None:
            self._nothing(self.qa.state_words())
            return
        question = self.question()
        if question is not None and self._for != question:
            # Until the store has been asked: what it refuses is asked again at the next look.
            self._for, self._ground, self._is_laid, self._plan = None, None, False, None
            self._keys = {}
            self.shown_rows, self.plan_draft, self.state = (), None, PlanState()
            self._nothing(f"Looking for calls on {criterion.name} ...")
            self._open_plan(criterion)
            without_file = self._without_file(loaded)
            self._for = question
            self._lay_ground(question, criterion, without_file)
            return
        if not self._is_laid:
            return
        store = self.qa.store()
        if store and self._plan and store.open_plan(self.qa.workspace, criterion.id) != self._plan:
            # A session has played it: what it played stays as it was, and the next plan is drafted.
            self._for = None
            self.draw()
            return
        if self._ground is None or not self._ground.pool.candidates:
            why = (
                f"No call on {criterion.name} has a transcript. Choose another criterion with n"
                if loaded.transcripts
                else ("No transcripts are open, so there is nothing a room could read. Open a folder that holds them")
            )
            self._nothing(f"{why}; or press p: type the lines of a call, or play it yourself.")
            return
        self._draw_plan(self._ground)

    def _nothing(self, why: str) -> None:
        self.sentence.show(why)
        self.rows.show([])
        self.facts.show([])

    def _draw_plan(self, ground: PlanGround) -> None:
        other = self.other_half()
        self.plan_draft = drafted = self._drafted(ground)
        store, workspace, criterion = self.qa.store(), self.qa.workspace, ground.criterion.id
        kept = self.kept()
        before = played_before(store, workspace, criterion, self.qa.services.clock().date()) if store else None
        seen = before.voted if before else frozenset()
        self.shown_rows = shown = view.rows_of(drafted, self.state, self._keys, kept, seen)
        needs = self.qa.services.settings.needs_permission
        is_open = store is not None and any(held.is_open for held in store.sessions())
        open_point = other.open_point() if other else ""
        ready = view.readiness(shown, ground.criterion, needs_permission=needs, other_half=open_point)
        self.qa.note_plan(is_ready=ready.is_ready)
        self.draw_frame()
        said = view.sentence(drafted, ready, shown, needs_permission=needs, is_open=is_open)
        played = before.words(self._keys[call] for call in kept) if before else ""
        parts = (said, "" if is_open else played, other.words() if other else "")
        self.sentence.show(" ".join(filter(None, parts)))
        glyphs = self.qa.glyphs
        longest = max((text_width(row.candidate.agent) for row in shown), default=0)

        def row(number: int, width: int) -> Line:
            return view.row(shown[number], width, glyphs, at_cursor=number == self.rows.cursor, longest=longest)

        self.rows.show_rows(len(shown), row)
        self.facts.show_flow(self.fact_lines)

    def _drafted(self, ground: PlanGround) -> PlanDraft:
        group = self.invited()
        return draft_plan(
            ground,
            self.state,
            self._keys,
            self.qa.services.clock().date(),
            self.other_half(),
            group.agents if group else frozenset(),
        )

    def session_of(self) -> str:
        ground = self._ground
        is_of_segment = ground is not None and ground.gap is not None and ground.gap.verdict is Verdict.CLUSTERED
        return ground.pool.segment if ground is not None and is_of_segment else ""

    def other_half(self) -> OtherHalf | None:
        store = self.qa.store()
        return other_half(store, self._plan) if store and self._plan else None

    def fact_lines(self, width: int) -> list[Line]:
        """What is beside the list: the call under the cursor, then the plan."""
        drafted, row = self.plan_draft, self.row_at_cursor()
        if drafted is None or row is None:
            return []
        excerpt = self.kept().get(row.candidate.call_id)
        flags = self.flags_of(row.candidate)
        asks = self.qa.services.settings.needs_permission
        private = view.private_lines(row, excerpt.lapsed if excerpt else "", self.groups, flags, width, asks=asks)
        known = len(self.qa.loaded.transcripts) if self.qa.loaded else 0
        chosen_from = view.chosen_from(len(self._keys), known, drafted.criterion.name)
        return [*private, *view.facts(drafted, self.state, self.cautions(), width, chosen_from)]

    def found_patterns(self) -> tuple[FailurePattern, ...]:
        return self._ground.patterns if self._ground else ()

    def row_at_cursor(self) -> view.PlanRow | None:
        rows = self.shown_rows
        return rows[min(self.rows.cursor, len(rows) - 1)] if rows else None

    @on(LineList.Moved, "#calls")
    def _moved(self) -> None:
        if self.shown_rows:
            self.facts.show_flow(self.fact_lines)
            self.rows.refresh()

    # Laying the ground -----------------------------------------------------------------------------------------------

    def _open_plan(self, criterion: Criterion) -> None:
        """Go on with the plan that was begun for this criterion, if there is one."""
        store = self.qa.store()
        self._plan = store.open_plan(self.qa.workspace, criterion.id) if store else None
        if store and self._plan:
            self.state = store.plan_state(self._plan)

    def _without_file(self, loaded: Loaded) -> frozenset[str]:
        """Calls without a transcript that are in the plan all the same: typed, or played by the facilitator."""
        store = self.qa.store()
        kept = store.excerpts_of(self._plan).keys() if store and self._plan else set()
        found = set(self._typed)
        if store and kept - set(store.call_keys(loaded.transcripts).values()):
            labels = [loaded.matrix.call_label(code) for code in range(loaded.matrix.call_id_ends.size)]
            found |= {call for call, key in store.call_keys(labels).items() if key in kept}
        return frozenset(found - loaded.transcripts.keys())

    @work(thread=True, exclusive=True, group="ground", exit_on_error=False)
    def _lay_ground(self, question: tuple[Loaded, str, Scope], criterion: Criterion, also: frozenset[str]) -> None:
        self.post_message(find_ground(question, self.qa.report, criterion, also, self.qa.services))

    def on_ground_laid(self, message: GroundLaid) -> None:
        if self._for != message.question:
            return
        self._ground, self._is_laid = message.ground, True
        self._keys = self._keys_of(message.ground) if message.ground else {}
        if self._plan is None and message.ground is not None:
            self.state = first_state(message.ground)
        self.groups, self._heard, self.invitable = message.groups, message.heard, message.invitable
        if self._plan:
            self.qa.lapse_changed(self._plan)
            if self._ground is not None:
                self._settle_uses(self._ground)
        self.redraw()
        waiting, self._then_open = self._then_open, ""
        if waiting in {row.candidate.call_id for row in self.shown_rows if row.waits}:
            self.rows.cursor = [row.candidate.call_id for row in self.shown_rows].index(waiting)
            self.action_choose()

    def begin_again(self) -> None:
        """Look again for the plan, and lay its ground anew."""
        self._for = None
        self.redraw()

    def kept_plan(self) -> str | None:
        return self._plan

    def heard(self) -> HeardCalls | None:
        """What agents say in the loaded calls."""
        return self._heard

    def _keys_of(self, ground: PlanGround) -> dict[str, str]:
        store = self.qa.store()
        ids = [candidate.call_id for candidate in ground.pool.candidates]
        return store.call_keys(ids) if store else {call: call for call in ids}

    def kept(self) -> dict[str, ApprovedExcerpt]:
        """Call id -> its excerpt in the store; those whose approval has lapsed as well."""
        store = self.qa.store() if self._plan else None
        if store is None or self._plan is None:
            return {}
        excerpts = store.excerpts_of(self._plan)
        return {call: excerpts[key] for call, key in self._keys.items() if key in excerpts}

    # Changing --------------------------------------------------------------------------------------------------------

    def change(self, state: PlanState) -> None:
        """Keep a wish with the plan, and draft it anew."""
        store, plan = self.qa.store(), self.plan_id()
        self.state = state
        if store is None or plan is None or self._ground is None:
            return
        store.save_state(plan, state, self.qa.services.clock())
        self._settle_uses(self._ground)
        self.redraw()

    def _settle_uses(self, ground: PlanGround) -> None:
        """What is listed is what is played: an approved excerpt that is not chosen now is set aside, and stays approved."""
        store, plan = self.qa.store(), self._plan
        if store is None or plan is None:
            return
        drafted = self._drafted(ground)
        uses = {self._keys[pick.candidate.call_id]: pick.use for pick in drafted.vote_set.picks}
        excerpts = store.excerpts_of(plan).items()
        changed = {key: uses.get(key, Use.ASIDE) for key, kept in excerpts if kept.use is not uses.get(key, Use.ASIDE)}
        if changed:
            store.set_use(plan, changed)

    def plan_id(self) -> str | None:
        """The plan that approvals and wishes go to; made with the first of them."""
        store, criterion = self.qa.store(), self.criterion()
        if self._plan is None and store is not None and criterion is not None:
            made = self.qa.services.new_id()
            store.make_plan(made, self.qa.workspace, criterion, self.qa.services.clock())
            store.save_state(made, self.state, self.qa.services.clock())
            self._plan = made
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
        store, plan, criterion = self.qa.store(), self.plan_id(), self.criterion()
        if store is None or plan is None or criterion is None:
            return
        desk = Desk(store, plan, criterion, self.qa.services.read_transcript, self._typed)
        excerpt = self.kept().get(row.candidate.call_id)
        opened = desk.open(row.candidate, excerpt)
        if opened is None:
            self.qa.tell(
                "The lines of this call were typed, and are not kept as they were said. Press p to type or play it again."
            )
            return
        if isinstance(opened, Problem):
            self.qa.tell(f"{opened.where()}: {opened.message}", is_bad=True)
            return
        is_approved = row.approval is Approval.APPROVED
        lapsed = excerpt.lapsed if excerpt else ""
        self.app.push_screen(
            ExcerptScreen(self, desk, opened, row.use, is_approved=is_approved, lapsed=lapsed), lambda _: self.redraw()
        )

    @work
    async def action_without_file(self) -> None:
        from qa_tui.tui.screens.plan.unheard import choose_unheard, type_or_play

        criterion, plan, store = self.criterion(), self.plan_id(), self.qa.store()
        call = await choose_unheard(self.qa, criterion) if criterion else None
        if call is None or plan is None or store is None:
            return
        found = await type_or_play(self.qa, call, plan)
        if found is None or found is False:
            return
        if found is not True:
            self._typed[call.call_id] = found
            self._then_open = call.call_id
        store.save_state(plan, self.state.pinning(store.call_key(call.call_id)), self.qa.services.clock())
        self.begin_again()

    def position_of(self, call: str) -> int:
        """Where the excerpt of a call stands in the list; after all others where it is not listed."""
        calls = [row.candidate.call_id for row in self.shown_rows]
        return calls.index(call) if call in calls else len(calls)

    def go_on(self) -> None:
        """After an approval: to the next excerpt that needs a look, which is opened by a key of its own."""
        self.app.clear_notifications()
        self.redraw()
        waiting = [n for n, row in enumerate(self.shown_rows) if row.waits]
        if waiting:
            self.rows.cursor = next((n for n in waiting if n > self.rows.cursor), waiting[0])
