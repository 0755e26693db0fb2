"""The program's end of the player: a process that is told what to do, and may die at any moment without taking anything along."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from qa_tui.domain.clip import Heard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STOPPED = "The sound has stopped"


class PlayerProcess:
    """Starts with its first command, and again after it has died."""

    def __init__(self, log: Path, tell: Callable[[Heard | str], None]) -> None:
        self._log = log
        self._tell = tell
        """Called from a thread of its own: how far the sound is, or why there is none."""
        self._child: subprocess.Popen[str] | None = None

    def do(self, command: str, **more: object) -> None:
        """One command of `qa_tui.audio.player`. Never waits, never fails: what goes wrong is told."""
        if self._child is None or self._child.poll() is not None:
            if command != "open":
                return
            try:
                self._start()
            except OSError:
                self._tell(STOPPED)
                return
        child = self._child
        if child is not None and child.stdin is not None:
            with contextlib.suppress(OSError):
                child.stdin.write(json.dumps({"do": command, **more}) + "\n")
                child.stdin.flush()

    def _start(self) -> None:
        self._log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._log.open("a", encoding="utf-8") as errors:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "qa_tui.audio.player"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                encoding="utf-8",
                env={**os.environ, "PYTHONUTF8": "1"},
                start_new_session=True,
            )
        threading.Thread(target=self._listen, args=(self._child,), daemon=True).start()

    def _listen(self, child: subprocess.Popen[str]) -> None:
        assert child.stdout is not None
        for line in child.stdout:
            if not line.endswith("\n"):  # Killed in the middle of a line.
                break
            body = json.loads(line)
            self._tell(str(body["problem"]) if "problem" in body else Heard(**body))
        child.stdout.close()
        child.wait()
        if self._child is child:
            self._child = None
            _close_input(child)
            self._tell(STOPPED)

    @property
    def pid(self) -> int | None:
        """Of the process, while it runs."""
        return self._child.pid if self._child is not None else None

    def end(self) -> None:
        """Be silent at once and for good."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        _close_input(child)


def _close_input(child: subprocess.Popen[str]) -> None:
    if child.stdin is not None:
        with contextlib.suppress(OSError):
            child.stdin.close()
