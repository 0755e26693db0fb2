"""JSON and JSON lines of unknown origin: a list of flat records, read as a table whose columns are mapped by a person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.json_values import text_of
from qa_tui.readers.tables.grid import records_source
from qa_tui.readers.tables.opened import Place, TableSource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_BYTES = 512 << 20
_MOST_DEPTH = 4


def read_json(path: Path, shown: str, encoding: str) -> list[tuple[Any, int | None]] | Problem:
    """The values of a JSON file (one) or of JSON lines (one per line), each with its line where lines tell."""
    if path.stat().st_size > MOST_BYTES:
        return Problem(Severity.ERROR, shown, f"is larger than {MOST_BYTES >> 20} MB. Export a shorter time, or CSV.")
    text = path.read_text(encoding=encoding, errors="replace")
    try:
        return [(json.loads(text), None)]
    except RecursionError:
        return Problem(Severity.ERROR, shown, "is nested too deeply to be an export. Is it another file?", 1)
    except ValueError as whole:
        try:
            lines: list[tuple[Any, int | None]] = [
                (json.loads(line), n)
                for n, line in enumerate(text.split("\n"), 1)
                if line.strip() and not line.lstrip().startswith("#")
            ]
        except (ValueError, RecursionError):
            reason = safe_line(getattr(whole, "msg", str(whole)), 120)
            message = f"is not valid JSON: {reason}. It may have been cut short; export it again."
            return Problem(Severity.ERROR, shown, message, getattr(whole, "lineno", None))
        return lines


def records_in(value: Any) -> list[Any] | None:
    """The list of records of a JSON value: itself, or the one list of objects inside it."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        lists = [inner for inner in value.values() if isinstance(inner, list) and inner and isinstance(inner[0], dict)]
        if len(lists) == 1:
            return lists[0]
    return None


def json_source(values: list[tuple[Any, int | None]], shown: str) -> TableSource | Problem:
    """The table of flat records; nested values get names with a point."""
    records: list[tuple[dict[str, str], int | None]] = []
    for value, line in values:
        inside = [value] if line is not None else records_in(value)
        if inside is None:
            inside = [value]
        records += [(dict(_flat(record)), line) for record in inside if isinstance(record, dict)]
    headers = list(dict.fromkeys(name for record, _ in records for name in record))
    if not headers:
        message = "holds no records. Expected a list of objects, one per score, or one object per line."
        return Problem(Severity.ERROR, shown, message, 1)
    rows = [tuple(record.get(name, "") for name in headers) for record, _ in records]
    return records_source(shown, headers, rows, [Place(shown, line) for _, line in records])


def _flat(record: dict[str, Any], before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        full = safe_line(f"{before}{name}", 120)
        if isinstance(value, dict) and depth < _MOST_DEPTH:
            yield from _flat(value, f"{full}.", depth + 1)
        elif not isinstance(value, dict | list):
            yield full, text_of(value)
