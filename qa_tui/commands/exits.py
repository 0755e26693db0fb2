"""Exit statuses, and how a command speaks."""

from __future__ import annotations

import json
import sys
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from qa_tui.domain.problem import Problem, Severity, said_once
from qa_tui.domain.safe_text import safe_line, text_width
from qa_tui.readers.places import written_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SHOWN_PROBLEMS = 40


class Exit(IntEnum):
    """What a status means."""

    OK = 0
    INTERNAL = 1
    USAGE = 2
    BAD_INPUT = 3
    NOT_ENOUGH_DATA = 4
    PRIVACY = 5
    INTERRUPTED = 130


def say(text: str) -> None:
    """Talk: on standard error, so that results can be piped."""
    print(text, file=sys.stderr)


def put(text: str = "") -> None:
    print(text)


def put_json(body: Any) -> None:
    print(json.dumps(body, ensure_ascii=False, indent=1, allow_nan=False))


def put_table(header: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Columns as wide as their widest cell, which a terminal cuts at 60; `right` are the columns of numbers."""
    most = 60 if sys.stdout.isatty() else 400
    clean = [[safe_line(cell, most) for cell in row] for row in (header, *rows)]

    widths = [max(text_width(row[n]) for row in clean) for n in range(len(header))]
    for number, row in enumerate(clean):
        cells = []
        for n, cell in enumerate(row):
            gap = " " * (widths[n] - text_width(cell))
            cells.append(gap + cell if n in right else cell + gap)
        put("  ".join(cells).rstrip())
        if number == 0:
            put("  ".join("-" * w for w in widths))


def problem_line(problem: Problem) -> str:
    times = f" ({problem.count:,} rows)" if problem.count > 1 else ""
    return f"{problem.severity.value}: {safe_line(problem.where(), 160)}: {safe_line(problem.message)}{times}"


def say_problems(problems: Sequence[Problem], *, notes: bool = False) -> None:
    every = [problem for problem in problems if notes or problem.severity is not Severity.NOTE]
    shown = said_once(every)
    for problem in shown[:SHOWN_PROBLEMS]:
        say(problem_line(problem))
    if len(shown) > SHOWN_PROBLEMS:
        say(f"... and {len(shown) - SHOWN_PROBLEMS} more; `qa-tui check` lists all of them.")
    elif len(shown) < len(every):
        say("`qa-tui check` lists every file.")


def problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity.value,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "count": problem.count,
    }


def place_to_read(given: str) -> Path | None:
    """The path of one file that a command was given; None after saying that something else stands there, which could be waited for forever."""
    path = written_path(given)
    if path.exists() and not path.is_file():
        say(f"error: {safe_line(given, 120)}: is no file, so it is not read.")
        return None
    return path


def as_json_bytes(body: dict[str, Any]) -> bytes:
    return f"{json.dumps(body, ensure_ascii=False, indent=1, allow_nan=False)}\n".encode()


def put_bytes(written: bytes, output: str | None) -> Exit:
    """To standard output, or to a file that appears whole or not at all."""
    from qa_tui.reports.writer import write_whole

    if output is None and written.startswith(b"PK") and sys.stdout.isatty():
        say("error: this is no text for a terminal: say where to write it with -o FILE.")
        return Exit.USAGE
    if output is None:
        sys.stdout.buffer.write(written)
        return Exit.OK
    target = written_path(output)
    try:
        write_whole(target, written)
    except OSError as problem:
        say(f"error: {safe_line(output, 120)}: cannot be written: {(problem.strerror or 'unknown').lower()}.")
        return Exit.BAD_INPUT
    say(f"{target}: {len(written):,} bytes.")
    return Exit.OK
