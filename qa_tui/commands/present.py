"""`qa-tui present`: the window for the projector, in a second terminal."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.commands.exits import Exit, say
from qa_tui.commands.screen import has_terminal
from qa_tui.paths import find_home

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from filelock import FileLock


def hold(path: Path) -> FileLock:
    """Say that a window is open for the room; where another one says so already, that will do."""
    from filelock import FileLock, Timeout

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(path, mode=0o600)
    with suppress(Timeout, OSError):
        lock.acquire(timeout=0)
    return lock


def tell_size(path: Path, columns: int, rows: int) -> None:
    """Say how large the room's window is; where that cannot be written, pages are as large as the facilitator's."""
    with suppress(OSError):
        path.write_text(f"{columns}x{rows}", "ascii")


def run(options: argparse.Namespace) -> Exit:
    if not has_terminal():
        say("qa-tui present needs a terminal of its own: open a second one, and drag it onto the projector.")
        return Exit.USAGE
    from qa_tui.store.public_file import PublicReader
    from qa_tui.tui.present_app import PresentApp

    home = find_home(options.home)
    settings, _ = compose.settings_of(home)
    reader = PublicReader(home.public)
    app = PresentApp(
        reader,
        home.log,
        lambda columns, rows: tell_size(home.presenting_size, columns, rows),
        ascii_only=options.ascii or os.environ.get("TERM") == "linux",
        theme="light" if options.light else settings.theme,
    )
    held = hold(home.presenting)
    try:
        app.run()
    finally:
        reader.close()
        with suppress(OSError):
            home.presenting_size.unlink(missing_ok=True)
        held.release()
    return Exit(app.return_code or 0)
