"""The program as a person has it: a real terminal, real keys, a real kill."""

from __future__ import annotations

import os
import signal
import subprocess
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


def approve_all(terminal: Terminal) -> None:
    """From the scores to a plan whose excerpts are approved."""
    terminal.press("3")
    terminal.sees("to approve")
    while "Ready. Press 4" not in terminal.screen():
        terminal.press("Enter")
        terminal.sees("as it was said")
        while "to approve" not in terminal.screen() and "Ready. Press 4" not in terminal.screen():
            before = terminal.screen()
            terminal.press("a")
            while terminal.screen() == before:
                pass
    terminal.sees("Ready. Press 4")


def to_first_vote(terminal: Terminal) -> None:
    terminal.press("4")
    terminal.sees("Enter starts")
    terminal.press("Enter")
    terminal.sees("The session is ready")
    terminal.press("Enter", "Enter", "Enter", "Enter")
    terminal.sees("Card face down")


def test_a_key_typed_before_the_first_screen_waits_for_it(terminal: Terminal) -> None:
    terminal.start("demo")
    while not terminal.screen().strip():
        pass
    terminal.press("?")
    terminal.sees("esc back")


def test_the_demo_starts_and_ends(terminal: Terminal) -> None:
    terminal.start("demo")
    terminal.sees("Train: Active listening. 16 of 23 agents are below 70")
    terminal.press("C-q")
    terminal.sees("ended 0")
    assert "Train:" not in terminal.screen(with_scrollback=True), "nothing of the screens stays in the scrollback"


def test_a_killed_session_goes_on_at_the_same_seat_and_nothing_leaks(
    terminal: Terminal, tmp_path: Path, home: Home
) -> None:
    folder = write_secret_team(tmp_path / "team")
    terminal.start(str(folder))
    terminal.sees("Listening")
    approve_all(terminal)
    to_first_vote(terminal)
    room = terminal.screen()
    terminal.type("51")
    terminal.sees(" 1●  2● [3·]")
    os.kill(terminal.pid(), signal.SIGKILL)
    terminal.sees("ended 137")
    after = terminal.screen(with_scrollback=True) + terminal.title()
    terminal.close()

    terminal.start("session", "resume")
    terminal.sees("Session paused.")
    black = terminal.screen()
    assert "2 votes are safe" in " ".join(black.split())
    terminal.press("Enter")
    terminal.sees(" 1●  2● [3·]")
    resumed = terminal.screen(with_scrollback=True) + terminal.title()
    terminal.press("C-q")
    terminal.sees("Pause the session?")
    terminal.press("Enter")
    terminal.sees("Session paused.")
    terminal.press_until("C-q", "ended 0")
    ended = terminal.screen(with_scrollback=True)

    logs = "".join(file.read_text(encoding="utf-8") for file in home.logs.glob("*"))
    for place, text in {
        "room": room,
        "black": black,
        "killed": after,
        "resumed": resumed,
        "ended": ended,
        "logs": logs,
    }.items():
        shown = text.replace(str(tmp_path), "")
        assert not [word for word in (*SECRET_WORDS, *SCORE_TEXTS) if word.casefold() in shown.casefold()], place


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_gives_the_terminal_back(told: signal.Signals, terminal: Terminal) -> None:
    terminal.start("demo")
    terminal.sees("Train: Active listening")
    assert terminal.tmux("display-message", "-p", "#{alternate_on}").strip() == "1"
    os.kill(terminal.program(), told)
    terminal.sees("ended 130")
    assert terminal.tmux("display-message", "-p", "#{alternate_on} #{mouse_any_flag}").strip() == "0 0"


OWN_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.executable, sys.argv[1:])"
)


@pytest.mark.skipif(sys.platform == "win32", reason="a console tells its programs in another way")
def test_a_terminal_that_is_closed_ends_it_and_gives_the_database_back(home: Home) -> None:
    """A terminal that goes tells its program to go on as well as to end; Textual may then wait for it for ever."""
    import pty

    environment = {
        **os.environ,
        "COLUMNS": "80",
        "LINES": "24",
        "TERM": "xterm-256color",
        "QA_TUI_HOME": str(home.data.parent),
    }
    words = [sys.executable, "-c", OWN_TERMINAL, sys.executable, "-m", "qa_tui", "demo"]
    for _ in range(3):
        terminal, end = pty.openpty()
        program = subprocess.Popen(words, stdin=end, stdout=end, stderr=end, start_new_session=True, env=environment)
        os.close(end)
        shown = b""
        while b"Train" not in shown:
            shown += os.read(terminal, 65_536)
        for _ in range(5):
            program.send_signal(signal.SIGCONT)
        os.close(terminal)
        try:
            assert program.wait(10) in {130, -signal.SIGHUP}
        finally:
            program.kill()
        compose.open_store(home.demo_database, writing=True).database.close()


def test_two_programs_do_not_write_one_session(terminal: Terminal, tmp_path: Path, home: Home) -> None:
    terminal.start(str(write_secret_team(tmp_path / "team")))
    terminal.sees("Listening")
    terminal.press("3")
    terminal.sees("Not ready")
    from qa_tui.store.database import LockedError

    with pytest.raises(LockedError, match="another qa-tui is using"):
        compose.open_store(home.database, writing=True)


@pytest.mark.parametrize("words", [[], ["demo"], ["open", "x.csv"], ["session", "start"], ["session", "resume"]])
def test_without_a_terminal_it_says_which_command_would_do(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qa_tui", *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "needs a terminal" in done.stderr
    assert "qa-tui " in done.stderr.replace("qa-tui needs", "")


def test_a_crash_in_a_blind_round_shows_no_data_and_gives_the_terminal_back(
    terminal: Terminal, tmp_path: Path, home: Home
) -> None:
    folder = write_secret_team(tmp_path / "team")
    found = compose.load_here(LoadRequest((str(folder),), NOW.date()), home)
    assert isinstance(found, Loaded)
    store = compose.open_store(home.database, writing=True)
    live = LiveSession.start(store, approved_plan(store, found), "s1", 4, clock)
    assert isinstance(live, LiveSession)
    for event in steps_to(Phase.VOTE):
        live.send(event)
    store.database.close()

    terminal.run(sys.executable, "-m", "tests.terminal.crash_in_the_room")
    terminal.sees("Session paused.")
    terminal.press("Enter")
    terminal.sees("Card face down")
    terminal.press("5")
    terminal.sees("ended 1")
    shown = terminal.screen(with_scrollback=True)
    logged = home.log.read_text(encoding="utf-8")
    assert "internal error (ValueError)" in shown
    assert "in look_at_the_score" in logged
    for text in (shown, logged):
        assert not [word for word in (*SECRET_WORDS, *SCORE_TEXTS) if word.casefold() in text.casefold()]
    terminal.type("typed")
    terminal.sees("typed")


def test_ascii_draws_with_plain_characters_only(terminal: Terminal) -> None:
    terminal.start("demo", "--ascii")
    terminal.sees("Train: Active listening.")
    assert terminal.screen().isascii(), terminal.screen()
    terminal.press("?")
    terminal.sees("Help for this screen")
    assert terminal.screen().isascii(), terminal.screen()
