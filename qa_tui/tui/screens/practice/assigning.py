"""What is done with assignments: given, practised, waived, moved to another day, taken back, reminded of."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, work
from textual.binding import Binding, BindingType

from qa_tui.domain.days import day_of
from qa_tui.domain.practice import Assignment, Attempt, CardState, extend, record, waive
from qa_tui.domain.session import Rejected
from qa_tui.reports.practice_words import reminders
from qa_tui.reports.words import count_of
from qa_tui.steps.practice import assign_approved
from qa_tui.steps.typed import without_names
from qa_tui.tui.dialogs.choose import ChooseDialog
from qa_tui.tui.dialogs.confirm import ConfirmDialog
from qa_tui.tui.screens.cycles import CycleScreen
from qa_tui.tui.widgets.line_view import LineList

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from qa_tui.domain.practice_board import PracticeBoard, PracticeRow

NOT_ASSIGNED = "Nothing is assigned to this agent yet."
SCORE_HINT = (
    "Percent on the same rubric, who scored it, and the day if it was not today: 84 JK 2026-10-07. - for no score."
)
MOST_LEVEL = 10
"""Up to here a bare number may be a level of a scale."""
DAY_HINT = "The day, then the reason: 2026-10-15 two public holidays in that week"


class AssigningScreen(CycleScreen):
    """The keys of assignments; the board is the screen's own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("S", "assign", "assign", id="practice.assign"),
        Binding("r", "record", "note a practice", id="practice.record"),
        Binding("f", "take_file", "from file", id="practice.file"),
        Binding("c", "remind", "reminder", id="practice.remind"),
        Binding("w", "waive", "waive", id="practice.waive"),
        Binding("D", "extend", "another day", id="practice.extend"),
        Binding("u", "undo", "undo", id="practice.undo"),
    ]
    board: PracticeBoard | None = None
    rows = getters.query_one("#rows", LineList)
    """A line for each row of the board."""

    @property
    def today(self) -> date:
        return self.qa.services.clock().date()

    def at_cursor(self) -> PracticeRow | None:
        """The row under the cursor."""
        rows = self.board.rows if self.board else ()
        return rows[self.rows.cursor] if self.rows.cursor < len(rows) else None

    @work
    async def action_assign(self) -> None:
        board = self.board
        if board is None or not board.can_be_assigned:
            waits = board is not None and any(card.state is CardState.IN_REVIEW for card in board.cards)
            self.qa.tell("Approve the cards first (A)." if waits else "Everybody who can have a card has one.")
            return
        count = count_of(len(board.can_be_assigned), "agent")
        if not await self.app.push_screen_wait(
            ConfirmDialog(
                f"Assign the approved cards to {count}?", "One card each. e writes their sheets, u takes it back."
            )
        ):
            return
        refused = self._assign(board, None, "")
        if "is over" in refused:
            await self.ask_until(
                "The 5 to 7 days are over. Due on which day, and why?",
                DAY_HINT,
                "",
                lambda text: self._assign_by(board, text),
            )
        elif refused:
            self.qa.tell(refused, is_bad=True)

    def _assign_by(self, board: PracticeBoard, text: str) -> str:
        found = read_day(text)
        return found if isinstance(found, str) else self._assign(board, found[0], self._hidden(found[1]))

    def _hidden(self, reason: str) -> str:
        """Reasons are kept, and names are not."""
        return without_names(reason, self.qa.known_team()) if reason else ""

    def _assign(self, board: PracticeBoard, due: date | None, why: str) -> str:
        """Assign all that can be; returns why nothing was."""
        store, services = self.qa.store(), self.qa.services
        if store is None:
            return self.qa.store_problem
        made, refused = assign_approved(
            store, board, self.today, services.clock(), services.settings.holidays, due=due, why=why
        )
        if not made:
            return Rejected(refused[0]).sentence
        left = f" {Rejected(refused[0]).sentence}" if refused else ""
        self.qa.tell(f"{len(made)} assigned. e writes their sheets.{left}")
        self.redraw()
        return ""

    def _change(self, change: Callable[[Assignment], Assignment | Rejected]) -> str:
        """Keep a change of the assignment at the cursor; returns why it was not."""
        store, shown = self.qa.store(), self.at_cursor()
        if store is None or shown is None or shown.assignment is None:
            return NOT_ASSIGNED
        result = change(shown.assignment)
        if isinstance(result, Rejected):
            return result.sentence
        store.keep_assignments([result], self.qa.services.clock())
        self.redraw()
        return ""

    def _assigned(self) -> PracticeRow | None:
        """The row under the cursor, where something is assigned; else that is said."""
        shown = self.at_cursor()
        if shown is not None and shown.assignment is not None:
            return shown
        self.qa.tell(NOT_ASSIGNED)
        return None

    @work
    async def action_record(self) -> None:
        shown = self._assigned()
        if shown is not None:
            await self.ask_until(f"Practice of {shown.trainee.name}", SCORE_HINT, "", self._record)

    def _record(self, text: str) -> str:
        attempt = read_attempt(text, self.today)
        if isinstance(attempt, str):
            return attempt
        return self._change(lambda assignment: record(assignment, attempt, self.today))

    @work
    async def action_waive(self) -> None:
        shown = self._assigned()
        if shown is not None:
            title = f"Why is nothing asked of {shown.trainee.name}?"
            await self.ask_until(
                title,
                "In a few words.",
                "",
                lambda why: self._change(lambda assignment: waive(assignment, self._hidden(why))),
            )

    @work
    async def action_extend(self) -> None:
        shown = self._assigned()
        if shown is None:
            return
        held = shown.trainee.session.held_on

        def take(text: str) -> str:
            found = read_day(text)
            if isinstance(found, str):
                return found
            return self._change(
                lambda assignment: extend(assignment, held, found[0], self._hidden(found[1]), self.today)
            )

        await self.ask_until(f"Another day for {shown.trainee.name}? The re-score waits for it.", DAY_HINT, "", take)

    @work
    async def action_take_file(self) -> None:
        from qa_tui.tui.screens.practice.taking import take_file

        store, board = self.qa.store(), self.board
        if store is None or board is None or not board.assigned:
            self.qa.tell("Nothing is assigned yet.")
            return
        changed = await take_file(self.qa, board, self.today)
        if changed:
            store.keep_assignments(changed, self.qa.services.clock())
            self.qa.tell(f"{len(changed)} noted. u takes it back.")
            self.redraw()

    def action_undo(self) -> None:
        store, cycle = self.qa.store(), self.cycle()
        taken = store.undo_practice(cycle.id) if store and cycle else 0
        self.qa.tell(f"{taken} taken back." if taken else "There is nothing to take back.")
        self.redraw()

    @work
    async def action_remind(self) -> None:
        said = reminders(self.board, self.today) if self.board else []
        if not said:
            self.qa.tell("Nobody is to be reminded.")
            return
        chosen: str | None = said[0][1]
        if len(said) > 1:
            options = [(text, team, f"{text.count(chr(10) + '- ')} open") for team, text in said]
            chosen = await self.app.push_screen_wait(ChooseDialog("Whose team?", options, self.qa.glyphs))
        if chosen is not None:
            self.copy(chosen)


def read_day(text: str) -> tuple[date, str] | str:
    """A day and a reason, such as "2026-10-15 public holiday"; or what is wrong with it."""
    day, _, why = text.strip().partition(" ")
    try:
        return day_of(day), why.strip()
    except ValueError:
        return f"Expected a day such as 2026-10-15, then the reason; found {day}."


def read_attempt(text: str, today: date) -> Attempt | str:
    """Such as "84 JK 2026-10-07": percent (or -), who scored it, and the day; or what is wrong with it."""
    number, *rest = text.split()
    day = today
    if rest and any(letter.isdigit() for letter in rest[-1]):
        try:
            day = day_of(rest.pop())
        except ValueError:
            return "Expected the day as 2026-10-07, at the end."
    by = " ".join(rest) or "self"
    if number == "-":
        return Attempt(day, None, by)
    try:
        percent = float(number.rstrip("%").replace(",", "."))
    except ValueError:
        return f"Expected a percent first, then who scored it: 84 JK; found {number}."
    if 0 < percent <= MOST_LEVEL and not number.endswith("%"):
        return (
            f"Is {number} a level? Write the percent on the rubric (4 of 5 is 80), or {number}% if that is what it is."
        )
    return Attempt(day, percent, by)
