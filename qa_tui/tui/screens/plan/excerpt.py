"""The excerpt editor. Private: the source text of the chosen line is shown here and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType

from qa_tui.steps.plan import Draft, approve, make_safe
from qa_tui.tui.dialogs.confirm import ConfirmDialog
from qa_tui.tui.lines import cut, line, paragraph
from qa_tui.tui.screens.plan import view
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.anonymise import Result
    from qa_tui.tui.lines import Line
    from qa_tui.tui.screens.plan.screen import PlanScreen


class ExcerptScreen(PrivateScreen):
    """What a room would see of one call, with a movable start and end."""

    MODE = "plan"
    WORDS = (
        "The whole call as a room would see it: names, numbers and e-mail addresses are replaced. Street addresses and dates of "
        "birth are not: hide such a line with x. The lines with the bar beside them are the excerpt. Read every one of them: "
        "no program finds everything.\n\n"
        "[ starts the excerpt at the line of the cursor, ] ends it there. x hides a line whole, x again shows it. a approves. "
        "Below, marked private, is the line as it was said; no room ever sees it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "approve", "approve", id="excerpt.approve"),
        Binding("left_square_bracket", "start", "start here", key_display="[", id="excerpt.start"),
        Binding("right_square_bracket", "end", "end here", key_display="]", id="excerpt.end"),
        Binding("x", "hide", "hide the line", id="excerpt.hide"),
        Binding("escape", "back", "back", id="back"),
    ]
    rows = getters.query_one("#turns", LineList)
    source = getters.query_one("#source", LineView)

    def __init__(self, desk: Draft, *, is_approved: bool) -> None:
        super().__init__()
        self._desk = desk
        self._is_approved = is_approved
        self._safe: Result | None = None
        self._owner: list[int] = []

    @property
    def plan(self) -> PlanScreen:
        from qa_tui.tui.screens.plan.screen import PlanScreen

        below = self.app.screen_stack[0]
        assert isinstance(below, PlanScreen)
        return below

    def body(self) -> list[Widget]:
        return [LineList(id="turns", classes="grow"), LineView(id="source", classes="foot")]

    def on_mount(self) -> None:
        self._make_safe()
        super().on_mount()
        self.call_after_refresh(self._go_to_start)

    def _go_to_start(self) -> None:
        self.redraw()
        if self._desk.first in self._owner:
            self.rows.cursor = self._owner.index(self._desk.first)
            self.rows.scroll_to(y=max(self.rows.cursor - 2, 0), animate=False, immediate=True)

    def _make_safe(self) -> None:
        if self.qa.loaded is not None:
            self._safe = make_safe(self.qa.loaded, self._desk)

    def draw(self) -> None:
        safe, desk = self._safe, self._desk
        if safe is None:
            return
        candidate = desk.candidate
        kind = "Low call" if candidate.role.value == "low" else "Good call"
        state = "Approved." if self._is_approved else "Read every line beside the bar, then press a."
        if safe.status == "review":
            state = "Nobody in this call is known by name, so names may be left: look twice. " + state
        if safe.status == "blocked":
            state = "This call could not be checked, so it cannot be shown. Choose another."
        if desk.is_suggested:
            state = f"These lines are suggested by the rubric's signals. {state}"
        self.sentence.show(f"{kind}, {candidate.call_type}, {desk.last - desk.first + 1} lines. {state}")
        width = max((self.rows.size.width or self.size.width) - 5, 20)
        lines, self._owner = view.editor_lines(safe.turns or desk.transcript.turns[:0], width)
        glyphs = self.qa.glyphs

        def row(number: int, _width: int) -> Line:
            turn = self._owner[number]
            inside = desk.first <= turn <= desk.last
            edge = glyphs.cursor if number == self.rows.cursor else " "
            first_of = number == 0 or self._owner[number - 1] != turn
            mark = (
                "["
                if inside and turn == desk.first and first_of
                else "]"
                if inside and turn == desk.last and self._is_last_line(number)
                else glyphs.full
                if inside
                else " "
            )
            words = tuple((text, role if inside else "muted") for text, role in lines[number])
            return cut(((edge, "accent"), (mark, "accent"), (" ", ""), *words), _width)

        self.rows.show_rows(len(lines), row)
        self._draw_source()

    def _is_last_line(self, number: int) -> bool:
        return number + 1 == len(self._owner) or self._owner[number + 1] != self._owner[number]

    def _turn(self) -> int | None:
        return self._owner[self.rows.cursor] if self.rows.cursor < len(self._owner) else None

    @on(LineList.Moved, "#turns")
    def _draw_source(self) -> None:
        turn = self._turn()
        if turn is None:
            return
        said = self._desk.transcript.turns[turn]
        text = f"{turn + 1} {said.speaker.upper()}  {said.text}"
        self.source.show_flow(
            lambda width: [line(("private · as it was said", "muted")), *paragraph(text, width, "muted")[:4]]
        )

    # Keys ------------------------------------------------------------------------------------------------------------

    def _change(self, desk: Draft) -> None:
        if self._is_approved:
            store, plan = self.qa.store(), self.plan.plan_id()
            if store and plan:
                store.withdraw(plan, desk.candidate.call_id)
            self._is_approved = False
            self.qa.tell("Changed, so it needs your approval again.")
        self._desk = desk
        self.plan.keep_draft(desk)
        self.redraw()

    def action_start(self) -> None:
        turn = self._turn()
        if turn is not None:
            self._change(replace(self._desk, first=turn, last=max(turn, self._desk.last)))

    def action_end(self) -> None:
        turn = self._turn()
        if turn is not None:
            self._change(replace(self._desk, last=turn, first=min(turn, self._desk.first)))

    def action_hide(self) -> None:
        turn = self._turn()
        if turn is not None:
            desk = replace(self._desk, hidden=self._desk.hidden ^ {turn})
            self._desk = desk
            self._make_safe()
            self._change(desk)

    @work
    async def action_approve(self) -> None:
        safe, store = self._safe, self.qa.store()
        if safe is None or store is None:
            return
        if safe.status == "review" and not await self.app.push_screen_wait(
            ConfirmDialog(
                "Nobody in this call is known by name",
                "Names may be left in it. Have you read every line beside the bar?",
            )
        ):
            return
        if safe.status == "blocked":
            self.qa.tell("This excerpt could not be checked, so it cannot be shown. Choose another call.", is_bad=True)
            return
        plan = self.plan.plan_id()
        if plan is None:
            return
        services = self.qa.services
        result = approve(
            store, plan, self._desk, safe, self.plan.position_of(self._desk), services.new_id(), services.clock()
        )
        if isinstance(result, str):
            self.qa.tell(result, is_bad=True)
            return
        self.plan.keep_draft(self._desk)
        parent = self.plan
        self.app.pop_screen()
        parent.open_next()
