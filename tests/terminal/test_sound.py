"""Sound in a real terminal: whatever its process or the drivers do, the room's screen stays as it is."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.audio.player import BACKEND, NO_DEVICE
from qa_tui.audio.playing import STOPPED
from qa_tui.domain.loading import LoadRequest
from qa_tui.steps.loaded import Loaded
from tests.builders import NOW
from tests.recordings import add_recordings, give_clips
from tests.secret_team import SCORE_TEXTS, SECRET_WORDS, write_secret_team

if TYPE_CHECKING:
    from qa_tui.paths import Home
    from tests.terminal.conftest import Terminal

pytestmark = pytest.mark.terminal


@pytest.fixture
def _clips(home: Home, tmp_path: Path) -> None:
    """A plan whose excerpts can be heard."""
    folder = write_secret_team(tmp_path / "team")
    add_recordings(folder / "transcripts")
    loaded = compose.load_here(LoadRequest((str(folder),), NOW.date()), home)
    assert isinstance(loaded, Loaded)
    services = compose.services(home)
    give_clips(services, loaded)
    services.close()


def to_excerpt(terminal: Terminal) -> None:
    terminal.start("session", "start", "p1")
    terminal.sees("The session is ready")
    terminal.press("Enter", "Enter", "Enter")
    terminal.sees("a play, pause")


@pytest.mark.usefixtures("_clips")
def test_without_a_device_the_screen_stays_clean_and_the_session_runs(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Wherever this runs, what drivers look for is not there.
    monkeypatch.delenv(BACKEND, raising=False)
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    to_excerpt(terminal)
    terminal.sees(f"{NO_DEVICE}: the transcript is read instead.")
    terminal.press("a", "m", "Left")
    seen = terminal.screen(with_scrollback=True)
    terminal.press_until("Enter", "Card face down")
    seen += terminal.screen(with_scrollback=True)
    assert "ALSA" not in seen
    assert NO_DEVICE not in terminal.screen()
    assert not [word for word in (*SECRET_WORDS, *SCORE_TEXTS) if word.casefold() in seen.casefold()]


@pytest.mark.usefixtures("_clips")
def test_a_killed_player_leaves_the_room_as_it_is(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BACKEND, "null")
    to_excerpt(terminal)
    terminal.press("a")
    terminal.sees("Sound: playing")
    before = terminal.screen()
    program = terminal.program()
    (player,) = Path(f"/proc/{program}/task/{program}/children").read_text(encoding="ascii").split()
    os.kill(int(player), signal.SIGKILL)
    terminal.sees(f"{STOPPED}: the transcript is read instead.")
    assert terminal.screen().splitlines()[:3] == before.splitlines()[:3]
    terminal.press_until("Enter", "Card face down")
    terminal.press("a", "x")
    terminal.sees("1●  2●")
