"""Reading files behind the keys: what is read, what was decided about it, and where it is remembered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work

from qa_tui.crash import is_store_error, write_crash
from qa_tui.domain.safe_text import safe_line
from qa_tui.tui.messages import DataRead, Reading
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.steps_app import StepsApp

if TYPE_CHECKING:
    from qa_tui.domain.loading import LoadRequest
    from qa_tui.steps.loaded import Loaded, Unusable
    from qa_tui.steps.services import Services
    from qa_tui.tui.dialogs.importing.dialog import Decided

DEMO = "demo"


class ReadingApp(StepsApp):
    """Owner of the workspace: which files are open, and what is being read."""

    def __init__(self, services: Services, *, ascii_only: bool, keeps_keys: bool) -> None:
        super().__init__(services, ascii_only=ascii_only, keeps_keys=keeps_keys)
        self.busy = ""
        """What is being read just now, in words; empty where nothing is."""
        self.workspace = DEMO if services.is_demo else ""
        self._begun = self._given_up = 0
        """Number of the reading that was begun last, and of the one that was given up last."""
        self._read_in_room: Loaded | Unusable | None = None
        """What was read while a room is on: it says who must not be named, and is shown when the room is off."""
        self._is_waiting_to_start = False
        """A session was asked for on the command line, and starts when the files have been read."""

    def _enter_room(self) -> None:
        raise NotImplementedError

    @property
    def workspace_title(self) -> str:
        return "DEMO · fictional team" if self.services.is_demo else self.workspace

    def state_words(self) -> str:
        """What to say where no report is shown yet."""
        if self.busy:
            return self.busy
        if self.loaded is not None:
            if self.is_finding:
                return "Working it out ..."
            window = self.window()
            days = f"in {window.words()}" if window else "in this window"
            back = " Press u to go back to what was shown before." if self.can_undo else ""
            return self.why_not or f"No scored call lies {days}.{back}"
        first = "" if self._current_mode == "scores" else "1 and then "
        return f"No scores are open yet. Press {first}o to open files."

    def open_demo(self) -> None:
        """The bundled team, with a database of its own."""
        self.open_request(self.services.demo_request())

    def open_request(self, request: LoadRequest) -> None:
        """Read files in the background; what is loaded stays until the new data is there."""
        remembered = {**dict(self.services.mappings()), **dict(request.remembered)}
        self.busy = "Reading ..."
        if self._current_mode == "welcome":
            self.action_step("scores")
        self.redraw()
        self._begun += 1
        self._read(replace(request, remembered=tuple(sorted(remembered.items()))), self._begun)

    def stop_reading(self) -> None:
        """Give up on what is being read; what was open stays open."""
        self._given_up = self._begun
        self.services.cancel_load()

    @work(thread=True, exclusive=True, group="read", exit_on_error=False)
    def _read(self, request: LoadRequest, number: int) -> None:
        def tell(file: str) -> None:
            self.post_message(Reading(file))

        result = self.services.load(request, tell)
        self.post_message(DataRead(result, number))

    def on_reading(self, message: Reading) -> None:
        self.busy = f"Reading {safe_line(message.file, 60)} ... esc stops"
        self.redraw()

    def on_data_read(self, message: DataRead) -> None:
        from qa_tui.steps.loaded import Unusable
        from qa_tui.tui.dialogs.problems import ProblemsDialog

        if message.number < self._begun:
            # Others were opened meanwhile.
            return
        if self.is_left or self.guard.hold(lambda: self.on_data_read(message)):
            self._read_in_room = message.result
            return
        self.busy, self._read_in_room = "", None
        if self._is_waiting_to_start:
            self._is_waiting_to_start = False
            if not isinstance(message.result, Unusable):
                self.take(message.result)
            self._enter_room()
            return
        result = message.result
        if message.number == self._given_up:
            self.redraw()
            self.tell("Reading was stopped. Nothing has changed.")
            if self.loaded is None:
                self.switch_mode("welcome")
            return
        if isinstance(result, Unusable):
            self.redraw()
            title = (
                "These files could not be used; what was open stays open"
                if self.loaded
                else "These files could not be used"
            )
            if self.loaded is None:
                self.switch_mode("welcome")
            if result.can_be_asked:
                self.ask_about_files(result)
            else:
                self.push_screen(ProblemsDialog(result.problems, title))
            return
        if self.services.is_demo != (result.request.paths == self.services.demo_request().paths):
            self._go_elsewhere()
        self._name_workspace(result.request)
        self.take(result)
        self.note_cycles()
        doubts = sum(len(file.doubts) for file in result.files)
        if doubts:
            one = "1 question about these files is" if doubts == 1 else f"{doubts} questions about these files are"
            self.tell(f"{one} open. Press m to answer.")
        self._remember(result)

    def _name_workspace(self, request: LoadRequest) -> None:
        """Where the store cannot be asked, the files are shown all the same."""
        from qa_tui.domain.loading import workspace_name

        try:
            store = None if self.services.is_demo else self.store()
            if store is not None:
                self.workspace = workspace_name(request, store.workspaces())
        except Exception as problem:
            if not is_store_error(problem):
                raise
            self.say_refusal(str(problem))

    def _remember(self, read: Loaded) -> None:
        """Keep what is open, and what was decided about it, for the next time. Last: it is shown where it cannot be kept."""
        store = None if self.services.is_demo else self.store()
        if store is None:
            return
        now, known = self.services.clock(), dict(store.mappings())
        store.remember_workspace(self.workspace, replace(read.request, remembered=()), now)
        for header_set, mapping in read.request.remembered:
            if known.get(header_set) != mapping:
                store.remember_mapping(header_set, mapping, now)

    def ask_about_files(self, read: Loaded | Unusable) -> None:
        """Show what the files were taken for; what a person decides is used at once, and the next time."""
        from qa_tui.tui.dialogs.importing.dialog import ImportDialog

        def answered(decided: Decided | None) -> None:
            if decided is None:
                return
            remembered = dict(read.request.remembered)
            for header_set, mapping in decided:
                from qa_tui.domain.importing import ImportMapping

                known = remembered.get(header_set, ImportMapping())
                remembered[header_set] = mapping.over(known)
            self.open_request(replace(read.request, remembered=tuple(remembered.items())))

        self.push_screen(ImportDialog(read.files), answered)

    def _go_elsewhere(self) -> None:
        """From one's own files to the demo or back: neither writes into the other's database."""
        self.services.close()
        self.services = self.services.elsewhere()
        self.workspace = DEMO if self.services.is_demo else ""
        self.scope = self.services.scope
        self.note_plan(is_ready=False)

    def on_worker_state_changed(self, event: object) -> None:
        from textual.worker import Worker, WorkerState

        if isinstance(event, Worker.StateChanged) and event.state is WorkerState.ERROR:
            error = event.worker.error
            self.busy = ""
            self.redraw()
            if error is not None and is_store_error(error):
                self.say_refusal(str(error))
                return
            where = write_crash(error, self.services.log) if error else self.services.log
            self.tell(f"That did not work ({type(error).__name__}). Details: {where}", is_bad=True)

    def redraw(self) -> None:
        if isinstance(self.screen, PrivateScreen):
            self.screen.redraw()
