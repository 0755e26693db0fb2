"""The sound of the excerpt that the room reads: it has keys of its own, and nothing else in the room depends on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.session import Phase
from qa_tui.steps.sound import find_clip
from qa_tui.tui.hearing import STEP_SECONDS, Hearing, heard_words

if TYPE_CHECKING:
    from qa_tui.tui.hearing import HeardMore
    from qa_tui.tui.screens.room.screen import RoomScreen

KEYS = "a play, pause · ← → 5 s · m mute"
READ_IN = frozenset({Phase.EXCERPT, Phase.PARTNER})


class RoomSound:
    """Follows the room from call to call; silent where nothing is read, and while the screen is black."""

    def __init__(self, room: RoomScreen) -> None:
        self._room = room
        self._excerpt = ""
        """Id of the excerpt that was looked up last."""
        self._hearing: Hearing | None = None
        self._is_silent = True

    def pause(self) -> None:
        if self._hearing is not None:
            self._hearing.pause()

    def follow(self, *, is_black: bool) -> None:
        """Look up the clip of what is read now, or be silent."""
        phase, brief = self._room.phase, self._room.live.state.round.brief
        self._is_silent = is_black or phase not in READ_IN
        if self._is_silent:
            self.pause()
            return
        excerpt = brief.excerpt if phase is Phase.EXCERPT else brief.partner
        if excerpt != self._excerpt:
            self.end()
            self._excerpt = excerpt
            self._hearing = self._found(excerpt)
            if self._hearing is not None:
                self._hearing.open()

    def _found(self, excerpt: str) -> Hearing | None:
        sound, store = self._room.qa.services.sound(), self._room.qa.store()
        found = find_clip(store, sound.clips, excerpt) if sound is not None and store is not None else None
        return Hearing(self._room, sound, *found) if sound is not None and found is not None else None

    def end(self) -> None:
        if self._hearing is not None:
            self._hearing.end()
        self._excerpt, self._hearing = "", None

    def take(self, message: HeardMore) -> bool:
        """What the player told; whether another line is heard than before."""
        if self._hearing is None:
            return False
        before = self.turn
        self._hearing.take(message)
        if self._is_silent and self._hearing.is_playing:
            self.pause()
        return self.turn != before

    @property
    def is_playing(self) -> bool:
        return self._hearing is not None and self._hearing.is_playing

    @property
    def turn(self) -> int | None:
        """Index of the shown turn that is heard."""
        return self._hearing.turn if self._hearing is not None else None

    def words(self) -> str:
        """How far it is, where something of the kind is read."""
        return heard_words(self._hearing) if self._hearing is not None and self._room.phase in READ_IN else ""

    def keys(self) -> tuple[str, ...]:
        """The keys that there are while there is a clip to hear."""
        is_there = self._hearing is not None and self._room.phase in READ_IN
        return tuple(KEYS.split(" · ")) if is_there else ()

    def press(self, key: str) -> bool:
        """Do what a key of the sound means; whether it was one."""
        hearing = self._hearing
        if hearing is None or key not in {"a", "m", "left", "right"}:
            return False
        if key == "a":
            hearing.toggle()
        elif key == "m":
            hearing.mute()
        else:
            hearing.skip(STEP_SECONDS if key == "right" else -STEP_SECONDS)
        return True
