"""The process that plays clips: `python -m qa_tui.audio.player`, one command a line as JSON, one state a line as JSON.

Commands: `{"do": "open", "clip": FILE}`, `play`, `pause`, `mute`, `close`, and `{"do": "seek", "by": SECONDS}`. A state follows every command, and
ten times a second while something is heard. A problem is said once: `{"problem": TEXT}`.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import wave
from typing import TYPE_CHECKING, Any, TextIO

import miniaudio

if TYPE_CHECKING:
    from collections.abc import Generator

BACKEND = "QA_TUI_SOUND"
"""Name of a variable of the environment: `null` plays to nobody, at the right speed."""
TELL_EVERY = 0.1
BUFFER_MILLISECONDS = 80
LOST_AFTER = 2.0
"""Seconds in which a device that plays asks for no sound: it is gone."""
NO_DEVICE = "There is no sound device"
LOST = "The sound device is gone"
NO_CLIP = "The clip cannot be read"


class Sound:
    """One clip on one device."""

    def __init__(self, place: str) -> None:
        with wave.open(place, "rb") as clip:
            self.rate, self._channels = clip.getframerate(), clip.getnchannels()
            self._width = 2 * self._channels
            self._bytes = clip.readframes(clip.getnframes())
        self.frames = len(self._bytes) // self._width
        self.at = 0
        self.is_playing = self.is_muted = False
        self.asked_at = time.monotonic()
        self._lock = threading.Lock()
        backends = [miniaudio.Backend.NULL] if os.environ.get(BACKEND) == "null" else None
        self._device = miniaudio.PlaybackDevice(
            miniaudio.SampleFormat.SIGNED16, self._channels, self.rate, BUFFER_MILLISECONDS, backends=backends
        )
        if backends is None and self._device.backend == "Null":
            # Where no driver can be loaded the library plays to nobody, and calls it playing.
            self._device.close()
            raise miniaudio.MiniaudioError(NO_DEVICE)
        stream = self._stream()
        next(stream)
        self._device.start(stream)

    def _stream(self) -> Generator[bytes, int, None]:
        count = yield b""
        while True:
            count = yield self._next(count)

    def _next(self, count: int) -> bytes:
        """The next `count` frames; silence where nothing is played."""
        with self._lock:
            self.asked_at = time.monotonic()
            if not self.is_playing:
                return bytes(count * self._width)
            part = self._bytes[self.at * self._width : (self.at + count) * self._width]
            self.at = min(self.at + count, self.frames)
            self.is_playing = self.at < self.frames
            heard = bytes(len(part)) if self.is_muted else part
            return heard.ljust(count * self._width, b"\0")

    def play(self) -> None:
        with self._lock:
            self.at = 0 if self.at >= self.frames else self.at
            self.asked_at = time.monotonic()
            self.is_playing = True

    def seek(self, by: float) -> None:
        with self._lock:
            self.at = min(max(self.at + round(by * self.rate), 0), self.frames)

    @property
    def is_lost(self) -> bool:
        return self.is_playing and time.monotonic() - self.asked_at > LOST_AFTER

    def close(self) -> None:
        self._device.close()

    def state(self) -> dict[str, Any]:
        return {
            "at": self.at / self.rate,
            "seconds": self.frames / self.rate,
            "is_playing": self.is_playing,
            "is_muted": self.is_muted,
        }


class Player:
    """What the commands do."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._sound: Sound | None = None
        self._told = threading.Lock()
        self._lock = threading.Lock()

    def do(self, command: dict[str, Any]) -> None:
        with self._lock:
            match command["do"]:
                case "open":
                    self._open(command["clip"])
                case "play" if self._sound:
                    self._sound.play()
                case "pause" if self._sound:
                    self._sound.is_playing = False
                case "mute" if self._sound:
                    self._sound.is_muted = not self._sound.is_muted
                case "seek" if self._sound:
                    self._sound.seek(float(command["by"]))
                case "close":
                    self.close()
            self._tell_state()

    def _open(self, place: str) -> None:
        self.close()
        try:
            self._sound = Sound(place)
        except (OSError, EOFError, wave.Error):
            self._tell({"problem": NO_CLIP})
        except miniaudio.MiniaudioError:
            self._tell({"problem": NO_DEVICE})

    def close(self) -> None:
        if self._sound is not None:
            self._sound.close()
            self._sound = None

    def watch(self) -> None:
        """Tell how far the sound is, and whether it goes on."""
        was_playing = False
        while True:
            time.sleep(TELL_EVERY)
            with self._lock:
                sound = self._sound
                if sound is None:
                    continue
                if sound.is_lost:
                    self._tell({"problem": LOST})
                    self.close()
                elif sound.is_playing or was_playing:
                    self._tell_state()
                was_playing = sound.is_playing

    def _tell_state(self) -> None:
        if self._sound is not None:
            self._tell(self._sound.state())

    def _tell(self, body: dict[str, Any]) -> None:
        with self._told:
            print(json.dumps(body), file=self._out, flush=True)


def main() -> None:
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # What a driver prints on the output would be taken for an answer.
    os.dup2(2, 1)
    player = Player(out)
    threading.Thread(target=player.watch, daemon=True).start()
    for line in sys.stdin:
        player.do(json.loads(line))
    player.close()


if __name__ == "__main__":
    main()
