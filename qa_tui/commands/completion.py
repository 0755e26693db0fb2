"""`qa-tui completion SHELL`: what a shell needs to complete commands, options and file names."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from qa_tui.commands.exits import Exit, put

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILES, _FOLDERS = frozenset({"FILE", "PATH", "TRANSCRIPT"}), frozenset({"DIR"})


def run(options: argparse.Namespace) -> Exit:
    import shtab

    parser: argparse.ArgumentParser = options.parser_of()
    for action in _actions(parser):
        if action.metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.metavar in _FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    put(shtab.complete(parser, options.shell))
    return Exit.OK


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """All options and arguments, those of commands as well."""
    for action in parser._actions:  # noqa: SLF001 - argparse offers no other way to ask
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for command in action.choices.values():
                yield from _actions(command)
