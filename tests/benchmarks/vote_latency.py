"""From a vote's key to the painted seat in a real terminal: `python -m tests.benchmarks.vote_latency`.

Each vote is committed to disk, told to the projector's file and drawn before its first byte comes back. The same key in a bare
Textual app that redraws one line is measured in the same run, so that ratios can be compared between machines.
"""

from __future__ import annotations

import os
import pty
import select
import statistics
import struct
import sys
import tempfile
import termios
import time
from fcntl import ioctl
from pathlib import Path

from qa_tui import compose
from qa_tui.paths import find_home
from tests.builders import make_plan_in

PRESSES = 200
QUIET_SECONDS = 0.12
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("0", id="s")
    def on_key(self, event):
        self.n = getattr(self, "n", 0) + 1
        self.query_one("#s", Static).update(str(self.n))
Bare().run()
"""


class Terminal:
    """A program on a pseudo-terminal of 100 by 30 cells."""

    def __init__(self, *command: str, home: Path) -> None:
        child, self._fd = pty.fork()
        if child == 0:
            os.environ.update(TERM="xterm-256color", QA_TUI_HOME=str(home), LANG="C.UTF-8")
            os.execv(command[0], command)  # noqa: S606 - our own command, no shell
        self._pid = child
        ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))

    def read(self, timeout: float) -> bytes:
        ready, _, _ = select.select([self._fd], [], [], timeout)
        return os.read(self._fd, 1 << 16) if ready else b""

    def wait_for(self, text: bytes, timeout: float = 30) -> None:
        seen, end = b"", time.monotonic() + timeout
        while text not in seen and time.monotonic() < end:
            seen += self.read(0.1)
        assert text in seen, seen[-400:]

    def settle(self) -> None:
        while self.read(QUIET_SECONDS):
            pass

    def press(self, key: bytes) -> float:
        """Seconds until the first byte that is painted after `key`."""
        start = time.perf_counter()
        os.write(self._fd, key)
        self.read(5)
        taken = time.perf_counter() - start
        self.settle()
        return taken

    def end(self) -> None:
        os.kill(self._pid, 9)
        os.waitpid(self._pid, 0)
        os.close(self._fd)


def measure(terminal: Terminal, keys: list[bytes]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    taken = sorted(1000 * terminal.press(key) for key in keys)
    return statistics.median(taken), taken[int(0.95 * len(taken))]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = find_home(folder)
        store = compose.open_store(home.database, writing=True)
        make_plan_in(store, calls=3)
        store.database.close()
        room = Terminal(sys.executable, "-m", "qa_tui", "session", "start", "p1", home=Path(folder))
        room.wait_for(b"The session is ready")
        for key in (b"\r", b"\r", b"\r", b"\r"):
            room.press(key)
        votes = [b"5", b"3", b"\x7f", b"2", b"1"] * (PRESSES // 5)
        median, high = measure(room, votes)
        room.end()
        bare = Terminal(sys.executable, "-c", BARE, home=Path(folder))
        time.sleep(2)
        bare.settle()
        bare_median, bare_high = measure(bare, [b"5"] * PRESSES)
        bare.end()
    print(f"{'':>14} {'median ms':>10} {'p95 ms':>8}")
    print(f"{'vote in a room':>14} {median:>10.1f} {high:>8.1f}")
    print(f"{'bare Textual':>14} {bare_median:>10.1f} {bare_high:>8.1f}")
    print(f"{'ratio':>14} {median / bare_median:>10.2f} {high / bare_high:>8.2f}")


if __name__ == "__main__":
    main()
