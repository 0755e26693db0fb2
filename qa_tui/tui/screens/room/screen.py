"""The room's frame. It is safe to project in every phase, and its only way out is ctrl+q.

Every key is looked up in the phase that is on; what it means becomes an event, the event is committed, and only then is
anything drawn. Votes are counted by seat, and a seat is a place in a row, not a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, work
from textual.containers import VerticalScroll
from textual.widgets import Digits, Static

from qa_tui.crash import is_store_error
from qa_tui.domain import session_events as events
from qa_tui.domain.session import Phase, Rejected
from qa_tui.tui.dialogs.confirm import ConfirmDialog
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.lines import line, wrap_parts
from qa_tui.tui.screens.projected import ProjectedScreen
from qa_tui.tui.screens.room import keys, view
from qa_tui.tui.screens.room.body import body
from qa_tui.tui.screens.room.outcomes import ask_outcome
from qa_tui.tui.screens.room.page import Page
from qa_tui.tui.text import content, literal
from qa_tui.tui.typed_text import ask_text
from qa_tui.tui.widgets.frame import FrameLine
from qa_tui.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from datetime import datetime

    from textual import events as textual_events
    from textual.app import ComposeResult

    from qa_tui.anonymise import Known
    from qa_tui.steps.live import LiveSession
    from qa_tui.steps.loaded import Loaded
    from qa_tui.tui.app import QaApp
    from qa_tui.tui.lines import Line

ASK_TWICE_SECONDS = 60


class RoomScreen(ProjectedScreen, inherit_bindings=False):
    """What the room sees."""

    CSS = """
    RoomScreen { background: $background; padding: 0 2; }
    #room-head { background: $panel; height: 1; margin-bottom: 1; }
    #room-body { height: 1fr; }
    #room-said { height: auto; color: $accent; text-style: bold; padding: 0 1; }
    #room-keys { height: auto; max-height: 3; color: $text-muted; padding: 0 1; }
    #room-count { display: none; width: auto; height: 3; padding: 0 1; color: $accent; }
    RoomScreen.-huge.counting #room-count { display: block; }
    RoomScreen.black { background: black; }
    RoomScreen.black #room-head, RoomScreen.black #room-keys, RoomScreen.black #room-count { display: none; }
    """
    head = getters.query_one("#room-head", FrameLine)
    lines = getters.query_one("#room-lines", LineView)
    said = getters.query_one("#room-said", Static)

    def __init__(self, live: LiveSession, *, is_new: bool) -> None:
        super().__init__()
        self._live = live
        self._is_black = True
        self._is_new = is_new
        self._page = 0
        self._read_to = 0
        """Last page of this call's excerpt that the room has seen."""
        self._seat: int | None = None
        """Seat that the arrows chose; None follows the next empty one."""
        self._known_people: Known | None = None
        self._known_of: Loaded | None = None
        self._armed = ""
        self._shown_at: datetime | None = None
        self._message = ""

    @property
    def qa(self) -> QaApp:
        from qa_tui.tui.app import QaApp

        assert isinstance(self.app, QaApp)
        return self.app

    @property
    def phase(self) -> Phase:
        return self._live.state.phase

    def compose(self) -> ComposeResult:
        yield FrameLine(id="room-head")
        with VerticalScroll(id="room-body", can_focus=False):
            yield LineView(id="room-lines")
        yield Digits("", id="room-count")
        yield Static("", id="room-said", markup=False)
        yield Static("", id="room-keys", markup=False)

    def on_mount(self) -> None:
        self.redraw()

    def on_resize(self) -> None:
        self.call_after_refresh(self.redraw)

    # Drawing ---------------------------------------------------------------------------------------------------------

    def redraw(self) -> None:
        state = self._live.state
        page = self._room_on_screen()
        self.set_class(self._is_black, "black")
        self.set_class(self.phase is Phase.VOTE and not self._is_black, "counting")
        if self._is_black:
            self.lines.show(view.black(self._is_new, state, self._message, page))
            self.said.update("")
            return
        pages = self._excerpt_pages()
        self._page = min(self._page, len(pages) - 1)
        self._read_to = max(self._read_to, self._page)
        is_again = len(state.round.ballots) > 1
        left, right = view.head(
            state, (self._page, len(pages)) if self.phase is Phase.EXCERPT else None, is_again=is_again
        )
        self.head.show(left, right)
        self.lines.show(
            pages[self._page]
            if self.phase is Phase.EXCERPT
            else body(self._live, self._seat_now(), page, self.qa.glyphs)
        )
        if state.ballot is not None and self.phase is Phase.VOTE:
            self.query_one("#room-count", Digits).update(f"{state.seats - state.ballot.missing}/{state.seats}")
        self.said.update(literal(self._message))
        told = wrap_parts(keys.words(self.phase, state.round.brief.scale), page.cells)
        self.query_one("#room-keys", Static).update(content([line(part) for part in told]))

    def _room_on_screen(self) -> Page:
        return Page(max(self.size.width - 6, 20), max(self.size.height - 7, 3))

    def _excerpt_pages(self) -> list[list[Line]]:
        if self.phase is not Phase.EXCERPT:
            return [[]]
        return view.excerpt_pages(self._live.excerpt(), self._room_on_screen())

    def _seat_now(self) -> int:
        ballot = self._live.state.ballot
        if self._seat is not None:
            return self._seat
        return ballot.next_seat if ballot else 0

    # Keys ------------------------------------------------------------------------------------------------------------

    def on_key(self, event: textual_events.Key) -> None:
        key = (
            event.character if event.character and event.character.isprintable() and event.key != "space" else event.key
        )
        event.stop()
        event.prevent_default()
        armed, self._armed = self._armed, ""
        self._message = ""
        if self._is_black:
            if key == "enter" and self.phase is not Phase.CLOSED:
                self._is_black = self._is_new = False
        elif key in {"b", "."}:
            self._is_black = True
        else:
            self._press(key, armed)
        self.redraw()

    def _press(self, key: str, armed: str) -> None:
        match self.phase:
            case Phase.OPENING | Phase.BRIEF:
                self._press_before(key)
            case Phase.EXCERPT:
                self._press_excerpt(key, armed)
            case Phase.VOTE:
                self._press_vote(key, armed)
            case Phase.VOTES_IN:
                if key == "r" and self._send(events.DistributionShown()):
                    self._shown_at = self.qa.services.clock()
            case Phase.HOW_YOU_VOTED:
                self._press_distribution(key, armed)
            case Phase.SCORE:
                self._press_score(key, armed)
            case Phase.WRAP_UP:
                if key == "enter" and self._twice("enter", armed, "Enter again finishes the session."):
                    self._is_black = self._send(events.Closed())

    def _press_before(self, key: str) -> None:
        if key in {"+", "-"}:
            self._send(events.SeatsChanged(self._live.state.seats + (1 if key == "+" else -1)))
        elif key == "enter":
            self._page = self._read_to = 0
            to = Phase.BRIEF if self.phase is Phase.OPENING else Phase.EXCERPT
            self._send(events.Moved(to.value))

    def _press_excerpt(self, key: str, armed: str) -> None:
        if key in {"space", "pagedown", "down"}:
            pages = len(self._excerpt_pages())
            self._page = (self._page + 1) % pages if key == "space" else min(self._page + 1, pages - 1)
        elif key in {"pageup", "up"}:
            self._page = max(0, self._page - 1)
        elif key == "enter":
            left = len(self._excerpt_pages()) - 1 - self._read_to
            unread = "1 page has" if left == 1 else f"{left} pages have"
            if left < 1 or self._twice("enter", armed, f"{unread} not been read yet. Enter again votes all the same."):
                self._send(events.Moved(Phase.VOTE.value))

    def _press_vote(self, key: str, armed: str) -> None:
        state = self._live.state
        ballot = state.ballot
        vote = keys.vote_of(key, state.round.brief.scale)
        if vote is not None:
            if self._send(events.Cast(self._seat_now(), vote)):
                self._seat = None
        elif key in {"backspace", "u"}:
            if self._send(events.Undone()):
                self._seat = None
        elif key in {"left", "right"}:
            self._seat = (self._seat_now() + (1 if key == "right" else -1)) % state.seats
        elif key == "+":
            self._send(events.SeatsChanged(state.seats + 1))
        elif key == "space":
            self._page = 0
            self._send(events.Moved(Phase.EXCERPT.value))
        elif key == "enter" and ballot is not None:
            missing = ballot.missing
            seats = "1 seat" if missing == 1 else f"{missing} seats"
            if not missing or self._twice(
                "enter", armed, f"{seats} without a vote. Enter again takes the votes in as they are."
            ):
                self._seat = None
                self._send(events.VotesTaken())
        elif keys.is_digit(key):
            self.app.bell()
            self._message = f"There is no level {key} here. Levels: {keys.level_keys(state.round.brief.scale)}."

    def _press_distribution(self, key: str, armed: str) -> None:
        if key == "s":
            now = self.qa.services.clock()
            early = self._shown_at is None or (now - self._shown_at).total_seconds() < ASK_TWICE_SECONDS
            if not early or self._twice("s", armed, "Talk first? s again shows QA's score."):
                self._reveal()
        elif key == "v":
            self._send(events.VotedAgain())
        elif key == "n":
            self._write_note()
        elif key == "enter" and self._twice(
            "enter", armed, "QA's score has not been shown. Enter again goes on without it."
        ):
            self._send(events.Continued())

    def _press_score(self, key: str, armed: str) -> None:
        if key in {"1", "2", "3", "4"}:
            self._write_outcome(key)
        elif key == "n":
            self._write_note()
        elif key == "enter":
            settled = self._live.state.round.outcome is not None
            if settled or self._twice("enter", armed, "No outcome is noted. Enter again goes on without one."):
                self._send(events.Continued())

    def _twice(self, key: str, armed: str, question: str) -> bool:
        """Whether this is the second press in a row; else ask for it."""
        if armed == key:
            return True
        self._armed, self._message = key, question
        return False

    # Events ----------------------------------------------------------------------------------------------------------

    def _send(self, event: events.Event) -> bool:
        """Commit one event. What cannot be saved is not shown, and said in words that are safe to project."""
        try:
            result = self._live.send(event)
        except Exception as problem:
            if not is_store_error(problem):
                raise
            self._message = "This could not be saved and has not been counted. Is the disk full? Press it again."
            return False
        if isinstance(result, Rejected):
            self._message = result.reason[:1].upper() + result.reason[1:] + "."
            return False
        return True

    def _reveal(self) -> None:
        try:
            result = self._live.reveal()
        except Exception as problem:
            if not is_store_error(problem):
                raise
            self._message = "QA's score could not be read. Nothing is lost; press s again."
            return
        if isinstance(result, Rejected):
            self._message = result.reason

    def _known(self) -> Known | None:
        """Who must not be named in what is typed, read when something is typed; None while the files are being read."""
        if self.qa.is_team_unread:
            self._message = "One moment: the names to hide are still being read. Press the key again."
            self.redraw()
            return None
        if self._known_people is None or self._known_of is not self.qa.team_source():
            self._known_of = self.qa.team_source()
            self._known_people = self.qa.known_in_session(self._live.id)
        return self._known_people

    @work
    async def _write_note(self) -> None:
        known = self._known()
        if known is None:
            return
        note = await ask_text(
            self.app,
            lambda value: EntryDialog("Room note", "In the room's words, no names.", value),
            known,
            self._live.state.round.note,
        )
        if note is not None:
            self._send(events.Noted(note))
        self.redraw()

    @work
    async def _write_outcome(self, key: str) -> None:
        known = self._known()
        if known is None:
            return
        found = await ask_outcome(self.app, key, self._live.state.round.brief.scale, known)
        if found is not None:
            self._send(events.OutcomeAgreed(found))
        self.redraw()

    # Leaving ---------------------------------------------------------------------------------------------------------

    def ask_to_pause(self) -> None:
        """ctrl+q: on the black screen it leaves, elsewhere it asks, and the screen goes black first."""
        if self.app.screen is not self:
            return
        if self._is_black:
            self.dismiss(None)
        else:
            self._pause()

    @work
    async def _pause(self) -> None:
        if await self.app.push_screen_wait(
            ConfirmDialog("Pause the session?", "The screen goes black first. Every vote is kept.")
        ):
            self._is_black = True
        self.redraw()
