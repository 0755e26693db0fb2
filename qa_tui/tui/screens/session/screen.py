"""Step 4, the private side: what is ready, what to check before the projector is on, and coming back to an open session."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from qa_tui.domain.cycle import running_cycle
from qa_tui.domain.days import day_of
from qa_tui.domain.plan_state import SEATS
from qa_tui.domain.session import MOST_SEATS, Rejected
from qa_tui.domain.vote_set import Use
from qa_tui.reports.cycle_words import joining_words
from qa_tui.steps.half_day import plans_of
from qa_tui.steps.live import LiveSession
from qa_tui.steps.plan import playing_order
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.screens.session import view
from qa_tui.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from datetime import date

    from textual.widget import Widget

    from qa_tui.domain.recorded import SessionSummary
    from qa_tui.steps.store import Store


class SessionScreen(PrivateScreen):
    """Start or go on. The room's screen begins black."""

    MODE = "session"
    WORDS = (
        "A session plays the approved excerpts of the plan: what we listen for, the excerpt, a silent vote on cards, how you "
        "voted, talk, perhaps a second vote, QA's score, and one outcome.\n\n"
        "Enter opens the room's screen, black at first. From there on the step keys are off, and ctrl+q is the only way out. "
        "Every vote is on disk before it is drawn: after a crash the session goes on at the same seat.\n\n"
        "With qa-tui present in a second terminal, on the projector, W in the room shows you votes by seat and what to say next.\n\n"
        "p: the session was held on paper, on a day that you say, and its votes are typed in now. They count, and are marked as entered afterwards; "
        "practice and re-score count from that day.\n\n"
        "q makes it a QA calibration: raters vote on calls, and seats are linked with names. The room is told so before anything else. "
        "In the ledger you then see, in private, who gives more or less than the others."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "start or go on", id="session.begin"),
        Binding("h", "held", "held sessions", id="session.held"),
        Binding("a", "attendance", "who was there", id="session.attendance"),
        Binding("p", "paper", "from paper", id="session.paper"),
        Binding("q", "calibration", "QA calibration", id="session.calibration"),
        Binding("plus", "seats(1)", "seat more", key_display="+", id="session.more"),
        Binding("minus", "seats(-1)", "seat less", key_display="-", id="session.less"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._paper_day: date | None = None
        """The day of a session that was held on paper, and whose votes are typed in now."""
        self._people: tuple[str, ...] = ()
        """Names of a QA calibration in the order of the seats; empty for any other session."""
        self._seats: int | None = None
        """As changed here; None takes the plan's."""

    def body(self) -> list[Widget]:
        return [LineView(id="session", classes="grow")]

    def _open_session(self) -> SessionSummary | None:
        store = self.qa.store()
        return next((s for s in store.sessions() if s.is_open), None) if store else None

    def draw(self) -> None:
        store = self.qa.store()
        if store is None:
            self.sentence.show("The database cannot be opened, so no session can be recorded.")
            return
        sessions = store.sessions()
        votes = {summary.id: store.votes(summary.id) for summary in sessions[: view.SHOWN_SESSIONS]}
        unfinished = next((s for s in sessions if s.is_open), None)
        plan = store.newest_plan(self.qa.workspace or None)
        planned = self._seats_of(plan)
        if unfinished is not None:
            self.sentence.show(
                f"A session on {unfinished.criterion} is open, with {store.votes(unfinished.id)} votes. Enter goes on; the screen is black first."
            )
        elif plan is not None:
            ready = []
            for part in plans_of(store, plan):
                approved = tuple(store.approved(part).values())
                ready.append((store.plan_criterion(part).name, approved, len(playing_order(approved, part))))
            self.sentence.show(view.ready_sentence(ready, planned))
        else:
            kept = (
                "The last session is kept: 5 is practice, d what its votes say. "
                if sessions
                else "No excerpt is approved yet. "
            )
            self.sentence.show(
                f"{kept}Press 3 and approve the calls to be played{' in the next one' if sessions else ''}."
            )
            self.qa.note_plan(is_ready=False)
            self.draw_frame()
        cycle = "" if unfinished or plan is None or self._people else self._cycle_words(store, plan)
        seats = None if unfinished else planned
        self.query_one("#session", LineView).show_flow(
            lambda width: view.lines(
                sessions,
                votes,
                seats,
                min(width, 100),
                paper_day=self._paper_day,
                people=self._people,
                cycle=cycle,
            )
        )

    def _cycle_words(self, store: Store, plan: str) -> str:
        today = self.qa.services.clock().date()
        running = running_cycle(
            store.cycles(), store.plan_workspace(plan), store.plan_criterion(plan), self._paper_day or today
        )
        return joining_words(running)

    def _seats_of(self, plan: str | None) -> int:
        store = self.qa.store()
        if self._seats is not None:
            return self._seats
        return store.plan_state(plan).seats if store and plan else SEATS

    def action_seats(self, by: int) -> None:
        store = self.qa.store()
        seats = self._seats_of(store.newest_plan(self.qa.workspace or None) if store else None)
        self._seats = min(max(seats + by, 1), MOST_SEATS)
        self.redraw()

    def action_held(self) -> None:
        from qa_tui.tui.screens.held.screen import HeldScreen

        self.app.push_screen(HeldScreen())

    def action_attendance(self) -> None:
        from qa_tui.tui.screens.attendance.screen import AttendanceScreen

        store = self.qa.store()
        sessions = store.sessions() if store else ()
        if sessions:
            self.app.push_screen(AttendanceScreen(sessions[0]))
        else:
            self.qa.tell("Attendance is noted of a session: start one first.")

    @work
    async def action_calibration(self) -> None:
        """Make it a QA calibration, or an ordinary session again."""
        hint = "Names in the order of the seats, with commas between. Votes are linked with them. Empty: an ordinary session."
        text = await self.app.push_screen_wait(
            EntryDialog("QA calibration: who sits where?", hint, ", ".join(self._people))
        )
        if text is None:
            return
        names = tuple(name.strip() for name in text.split(",") if name.strip())
        if len({name.casefold() for name in names}) < len(names):
            self.qa.tell("A name stands there twice: say who is who.", is_bad=True)
            return
        self._people = names[:MOST_SEATS]
        self._seats = len(self._people) or None
        self.redraw()

    @work
    async def action_paper(self) -> None:
        """Say on which day a session was held on paper, or that it is held now."""
        today = self.qa.services.clock().date()

        def take(text: str) -> str:
            try:
                day = None if text.strip() == "-" else day_of(text)
            except ValueError:
                return f"Expected a day such as {today}, or - for a session that is held now."
            if day is not None and day > today:
                return f"{day} has not come yet."
            self._paper_day = day
            self.redraw()
            return ""

        hint = "Practice and re-score count from that day. - for a session that is held now."
        await self.ask_until("On which day was it held on paper?", hint, str(self._paper_day or today), take)

    def action_begin(self) -> None:
        said = self.resume(None) if self._open_session() else self.start(None)
        if said:
            self.qa.tell(said, is_bad=True)

    def start(self, plan: str | None) -> str:
        """Open a session on a plan; returns what stands in the way, or an empty string."""
        store = self.qa.store()
        if store is None:
            return self.qa.store_problem
        if self.qa.busy:
            return "The files are still being read: start when that is done, so that it is known whose names to hide."
        if self._open_session():
            return "A session is open. Go on with it first: qa-tui session resume."
        chosen = plan or store.newest_plan(self.qa.workspace or None)
        parts = plans_of(store, chosen) if chosen is not None else ()
        if chosen is None or not any(store.approved(part) for part in parts):
            return "No excerpt is approved yet: there is nothing a room could be shown."
        changed = tuple(dict.fromkeys(what for part in parts for what in self.qa.lapse_changed(part)))
        if changed:
            said = " and ".join(changed)
            return f"Since the excerpts were approved {said} changed: look at them again (3) before a room sees them."
        kept = [excerpt for part in parts for excerpt in store.excerpts_of(part).values()]
        lapsed = sum(bool(excerpt.lapsed) and excerpt.use is not Use.ASIDE for excerpt in kept)
        if lapsed:
            are = "excerpt has" if lapsed == 1 else "excerpts have"
            return f"{lapsed} {are} changed since the approval: look again (3), or leave what is not needed out."
        services = self.qa.services
        live = LiveSession.start(
            store,
            chosen,
            services.new_id(),
            self._seats_of(chosen),
            services.clock,
            held_on=self._paper_day,
            people=self._people,
        )
        if isinstance(live, Rejected):
            return live.reason
        self._paper_day, self._people, self._seats = None, (), None
        self.qa.enter_room(live, is_new=True)
        return ""

    def resume(self, session: str | None) -> str:
        """Go on with a session; returns what stands in the way, or an empty string."""
        store = self.qa.store()
        if store is None:
            return self.qa.store_problem
        found = session or (summary.id if (summary := self._open_session()) else None)
        if found is None:
            return "There is no open session."
        if not any(s.id == found and s.is_open for s in store.sessions()):
            return "There is no open session of that name."
        live = LiveSession.resume(store, found, self.qa.services.clock)
        if isinstance(live, Rejected):
            return live.reason
        self.qa.enter_room(live, is_new=False)
        return ""
