"""The player as a process: commands in, states out, and its death takes nothing along."""

from __future__ import annotations

import io
import json
import os
import queue
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qa_tui.audio.player import BACKEND, LOST_AFTER, NO_CLIP, NO_DEVICE, Player, Sound
from qa_tui.audio.playing import STOPPED, PlayerProcess
from qa_tui.domain.clip import Heard
from tests.recordings import speak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 15.0


class Ear:
    """A player and what it told."""

    def __init__(self, log: Path) -> None:
        self.told: queue.Queue[Heard | str] = queue.Queue()
        self.player = PlayerProcess(log, self.told.put)

    def hears(self, is_it: Callable[[Heard | str], bool]) -> Heard | str:
        end = time.monotonic() + PATIENCE
        while True:
            found = self.told.get(timeout=max(end - time.monotonic(), 0.01))
            if is_it(found):
                return found

    def plays(self, *, past: float = 0.0) -> Heard:
        found = self.hears(lambda told: isinstance(told, Heard) and told.is_playing and told.at > past)
        assert isinstance(found, Heard)
        return found


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[Ear]:
    found = Ear(tmp_path / "sound.log")
    yield found
    found.player.end()


@pytest.fixture
def clip(tmp_path: Path) -> str:
    return str(speak(("agent", "good morning what can I do for you today my friend")).write(tmp_path / "clip.wav"))


def test_a_clip_is_played_paused_moved_and_muted(ear: Ear, clip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BACKEND, "null")
    ear.player.do("open", clip=clip)
    opened = ear.hears(lambda told: isinstance(told, Heard))
    assert isinstance(opened, Heard)
    assert (opened.at, opened.is_playing) == (0.0, False)
    assert opened.seconds > 4
    ear.player.do("play")
    ear.plays(past=0.4)
    ear.player.do("pause")
    paused = ear.hears(lambda told: isinstance(told, Heard) and not told.is_playing)
    ear.player.do("mute")
    muted = ear.hears(lambda told: isinstance(told, Heard) and told.is_muted)
    assert isinstance(paused, Heard)
    assert isinstance(muted, Heard)
    assert muted.at == paused.at, "while it is paused nothing goes on"
    ear.player.do("seek", by=-30)
    ear.hears(lambda told: isinstance(told, Heard) and told.at == 0.0)
    ear.player.do("seek", by=opened.seconds - 0.3)
    ear.player.do("play")
    ended = ear.hears(lambda told: isinstance(told, Heard) and told.at == told.seconds)
    assert isinstance(ended, Heard)
    assert not ended.is_playing
    ear.player.do("play")
    assert ear.plays().at < 1, "after the end it begins again"


def test_it_plays_no_faster_than_the_clock(ear: Ear, clip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BACKEND, "null")
    ear.player.do("open", clip=clip)
    ear.player.do("play")
    first, begun = ear.plays(), time.monotonic()
    later = ear.plays(past=first.at + 1.5)
    assert later.at - first.at == pytest.approx(time.monotonic() - begun, abs=0.5)


@pytest.mark.skipif(Path("/proc/asound/cards").exists(), reason="this machine has a sound device")
def test_without_a_device_it_says_so_and_nothing_else(ear: Ear, clip: str, capfd: pytest.CaptureFixture[str]) -> None:
    ear.player.do("open", clip=clip)
    assert ear.hears(lambda told: isinstance(told, str)) == NO_DEVICE
    ear.player.do("play")
    assert capfd.readouterr() == ("", ""), "what drivers print goes to the log"


def test_a_file_that_is_no_clip_is_said(ear: Ear, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BACKEND, "null")
    (tmp_path / "bad.wav").write_bytes(b"RIFF")
    for path in ("bad.wav", "gone.wav"):
        ear.player.do("open", clip=str(tmp_path / path))
        assert ear.hears(lambda told: isinstance(told, str)) == NO_CLIP


def test_a_player_that_is_killed_is_said_once_and_starts_anew(
    ear: Ear, clip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BACKEND, "null")
    ear.player.do("open", clip=clip)
    ear.player.do("play")
    ear.plays(past=0.1)
    assert ear.player.pid is not None
    os.kill(ear.player.pid, signal.SIGKILL)
    assert ear.hears(lambda told: isinstance(told, str)) == STOPPED
    ear.player.do("play")
    ear.player.do("open", clip=clip)
    ear.player.do("play")
    assert ear.plays().at < 1


def test_it_ends_with_the_program_that_started_it(ear: Ear, clip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BACKEND, "null")
    ear.player.do("open", clip=clip)
    ear.hears(lambda told: isinstance(told, Heard))
    child = ear.player._child
    assert child is not None
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(timeout=PATIENCE) == 0


def test_what_each_command_does_in_the_process_itself(clip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BACKEND, "null")
    out = io.StringIO()
    player = Player(out)

    def told(do: str, **more: object) -> dict[str, object]:
        player.do({"do": do, **more})
        lines = out.getvalue().splitlines()
        found: dict[str, object] = json.loads(lines[-1]) if lines else {}
        return found

    for without_clip in ("play", "pause", "mute", "seek"):
        assert told(without_clip, by=1) == {}
    opened = told("open", clip=clip)
    assert told("play")["is_playing"] is True
    end = time.monotonic() + PATIENCE
    while told("mute")["at"] == 0.0 and time.monotonic() < end:
        time.sleep(0.02)
    assert told("pause")["is_playing"] is False
    assert told("seek", by=-30)["at"] == 0.0
    assert told("seek", by=10_000)["at"] == opened["seconds"]
    assert told("play")["at"] != opened["seconds"], "a clip that is over begins anew"
    assert told("open", clip="/nowhere") == {"problem": NO_CLIP}
    count = len(out.getvalue().splitlines())
    told("close")
    assert len(out.getvalue().splitlines()) == count


def test_a_device_is_given_silence_unless_something_plays(clip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a device asks: so many frames, and always so many bytes."""
    monkeypatch.setenv(BACKEND, "null")
    sound = Sound(clip)
    sound.close()
    stream = sound._stream()
    next(stream)
    silence = stream.send(400)
    assert not silence.strip(b"\0")
    sound.seek(0.5)
    sound.play()
    heard = [stream.send(400) for _ in range(40)]
    assert any(part.strip(b"\0") for part in heard)
    assert {len(part) for part in (silence, *heard)} == {len(silence)}
    at, sound.is_muted = sound.at, True
    assert not stream.send(400).strip(b"\0")
    assert sound.at == at + 400, "what is muted goes on"
    sound.seek(10_000)
    assert len(stream.send(400)) == len(silence), "the end is filled up"
    assert not sound.is_playing
    sound.play()
    sound.asked_at -= LOST_AFTER + 1
    assert sound.is_lost
