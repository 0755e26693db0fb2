"""The room's frame. It is safe to project in every phase, and its only way out is ctrl+q.

Every key is looked up in the phase that is on; what it means becomes an event, the event is committed, and only then is
anything drawn. Votes are counted by seat, and a seat is a place in a row, not a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, work
from textual.widgets import Digits, Static

from qa_tui.domain.session import Phase
from qa_tui.domain.shown import START, Blackened, Place
from qa_tui.tui.dialogs.confirm import ConfirmDialog
from qa_tui.tui.lines import line, wrap_parts
from qa_tui.tui.screens.room import keys, view
from qa_tui.tui.screens.room.body import MORE, RoomBody
from qa_tui.tui.screens.room.clock import clock_lines
from qa_tui.tui.screens.room.facilitator import FacilitatorsSide
from qa_tui.tui.screens.room.lines_of import body_lines
from qa_tui.tui.screens.room.presses import press, show_help
from qa_tui.tui.screens.room.reading import ReadPage, lines_in_window, page_with, part_read, read_pages
from qa_tui.tui.screens.room.sound import READ_IN, RoomSound
from qa_tui.tui.text import content, literal
from qa_tui.tui.tour import TourLine, room_words
from qa_tui.tui.widgets.enlarge import Enlarge, is_too_small
from qa_tui.tui.widgets.frame import FrameLine
from qa_tui.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events as textual_events
    from textual.app import ComposeResult

    from qa_tui.domain.shown import Shown
    from qa_tui.steps.live import LiveSession
    from qa_tui.tui.hearing import HeardMore
    from qa_tui.tui.lines import Line
    from qa_tui.tui.screens.room.page import Page

AFTER_A_WARNING = frozenset({"backspace", "u", "left", "right", "enter", "escape", "b"})
"""Keys of somebody who has looked up."""
LOOK_FOR_WINDOW_EVERY = 0.5
"""Seconds in which a window that was closed is missed."""


class RoomScreen(FacilitatorsSide, inherit_bindings=False):
    """What the room sees."""

    CSS = """
    RoomScreen { background: $background; padding: 0 2; }
    #room-head { background: $panel; height: 1; margin-bottom: 1; }
    #room-said { height: auto; color: $accent; text-style: bold; padding: 0 1; }
    #room-keys { height: auto; max-height: 3; color: $text-muted; padding: 0 1; }
    #room-count { display: none; width: auto; height: 3; padding: 0 1; color: $accent; }
    #room-private { display: none; height: auto; max-height: 7; border-top: solid $accent; padding: 0 1; }
    RoomScreen.-huge.counting #room-count { display: block; }
    RoomScreen.private #room-private { display: block; }
    RoomScreen.black { background: black; }
    RoomScreen.black #room-head, RoomScreen.black #room-keys, RoomScreen.black #room-count { display: none; }
    """
    head = getters.query_one("#room-head", FrameLine)
    body = getters.query_one(RoomBody)
    lines = getters.query_one("#room-lines", LineView)
    said = getters.query_one("#room-said", Static)

    def __init__(self, live: LiveSession, *, is_new: bool) -> None:
        super().__init__(live)
        self._is_new = is_new
        self._black_words = ""
        """What the black screen says while the room waits; empty says where the session stands."""
        self._is_clock = False
        """Whether the black screen shows the facilitator's clock."""
        self.page = 0
        self._begin = START
        """Where the page begins that was drawn last: in a window of another size it has another number."""
        self._laid_out_for: Page | None = None
        self.read = START
        """Up to where the room has seen this call's excerpt."""
        self._warning = ""
        """What is said until somebody looks."""
        self._armed = ""
        """Key that was asked to be pressed again."""
        self._pressed_before = ""
        """The same, before the key that is being dealt with."""
        self.sound = RoomSound(self)

    def compose(self) -> ComposeResult:
        yield FrameLine(id="room-head")
        yield RoomBody()
        yield Digits("", id="room-count")
        yield Static("", id="room-private", markup=False)
        yield TourLine()
        yield Static("", id="room-said", markup=False)
        yield Static("", id="room-keys", markup=False)
        yield Enlarge()

    def on_mount(self) -> None:
        self.redraw()
        self.set_interval(LOOK_FOR_WINDOW_EVERY, self._look_for_second_window)

    def on_resize(self) -> None:
        self.call_after_refresh(self.redraw)

    # Drawing ---------------------------------------------------------------------------------------------------------

    def redraw(self) -> None:
        if self._is_black:
            self.draw_black()
        else:
            self._draw()

    def draw_black(self) -> None:
        """What the black screen says. Nothing is read for it but the clock, where it is shown."""
        self.sound.follow(is_black=True)
        self._draw_private()
        self.query_one(TourLine).show(room_words(self.phase, is_black=True) if self.qa.is_touring else "")
        self.set_class(True, "black")  # noqa: FBT003 - Textual's own signature
        self.set_class(False, "counting")  # noqa: FBT003
        self.qa.services.publish(Blackened(self._black_words))
        self.lines.show(self._black(self._room_on_screen()))
        self.said.update("")

    def _draw(self) -> None:
        state = self.live.state
        page = self._room_on_screen()
        self.sound.follow(is_black=False)
        pages = self.pages()
        if (read_in := self._page_read()) != self._laid_out_for:
            # What stood at the top stays on the screen: letters are made larger while somebody reads.
            self._laid_out_for, self.page = read_in, page_with(pages, self._begin)
        self.page = min(self.page, len(pages) - 1)
        self._begin = pages[self.page].begin
        self._draw_private()
        is_voting = self.phase in {Phase.VOTE, Phase.TRIAL}
        shown = self._shown(pages)
        said = room_words(self.phase, is_black=False) if self.qa.is_touring else ""
        self.query_one(TourLine).show(said)
        self.set_class(False, "black")  # noqa: FBT003 - Textual's own signature
        self.set_class(is_voting, "counting")
        self.qa.services.publish(shown)
        if self.phase is Phase.EXCERPT:
            # Pages that the sound has skipped have not been read.
            self.read = part_read(pages, self.page).after(self.read)
        is_again = len(state.round.ballots) > 1
        left, right = view.head(state, (self.page, len(pages)), is_again=is_again)
        self.head.show(left, right)
        self.lines.show(self._lines(shown, page))
        if state.ballot is not None and is_voting:
            self.query_one("#room-count", Digits).update(f"{state.seats - state.ballot.missing}/{state.seats}")
        self._draw_said()
        self.body.begin_at((self.phase, state.current, self.page))
        more = (MORE,) if self.body.has_more else ()
        named = keys.words(state, is_counting=self.tally is not None, has_hidden=pages[self.page].has_hidden)
        told = wrap_parts((*more, *named, *self.sound.keys()), page.cells)
        self.query_one("#room-keys", Static).update(content([line(part) for part in told]))

    def _lines(self, shown: Shown, page: Page) -> list[Line]:
        if shown.excerpt is not None and shown.read is not None:
            return lines_in_window(shown.excerpt, shown.read, page, elsewhere=self.second_window is not None)
        return body_lines(shown, self.seat_now(), page, self.qa.glyphs)

    def _draw_said(self) -> None:
        self.said.update(literal(self.message or self._asked() or self.sound.words()))

    def on_heard_more(self, message: HeardMore) -> None:
        if self.sound.take(message):
            heard = self.sound.turn
            if heard is not None and self.phase in READ_IN:
                # From there on the page keys turn, until the next line is heard.
                self.page = page_with(self.pages(), Place(heard))
            self.redraw()
        elif not self._is_black:
            self._draw_said()

    def on_screen_suspend(self) -> None:
        """Something is asked: nobody talks over it."""
        self.sound.pause()

    def on_unmount(self) -> None:
        self.sound.end()

    def _shown(self, pages: Sequence[ReadPage]) -> Shown:
        """What everybody may see now: the same on this screen and in a second window."""
        return (
            self.live.shown(part_read(pages, self.page), self.sound.turn)
            if self.phase in READ_IN
            else self.live.shown()
        )

    def _black(self, page: Page) -> list[Line]:
        if self._is_clock:
            return clock_lines(self.live.state, self.live.minutes(), page)
        if self._black_words:
            return view.waiting(self._black_words, page)
        return view.black(self._is_new, self.live.state, self.message, page)

    def _asked(self) -> str:
        """What a count of hands asks for."""
        return self.tally.asks(self.live.state.round.brief.scale) if self.tally is not None else ""

    def pages(self) -> Sequence[ReadPage]:
        """The pages of what is read now; one without a line where nothing is."""
        if self.phase not in READ_IN:
            return (ReadPage(START, ()),)
        shown = self.live.excerpt() if self.phase is Phase.EXCERPT else self.live.partner()
        is_heard = bool(self.sound.keys())
        return read_pages(shown.hearing(self.sound.turn), self._page_read(), is_heard=is_heard)

    def seat_now(self) -> int:
        """Index of the seat that the next vote is for."""
        ballot = self.live.state.ballot
        if self.seat is not None:
            return self.seat
        return ballot.next_seat if ballot else 0

    # Keys ------------------------------------------------------------------------------------------------------------

    def on_key(self, event: textual_events.Key) -> None:
        key = (
            event.character if event.character and event.character.isprintable() and event.key != "space" else event.key
        )
        event.stop()
        event.prevent_default()
        if self.is_asking:
            # What is typed faster than the dialog comes means nothing here.
            return
        self._pressed_before, self._armed = self._armed, ""
        self.message = self._warning if key not in AFTER_A_WARNING else ""
        self._warning = self.message
        if self._is_black:
            if key == "enter" and self.phase is not Phase.CLOSED:
                self._is_black = self._is_new = self._is_clock = False
                self._black_words = ""
            elif key in {"?", "f1"} and self._is_new:
                show_help(self)
        elif key in {"b", "."}:
            self.go_black("")
        elif key == "T":
            if self.twice("T", "T again shows the clock in place of this page, to everybody who sees it."):
                self.go_black("")
                self._is_clock = True
        elif key == "W":
            self._ask_for_private()
        elif self.phase in READ_IN or not self.body.press(key):
            press(self, key)
        self.redraw()

    def warn(self, text: str) -> None:
        """Said until somebody looks: who types votes looks at cards, and the votes after a slip are one seat off."""
        self.message = self._warning = text

    def twice(self, key: str, question: str) -> bool:
        """Whether this is the second press in a row; else ask for it."""
        if self._pressed_before == key:
            return True
        self._armed, self.message = key, question
        return False

    def go_black(self, words: str) -> None:
        """Black until Enter, with these words or with where the session stands."""
        self._is_black, self._black_words, self._is_clock = True, words, False

    def turn_pages_back(self) -> None:
        self.page, self._begin, self.read = 0, START, START

    # Leaving ---------------------------------------------------------------------------------------------------------

    def ask_to_pause(self) -> None:
        """ctrl+q: on the black screen it leaves, elsewhere it asks, and the screen goes black first."""
        if self.app.screen is not self:
            return
        if self._is_black:
            self.dismiss(None)
        elif is_too_small(self.size):
            self.go_black("")
            self.redraw()
        else:
            self._pause()

    @work
    async def _pause(self) -> None:
        if await self.app.push_screen_wait(
            ConfirmDialog("Pause the session?", "The screen goes black first. Every vote is kept.", is_safe=True)
        ):
            self._is_black = True
        self.redraw()
