"""What commands about cycles share: the store, the cycle that is meant, and the files of its workspace."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.commands.exits import Exit, say, say_problems
from qa_tui.commands.reading import request_of
from qa_tui.commands.stored import opened_store
from qa_tui.domain.safe_text import safe_line
from qa_tui.paths import find_home
from qa_tui.steps.loaded import Loaded

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from qa_tui.domain.cycle import Cycle
    from qa_tui.store.sessions import SessionStore


@dataclass(frozen=True, eq=False, slots=True)
class CycleFiles:
    """One cycle with everything that is known of it."""

    store: SessionStore
    cycle: Cycle
    loaded: Loaded | None
    """None where its files cannot be read, or nobody knows which they are."""


@contextmanager
def open_cycle(options: argparse.Namespace, *, writing: bool = False) -> Iterator[CycleFiles | Exit]:
    """The cycle of `--cycle`, else the one that began last in the workspace that was open last; or a status after saying what is missing."""
    with opened_store(options, writing=writing) as store:
        if store is None:
            say(NOTHING)
            yield Exit.NOT_ENOUGH_DATA
        else:
            yield _found(options, store)


NOTHING = "No session has been held yet: a cycle begins with one. `--demo` looks at the demo's."


def _found(options: argparse.Namespace, store: SessionStore) -> CycleFiles | Exit:
    cycles = store.cycles()
    opened = [name for name, _ in store.workspaces()][:1]
    here = [cycle for cycle in cycles if cycle.workspace in opened] or cycles
    cycle = next((cycle for cycle in (cycles if options.cycle else here) if options.cycle in {None, cycle.id}), None)
    if cycle is None:
        if not cycles:
            say(NOTHING)
            return Exit.NOT_ENOUGH_DATA
        say(f"error: there is no cycle {safe_line(options.cycle or '', 40)!r}. `qa-tui cycle list` names them.")
        return Exit.BAD_INPUT
    loaded = _loaded(options, store, cycle)
    return loaded if isinstance(loaded, Exit) else CycleFiles(store, cycle, loaded)


def _loaded(options: argparse.Namespace, store: SessionStore, cycle: Cycle) -> Loaded | Exit | None:
    home = find_home(options.home)
    if options.paths:
        request = request_of(options)
        if isinstance(request, Exit):
            return request
    elif options.demo:
        request = compose.demo_request()
    else:
        known = dict(store.workspaces()).get(cycle.workspace)
        if known is None:
            return None
        request = known
    found = compose.load_here(request, home)
    if isinstance(found, Loaded):
        return found
    say_problems(found.problems)
    return Exit.BAD_INPUT if options.paths else None
