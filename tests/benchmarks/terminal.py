"""A program on a pseudo-terminal, and how long its keys take to be painted."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import statistics
import struct
import termios
import time
from dataclasses import dataclass
from fcntl import ioctl
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

QUIET_SECONDS = 0.12
"""After so long without a byte a frame is over."""
_SEQUENCES = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
_ASKED = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[6n": b"\x1b[1;1R", b"\x1b[c": b"\x1b[?62;22c"}
"""What programs ask a terminal, and what this one says."""


class Terminal:
    """A program on a pseudo-terminal."""

    def __init__(self, *command: str, home: Path, columns: int = 100, rows: int = 30) -> None:
        self.started = time.perf_counter()
        child, self._fd = pty.fork()
        if child == 0:
            size = struct.pack("HHHH", rows, columns, 0, 0)
            ioctl(0, termios.TIOCSWINSZ, size)
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", QA_TUI_HOME=str(home), LANG="C.UTF-8")
            os.environ.update(HOME=str(home))
            os.execv(command[0], command)  # noqa: S606 - our own command, no shell
        self.pid = child

    def read(self, timeout: float) -> bytes:
        ready, _, _ = select.select([self._fd], [], [], timeout)
        try:
            came = os.read(self._fd, 1 << 16) if ready else b""
        except OSError:  # The program has ended.
            return b""
        for asked, answer in _ASKED.items():
            if asked in came:
                os.write(self._fd, answer)
        return came

    def wait_for(self, *texts: str, timeout: float = 60) -> float:
        """Seconds from the start of the program until one of `texts` stands in what was painted."""
        seen, end = b"", time.monotonic() + timeout
        while time.monotonic() < end:
            seen = (seen + self.read(0.05))[-400_000:]
            plain = _SEQUENCES.sub(b"", seen)
            if any(text.encode() in plain for text in texts):
                return time.perf_counter() - self.started
        raise AssertionError(_SEQUENCES.sub(b"", seen)[-600:].decode(errors="replace"))

    def first_frame(self, timeout: float = 30) -> float:
        """Seconds from the start of the program until something other than questions is painted."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if _SEQUENCES.sub(b"", self.read(0.05)).strip():
                return time.perf_counter() - self.started
        raise AssertionError("nothing was painted")

    def settle(self, quiet: float = QUIET_SECONDS, limit: float = 20) -> None:
        end = time.monotonic() + limit
        while self.read(quiet) and time.monotonic() < end:
            pass

    def press(self, key: bytes, *, settle: bool = True) -> float:
        """Seconds until the first byte that is painted after `key`; infinite where nothing is."""
        start = time.perf_counter()
        os.write(self._fd, key)
        came = self.read(5)
        taken = time.perf_counter() - start if came else float("inf")
        if settle:
            self.settle()
        return taken

    def press_until(self, key: bytes, text: str, timeout: float = 5) -> float:
        """Seconds until `text` is painted after `key`, whatever else is painted meanwhile; infinite where it is not."""
        start, seen = time.perf_counter(), b""
        os.write(self._fd, key)
        while time.perf_counter() - start < timeout:
            seen += self.read(0.05)
            if text.encode() in _SEQUENCES.sub(b"", seen):
                return time.perf_counter() - start
        return float("inf")

    def end(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds from keys to their first painted byte."""

    median: float
    p95: float
    presses: int


def measure(terminal: Terminal, keys: Sequence[bytes], *, settle: bool = True) -> Latency:
    """How long these keys take, one after the other."""
    taken = sorted(1000 * terminal.press(key, settle=settle) for key in keys)
    return latency_of(taken)


def latency_of(milliseconds: Sequence[float]) -> Latency:
    """Median and 95th percentile."""
    taken = sorted(milliseconds)
    return Latency(statistics.median(taken), taken[int(0.95 * len(taken))], len(taken))
