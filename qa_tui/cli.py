"""The command line: parses, and hands over to one module of `qa_tui.commands`, imported when it is needed."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from typing import TYPE_CHECKING

from qa_tui import __version__
from qa_tui.arguments import build_parser

if TYPE_CHECKING:
    from collections.abc import Sequence


def _first_word(words: Sequence[str]) -> int | None:
    """Place of the first word that is neither an option nor the value of one."""
    takes_value = {"--home"}
    skip = False
    for place, word in enumerate(words):
        if skip:
            skip = False
        elif word in takes_value:
            skip = True
        elif not word.startswith("-"):
            return place
    return None


def _with_command(words: Sequence[str], known: Sequence[str]) -> list[str]:
    """`qa-tui PATH` is short for `qa-tui open PATH`; a first word that is a command is the command."""
    place = _first_word(words)
    if place is None or words[place] in known:
        return list(words)
    return [*words[:place], "open", *words[place:]]


def _quick(words: Sequence[str]) -> str | None:
    """`""` or `demo` where that is all that is asked for; None where the whole command line has to be known."""
    place = _first_word(words)
    if {"-h", "--help"} & set(words):
        return None
    return "" if place is None else words[place] if words[place] == "demo" else None


def _take_left(options: argparse.Namespace, left: Sequence[str]) -> bool:
    """Ids and names that stand behind an option: argparse has settled what comes before it by then."""
    if any(word.startswith("-") for word in left):
        return False
    if left and hasattr(options, "id") and options.id is None and len(left) == 1:
        options.id = left[0]
    elif left and hasattr(options, "what"):
        options.what = [*options.what, *left]
    elif left:
        return False
    return True


def _open_closed_streams() -> None:
    """Streams that were closed lead nowhere. Otherwise the next file that is opened, a database, would be the standard output."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(
                sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), "r" if name == "stdin" else "w", encoding="utf-8")
            )


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    _open_closed_streams()
    if words is None:
        words = sys.argv[1:]
    if list(words) == ["--version"]:
        print(f"qa-tui {__version__}")
        return 0
    parser = build_parser(_quick(words))
    actions = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))  # noqa: SLF001 - argparse offers no other way to ask
    options, left = parser.parse_known_args(_with_command(words, list(actions.choices)))
    if not _take_left(options, left):
        parser.error(f"unrecognized arguments: {' '.join(left)}")
    for name, value in (("home", None), ("ascii", False), ("demo", False)):
        if not hasattr(options, name):
            setattr(options, name, value)
    try:
        return int(_run(options))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as problem:  # noqa: BLE001 - the last resort: one line for the person, the rest without locals for the log
        return _report_crash(problem, options.home)


def _run(options: argparse.Namespace) -> int:
    if options.command in {None, "open"}:
        from qa_tui.commands import screen
        from qa_tui.commands.reading import request_of

        request = request_of(options) if options.command else None
        if isinstance(request, int):
            return request
        return screen.open_screen(options, request=request, instead="qa-tui gaps FILE")
    module = importlib.import_module(f"qa_tui.commands.{options.command}")
    status: int = module.run(options)
    return status


def _report_crash(problem: Exception, home: str | None) -> int:
    from qa_tui.commands.exits import Exit, say
    from qa_tui.crash import crash_words, is_store_error
    from qa_tui.domain.problem import NotAnsweredError

    if isinstance(problem, NotAnsweredError) or is_store_error(problem):
        say(f"error: {problem}")
        return Exit.BAD_INPUT
    if isinstance(problem, OSError) and problem.filename:
        say(
            f"error: {problem.filename}: {(problem.strerror or 'cannot be used').lower()}. Check the path and your permissions."
        )
        return Exit.BAD_INPUT
    if isinstance(problem, OSError) and problem.errno:
        say(f"error: {(problem.strerror or 'it cannot be written').lower()}. Nothing that was recorded is lost.")
        return Exit.BAD_INPUT
    from qa_tui.paths import find_home

    say(crash_words(problem, find_home(home).log))
    return Exit.INTERNAL


if __name__ == "__main__":
    sys.exit(main())
