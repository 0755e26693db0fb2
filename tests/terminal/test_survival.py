"""What can happen to a laptop in front of a room: a closed terminal, a tiny window, a full disk, a fault in any phase."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.session import Phase
from qa_tui.steps.live import LiveSession
from qa_tui.steps.loaded import Loaded
from tests.builders import NOW, clock
from tests.plans import approved_plan
from tests.screens.test_nothing_leaks import steps_to
from tests.secret_team import SCORE_TEXTS, SECRET_WORDS, write_secret_team

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.paths import Home
    from tests.terminal.conftest import Terminal

pytestmark = pytest.mark.terminal


def session_at(phase: Phase, folder: Path, home: Home, seats: int = 4) -> None:
    """A session of the secret team, recorded up to `phase` on its first call."""
    team = write_secret_team(folder / "team")
    found = compose.load_here(LoadRequest((str(team),), NOW.date()), home)
    assert isinstance(found, Loaded)
    store = compose.open_store(home.database, writing=True)
    live = LiveSession.start(store, approved_plan(store, found), "s1", seats, compose.now)
    assert isinstance(live, LiveSession)
    for event in steps_to(phase):
        live.send(event)
    store.database.close()


def votes_on_disk(home: Home) -> int:
    store = compose.open_store(home.database, writing=False)
    live = LiveSession.resume(store, "s1", clock)
    assert isinstance(live, LiveSession)
    store.database.close()
    return live.state.votes()


def go_on(terminal: Terminal) -> None:
    terminal.start("session", "resume")
    terminal.sees("Session paused.")
    terminal.press("Enter")
    terminal.sees("Card face down")


def test_a_closed_terminal_loses_no_vote(terminal: Terminal, tmp_path: Path, home: Home) -> None:
    session_at(Phase.VOTE, tmp_path, home, seats=8)
    go_on(terminal)
    terminal.type("515")
    terminal.sees("[4·]")
    terminal.close()
    go_on(terminal)
    terminal.sees("[4·]")
    assert votes_on_disk(home) == 3


def test_a_tiny_window_and_back_loses_no_vote(terminal: Terminal, tmp_path: Path, home: Home) -> None:
    session_at(Phase.VOTE, tmp_path, home, seats=8)
    go_on(terminal)
    terminal.type("51")
    terminal.sees("[3·]")
    terminal.resize(40, 12)
    terminal.sees("Please make")
    terminal.type("5")
    terminal.resize(80, 24)
    terminal.sees("[3·]")
    assert votes_on_disk(home) == 2, "nobody saw what the key did, so it did nothing"
    terminal.type("5")
    terminal.sees("[4·]")
    assert votes_on_disk(home) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="the process in the terminal is looked up in /proc")
def test_a_laptop_that_slept_goes_on_where_it_was(terminal: Terminal, tmp_path: Path, home: Home) -> None:
    """Keys that were pressed while nothing ran are taken when it wakes, each once."""
    session_at(Phase.VOTE, tmp_path, home, seats=8)
    go_on(terminal)
    terminal.type("51")
    terminal.sees("[3·]")
    program = terminal.program()
    os.kill(program, signal.SIGSTOP)
    terminal.type("24")
    assert "[3·]" in terminal.screen()
    os.kill(program, signal.SIGCONT)
    terminal.sees("[5·]")
    assert votes_on_disk(home) == 4


def test_a_full_disk_refuses_the_vote_and_says_so(terminal: Terminal, tmp_path: Path, home: Home) -> None:
    session_at(Phase.VOTE, tmp_path, home, seats=60)
    kilobytes = home.database.stat().st_size // 1024 + 8
    program = f"ulimit -f {kilobytes} && exec {sys.executable} -m qa_tui session resume"
    terminal.run("bash", "-c", program)
    terminal.sees("Session paused.")
    terminal.press("Enter")
    terminal.sees("Card face down")
    for _ in range(60):
        terminal.type("5")
        if "could not be saved" in terminal.screen():
            break
    terminal.sees("This could not be saved and has not been counted.")
    shown = terminal.screen().split("of 60 in")[0].split()[-1]
    terminal.close()
    assert votes_on_disk(home) == int(shown), "what was shown as counted is on disk"


@pytest.mark.parametrize("phase", [Phase.BRIEF, Phase.EXCERPT, Phase.VOTE, Phase.VOTES_IN, Phase.HOW_YOU_VOTED])
def test_a_fault_in_any_phase_before_the_reveal_shows_no_data(
    phase: Phase, terminal: Terminal, tmp_path: Path, home: Home
) -> None:
    session_at(phase, tmp_path, home)
    terminal.run(sys.executable, "-m", "tests.terminal.crash_in_the_room", phase.value)
    terminal.sees("Session paused.")
    terminal.press("Enter")
    terminal.sees("Call 1 of 3")
    terminal.press("5")
    terminal.sees("ended 1")
    shown = terminal.screen(with_scrollback=True) + terminal.title()
    logged = home.log.read_text(encoding="utf-8")
    assert "internal error (ValueError)" in shown
    assert "in look_at_the_score" in logged
    public = home.public.read_bytes().decode("utf-8", "replace") if home.public.exists() else ""
    for text in (shown, logged, public):
        assert not [word for word in (*SECRET_WORDS, *SCORE_TEXTS) if word.casefold() in text.casefold()]


def test_votes_by_seat_are_shown_only_while_the_room_has_another_window(
    terminal: Terminal, tmp_path: Path, home: Home
) -> None:
    session_at(Phase.VOTE, tmp_path, home, seats=8)
    go_on(terminal)
    terminal.type("51aW")
    terminal.sees("This is the room's only window.")
    assert "1: 100" not in terminal.screen()
    projector = terminal.beside()
    projector.start("present")
    projector.sees("Card face down")
    terminal.press("W")
    terminal.sees("Does the room see the other window?")
    terminal.press("W")
    terminal.sees("1: 100   2: 0   3: pass")
    terminal.sees("For you alone")
    assert "1: 100" not in projector.screen()
    projector.press_until("q", "ended 0")
    terminal.sees("The other window was closed.")
    assert "1: 100" not in terminal.screen()
    terminal.press("Enter")
    terminal.sees("Card face down")
    assert "1: 100" not in terminal.screen()
    projector.close()


def test_the_projectors_window_follows_and_leaves_nothing(terminal: Terminal, tmp_path: Path, home: Home) -> None:
    session_at(Phase.HOW_YOU_VOTED, tmp_path, home)
    projector = terminal.beside()
    projector.start("present")
    projector.sees("Waiting for a session")
    terminal.start("session", "resume")
    terminal.sees("Session paused.")
    terminal.press("Enter")
    projector.sees("HOW YOU VOTED")
    blind = projector.screen(with_scrollback=True) + projector.title()
    assert not [word for word in (*SECRET_WORDS, *SCORE_TEXTS) if word.casefold() in blind.casefold()]
    terminal.press("s", "s")
    projector.sees("QA's score")
    terminal.press("b")
    terminal.sees("Session paused.")
    projector.press("s", "1", "Enter")
    projector.press_until("q", "ended 0")
    left = projector.screen(with_scrollback=True)
    assert not [word for word in SCORE_TEXTS if word in left], "nothing of the screens stays in the scrollback"
    projector.close()
