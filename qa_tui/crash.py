"""What is kept of a crash: where it happened, never what the variables held."""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path


def write_crash(problem: BaseException, log: Path) -> Path:
    """Append the trace without local variables and without the message, which may quote data, to `log` (mode 0600)."""
    lines = [f"{datetime.now(UTC).isoformat(timespec='seconds')} {type(problem).__name__}"]
    lines += [f"  {Path(f.filename).name}:{f.lineno} in {f.name}" for f in traceback.extract_tb(problem.__traceback__)]
    try:
        log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(log, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a", encoding="utf-8") as stream:
            stream.write("\n".join(lines) + "\n")
    except OSError:
        return Path(os.devnull)
    return log


def is_store_error(problem: BaseException) -> bool:
    """Whether the store says, in words for a person, what it cannot do. By name: asking must not load the database."""
    return type(problem).__name__ in {"StoreError", "LockedError", "NewerDatabaseError"}


def crash_words(problem: BaseException | None, log: Path) -> str:
    """What a person is told of a crash, after it has been written to `log`."""
    where = log if problem is None else write_crash(problem, log)
    name = "error" if problem is None else type(problem).__name__
    return f"qa-tui met an internal error ({name}). Nothing that was recorded is lost. Details: {where}"
