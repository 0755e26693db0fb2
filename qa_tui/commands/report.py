"""`qa-tui report gaps`: steps 1 and 2 as a page for the planning meeting."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from qa_tui.commands.exits import Exit, say, say_problems
from qa_tui.commands.gaps import answer
from qa_tui.domain.loading import workspace_name
from qa_tui.domain.safe_text import safe_line
from qa_tui.reports.formats.registry import FORMATS, write_page
from qa_tui.reports.gap_json import gap_json
from qa_tui.reports.gap_page import gap_page
from qa_tui.reports.writer import write_whole

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> Exit:
    answered = answer(options)
    if isinstance(answered, Exit):
        return answered
    asked, report = answered
    if report.calls == 0:
        return Exit.NOT_ENOUGH_DATA
    name = format_of(options.format, options.output)
    if name is None:
        say(
            f"error: {safe_line(options.output, 120)}: the name says no format; it ends with .html, .md, .csv, .xlsx or .json."
        )
        return Exit.USAGE
    if options.names and name == "csv":
        say("note: a CSV file holds the criteria alone; --names acts on html, md, xlsx and json.")
    if name == "json":
        import json

        body = json.dumps(
            gap_json(report, asked.loaded.problems, with_agents=options.names),
            ensure_ascii=False,
            indent=1,
            allow_nan=False,
        )
        written = f"{body}\n".encode()
    else:
        title = f"Which criterion fails, and for whom: {workspace_name(asked.loaded.request, ())}"
        written = write_page(gap_page(report, title, with_names=options.names), name)
    say_problems(asked.loaded.problems)
    return put_bytes(written, options.output)


def format_of(given: str | None, output: str | None) -> str | None:
    """The format that was asked for, else the one the file's name ends with; HTML without a file."""
    if given or output is None:
        return given or "html"
    ending = Path(output).suffix.lstrip(".").casefold()
    return ending if ending in {*FORMATS, "json"} else None


def put_bytes(written: bytes, output: str | None) -> Exit:
    """To standard output, or to a file that appears whole or not at all."""
    if output is None:
        sys.stdout.buffer.write(written)
        return Exit.OK
    target = Path(output).expanduser()
    try:
        write_whole(target, written)
    except OSError as problem:
        say(f"error: {safe_line(output, 120)}: cannot be written: {(problem.strerror or 'unknown').lower()}.")
        return Exit.BAD_INPUT
    say(f"{target}: {len(written):,} bytes.")
    return Exit.OK
