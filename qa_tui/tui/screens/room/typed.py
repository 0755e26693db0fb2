"""What is typed in the room: it is asked for in words that are safe to project, and names nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from qa_tui.domain.session_events import Parked
from qa_tui.tui.screens.projected import ProjectedScreen
from qa_tui.tui.screens.room.asking import ask_parked

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from qa_tui.anonymise import Known
    from qa_tui.domain import session_events as events
    from qa_tui.steps.live import LiveSession
    from qa_tui.steps.loaded import Loaded
    from qa_tui.tui.app import QaApp
    from qa_tui.tui.screens.room.asking import Answer


class TypedRoom(ProjectedScreen, inherit_bindings=False):
    """A room in which something can be typed."""

    def __init__(self, live: LiveSession) -> None:
        super().__init__()
        self.live = live
        self.message = ""
        self.seat: int | None = None
        """Seat that the arrows chose; None follows the next empty one."""
        self.is_asking = False
        """Whether something is being asked, its dialog on the screen or on the way there."""
        self._known_people: Known | None = None
        self._known_of: Loaded | None = None

    @property
    def qa(self) -> QaApp:
        from qa_tui.tui.app import QaApp

        assert isinstance(self.app, QaApp)
        return self.app

    def redraw(self) -> None:
        """Show what there is now."""
        raise NotImplementedError

    def send(self, event: events.Event, source: events.Source = "key") -> bool:
        """Commit one event; whether it could be."""
        raise NotImplementedError

    def ask(self, asked: Callable[[], Awaitable[Answer]], source: events.Source = "key") -> None:
        """Ask for something, and commit the event that comes of it. One thing at a time: keys may come faster than a dialog."""
        if not self.is_asking:
            self.is_asking = True
            self._ask(asked, source)

    @work
    async def _ask(self, asked: Callable[[], Awaitable[Answer]], source: events.Source) -> None:
        try:
            answer = await asked()
        finally:
            self.is_asking = False
        if isinstance(answer, str):
            self.message = answer
        elif answer is not None and self.send(answer, source):
            self.seat = None
            if isinstance(answer, Parked):
                self.message = "Parked: the wrap-up shows it."
        self.redraw()

    def ask_with_names(self, asked: Callable[[Known], Awaitable[Answer]]) -> None:
        """The same for a text that must name nobody."""
        known = self._known()
        if known is not None:
            self.ask(lambda: asked(known))

    def ask_parked(self) -> None:
        self.ask_with_names(lambda known: ask_parked(self.qa, known))

    def _known(self) -> Known | None:
        """Who must not be named in what is typed, read when something is typed; None while the files are being read."""
        if self.qa.is_team_unread:
            self.message = "One moment: the names to hide are still being read. Press the key again."
            self.redraw()
            return None
        if self._known_people is None or self._known_of is not self.qa.team_source():
            self._known_of = self.qa.team_source()
            self._known_people = self.qa.known_in_session(self.live.id)
        return self._known_people
