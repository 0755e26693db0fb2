"""The sessions that were held, and the debrief of each. Private: QA's scores stand beside the votes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType

from qa_tui.domain.session import Session
from qa_tui.domain.session_rules import replay
from qa_tui.steps.ledger import judged_rounds
from qa_tui.tui.screens.held import view
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.widgets.line_view import LineList

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.disagreement import JudgedRound
    from qa_tui.domain.recorded import SessionSummary
    from qa_tui.reports.page import Page
    from qa_tui.tui.lines import Line


class HeldScreen(PrivateScreen):
    """One line per session, the newest first."""

    MODE = "session"
    WORDS = "Every session that was held, the newest first. Enter opens its debrief, a notes who was there."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "debrief", id="held.open"),
        Binding("a", "attendance", "who was there", id="held.who"),
        Binding("escape", "back", "back", id="back"),
    ]
    rows = getters.query_one("#held", LineList)

    def __init__(self) -> None:
        super().__init__()
        self._sessions: tuple[SessionSummary, ...] = ()

    def body(self) -> list[Widget]:
        return [LineList(id="held", classes="grow")]

    def draw(self) -> None:
        store = self.qa.store()
        self._sessions = store.sessions() if store else ()
        self.sentence.show("Sessions that were held." if self._sessions else self.qa.unless_unread(view.NOTHING))
        votes = {summary.id: store.votes(summary.id) for summary in self._sessions} if store else {}
        glyphs = self.qa.glyphs

        def row(number: int, width: int) -> Line:
            summary = self._sessions[number]
            return view.row(summary, votes[summary.id], width, glyphs, at_cursor=number == self.rows.cursor)

        self.rows.show_rows(len(self._sessions), row)

    def action_attendance(self) -> None:
        from qa_tui.tui.screens.attendance.screen import AttendanceScreen

        if self.rows.cursor < len(self._sessions):
            self.app.push_screen(AttendanceScreen(self._sessions[self.rows.cursor]))

    @on(LineList.Chosen)
    def action_choose(self) -> None:
        store = self.qa.store()
        if store is None or self.rows.cursor >= len(self._sessions):
            return
        summary = self._sessions[self.rows.cursor]
        state = replay(store.events(summary.id))
        if isinstance(state, Session):
            rounds = tuple(judged_rounds(store, summary, state))
            self.app.push_screen(DebriefScreen(summary, state, rounds))
        else:
            self.qa.tell(f"This session cannot be read: {state.reason}.", is_bad=True)


class DebriefScreen(PrivateScreen):
    """What one session has recorded."""

    MODE = "session"
    WORDS = (
        "What a session has recorded: QA's scores that are to be checked, what was parked, the cards of the end, then every call "
        "with its votes. Votes belong to no name. Stop mirroring before you open this page: QA's scores stand beside the votes.\n\n"
        "a notes who was there. e writes it as a report. t writes the one page that everybody who was there can have: what was agreed and what stays "
        "open, without votes and scores."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "export", "report", id="held.export"),
        Binding("t", "takeaway", "takeaway", id="held.takeaway"),
        Binding("a", "attendance", "who was there", id="held.attendance"),
        Binding("escape", "back", "back", id="back"),
    ]

    def __init__(self, summary: SessionSummary, state: Session, rounds: tuple[JudgedRound, ...]) -> None:
        super().__init__()
        self._summary = summary
        self._state = state
        self._rounds = rounds

    def body(self) -> list[Widget]:
        return [LineList(id="debrief", classes="grow")]

    def draw(self) -> None:
        when = self._summary.when
        afterwards = ", entered afterwards" if self._state.entered_afterwards else ""
        self.sentence.show(f"{self._summary.criterion}, {when}{afterwards}. Stop mirroring before you read on.")
        glyphs, state, rounds = self.qa.glyphs, self._state, self._rounds
        lines = self.query_one("#debrief", LineList)
        lines.show_flow(lambda width: view.debrief(state, rounds, min(width, 110), glyphs))

    def action_attendance(self) -> None:
        from qa_tui.tui.screens.attendance.screen import AttendanceScreen

        self.app.push_screen(AttendanceScreen(self._summary))

    @work
    async def action_export(self) -> None:
        await self.export("session.html", self._report)

    @work
    async def action_takeaway(self) -> None:
        await self.export("takeaway.html", self._takeaway)

    def _report(self) -> Page:
        from qa_tui.reports.session_page import session_page

        store = self.qa.store()
        there = store.attendance(self._summary.id).values() if store else ()
        return session_page(self._summary, self._state, self._rounds, tuple(there))

    def _takeaway(self) -> Page:
        from qa_tui.reports.session_page import takeaway_page

        return takeaway_page(self._summary, self._rounds, self._state)
