"""The excerpt editor. Private: the source text of the chosen line is shown here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from qa_tui.steps.excerpt import approve, check, make_safe
from qa_tui.steps.identifying import find_habits
from qa_tui.tui.screens.plan import excerpt_view as view
from qa_tui.tui.screens.plan import sounding
from qa_tui.tui.screens.plan.approving import is_looked_at, is_settled
from qa_tui.tui.screens.plan.editing import EDITING_KEYS, EditingKeys
from qa_tui.tui.screens.plan.reading import Reading
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.anonymise import Result
    from qa_tui.domain.excerpt import Edits
    from qa_tui.domain.identifying import Habits
    from qa_tui.domain.vote_set import Use
    from qa_tui.steps.desk import Desk
    from qa_tui.steps.excerpt import Checked, Draft
    from qa_tui.tui.lines import Line
    from qa_tui.tui.screens.plan.screen import PlanScreen


@dataclass
class CallChecked(Message):
    """The rules have looked at the call."""

    checked: Checked
    detector_problem: str


@dataclass
class HabitsFound(Message):
    """The agent's phrases have been compared with those of others."""

    edits: Edits
    habits: Habits


class ExcerptScreen(EditingKeys):
    """What a room would see of one call, with a movable start and end."""

    MODE = "plan"
    WORDS = (
        "The whole call as a room would see it: names, numbers, addresses and words that no dictionary has are hidden. The lines "
        "with the bar beside them are the excerpt. Read every one of them: no program finds everything.\n\n"
        "[ starts the excerpt at the line of the cursor, ] ends it there. x hides the line; ← and → go over its words, w hides "
        "the word and W hides it everywhere; the same key shows again what you hid. l shows a mask that hides too much, L "
        "everywhere: both ask why, and what is known of the roster or the call stays hidden. p puts he and she in neutral "
        "words. u takes the last change back, a approves. s: where there is a recording, whether the room hears it; then what it "
        "will hear.\n\n"
        "Below, private: the line as it was said, and what could say to colleagues whose call it is. Nobody can promise that "
        "colleagues who took part in a call do not know it again."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "approve", "approve", id="excerpt.approve"),
        *EDITING_KEYS,
        Binding("s", "sound", "sound", show=False, id="excerpt.sound"),
        Binding("escape", "back", "back", id="back"),
    ]
    rows = getters.query_one("#turns", LineList)
    source = getters.query_one("#source", LineView)

    def __init__(
        self, plan: PlanScreen, desk: Desk, opened: Draft, use: Use, *, is_approved: bool, lapsed: str = ""
    ) -> None:
        super().__init__(opened)
        self.plan = plan
        self._question = plan.question()
        self._desk = desk
        self._use = use
        self._is_approved = is_approved
        self._lapsed = lapsed
        self._habits: Habits | None = None
        self._detector_problem = ""
        self._lines: list[Line] = []
        self._read = Reading()
        self._unread = ""
        """What is said in place of the first words while lines of the excerpt have not been on the screen."""

    def body(self) -> list[Widget]:
        return [LineList(id="turns", classes="grow"), LineView(id="source", classes="foot")]

    def on_mount(self) -> None:
        super().on_mount()
        self._check()

    # Checking --------------------------------------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="check", exit_on_error=False)
    def _check(self) -> None:
        loaded, services = self.qa.loaded, self.qa.services
        if loaded is not None:
            found = check(loaded, self._draft.transcript, self._draft.candidate.agent, services.detectors())
            self.post_message(CallChecked(found, services.detector_problem()))

    def on_call_checked(self, message: CallChecked) -> None:
        self._checked, self._detector_problem = message.checked, message.detector_problem
        self._look_again()
        self.redraw()
        self.call_after_refresh(self._go_to_start)

    def _go_to_start(self) -> None:
        self.redraw()
        first = self._draft.edits.first
        if first in self._owner:
            self.rows.cursor = self._owner.index(first)
            self.rows.scroll_to(y=max(self.rows.cursor - 2, 0), animate=False, immediate=True)

    def _look_again(self) -> None:
        """Make the safe turns anew, and compare the phrases that are left in them."""
        if self._checked is not None:
            self._safe = make_safe(self._draft, self._checked)
            self._find_habits(self._draft, self._safe)

    @work(thread=True, exclusive=True, group="habits", exit_on_error=False)
    def _find_habits(self, looked_at: Draft, safe: Result) -> None:
        heard = self.plan.heard()
        if heard is not None and safe.turns:
            worker = get_current_worker()
            habits = find_habits(looked_at, safe, heard, lambda: worker.is_cancelled)
            if not worker.is_cancelled:
                self.post_message(HabitsFound(looked_at.edits, habits))

    def on_habits_found(self, message: HabitsFound) -> None:
        if message.edits == self._draft.edits:
            is_first, self._habits = self._habits is None, message.habits
            self._draw_foot()
            if is_first and self._turn() == self._draft.edits.first:
                # The foot has grown: the first lines of the excerpt stay where they were.
                self.call_after_refresh(self._go_to_start)

    # Drawing ---------------------------------------------------------------------------------------------------------

    def draw(self) -> None:
        if self._is_stale():
            self._leave_stale()
            return
        safe, desk = self._safe, self._draft
        if safe is None:
            self.sentence.show("Looking for everything that could say who somebody is ...")
            return
        self.sentence.show(
            self._unread
            or view.sentence(desk, safe, self._detector_problem, is_approved=self._is_approved, lapsed=self._lapsed)
            + sounding.words(self.qa, desk, safe)
        )
        width = max((self.rows.size.width or self.size.width) - 5, 20)
        self._lines, self._owner = view.turn_lines(safe.turns, width)
        turn, piece = self._turn(), self._piece()
        if turn is not None and piece is not None:
            view.mark_piece(self._lines, self._owner, turn, piece)
        lines, owner, edits, glyphs = self._lines, self._owner, desk.edits, self.qa.glyphs

        def row(number: int, cells: int) -> Line:
            self._read.note(owner, number)
            return view.row(lines, owner, number, edits, self.rows.cursor, cells, glyphs)

        self.rows.show_rows(len(lines), row)
        self._draw_foot()

    def on_resize(self) -> None:
        # The lines are wrapped for the width there is, which the list knows after it was laid out.
        self.call_after_refresh(self.redraw)

    def _draw_foot(self) -> None:
        groups, desk, turn, piece, habits = self.plan.groups, self._draft, self._turn(), self._piece(), self._habits
        most = 4 if self.size.height >= 30 else 2
        if self._safe is not None:
            self.source.show_flow(lambda width: view.foot(desk, turn, piece, groups, habits, width, most))

    @on(LineList.Moved, "#turns")
    def _moved(self) -> None:
        self._word = 0
        self.draw()

    # Keys ------------------------------------------------------------------------------------------------------------

    def _is_stale(self) -> bool:
        return self.plan.question() != self._question

    def _leave_stale(self) -> None:
        """The criterion, the scope or the files are others now: the score beside these lines may be another."""
        if self.is_current:
            self.qa.tell("The plan is another one now. What you did to the excerpt is kept: open it from the list.")
            self.app.pop_screen()

    def _change(self, changed: Draft) -> None:
        if changed is self._draft or self._is_stale():
            return
        self._desk.keep(changed, self.qa.services.clock())
        if self._is_approved:
            sounding.take_back(self.qa)
        self._is_approved, self._lapsed = False, ""
        self._draft = changed
        self._look_again()
        self.redraw()

    @work
    async def action_sound(self) -> None:
        await sounding.change_sound(self.qa, self._desk.plan, self._draft, self._safe)
        self.redraw()

    @work
    async def action_approve(self) -> None:
        safe, checked, store = self._safe, self._checked, self.qa.store()
        self._unread = ""
        if safe is None or checked is None or store is None:
            return
        if safe.turns and not self._is_read_to_the_end():
            return
        if not await is_looked_at(self.qa, safe, self._detector_problem):
            return
        if not await is_settled(self.qa, store, self._desk.plan, self.plan.groups, checked.known):
            return
        is_heard = await sounding.ask_consent(self.qa, store, self._draft, safe)
        if self._is_stale() or safe is not self._safe:
            return
        services, draft = self.qa.services, self._draft
        result = approve(
            store,
            self._desk.plan,
            draft,
            safe,
            checked,
            self.plan.position_of(draft.candidate.call_id),
            services.new_id(),
            services.clock(),
            self._use,
        )
        if isinstance(result, str):
            self.qa.tell(result, is_bad=True)
            return
        if is_heard:
            sounding.begin_clip(self.qa, store, result, draft, safe)
        parent = self.plan
        self.app.pop_screen()
        parent.go_on()

    def _is_read_to_the_end(self) -> bool:
        """Whether the last line of the excerpt has been on the screen; if not, it is brought there."""
        edits = self._draft.edits
        turns = range(edits.first, edits.last + 1)
        place = self._read.unread(self._owner, turns, round(self.rows.scroll_y), self.rows.size.height)
        if place is None:
            return True
        self.rows.cursor = place.cursor
        self.rows.scroll_to(y=place.top, animate=False, immediate=True)
        self._unread = "The excerpt goes on: read these lines, too, then press a again."
        self.draw()
        return False
