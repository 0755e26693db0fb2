"""One clip that is being heard, as a screen holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from pathlib import Path

    from textual.message_pump import MessagePump

    from qa_tui.domain.clip import Clip, Heard
    from qa_tui.steps.sound import Sound, SoundPlayer

STEP_SECONDS = 5


@dataclass
class HeardMore(Message):
    """How far the clip is, or why nothing is heard."""

    told: Heard | str
    of: Hearing


class Hearing:
    """Plays one clip, and tells `screen` how far it is."""

    def __init__(self, screen: MessagePump, sound: Sound, clip: Clip, place: Path) -> None:
        self.clip = clip
        self.heard: Heard | None = None
        self.problem = ""
        self._screen = screen
        self._place = place
        self._sound = sound
        self._player: SoundPlayer | None = None

    def open(self) -> None:
        """Make ready to play; nothing is heard yet."""
        self.heard, self.problem = None, ""
        if self._player is None:
            self._player = self._sound.start(self._told)
        self._player.do("open", clip=str(self._place))

    def _told(self, told: Heard | str) -> None:
        self._screen.post_message(HeardMore(told, self))

    def take(self, message: HeardMore) -> None:
        """What the player told."""
        if message.of is not self:
            return
        if isinstance(message.told, str):
            self.heard, self.problem = None, message.told
        else:
            self.heard = message.told

    @property
    def is_playing(self) -> bool:
        return self.heard is not None and self.heard.is_playing

    @property
    def turn(self) -> int | None:
        """Index of the shown turn that is heard; None where nothing has been played yet."""
        return self.clip.turn_at(self.heard.at) if self.heard is not None and self.heard.at > 0 else None

    def toggle(self) -> None:
        """Play or pause; where the sound broke off, try once more."""
        if self.problem:
            self.open()
        self._do("pause" if self.is_playing else "play")

    def pause(self) -> None:
        """Silent, whatever was told last: what was asked a moment ago may not have been told yet."""
        self._do("pause")

    def skip(self, by: float) -> None:
        self._do("seek", by=by)

    def mute(self) -> None:
        self._do("mute")

    def _do(self, command: str, **more: object) -> None:
        if self._player is not None:
            self._player.do(command, **more)

    def end(self) -> None:
        """Silent at once."""
        if self._player is not None:
            self._player.end()
            self._player = None


def heard_words(hearing: Hearing) -> str:
    """How far it is, in words that are safe to project."""
    heard = hearing.heard
    if hearing.problem:
        return f"{hearing.problem}: the transcript is read instead."
    if heard is None:
        return ""
    state = "playing" if heard.is_playing else "paused" if 0 < heard.at < heard.seconds else "ready"
    muted = ", muted" if heard.is_muted else ""
    return f"Sound: {state} {clock(heard.at)} of {clock(heard.seconds)}{muted}"


def clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
