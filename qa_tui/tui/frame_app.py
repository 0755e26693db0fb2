"""What stands around every screen: themes, steps, the store, the guard of the room, and a crash without a word of data."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from time import monotonic
from typing import TYPE_CHECKING

from textual._context import active_message_pump
from textual.app import App
from textual.events import Event, Key
from textual.worker import WorkerFailed

from qa_tui.crash import crash_words, is_store_error
from qa_tui.domain.safe_text import safe_line
from qa_tui.reports.words import as_sentence
from qa_tui.tui import glyphs
from qa_tui.tui.plain_characters import PlainCharacters
from qa_tui.tui.refusals import SaysRefusals
from qa_tui.tui.room_guard import RoomGuard
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.screens.projected import ProjectedScreen
from qa_tui.tui.screens.registry import MODES
from qa_tui.tui.themes import DARK, THEMES, after
from qa_tui.tui.widgets.enlarge import ACROSS, DOWN, is_too_small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.filter import LineFilter

    from qa_tui.steps.services import Services
    from qa_tui.steps.store import Store


INTERRUPTED = 130
"""Exit status of what was told to end."""
LAST_RESORT_SECONDS = 3.0
TOLD_SECONDS = 8.0
JUST_TOLD_SECONDS = 0.5


class FrameApp(SaysRefusals, App[None]):
    """The frame of the program. It knows the services and the screens, and nothing of what is loaded."""

    TITLE = "qa-tui"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = ACROSS
    VERTICAL_BREAKPOINTS = DOWN
    MODES = MODES

    def __init__(self, services: Services, *, ascii_only: bool, keeps_keys: bool = False) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        # Before anything is drawn, so that the style sheets are worked out once.
        self.set_reactive(App.theme, THEMES[services.settings.theme].name)
        self.services = services
        self.glyphs = glyphs.ASCII if ascii_only else glyphs.UNICODE
        self.guard = RoomGuard()
        self._last_resort: threading.Timer | None = None
        self._told: dict[str, float] = {}
        """Message that was just told, and may not stand there yet -> until when, on the clock that only goes on."""
        self.is_touring = False
        """A line on every screen says what stands there and what to press next."""
        self.store_problem = ""
        """Why the store could not be had."""
        self.has_begun = False
        """The first screen is there."""
        self._keys_before: list[Key] | None = [] if keeps_keys else None
        """Typed before it was: they wait for it. None where they go to nobody, as in front of a room."""
        self._plain = [PlainCharacters()] if ascii_only else []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *self._plain]

    def switch_theme(self) -> None:
        self.theme = after(self.theme).name

    @property
    def is_left(self) -> bool:
        """The program is being left: what other threads still tell finds no screen."""
        return not self.screen_stack

    def toggle_tour(self) -> None:
        """Begin the tour, or end it."""
        self.is_touring = not self.is_touring
        if isinstance(self.screen, PrivateScreen):
            self.screen.redraw()

    # Being told to end ------------------------------------------------------------------------------------------------

    def on_load(self) -> None:
        """A closed terminal or a shutdown leaves as ctrl+q does, with the terminal as it was."""
        if self.is_headless or sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()

        def end(*_: object) -> None:
            """Leave; and leave all the same where Textual waits for a terminal that takes no more and never will.

            What was recorded is on the disk, and a program that stayed would keep the database from the next one. The
            loop may be what waits: its own handlers of signals would never be called.
            """
            self._last_resort = threading.Timer(LAST_RESORT_SECONDS, os._exit, (INTERRUPTED,))
            self._last_resort.daemon = True
            self._last_resort.start()
            loop.call_soon_threadsafe(self._leave)

        for told in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(told, end)

    async def _shutdown(self) -> None:
        await super()._shutdown()
        if self._last_resort is not None:
            # The terminal has taken everything. What else is waited for comes to an end by itself.
            self._last_resort.cancel()

    def _leave(self) -> None:
        self.services.cancel_load()
        self.exit(return_code=INTERRUPTED)

    # The first keys --------------------------------------------------------------------------------------------------

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key) and self._keys_before is not None and not self.has_begun:
            self._keys_before.append(event)
            return
        if isinstance(event, Key) and event.key != "ctrl+q" and is_too_small(self.size):
            # Nobody sees what it would do.
            return
        await super().on_event(event)

    def begin(self) -> None:
        """The first screen is there: what was typed before it is meant for it."""
        self.has_begun = True
        self.call_after_refresh(self._hear)

    def forget_keys(self) -> None:
        """What was typed was not meant for what comes now."""
        self._keys_before = None

    def _hear(self) -> None:
        for key in self._keys_before or ():
            self.post_message(key)
        self.forget_keys()

    # The store -------------------------------------------------------------------------------------------------------

    def store(self) -> Store | None:
        """The store, or None after saying why it cannot be had."""
        try:
            return self.services.store()
        except Exception as problem:
            if not is_store_error(problem):
                raise
            self.store_problem = str(problem)
            self.tell_refusal(self.store_problem)
            return None

    def say_refusal(self, why: str) -> None:
        room = self._projected()
        if room is not None:
            room.say_refusal(why)
        else:
            self.tell_refusal(why)

    def tell_refusal(self, why: str) -> None:
        self.tell(as_sentence(why), is_bad=True)

    def _handle_exception(self, error: Exception) -> None:
        """What comes from a worker, or out of an answer to a dialog, passes no handler.

        Of any other pump Textual has given up on by now: the app ends with it, as it always would.
        """
        cause = error.error if isinstance(error, WorkerFailed) else error
        asked = active_message_pump.get(None)
        if is_store_error(cause) and isinstance(asked, SaysRefusals):
            asked.say_refusal(str(cause))
        else:
            super()._handle_exception(error)

    def unless_unread(self, nothing: str) -> str:
        """`nothing`, what to say where nothing is recorded; or why what is recorded cannot be read."""
        return nothing if self.store() is not None else f"What was recorded cannot be read: {self.store_problem}"

    def tell(self, text: str, *, is_bad: bool = False) -> None:
        """A short message over a private screen; while the room is on, it waits."""
        if not self.guard.hold(lambda: self.tell(text, is_bad=is_bad)):
            # The same sentence stands there once, however often its key is pressed or something asks for it.
            said, now = safe_line(text), monotonic()
            stands = {note.message for note in self._notifications}
            if said not in stands and now >= self._told.get(said, now):
                self._told[said] = now + JUST_TOLD_SECONDS
                self.notify(said, severity="error" if is_bad else "information", markup=False, timeout=TOLD_SECONDS)

    def clear_notifications(self) -> None:
        super().clear_notifications()
        self._told.clear()

    # Going places ----------------------------------------------------------------------------------------------------

    @property
    def is_in_room(self) -> bool:
        return self.guard.is_on

    def action_step(self, mode: str) -> None:
        if not self.is_in_room:
            self.clear_notifications()
            while len(self.screen_stack) > 1:
                self.pop_screen()
            self.switch_mode(mode)

    def action_open_files(self) -> None:
        self.action_step("welcome")

    def action_ledger(self) -> None:
        from qa_tui.tui.screens.ledger.screen import LedgerScreen

        if not self.is_in_room and not isinstance(self.screen, LedgerScreen):
            self.push_screen(LedgerScreen())

    def show_calls(
        self, criterion: str, agent: str | None = None, *, segment: tuple[str, str] | None = None, text: str = ""
    ) -> None:
        from qa_tui.domain.calls import CallFilter
        from qa_tui.tui.screens.calls.screen import CallsScreen

        segments = (segment,) if segment else ()
        self.push_screen(CallsScreen(CallFilter(criterion, agent=agent, segments=segments, text=text)))

    def action_words(self) -> None:
        from qa_tui.tui.dialogs.words import WordsDialog, keys_of

        if isinstance(self.screen, PrivateScreen):
            self.push_screen(WordsDialog(self.screen.words(), keys_of(self.screen)))

    async def action_quit(self) -> None:
        screen = self._projected()
        if screen is None:
            self.services.cancel_load()
            self.exit()
        else:
            screen.ask_to_pause()

    def _projected(self) -> ProjectedScreen | None:
        return next((s for s in self.screen_stack if isinstance(s, ProjectedScreen)), None)

    def action_command_palette(self) -> None:
        if not self.is_in_room:
            super().action_command_palette()

    def action_help_quit(self) -> None:
        if not self.is_in_room:
            self.tell("Press ctrl+q to leave.")

    def _fatal_error(self) -> None:
        """Say what happened without a word of data: Textual's own report prints local variables onto the projector."""
        from rich.text import Text

        if self._exit_renderables:
            # One error brings others with it: the first says what happened.
            return
        said = crash_words(self._exception, self.services.log)
        self._exit_renderables.append(Text(f"{said}\nStart it again: an open session goes on where it was."))
        self._close_messages_no_wait()
