"""A real terminal: tmux on a socket of the test's own."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa_tui.paths import Home

PATIENCE_SECONDS = 40.0


class Terminal:
    """A program in a terminal: its keys, its screen, and what it leaves behind."""

    def __init__(self, folder: Path, home: Path) -> None:
        self._folder = folder
        self._starts = 0
        self._home = home
        self._pane = "qa"

    def tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(self._folder / f"tmux{self._starts}"), "-f", "/dev/null", *words],
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout

    def start(self, *words: str, size: tuple[int, int] = (80, 24)) -> None:
        """Run `python -m qa_tui WORDS`."""
        self.run(sys.executable, "-m", "qa_tui", *words, size=size)

    def run(self, *words: str, size: tuple[int, int] = (80, 24)) -> None:
        """Run a program and then wait for a key, so that its end can be read."""
        self._starts += 1
        program = shlex.join(words)
        variables = f"QA_TUI_HOME={shlex.quote(str(self._home))} TEXTUAL_ANIMATIONS=none LANG=C.UTF-8"
        command = f'env -u COLUMNS -u LINES {variables} {program}; echo "ended $?"; read -r wait'
        self.tmux("new-session", "-d", "-s", self._pane, "-x", str(size[0]), "-y", str(size[1]), "sh", "-c", command)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.tmux("send-keys", "-t", self._pane, key)

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-t", self._pane, "-l", text)

    def screen(self, *, with_scrollback: bool = False) -> str:
        history = ("-S", "-") if with_scrollback else ()
        return self.tmux("capture-pane", "-p", "-t", self._pane, *history)

    def title(self) -> str:
        return self.tmux("display-message", "-p", "-t", self._pane, "#{pane_title} #{window_name}")

    def program(self) -> int:
        """Process id of what runs in the terminal."""
        shell = self.tmux("display-message", "-p", "-t", self._pane, "#{pane_pid}").strip()
        return int(Path(f"/proc/{shell}/task/{shell}/children").read_text(encoding="ascii").split()[0])

    def sees(self, text: str) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while text not in self.screen():
            if time.monotonic() > end:
                raise AssertionError(f"{text!r} never came:\n{self.screen()}")

    def press_until(self, key: str, text: str) -> None:
        """`key`, again every two seconds, as a person would whose key came while a dialog was closing."""
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            self.press(key)
            again = time.monotonic() + 2
            while time.monotonic() < again:
                if text in self.screen():
                    return
            if time.monotonic() > end:
                raise AssertionError(f"{text!r} never came:\n{self.screen()}")

    def pid(self) -> int:
        """The program's own process."""
        shell = self.tmux("display-message", "-p", "-t", self._pane, "#{pane_pid}").strip()
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", shell], capture_output=True, text=True, check=True)
        return int(children.stdout.split()[0])

    def resize(self, width: int, height: int) -> None:
        self.tmux("resize-window", "-t", self._pane, "-x", str(width), "-y", str(height))

    def beside(self) -> Terminal:
        """A second terminal on the same home."""
        folder = self._folder / "beside"
        folder.mkdir()
        return Terminal(folder, self._home)

    def close(self) -> None:
        self.tmux("kill-server")


@pytest.fixture
def terminal(tmp_path: Path, home: Home) -> Iterator[Terminal]:
    if shutil.which("tmux") is None or os.name != "posix":
        pytest.skip("tmux is not installed, and these tests run in a real terminal")
    found = Terminal(tmp_path, home.data.parent)
    yield found
    found.close()
