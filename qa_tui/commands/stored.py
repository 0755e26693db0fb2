"""Opening the database from a command, and only for writing with the lock of a writer."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.domain.problem import NotAnsweredError
from qa_tui.paths import find_home, nearest_above

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from qa_tui.paths import Home
    from qa_tui.store.sessions import SessionStore


def demo_database(home: Home) -> Path:
    """The demo's database, filled on first use."""
    if not home.demo_database.exists():
        demo = compose.demo_services(home)
        demo.store()
        demo.close()
    return home.demo_database


def of_the_demo(options: argparse.Namespace) -> str:
    """Where else sessions lie: those that were held on the demo are found with --demo alone."""
    is_there = not options.demo and find_home(options.home).demo_database.exists()
    return " Those of the demo are found with --demo." if is_there else ""


@contextmanager
def opened_store(options: argparse.Namespace, *, writing: bool = False) -> Iterator[SessionStore | None]:
    """The store, or None where nothing has been recorded yet. The demo's is filled on first use."""
    home = find_home(options.home)
    path = demo_database(home) if options.demo else home.database
    if not path.exists():
        place = nearest_above(home.data)
        if not place.is_dir():
            raise NotAnsweredError(f"{place} is a file, not a folder. Choose a folder with --home DIR.")
        yield None
        return
    store = compose.open_store(path, writing=writing)
    try:
        yield store
    finally:
        store.database.close()
