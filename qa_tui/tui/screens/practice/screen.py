"""Step 5: who practises what by when. Private: it names agents and holds scores of practice."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType

from qa_tui.domain.practice import (
    ApprovedHow,
    Assignment,
    Attempt,
    Card,
    CardApproval,
    CardState,
    approve,
    extend,
    record,
    waive,
)
from qa_tui.domain.session import Rejected
from qa_tui.reports.practice_words import board_sentence, reminders
from qa_tui.steps.practice import assign_approved, draft_cards, read_board
from qa_tui.tui.dialogs.choose import ChooseDialog
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.screens.cycles import CycleScreen
from qa_tui.tui.screens.practice import view
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

    from qa_tui.domain.practice_board import PracticeBoard, PracticeRow
    from qa_tui.reports.page import Page
    from qa_tui.tui.lines import Line


class PracticeScreen(CycleScreen):
    """One line per trained agent."""

    MODE = "practice"
    WORDS = (
        "Everybody who was trained practises the same criterion on the same call type within 5 to 7 days, with a card that two people "
        "can play. The cards come from the session's low calls as the room saw them; nothing gets to anybody that nobody approved, and a "
        "card that is changed is looked at again.\n\n"
        "enter opens the card, A approves all cards that are whole, S assigns the approved ones. r notes a practice, f takes a learning "
        "system's export, w waives one, D sets another day, u takes the last change back. c copies a reminder for a team leader, without scores.\n\n"
        "Who was absent gets no card: they come to the next session. [ and ] go to other cycles."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "card", id="practice.card"),
        Binding("A", "approve_all", "approve", id="practice.approve"),
        Binding("S", "assign", "assign", id="practice.assign"),
        Binding("r", "record", "note a practice", id="practice.record"),
        Binding("f", "take_file", "from file", id="practice.file"),
        Binding("c", "remind", "reminder", id="practice.remind"),
        Binding("w", "waive", "waive", id="practice.waive"),
        Binding("D", "extend", "another day", id="practice.extend"),
        Binding("u", "undo", "undo", id="practice.undo"),
        Binding("e", "export", "export", id="practice.export"),
    ]
    rows = getters.query_one("#rows", LineList)

    def __init__(self) -> None:
        super().__init__()
        self.board: PracticeBoard | None = None

    def body(self) -> list[Widget]:
        return [LineView(id="head"), LineList(id="rows", classes="grow"), LineView(id="below")]

    @property
    def today(self) -> date:
        return self.qa.services.clock().date()

    def draw(self) -> None:
        store, cycle = self.qa.store(), self.cycle()
        head, below = self.query_one("#head", LineView), self.query_one("#below", LineView)
        if store is None or cycle is None:
            self.board = None
            self.sentence.show("No session has been held yet: practice comes of one.")
            head.show([])
            self.rows.show([])
            below.show_flow(view.needs)
            return
        draft_cards(store, cycle, self.qa.services.new_id, self.qa.services.clock())
        board = self.board = read_board(store, cycle, self.qa.loaded)
        today, glyphs = self.today, self.qa.glyphs
        self.sentence.show(f"{self.which()}{cycle.criterion_name}. {board_sentence(board, today)}")
        head.show_rows(1 if board.rows else 0, lambda _n, width: view.header(width))

        def row(number: int, width: int) -> Line:
            return view.row(board.rows[number], today, width, glyphs, at_cursor=number == self.rows.cursor)

        self.rows.show_rows(len(board.rows), row)
        below.show_flow(lambda width: view.below(board, min(width, 110), glyphs))

    def at_cursor(self) -> PracticeRow | None:
        rows = self.board.rows if self.board else ()
        return rows[self.rows.cursor] if self.rows.cursor < len(rows) else None

    # Cards -----------------------------------------------------------------------------------------------------------

    @on(LineList.Chosen)
    @work
    async def action_choose(self) -> None:
        from qa_tui.tui.screens.practice.card import CardScreen

        board, shown = self.board, self.at_cursor()
        if board is None or not board.cards:
            self.qa.tell("There is no card yet.")
            return
        card = shown.card if shown is not None else None
        if card is None:
            card = await self.app.push_screen_wait(
                ChooseDialog("Which card?", view.card_options(board.cards), self.qa.glyphs)
            )
        if card is not None:
            await self.app.push_screen_wait(CardScreen(card))
            self.redraw()

    @work
    async def action_approve_all(self) -> None:
        """Every card in review that lacks nothing; each can be read with Enter first."""
        store, board = self.qa.store(), self.board
        waiting = [card for card in board.cards if card.state is CardState.IN_REVIEW] if board else []
        if store is None or not waiting:
            self.qa.tell("No card is in review.")
            return
        whole = [card for card in waiting if not card.scenario.lacks]
        if not whole:
            lacks = waiting[0].scenario.lacks
            self.qa.tell(f"Card {waiting[0].number} lacks {lacks}: open it with enter and write it.", is_bad=True)
            return
        by = await self.app.push_screen_wait(
            EntryDialog(
                f"Who approves {len(whole)} of {len(waiting)} cards?",
                "A role or initials; kept with the cards. With p before it, as in p JK, the approval was given on paper.",
                "supervisor",
                is_needed=True,
            )
        )
        if by is None:
            return
        is_paper = by.startswith("p ")
        given = CardApproval(
            by.removeprefix("p ").strip(), self.today, ApprovedHow.PAPER if is_paper else ApprovedHow.SCREEN
        )
        approved = [card for one in whole if isinstance(card := approve(one, given), Card)]
        store.keep_cards(approved, self.qa.services.clock())
        self.qa.tell(f"{len(approved)} approved. S assigns them.")
        self.redraw()

    # Assignments -----------------------------------------------------------------------------------------------------

    @work
    async def action_assign(self) -> None:
        store, board = self.qa.store(), self.board
        if store is None or board is None or not board.can_be_assigned:
            self.qa.tell("Nothing can be assigned: no approved card is without its agent.")
            return
        holidays = self.qa.services.settings.holidays
        now = self.qa.services.clock()
        made, refused = assign_approved(store, board, self.today, now, holidays)
        late = [reason for reason in refused if "is over" in reason]
        if not made and late:
            answer = await self._ask_day("The 5 to 7 days are over. Due on which day, and why?")
            if answer is not None:
                made, refused = assign_approved(store, board, self.today, now, holidays, due=answer[0], why=answer[1])
        self.qa.tell(
            f"{len(made)} assigned. e writes their sheets." if made else f"Not assigned: {refused[0]}.", is_bad=not made
        )
        self.redraw()

    async def _ask_day(self, title: str) -> tuple[date, str] | None:
        """A day and a reason, such as "2026-10-15 public holiday"."""
        text = await self.app.push_screen_wait(
            EntryDialog(title, "Such as: 2026-10-15 two public holidays in that week", is_needed=True)
        )
        if text is None:
            return None
        day, _, why = text.partition(" ")
        try:
            return date.fromisoformat(day), why.strip()
        except ValueError:
            self.qa.tell("Expected a day such as 2026-10-15, then the reason. Nothing was changed.", is_bad=True)
            return None

    def _change(self, change: Callable[[Assignment], Assignment | Rejected]) -> bool:
        """Keep a change of the assignment at the cursor, or say why not."""
        store, shown = self.qa.store(), self.at_cursor()
        if store is None or shown is None or shown.assignment is None:
            self.qa.tell("Nothing is assigned to this agent yet.")
            return False
        result = change(shown.assignment)
        if isinstance(result, Rejected):
            self.qa.tell(f"{result.reason[:1].upper()}{result.reason[1:]}.", is_bad=True)
            return False
        store.keep_assignments([result], self.qa.services.clock())
        self.redraw()
        return True

    @work
    async def action_record(self) -> None:
        shown = self.at_cursor()
        if shown is None or shown.assignment is None:
            self.qa.tell("Nothing is assigned to this agent yet.")
            return
        text = await self.app.push_screen_wait(
            EntryDialog(
                f"Practice of {shown.trainee.name}",
                "Percent on the same rubric, who scored it, and the day if it was not today: 84 JK 2026-10-07. - for no score.",
                is_needed=True,
            )
        )
        attempt = _read_attempt(text, self.today) if text else None
        if text and attempt is None:
            self.qa.tell("Expected a percent, then who scored it: 84 JK. Nothing was noted.", is_bad=True)
        elif attempt is not None:
            self._change(lambda assignment: record(assignment, attempt))

    @work
    async def action_waive(self) -> None:
        shown = self.at_cursor()
        if shown is None or shown.assignment is None:
            self.qa.tell("Nothing is assigned to this agent yet.")
            return
        why = await self.app.push_screen_wait(
            EntryDialog(f"Why is nothing asked of {shown.trainee.name}?", "In a few words.", is_needed=True)
        )
        if why:
            self._change(lambda assignment: waive(assignment, why))

    @work
    async def action_extend(self) -> None:
        shown = self.at_cursor()
        if shown is None or shown.assignment is None:
            self.qa.tell("Nothing is assigned to this agent yet.")
            return
        answer = await self._ask_day(f"Another day for {shown.trainee.name}? The re-score then waits for it.")
        held = shown.trainee.session.held_on
        if answer is not None:
            self._change(lambda assignment: extend(assignment, held, *answer))

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

    # Files -----------------------------------------------------------------------------------------------------------

    @work
    async def action_export(self) -> None:
        board = self.board
        if board is None or not board.rows:
            self.qa.tell("There is nothing to write yet.")
            return
        options = [
            ("assignments", "assignments, for a learning system", "html, md, csv, xlsx"),
            ("sheets", "one sheet per agent", "a folder"),
            ("deadlines", "days on which practice is due", "ics"),
        ]
        chosen = await self.app.push_screen_wait(ChooseDialog("Write what?", options, self.qa.glyphs))
        if chosen == "assignments":
            await self.export("assignments.xlsx", lambda: self._page(board), "It names agents.")
        elif chosen is not None:
            name = "practice" if chosen == "sheets" else "deadlines.ics"
            write = self._write_sheets if chosen == "sheets" else self._write_days
            title = "Folder for the sheets; each names one agent" if chosen == "sheets" else "Calendar file"
            await self.ask_until(title, "", str(Path.cwd() / name), lambda typed: write(board, typed))

    def _page(self, board: PracticeBoard) -> Page:
        from qa_tui.reports.practice_page import practice_page

        return practice_page(board, self.today)

    def _write_days(self, board: PracticeBoard, typed: str) -> str:
        from qa_tui.reports.calendar_file import calendar_file
        from qa_tui.reports.practice_words import practice_days
        from qa_tui.reports.writer import write_whole

        target, days = Path(typed).expanduser().absolute(), practice_days(board)
        if not days:
            return "Nothing is assigned yet."
        written = calendar_file(days, self.qa.services.clock())
        return self._written(target, lambda: write_whole(target, written))

    def _write_sheets(self, board: PracticeBoard, typed: str) -> str:
        from qa_tui.reports.practice_sheets import write_sheets

        target = Path(typed).expanduser().absolute()
        rows = board.handed_out
        if not rows:
            return "Nothing is assigned with a card that is approved as it stands."
        return self._written(target, lambda: write_sheets(target, rows, "html"))

    def _written(self, target: Path, write: Callable[[], object]) -> str:
        """Write; empty, or what is wrong with the place."""
        try:
            write()
        except OSError as problem:
            return f"{target.parent}: cannot be written: {(problem.strerror or 'unknown').lower()}."
        self.qa.tell(f"Written: {target}")
        return ""


def _read_attempt(text: str, today: date) -> Attempt | None:
    """Such as "84 JK 2026-10-07": percent (or -), who scored it, and the day; None where it cannot be read."""
    number, *rest = text.split()
    day = today
    if rest:
        try:
            day = date.fromisoformat(rest[-1])
            rest = rest[:-1]
        except ValueError:
            pass
    if number == "-":
        return Attempt(day, None, " ".join(rest) or "self")
    try:
        score = float(number.rstrip("%").replace(",", "."))
    except ValueError:
        return None
    return Attempt(day, score, " ".join(rest) or "self")
