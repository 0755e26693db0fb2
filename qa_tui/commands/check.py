"""`qa-tui check`: what was read, rejected and doubted, with file and line."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.commands.exits import Exit, problem_json, problem_line, put, put_json
from qa_tui.commands.reading import request_of
from qa_tui.domain.importing import ImportMapping
from qa_tui.domain.problem import Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.paths import find_home
from qa_tui.steps.loaded import Loaded, Unusable

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> Exit:
    request = request_of(options)
    if isinstance(request, Exit):
        return request
    result = compose.load_here(request, find_home(options.home))
    only_rubric = isinstance(result, Unusable) and request.rubric is None and _is_rubric_alone(result)
    usable = isinstance(result, Loaded) or only_rubric
    if options.json:
        put_json(_as_json(result, usable=usable))
    else:
        _print(result)
    return Exit.OK if usable else Exit.BAD_INPUT


def _is_rubric_alone(result: Unusable) -> bool:
    """A rubric without scores can be checked too."""
    is_rubric = bool(result.files) and all(file.what == "rubric" and file.rows for file in result.files)
    of_others = {problem.file for problem in result.problems if problem.severity is Severity.ERROR}
    return is_rubric and of_others <= {*(file.file for file in result.files), *result.request.paths}


def _as_json(result: Loaded | Unusable, *, usable: bool) -> dict[str, object]:
    rows = result.rows if isinstance(result, Loaded) else None
    return {
        "usable": usable,
        "files": [asdict(file) for file in result.files],
        "rows": {"read": rows.read, "rejected": rows.rejected, "left_out": rows.left_out} if rows else None,
        "mapping": {
            file.header_set: result.request.mapping_for(file.header_set).as_json()
            for file in result.files
            if file.header_set
        },
        "problems": [problem_json(problem) for problem in result.problems],
    }


def _print(result: Loaded | Unusable) -> None:
    for file in result.files:
        unit = {"scores": "score cells", "roster": "agents", "rubric": "criteria"}.get(file.what, "files")
        form = f", {file.form}" if file.form else ""
        put(f"{safe_line(file.file, 80)}: {file.what}{form}, {file.rows:,} {unit}")
        for column in file.columns:
            sure = "" if column.certainty == 1.0 else f"  ({column.certainty:.0%} certain: not taken)"
            put(f"    {safe_line(column.header, 40)} -> {safe_line(column.field, 60)}{sure}")
        if file.ignored:
            put(f"    ignored: {safe_line(', '.join(file.ignored), 200)}")
        for decision in result.request.mapping_for(file.header_set).decisions if file.header_set else ():
            put(
                f"    decided: {decision.about.value} {safe_line(decision.subject, 60)} -> {safe_line(decision.answer, 60)}"
            )
    if isinstance(result, Loaded):
        rows = result.rows
        kept = rows.read - rows.rejected - rows.left_out
        put(f"{rows.read:,} score cells read: {kept:,} kept, {rows.rejected:,} rejected, {rows.left_out:,} left out.")
    for problem in result.problems:
        put(problem_line(problem))
    if not result.problems:
        put("No problems.")
    _print_proposals(result)


def _print_proposals(result: Loaded | Unusable) -> None:
    """Every open doubt with its proposal, as the text of a mapping file."""
    from qa_tui.readers.mapping_file import written_mapping

    doubts = [doubt for file in result.files for doubt in file.doubts]
    if doubts:
        put()
        put("Proposals, to be changed where they are wrong and given back with --mapping FILE:")
        put()
        put(written_mapping(ImportMapping(tuple(doubt.decided(doubt.proposal or "?") for doubt in doubts))).rstrip())
