"""What the room does goes into the log before it is seen; what cannot be kept is said, in words that are safe to project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.crash import is_store_error
from qa_tui.domain.session import Phase, Rejected
from qa_tui.tui.screens.room.presses import ASK_TWICE_SECONDS
from qa_tui.tui.screens.room.typed import TypedRoom

if TYPE_CHECKING:
    from datetime import datetime

    from qa_tui.domain import session_events as events
    from qa_tui.steps.live import LiveSession
    from qa_tui.tui.screens.room.tally import Tally

UNREAD = "What is recorded cannot be read or written just now. Nothing that was counted is lost. Enter tries again, ctrl+q leaves."
REFUSED = "This could not be saved and has not been counted. Is the disk full? Press it again."


class SendingRoom(TypedRoom, inherit_bindings=False):
    """A room whose events are kept."""

    def __init__(self, live: LiveSession) -> None:
        super().__init__(live)
        self.tally: Tally | None = None
        """The count of hands that is under way."""
        self._shown_at: datetime | None = None

    @property
    def phase(self) -> Phase:
        return self.live.state.phase

    def go_black(self, words: str) -> None:
        raise NotImplementedError

    def draw_black(self) -> None:
        raise NotImplementedError

    def send(self, event: events.Event, source: events.Source = "key") -> bool:
        """Commit one event. What cannot be saved is not shown, and said in words that are safe to project."""
        phase = self.phase
        try:
            result = self.live.send(event, source)
        except Exception as problem:
            if not is_store_error(problem):
                raise
            self.message = REFUSED
            return False
        if isinstance(result, Rejected):
            self.message = result.sentence
            return False
        if self.phase is not phase:
            self.seat = self.tally = None
        return True

    def say_refusal(self, why: str) -> None:  # noqa: ARG002 - a room may read along
        """Black, with words of its own: nothing here may ask the store again."""
        self.go_black(UNREAD)
        self.draw_black()

    def note_shown(self) -> None:
        """The room sees how it voted from now on."""
        self._shown_at = self.qa.services.clock()

    def is_early(self) -> bool:
        """Whether the room has hardly had time to talk: who votes again has."""
        if len(self.live.state.round.ballots) > 1:
            return False
        shown_at = self._shown_at
        return shown_at is None or (self.qa.services.clock() - shown_at).total_seconds() < ASK_TWICE_SECONDS

    def reveal(self) -> None:
        try:
            result = self.live.reveal()
        except Exception as problem:
            if not is_store_error(problem):
                raise
            self.message = "QA's score could not be read. Nothing is lost; press s again."
            return
        if isinstance(result, Rejected):
            self.message = result.reason
