"""A player that does not start, is killed, has no device, or a clip that is not what was approved: a sentence, and the session goes on."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.audio.player import BACKEND, NO_DEVICE
from qa_tui.audio.playing import STOPPED
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.session import Phase
from tests.builders import NOW
from tests.recordings import give_clips
from tests.screens.story import running
from tests.screens.test_nothing_leaks import enter
from tests.screens.test_sound import clips_in, in_room, player_of, to_desk

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.paths import Home
    from qa_tui.steps.loaded import Loaded

pytestmark = pytest.mark.usefixtures("silent_device")


async def test_a_player_that_cannot_be_started_is_one_sentence(home: Home, recorded: Loaded) -> None:
    async with running(compose.services(home), (100, 30)) as story:
        give_clips(story.app.services, recorded)
        home.sound_log.unlink()
        home.sound_log.mkdir()
        await enter(story, recorded, Phase.EXCERPT)
        await story.sees(f"{STOPPED}: the transcript is read instead.")
        await story.goes_to_vote()


async def test_a_killed_player_is_one_sentence_and_the_session_goes_on(home: Home, recorded: Loaded) -> None:
    async with in_room(home, recorded, Phase.EXCERPT) as story:
        await story.sees("Sound: ready")
        await story.press("a")
        await story.sees("Sound: playing")
        pid = player_of(story).pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        await story.sees(f"{STOPPED}: the transcript is read instead.")
        await story.press("a")
        await story.sees("Sound: playing")
        await story.goes_to_vote()
        await story.press("9", "x", "x", "x", "x")
        await story.press("enter")
        await story.waits(lambda: story.room.phase is Phase.VOTES_IN, "votes in")


async def test_without_a_device_the_room_reads(
    home: Home, recorded: Loaded, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(BACKEND)
    monkeypatch.setenv("ALSA_CONFIG_PATH", "/dev/null")
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    async with in_room(home, recorded, Phase.EXCERPT) as story:
        await story.sees(f"{NO_DEVICE}: the transcript is read instead.")
        await story.press("a", "m", "left")
        await story.goes_to_vote()
        assert NO_DEVICE not in story.text
    assert capfd.readouterr().err == "", "nothing is printed over the screen"


async def test_the_player_ends_with_the_room(home: Home, recorded: Loaded) -> None:
    async with in_room(home, recorded, Phase.PARTNER) as story:
        await story.sees("a play, pause")
        await story.press("a")
        await story.sees("Sound: playing")
        pid = player_of(story).pid
        assert pid is not None
        await story.press("b", "ctrl+q")
        await story.waits(lambda: not _is_running(pid), "the player has ended")


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_a_clip_that_is_not_what_was_approved_is_not_played(home: Home, recorded: Loaded) -> None:
    async with running(compose.services(home), (100, 30)) as story:
        give_clips(story.app.services, recorded)
        for path in clips_in(home):
            path.write_bytes(path.read_bytes()[:-2] + b"\x01\x01")
        await enter(story, recorded, Phase.EXCERPT)
        await story.press("a")
        assert "Sound" not in story.text
        assert "a play, pause" not in story.text


async def test_without_the_extra_nothing_of_it_is_there(home: Home, recorded_team: Path) -> None:
    services = replace(compose.services(home), sound=lambda: None)
    async with running(services, (100, 40), LoadRequest((str(recorded_team),), NOW.date(), accept=True)) as story:
        await to_desk(story)
        await story.press("s")
        await story.sees('pip install "qa-tui[audio]"')
        await story.press("a")
        await story.sees("✓ approved")
        assert clips_in(home) == []
