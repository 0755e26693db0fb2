"""The app: owner of what is loaded, of the scope, and of which screen is on. Everything else asks it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from textual import work
from textual.app import App
from textual.reactive import var

from qa_tui.crash import crash_words, write_crash
from qa_tui.domain.safe_text import safe_line
from qa_tui.domain.scope import Scope
from qa_tui.tui import glyphs
from qa_tui.tui.messages import DataRead, GapsFound, Reading
from qa_tui.tui.navigation import ready_steps
from qa_tui.tui.plain_characters import PlainCharacters
from qa_tui.tui.room_guard import RoomGuard
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.screens.projected import ProjectedScreen
from qa_tui.tui.screens.registry import MODES
from qa_tui.tui.themes import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import SystemCommand
    from textual.filter import LineFilter
    from textual.screen import Screen

    from qa_tui.domain.gaps import GapReport
    from qa_tui.domain.loading import LoadRequest
    from qa_tui.steps.live import LiveSession
    from qa_tui.steps.loaded import Loaded
    from qa_tui.steps.services import Services
    from qa_tui.steps.store import Store

DEMO = "demo"
NOT_ENOUGH_DATA = 4
"""Exit status where there is no session to start or to go on with."""
STORE_ERRORS = frozenset({"StoreError", "LockedError", "NewerDatabaseError"})


class QaApp(App[None]):
    """The full-screen program."""

    TITLE = "qa-tui"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide"), (160, "-huge")]  # noqa: RUF012 - Textual declares it so
    MODES = MODES
    loaded: var[Loaded | None] = var(None)
    scope: var[Scope] = var(Scope())
    report: var[GapReport | None] = var(None)
    criterion: var[str | None] = var(None)
    """The criterion that steps 2 and 3 are about: the one a person chose, else the topic."""

    def __init__(
        self,
        services: Services,
        *,
        request: LoadRequest | None = None,
        room: Literal["start", "resume"] | None = None,
        wanted: str | None = None,
        ascii_only: bool = False,
    ) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        # Before anything is drawn, so that the style sheets are worked out once.
        self.set_reactive(App.theme, DARK.name)
        self.services = services
        self.glyphs = glyphs.ASCII if ascii_only else glyphs.UNICODE
        self._plain = [PlainCharacters()] if ascii_only else []
        self._request = request
        self._room = room
        self._wanted = wanted
        self.busy = ""
        """What is being read just now, in words; empty where nothing is."""
        self.workspace = DEMO if services.is_demo else ""
        """Name of the set of files that is open."""
        self._approved_plan = False
        self.store_problem = ""
        """Why the store could not be had."""
        self._guard = RoomGuard()

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *self._plain]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    # The store -------------------------------------------------------------------------------------------------------

    def store(self) -> Store | None:
        """The store, or None after saying why it cannot be had."""
        try:
            return self.services.store()
        except Exception as problem:
            if type(problem).__name__ not in STORE_ERRORS:
                raise
            self.store_problem = str(problem)
            self.tell(self.store_problem, is_bad=True)
            return None

    def tell(self, text: str, *, is_bad: bool = False) -> None:
        """A short message over a private screen; while the room is on, it waits."""
        if not self._guard.hold(lambda: self.tell(text, is_bad=is_bad)):
            self.notify(safe_line(text), severity="error" if is_bad else "information", markup=False, timeout=8)

    # Starting --------------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        self.set_reactive(QaApp.scope, self.services.scope)
        if self._room is not None:
            self.switch_mode("session")
            self.call_after_refresh(self._enter_room)
            return
        self.switch_mode("welcome" if self._request is None and not self.services.is_demo else "scores")
        self.call_after_refresh(self._begin)

    def _enter_room(self) -> None:
        from qa_tui.tui.screens.session.screen import SessionScreen

        screen = self.screen
        assert isinstance(screen, SessionScreen)
        said = screen.start(self._wanted) if self._room == "start" else screen.resume(self._wanted)
        if said:
            self.exit(return_code=NOT_ENOUGH_DATA, message=safe_line(said))

    def _begin(self) -> None:
        """After the first frame: read what was asked for, or what was open last."""
        request = self._request
        if request is None:
            store = self.store()
            if store and any(summary.is_open for summary in store.sessions()):
                self.switch_mode("session")
                self.call_after_refresh(self._resume_open)
                return
            if self.services.is_demo:
                self.open_demo()
                return
            if store is None:
                return
            known = store.workspaces()
            if not known:
                return
            request = replace(known[0][1], today=self.services.clock().date())
        self.open_request(request)

    def _resume_open(self) -> None:
        from qa_tui.tui.screens.session.screen import SessionScreen

        if isinstance(self.screen, SessionScreen):
            self.screen.resume(None)

    # Loading ---------------------------------------------------------------------------------------------------------

    @property
    def workspace_title(self) -> str:
        return "DEMO · fictional team" if self.services.is_demo else self.workspace

    def state_words(self) -> str:
        """What to say where no report is shown yet."""
        if self.busy:
            return self.busy
        if self.loaded is not None:
            return "No scored call lies in this window."
        return "No scores are open yet. Press o to open files."

    def open_demo(self) -> None:
        """The bundled team, with a database of its own."""
        self.open_request(self.services.demo_request())

    def open_request(self, request: LoadRequest) -> None:
        """Read files in the background; what is loaded stays until the new data is there."""
        self.busy = "Reading ..."
        if self._current_mode == "welcome":
            self.action_step("scores")
        self._redraw()
        self._read(request)

    @work(thread=True, exclusive=True, group="read", exit_on_error=False)
    def _read(self, request: LoadRequest) -> None:
        def tell(file: str) -> None:
            self.post_message(Reading(file))

        result = self.services.load(request, tell)
        self.post_message(DataRead(result))

    def on_reading(self, message: Reading) -> None:
        self.busy = f"Reading {safe_line(message.file, 60)} ..."
        self._redraw()

    def on_data_read(self, message: DataRead) -> None:
        from qa_tui.domain.loading import workspace_name
        from qa_tui.steps.loaded import Unusable
        from qa_tui.tui.dialogs.problems import ProblemsDialog

        if self._guard.hold(lambda: self.on_data_read(message)):
            return
        self.busy = ""
        result = message.result
        if isinstance(result, Unusable):
            self._redraw()
            title = (
                "These files could not be used; what was open stays open"
                if self.loaded
                else "These files could not be used"
            )
            if self.loaded is None:
                self.switch_mode("welcome")
            self.push_screen(ProblemsDialog(result.problems, title))
            return
        if self.services.is_demo != (result.request.paths == self.services.demo_request().paths):
            self._go_elsewhere()
        if not self.services.is_demo and (store := self.store()):
            self.workspace = workspace_name(result.request, store.workspaces())
            store.remember_workspace(self.workspace, result.request, self.services.clock())
        self.report = None
        self.criterion = None
        self.loaded = result
        self.find(replace(self.scope, segments=()))

    def _go_elsewhere(self) -> None:
        """From one's own files to the demo or back: neither writes into the other's database."""
        self.services.close()
        self.services = self.services.elsewhere()
        self.workspace = DEMO if self.services.is_demo else ""
        self.scope = self.services.scope
        self.note_plan(is_ready=False)

    def find(self, scope: Scope) -> None:
        """Answer steps 1 and 2 for `scope`."""
        self.scope = scope
        if self.loaded is not None:
            self._find(self.loaded, scope)

    @work(thread=True, exclusive=True, group="gaps", exit_on_error=False)
    def _find(self, loaded: Loaded, scope: Scope) -> None:
        from qa_tui.steps.gaps import find_gaps

        self.post_message(GapsFound(loaded, scope, find_gaps(loaded, scope)))

    def on_gaps_found(self, message: GapsFound) -> None:
        if message.loaded is not self.loaded or message.scope != self.scope:
            return
        if self.criterion is None and message.report is not None:
            first = message.report.criteria[0].id if message.report.criteria else None
            self.criterion = message.report.topic or first
        self.report = message.report if message.report and message.report.calls else None

    def on_worker_state_changed(self, event: object) -> None:
        from textual.worker import Worker, WorkerState

        if isinstance(event, Worker.StateChanged) and event.state is WorkerState.ERROR:
            error = event.worker.error
            where = write_crash(error, self.services.log) if error else self.services.log
            self.busy = ""
            self.tell(f"That did not work ({type(error).__name__}). Details: {where}", is_bad=True)

    def _redraw(self) -> None:
        if isinstance(self.screen, PrivateScreen):
            self.screen.redraw()

    # Going places ----------------------------------------------------------------------------------------------------

    @property
    def is_in_room(self) -> bool:
        return self._guard.is_on

    def ready_steps(self) -> frozenset[str]:
        has_transcripts = self.loaded is not None and bool(self.loaded.transcripts)
        return ready_steps(
            has_report=self.report is not None, has_transcripts=has_transcripts, is_planned=self._approved_plan
        )

    def note_plan(self, *, is_ready: bool) -> None:
        """The plan says whether a session could start."""
        self._approved_plan = is_ready

    def action_step(self, mode: str) -> None:
        if not self.is_in_room:
            while len(self.screen_stack) > 1:
                self.pop_screen()
            self.switch_mode(mode)

    def action_open_files(self) -> None:
        self.action_step("welcome")

    def action_ledger(self) -> None:
        from qa_tui.tui.screens.ledger.screen import LedgerScreen

        if not self.is_in_room and not isinstance(self.screen, LedgerScreen):
            self.push_screen(LedgerScreen())

    def show_calls(self, criterion: str, agent: str | None = None) -> None:
        from qa_tui.tui.screens.calls.screen import CallsScreen

        self.push_screen(CallsScreen(criterion, agent))

    def enter_room(self, live: LiveSession, *, is_new: bool) -> None:
        """From here on the room sees the screen. It begins black."""
        from qa_tui.tui.screens.room.screen import RoomScreen

        self._guard.enter()
        self.push_screen(RoomScreen(live, is_new=is_new), self._room_left)

    def _room_left(self, _: None) -> None:
        if self._room is not None:
            self.exit(message="Everything is kept. `qa-tui disagreements` shows what the votes say about the wording.")
            return
        self._guard.leave()
        self._redraw()

    def action_words(self) -> None:
        from qa_tui.tui.dialogs.words import WordsDialog, keys_of

        if isinstance(self.screen, PrivateScreen):
            self.push_screen(WordsDialog(self.screen.WORDS, keys_of(self.screen)))

    async def action_quit(self) -> None:
        screen = next((s for s in self.screen_stack if isinstance(s, ProjectedScreen)), None)
        if screen is None:
            self.services.cancel_load()
            self.exit()
        else:
            screen.ask_to_pause()

    def action_command_palette(self) -> None:
        if not self.is_in_room:
            super().action_command_palette()

    def action_help_quit(self) -> None:
        if not self.is_in_room:
            self.tell("Press ctrl+q to leave.")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002 - Textual's signature
        from qa_tui.tui.commands import system_commands

        return system_commands(self)

    def switch_theme(self) -> None:
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def _fatal_error(self) -> None:
        """Say what happened without a word of data: Textual's own report prints local variables onto the projector."""
        from rich.text import Text

        said = crash_words(self._exception, self.services.log)
        self._exit_renderables.append(Text(f"{said}\nStart it again: an open session goes on where it was."))
        self._close_messages_no_wait()
