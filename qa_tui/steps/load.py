"""Step 1 begins: files become a data set, in a process of their own."""

from __future__ import annotations

import atexit
import contextlib
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from qa_tui.domain.problem import Problem, Severity, is_out_of_room
from qa_tui.steps.loaded import Loaded, Unusable, files_of, loaded_from, problems_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from qa_tui.domain.loading import LoadRequest

KEPT_DATA_SETS = 8
MOST_KEPT_BYTES = 2 << 30
DAMAGED = "what was kept of the last reading was damaged; the files were read again."
_log = logging.getLogger(__name__)


class Reader(Protocol):
    """Reads the files of a request into a directory and returns the facts.

    Raises:
        OSError: the directory cannot be written, for instance because the disk is full.
    """

    def __call__(self, request: LoadRequest, directory: Path, progress: Callable[[str], None]) -> dict[str, Any]: ...


class Fingerprint(Protocol):
    """A key that changes whenever reading the request again would give something else."""

    def __call__(self, request: LoadRequest) -> str: ...


def load(
    request: LoadRequest,
    cache: Path,
    read: Reader,
    fingerprint: Fingerprint,
    progress: Callable[[str], None] = lambda _: None,
) -> Loaded | Unusable:
    """The data set of `request`: from the cache where the files are unchanged, else read with `read`."""
    from qa_tui.scores.cache import forget_older, is_complete, open_matrix

    cache, notice = _place_to_keep(cache)
    directory = cache / fingerprint(request)
    if is_complete(directory):
        try:
            matrix, facts = open_matrix(directory)
            if _rests_on(facts, request):
                directory.touch()
                return loaded_from(request, matrix, facts, directory)
        except (OSError, ValueError, KeyError):
            _log.warning("a cached data set could not be opened and is read again")
            notice += (Problem(Severity.NOTE, request.paths[0] if request.paths else "", DAMAGED),)
    try:
        facts = read(request, directory, progress)
    except OSError as problem:
        if not is_out_of_room(problem):
            raise
        why = (problem.strerror or "cannot be used").lower()
        message = f"what is read cannot be kept there ({why}). Free some space, or keep everything in another folder with `--home DIR`."
        return Unusable(request, (Problem(Severity.ERROR, str(cache), message),), ())
    if not facts["usable"]:
        return Unusable(request, problems_of(facts), files_of(facts), facts.get("needs_person", False))
    forget_older(cache, KEPT_DATA_SETS, MOST_KEPT_BYTES)
    matrix, facts = open_matrix(directory)
    loaded = loaded_from(request, matrix, facts, directory)
    return replace(loaded, problems=(*notice, *loaded.problems)) if notice else loaded


def _place_to_keep(cache: Path) -> tuple[Path, tuple[Problem, ...]]:
    """The cache; or, where nothing can be written to it, a folder for this time, and a note that says so."""
    try:
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=cache):
            return cache, ()
    except OSError as problem:
        why = (problem.strerror or "cannot be used").lower()
        said = f"nothing can be kept here ({why}): files are read anew each time. `--home DIR` keeps everything in another folder."
        this_time = Path(tempfile.mkdtemp(prefix="qa-tui-"))
        atexit.register(shutil.rmtree, this_time, ignore_errors=True)
        return this_time, (Problem(Severity.WARNING, str(cache), said),)


def _writable(log: Path) -> Path:
    """A log that cannot be written stops nothing: then what a reader says goes nowhere."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(log, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        log.chmod(0o600)
    except OSError:
        return Path(os.devnull)
    return log


def _rests_on(facts: dict[str, Any], request: LoadRequest) -> bool:
    """Whether a data set was read with the decisions that stand now."""
    return all(request.mapping_for(key).as_json() == used for key, used in facts["mappings"].items())


class ReaderProcess:
    """Reads in a child process, which can be killed at any moment without leaving half a data set."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._child: subprocess.Popen[str] | None = None
        self._cancelled = False

    def __call__(self, request: LoadRequest, directory: Path, progress: Callable[[str], None]) -> dict[str, Any]:
        from qa_tui.scores.cache import PARTIAL

        self._log = _writable(self._log)
        directory.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # What a killed reader leaves half done goes with this folder.
        with tempfile.TemporaryDirectory(prefix=PARTIAL, dir=directory.parent) as scratch:
            return self._read(request, directory, progress, dict.fromkeys(("TMPDIR", "TEMP", "TMP"), scratch))

    def _read(
        self, request: LoadRequest, directory: Path, progress: Callable[[str], None], places: Mapping[str, str]
    ) -> dict[str, Any]:
        environment = {**os.environ, **places, "PYTHONUTF8": "1"}
        with self._log.open("a", encoding="utf-8") as errors:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "qa_tui.readers.process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                encoding="utf-8",
                env=environment,
                start_new_session=True,
            )
            child = self._child
            if self._cancelled:
                self.cancel()
            assert child.stdin is not None
            assert child.stdout is not None
            with child:
                with contextlib.suppress(BrokenPipeError):  # Killed already: what is said below covers it.
                    child.stdin.write(
                        json.dumps({"request": request.as_json(), "directory": os.fspath(directory)}) + "\n"
                    )
                    child.stdin.close()
                facts: dict[str, Any] | None = None
                failure: OSError | None = None
                at = ""
                for line in child.stdout:
                    if not line.endswith("\n"):  # Killed in the middle of a line.
                        break
                    event = json.loads(line)
                    if event["event"] == "reading":
                        at = event["file"]
                        progress(at)
                    elif event["event"] == "done":
                        facts = event["facts"]
                    elif event["event"] == "failed":
                        failure = OSError(event["number"], event["why"])
        self._child = None
        cancelled, self._cancelled = self._cancelled, False
        if facts is not None and not cancelled:
            return facts
        if failure is not None:
            raise failure
        return _failed(request, child.returncode, self._log, at, cancelled=cancelled)

    def begin(self) -> None:
        """A request is taken up: what was cancelled before has nothing to do with it."""
        self._cancelled = False

    def cancel(self) -> None:
        """Stop reading, if it goes on."""
        self._cancelled = True
        child = self._child
        if child is not None and child.poll() is None:
            # With those that read parts of the file for it: the child began a group of its own.
            if hasattr(os, "killpg"):
                os.killpg(child.pid, signal.SIGKILL)
            else:
                child.kill()


def _failed(request: LoadRequest, status: int, log: Path, file: str, *, cancelled: bool) -> dict[str, Any]:
    """What to say of a reader that ended early, and of the `file` it was at."""
    if cancelled:
        message = "reading was stopped before it was finished."
    elif status < 0:
        message = "needs more memory than there is for it. Save the scores alone as CSV and open that."
    else:
        message = f"could not be read: the reader ended with status {status}. The log is {log}."
    problem = Problem(Severity.ERROR, file or ", ".join(request.paths), message)
    return {
        "usable": False,
        "problems": [{"severity": problem.severity.value, "file": problem.file, "message": problem.message}],
        "files": [],
    }
