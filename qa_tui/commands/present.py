"""`qa-tui present`: the window for the projector, in a second terminal."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from qa_tui.commands.exits import Exit, say
from qa_tui.commands.screen import has_terminal
from qa_tui.paths import find_home

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> Exit:
    if not has_terminal():
        say("qa-tui present needs a terminal of its own: open a second one, and drag it onto the projector.")
        return Exit.USAGE
    from qa_tui.store.public_file import PublicReader
    from qa_tui.tui.present_app import PresentApp

    home = find_home(options.home)
    reader = PublicReader(home.public)
    app = PresentApp(
        reader, home.log, ascii_only=options.ascii or os.environ.get("TERM") == "linux", light=options.light
    )
    try:
        app.run()
    finally:
        reader.close()
    return Exit(app.return_code or 0)
