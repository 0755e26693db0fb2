"""Opening the full-screen app, or saying which command would do without a terminal."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from qa_tui.commands.exits import Exit, say

if TYPE_CHECKING:
    import argparse

    from qa_tui.domain.loading import LoadRequest


def has_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def open_screen(
    options: argparse.Namespace,
    *,
    request: LoadRequest | None = None,
    room: Literal["start", "resume"] | None = None,
    wanted: str | None = None,
    instead: str = "",
) -> Exit:
    """Run the app.

    Args:
        options: of the command line.
        request: files to open; None opens the last workspace or the welcome screen.
        room: go straight to a session's black screen.
        wanted: id of a plan or session for `room`.
        instead: a command that does the same without a terminal.
    """
    if not has_terminal():
        hint = (
            f" Without one, try: {instead}"
            if instead
            else " Without one, try: qa-tui gaps, qa-tui calls or qa-tui disagreements."
        )
        say(f"qa-tui needs a terminal to open its screens.{hint}")
        return Exit.USAGE
    # What the screens are made of is imported once and kept: looking through it for garbage costs frames.
    gc.set_threshold(50_000, 20, 100)
    from qa_tui import compose
    from qa_tui.paths import find_home
    from qa_tui.tui.app import QaApp

    home = find_home(options.home)
    if options.demo:
        services = compose.demo_services(home)
    else:
        services = compose.services(home, as_of=getattr(options, "as_of", None))
    app = QaApp(
        services,
        request=request.in_full(Path.cwd().as_posix()) if request else None,
        room=room,
        wanted=wanted,
        ascii_only=options.ascii or os.environ.get("TERM") == "linux",
    )
    app.is_touring = getattr(options, "tour", False)
    try:
        app.run()
    finally:
        app.services.close()
    return Exit(app.return_code or 0)
