"""`qa-tui doctor`: whether this machine, this terminal and these folders are fit for the program, and what to do where not.

It changes nothing and makes nothing.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from qa_tui import __version__, compose
from qa_tui.commands.exits import Exit, put, put_json, put_table
from qa_tui.crash import is_store_error
from qa_tui.paths import Home, find_home, nearest_above
from qa_tui.reports.words import count_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

State = Literal["ok", "note", "problem"]
FEWEST_COLUMNS, FEWEST_ROWS = 80, 24
LEAST_FREE = 500_000_000
"""Bytes: ten million scores that are kept take about that."""
LEAST_TO_WORK = 4_000_000
"""Bytes: the database of an evening's session, with what SQLite writes beside it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    about: str
    state: State
    said: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is looked at."""

    home: Home
    environment: Mapping[str, str]


def run(options: argparse.Namespace) -> Exit:
    around = Surroundings(find_home(options.home), os.environ)
    findings = [finding for look in CHECKS for finding in look(around)]
    is_fit = not any(finding.state == "problem" for finding in findings)
    if options.json:
        put_json({"is_fit": is_fit, "findings": [asdict(finding) for finding in findings]})
    else:
        marks = {"ok": "ok", "note": "note", "problem": "PROBLEM"}
        put_table(["", "about", "found"], [[marks[f.state], f.about, f.said] for f in findings])
        remedies = [finding for finding in findings if finding.remedy]
        for finding in remedies:
            put()
            put(f"{finding.about}: {finding.remedy}")
        put()
        put(
            "Everything the program needs is there."
            if is_fit
            else "What is marked PROBLEM keeps the program from working."
        )
    return Exit.OK if is_fit else Exit.BAD_INPUT


def look_at_program(_: Surroundings) -> Iterator[Finding]:
    system = f"{platform.system()} {platform.machine()}"
    cores = count_of(os.cpu_count() or 1, "core")
    yield Finding("program", "ok", f"qa-tui {__version__}, Python {platform.python_version()}, {system}, {cores}")


def look_at_terminal(around: Surroundings) -> Iterator[Finding]:
    kind = around.environment.get("TERM", "")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        remedy = "the screens need a terminal; commands such as `qa-tui gaps` do not."
        yield Finding("terminal", "note", "none: input or output goes elsewhere", remedy)
        return
    size = shutil.get_terminal_size()
    is_small = size.columns < FEWEST_COLUMNS or size.lines < FEWEST_ROWS
    said = f"{kind or 'without a name'}, {size.columns}x{size.lines}"
    yield Finding(
        "terminal",
        "note" if is_small else "ok",
        said,
        f"{FEWEST_COLUMNS}x{FEWEST_ROWS} show everything; make the window larger or the letters smaller."
        if is_small
        else "",
    )


def look_at_colours(around: Surroundings) -> Iterator[Finding]:
    environment = around.environment
    if environment.get("NO_COLOR"):
        yield Finding("colours", "ok", "none, as NO_COLOR asks: everything is told by marks and words as well")
    elif environment.get("COLORTERM") in {"truecolor", "24bit"}:
        yield Finding("colours", "ok", "16 million")
    else:
        remedy = "the nearest of them are used. Where the terminal can show all, set COLORTERM=truecolor."
        yield Finding("colours", "note", "256 or fewer, as far as the terminal says", remedy)


def look_at_letters(around: Surroundings) -> Iterator[Finding]:
    encoding = (sys.stdout.encoding or "").casefold().replace("-", "")
    is_plain = encoding != "utf8" or around.environment.get("TERM") == "linux"
    remedy = "bars and marks may not be drawn: start with --ascii." if is_plain else ""
    yield Finding("letters", "note" if is_plain else "ok", sys.stdout.encoding or "unknown", remedy)


def look_at_folders(around: Surroundings) -> Iterator[Finding]:
    home = around.home
    for about, folder in (("data", home.data), ("cache", home.cache), ("logs", home.logs), ("settings", home.config)):
        place = nearest_above(folder)
        if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
            what = f"make {place} writable" if place.is_dir() else f"{place} is a file: move it away"
            remedy = f"{what}, or choose another folder with --home DIR."
            yield Finding(about, "problem", f"{folder} cannot be written", remedy)
        elif folder.is_dir() and folder.stat().st_mode & 0o077 and os.name == "posix":
            yield Finding(about, "note", f"{folder} can be read by others", f"chmod 700 {folder}")
        else:
            yield Finding(about, "ok", f"{folder}{'' if folder.is_dir() else ' (made when it is needed)'}")
    free = shutil.disk_usage(nearest_above(home.data)).free
    remedy = "free some space: votes that cannot be saved are not counted." if free < LEAST_FREE else ""
    state: State = "problem" if free < LEAST_TO_WORK else "note" if remedy else "ok"
    yield Finding("disk", state, f"{free / 1e9:,.1f} GB free" if free >= 1e8 else f"{free / 1e6:,.1f} MB free", remedy)


def look_at_database(around: Surroundings) -> Iterator[Finding]:
    path = around.home.database
    if not path.exists():
        yield Finding("database", "ok", "not there yet: it is made with the first session or decision")
    else:
        yield _look_into(path, "database", "the demo has one of its own")
    if around.home.demo_database.exists():
        yield _look_into(around.home.demo_database, "demo", "nothing of yours is in it")


def _look_into(path: Path, about: str, whose: str) -> Finding:
    from qa_tui.store.database import open_database
    from qa_tui.store.sessions import SessionStore

    try:
        store = SessionStore(open_database(path, compose.now(), writing=False))
        try:
            sessions = len(store.sessions())
        finally:
            store.database.close()
    except Exception as problem:
        if not is_store_error(problem):
            raise
        return Finding(about, "problem", str(problem), "no other program may be writing it; a copy may lie beside it.")
    return Finding(about, "ok", f"{count_of(sessions, 'session')} in {path} ({whose})")


def look_at_settings(around: Surroundings) -> Iterator[Finding]:
    path = around.home.settings
    if not path.exists():
        yield Finding("settings file", "ok", "none: the method's own values stand")
        return
    _, problems = compose.settings_of(around.home)
    if problems:
        first = problems[0]
        yield Finding(
            "settings file",
            "note",
            f"{count_of(len(problems), 'value')} cannot be used",
            f"{first.where()}: {first.message}",
        )
    else:
        yield Finding("settings file", "ok", str(path))


EXTRAS = (
    ("Parquet files", "pyarrow", "parquet"),
    ("warehouses", "ibis", "warehouse"),
    ("sound", "miniaudio", "audio"),
    ("second opinion on names", "presidio_analyzer", "presidio"),
)


def look_at_extras(_: Surroundings) -> Iterator[Finding]:
    for about, module, extra in EXTRAS:
        if find_spec(module) is None:
            yield Finding(about, "note", "not installed", f'only where you want it: pip install "qa-tui[{extra}]"')
        elif module == "miniaudio" and not _has_device():
            remedy = "excerpts are read aloud; nothing else depends on it."
            yield Finding(about, "note", "installed, but no sound device was found", remedy)
        else:
            yield Finding(about, "ok", "installed")


def _has_device() -> bool:
    """Asked in a process of its own: what drivers print does not belong here."""
    asked = [sys.executable, "-c", "import miniaudio; miniaudio.PlaybackDevice().close()"]
    try:
        return subprocess.run(asked, capture_output=True, check=False, timeout=10).returncode == 0  # noqa: S603 - our own words
    except subprocess.TimeoutExpired:
        return False


CHECKS: tuple[Callable[[Surroundings], Iterator[Finding]], ...] = (
    look_at_program,
    look_at_terminal,
    look_at_colours,
    look_at_letters,
    look_at_folders,
    look_at_database,
    look_at_settings,
    look_at_extras,
)
