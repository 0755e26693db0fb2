"""The app: owner of what is loaded, of the scope, and of which screen is on. Everything else asks it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from textual.widgets import Static

from qa_tui.domain.safe_text import safe_line
from qa_tui.tui.reading_app import ReadingApp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult, SystemCommand
    from textual.command import Provider
    from textual.screen import Screen

    from qa_tui.anonymise import Known
    from qa_tui.domain.loading import LoadRequest
    from qa_tui.steps.live import LiveSession
    from qa_tui.steps.loaded import Loaded
    from qa_tui.steps.services import Services


def _data_provider() -> type[Provider]:
    """Imported when the palette is first opened."""
    from qa_tui.tui.palette import DataProvider

    return DataProvider


NOT_ENOUGH_DATA = 4
"""Exit status where there is no session to start or to go on with."""


class QaApp(ReadingApp):
    """The full-screen program."""

    COMMANDS = ReadingApp.COMMANDS | {_data_provider}

    def __init__(
        self,
        services: Services,
        *,
        request: LoadRequest | None = None,
        room: Literal["start", "resume"] | None = None,
        wanted: str | None = None,
        ascii_only: bool = False,
    ) -> None:
        super().__init__(services, ascii_only=ascii_only, keeps_keys=room is None)
        self._request = request
        self._room = room
        self._wanted = wanted

    # Starting --------------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The first frame: one line, and black where a room may be looking. The screens are imported behind it."""
        if self._room is None:
            yield Static(" qa-tui   opening ...", id="top", markup=False)

    def on_mount(self) -> None:
        self.set_reactive(QaApp.scope, self.services.scope)
        self.call_after_refresh(self._show_first)

    def _show_first(self) -> None:
        self.apply_settings()
        if self._room is not None:
            self.switch_mode("session")
            self.call_after_refresh(self._begin_in_room)
            return
        self.switch_mode("welcome" if self._request is None and not self.services.is_demo else "scores")
        self.call_after_refresh(self._begin)

    def _begin_in_room(self) -> None:
        """A session that is started waits for its files; one that is gone on with does not: a room is waiting."""
        request = self._request_of_session()
        if self._room == "start" and request is not None:
            self._is_waiting_to_start = True
        else:
            self._enter_room()
        if request is not None:
            self.open_request(request)

    def _request_of_session(self) -> LoadRequest | None:
        """The files whose people must not be named in the session."""
        if self.services.is_demo:
            return self.services.demo_request()
        store = self.store()
        if store is None:
            return None
        if self._room == "start":
            plan = self._wanted or store.newest_plan()
        else:
            plan = next((s.plan for s in store.sessions() if self._wanted in {None, s.id}), None)
        request = dict(store.workspaces()).get(store.plan_workspace(plan)) if plan else None
        return replace(request, today=self.services.clock().date()) if request else None

    def _enter_room(self) -> None:
        from qa_tui.tui.screens.session.screen import SessionScreen

        screen = self.screen
        assert isinstance(screen, SessionScreen)
        said = screen.start(self._wanted) if self._room == "start" else screen.resume(self._wanted)
        if said:
            self.exit(return_code=NOT_ENOUGH_DATA, message=safe_line(said))

    def _begin(self) -> None:
        """After the first frame: read what was asked for, or what was open last."""
        from qa_tui.tui.screens.welcome.screen import WelcomeScreen

        self.begin()
        if isinstance(self.screen, WelcomeScreen):
            self.screen.look()
        request = self._request
        if request is None:
            store = self.store()
            if store and any(summary.is_open for summary in store.sessions()):
                self.forget_keys()
                self.switch_mode("session")
                self.call_after_refresh(self._resume_open)
                if (last := self._request_of_session()) is not None:
                    self.call_after_refresh(self.open_request, last)
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

    # Going places ----------------------------------------------------------------------------------------------------

    def lapse_changed(self, plan: str) -> tuple[str, ...]:
        """Take approvals back that were made of something else than is loaded now; says what changed."""
        from qa_tui.steps.lapse import lapse_changed

        store, services = self.store(), self.services
        if store is None or self.loaded is None:
            return ()
        detectors = services.detectors()
        is_missing = bool(services.detector_problem())
        return lapse_changed(store, plan, self.loaded, services.read_transcript, None if is_missing else detectors)

    def known_in_session(self, session: str) -> Known:
        """Who must not be named in what is typed in a session."""
        from qa_tui.anonymise import Known
        from qa_tui.steps.half_day import plans_of
        from qa_tui.steps.typed import known_in_session

        store = self.store()
        plan = next((s.plan for s in store.sessions() if s.id == session), None) if store else None
        if store is None or plan is None:
            return Known(())
        return known_in_session(store, plans_of(store, plan), self.team_source(), self.services.read_transcript)

    def known_team(self) -> Known:
        """Who must not be named in what is typed on a private screen and shown in a room."""
        from qa_tui.steps.typed import known_team_people

        return known_team_people(self.loaded)

    def team_source(self) -> Loaded | None:
        """The files that say who is on the team, those that were read behind a room with them."""
        from qa_tui.steps.loaded import Unusable

        behind = self._read_in_room
        return self.loaded if behind is None or isinstance(behind, Unusable) else behind

    @property
    def is_team_unread(self) -> bool:
        """Whether the files that say who is on the team are still being read."""
        return bool(self.busy) and self._read_in_room is None

    def enter_room(self, live: LiveSession, *, is_new: bool) -> None:
        """From here on the room sees the screen. It begins black."""
        from qa_tui.tui.screens.room.screen import RoomScreen

        self.clear_notifications()
        self.guard.enter()
        self.push_screen(RoomScreen(live, is_new=is_new), self._room_left)

    def _room_left(self, _: None) -> None:
        self.services.publish(None)
        if self._room is not None:
            self.exit(message="Everything is kept. `qa-tui disagreements` shows what the votes say about the wording.")
            return
        self.guard.leave()
        self.redraw()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002 - Textual's signature
        from qa_tui.tui.commands import system_commands

        return system_commands(self)
