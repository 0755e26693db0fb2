"""Step 5: who practises what by when. Private: it names agents and holds scores of practice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from qa_tui.domain.practice import ApprovedHow, Card, CardApproval, CardState, approve
from qa_tui.readers.places import written_path
from qa_tui.reports.practice_words import board_sentence
from qa_tui.reports.words import count_of
from qa_tui.steps.practice import draft_cards, read_board
from qa_tui.tui.dialogs.choose import ChooseDialog
from qa_tui.tui.dialogs.confirm import ConfirmDialog
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.screens.practice import view
from qa_tui.tui.screens.practice.assigning import AssigningScreen
from qa_tui.tui.widgets.enlarge import LOW_BELOW
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.cycle import Cycle
    from qa_tui.domain.practice_board import PracticeBoard
    from qa_tui.reports.page import Page
    from qa_tui.tui.lines import Line


class PracticeScreen(AssigningScreen):
    """One line per trained agent."""

    MODE = "practice"
    WORDS = (
        "Everybody who was trained practises the same criterion on the same call type within 5 to 7 days, with a card that two people "
        "can play. The cards come from the session's low calls as the room saw them; nothing gets to anybody that nobody approved, and a "
        "card that is changed is looked at again.\n\n"
        "enter opens the card, v any card, A approves all cards that are whole, S assigns the approved ones. r notes a practice, f takes a learning "
        "system's export, w waives one, D sets another day, u takes the last change back, e writes assignments, sheets or a calendar file. c copies a reminder for a team leader, without scores.\n\n"
        "Who was absent gets no card: they come to the next session. [ and ] go to other cycles."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "card", id="practice.card"),
        Binding("A", "approve_all", "approve", id="practice.approve"),
        Binding("v", "cards", "all cards", id="practice.cards"),
        Binding("e", "export", "export", id="practice.export"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._drafted: Cycle | None = None
        """The cycle as it stood when its cards were drafted."""
        self._opened: set[str] = set()
        """Ids of the cards that were looked at."""

    def body(self) -> list[Widget]:
        return [LineView(id="head"), LineList(id="rows", classes="grow"), LineView(id="below")]

    def draw(self) -> None:
        store, cycle = self.qa.store(), self.cycle()
        head, below = self.query_one("#head", LineView), self.query_one("#below", LineView)
        if store is None or cycle is None:
            self.board = None
            self.sentence.show(self.qa.unless_unread("No session has been held yet: practice comes of one."))
            head.show([])
            self.rows.show([])
            below.show_flow(view.needs)
            return
        if cycle != self._drafted:
            draft_cards(store, cycle, self.qa.services.new_id, self.qa.services.clock())
            self._drafted = cycle
        board = self.board = read_board(store, cycle, self.qa.loaded)
        today, glyphs = self.today, self.qa.glyphs
        self.sentence.show(f"{self.which()}{cycle.criterion_name}. {board_sentence(board, today, with_keys=True)}")
        head.show_rows(1 if board.rows else 0, lambda _n, width: view.header(width))

        def row(number: int, width: int) -> Line:
            return view.row(board.rows[number], today, width, glyphs, at_cursor=number == self.rows.cursor)

        self.rows.show_rows(len(board.rows), row)
        self._draw_below(board)

    def _draw_below(self, board: PracticeBoard) -> None:
        is_low, glyphs = self.size.height < LOW_BELOW, self.qa.glyphs
        self.query_one("#below", LineView).show_flow(
            lambda width: view.below(board, min(width, 110), glyphs, is_low=is_low)
        )

    def on_resize(self) -> None:
        if self.board is not None:
            self._draw_below(self.board)

    # Cards -----------------------------------------------------------------------------------------------------------

    @on(LineList.Chosen)
    @work
    async def action_choose(self) -> None:
        board, shown = self.board, self.at_cursor()
        if board is None or not board.cards:
            self.qa.tell("There is no card yet.")
            return
        card = shown.card if shown is not None else None
        await self._open(board, card)

    @work
    async def action_cards(self) -> None:
        """Any card, also one that nobody has."""
        if self.board is None or not self.board.cards:
            self.qa.tell("There is no card yet.")
            return
        await self._open(self.board, None)

    async def _open(self, board: PracticeBoard, card: Card | None) -> None:
        from qa_tui.tui.screens.practice.card import CardScreen

        chosen = card or await self.app.push_screen_wait(
            ChooseDialog("Which card?", view.card_options(board.cards), self.qa.glyphs)
        )
        if chosen is not None:
            self._opened.add(chosen.id)
            await self.app.push_screen_wait(CardScreen(chosen))
            self.redraw()

    @work
    async def action_approve_all(self) -> None:
        """Every card in review that lacks nothing; those that nobody has opened are asked about."""
        store, board = self.qa.store(), self.board
        waiting = [card for card in board.cards if card.state is CardState.IN_REVIEW] if board else []
        if store is None or not waiting:
            self.qa.tell("No card is in review.")
            return
        whole = [card for card in waiting if not card.scenario.lacks]
        if not whole:
            lacks = waiting[0].scenario.lacks
            self.qa.tell(f"Card {waiting[0].number} lacks {lacks}: open it with v; w writes it.", is_bad=True)
            return
        unread = [card for card in whole if card.id not in self._opened]
        if unread and not await self.app.push_screen_wait(
            ConfirmDialog(
                f"Approve {count_of(len(unread), 'card')} that you have not opened here?",
                "Enter on a row, or v, shows a card as it is handed out.",
            )
        ):
            return
        by = await self.app.push_screen_wait(
            EntryDialog(
                f"Who approves {len(whole)} of {len(waiting)} cards?",
                "A role or initials; kept with the cards.",
                "supervisor",
                is_needed=True,
            )
        )
        if by is None:
            return
        given = CardApproval(by, self.today, ApprovedHow.SCREEN)
        approved = [card for one in whole if isinstance(card := approve(one, given), Card)]
        store.keep_cards(approved, self.qa.services.clock())
        self.redraw()
        waits = self.board is not None and self.board.can_be_assigned
        self.qa.tell(f"{len(approved)} approved.{' S assigns them.' if waits else ''}")

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

        target, days = written_path(typed).absolute(), practice_days(board)
        if not days:
            return "Nothing is assigned yet."
        written = calendar_file(days, self.qa.services.clock())
        return self.written(target, lambda: write_whole(target, written))

    def _write_sheets(self, board: PracticeBoard, typed: str) -> str:
        from qa_tui.reports.practice_sheets import write_sheets

        target = written_path(typed).absolute()
        rows = board.handed_out
        if not rows:
            return "Nothing is assigned with a card that is approved as it stands."
        waiting = len(board.assigned) - len(rows)
        problem = self.written(target, lambda: write_sheets(target, rows, "html"))
        if not problem and waiting:
            self.qa.tell(f"{waiting} left out: their card was changed and is not approved as it stands.", is_bad=True)
        return problem
