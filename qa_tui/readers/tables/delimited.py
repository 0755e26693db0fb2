"""Delimited text: any delimiter, quote and encoding, with the header wherever it stands."""

from __future__ import annotations

import csv
import io
import re
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TextIO

import pandas as pd

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.tables.header_row import HeaderRow, find_header
from qa_tui.readers.tables.opened import SAMPLE_ROWS, OpenedTable, Place, TableSource
from qa_tui.readers.text_file import inspect_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from qa_tui.readers.text_file import TextFormat

_DELIMITERS = ",;\t|^~\x1f"
_LONGEST_FIELD = 1 << 30
_NO_NUMBER = "\x01"
"""A text that no file holds and nobody reads as a number."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the fields of a text file are told apart, and where its header stands."""

    delimiter: str
    quote: str
    header: HeaderRow


@contextmanager
def long_fields() -> Iterator[None]:
    """The csv module takes fields of any length here."""
    limit = csv.field_size_limit(_LONGEST_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def _quote_of(head: str) -> str:
    first = next((line.strip() for line in head.splitlines() if line.strip()), "")
    return "'" if first.startswith("'") and first.endswith("'") and '"' not in first else '"'


def dialect_of(head: str) -> Dialect:
    """The delimiter under which the most names of the header are known, else the one that splits it most often."""
    quote = _quote_of(head)
    best: tuple[tuple[int, int, bool], Dialect] | None = None
    with long_fields():
        for delimiter in _DELIMITERS:
            if delimiter not in head and best:
                continue
            header = find_header(_rows(head, delimiter, quote, 40))
            if header is None:
                continue
            worth = (header.known, len(header.headers), delimiter == ",")
            if best is None or worth > best[0]:
                best = (worth, Dialect(delimiter, quote, header))
    return best[1] if best else Dialect(",", quote, HeaderRow((), 0))


def _rows(head: str, delimiter: str, quote: str, most: int) -> list[list[str]]:
    """The first records of a text, blank lines as empty ones."""
    rows = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter, quotechar=quote)
    try:
        return list(islice(rows, most))
    except csv.Error:
        return []


def delimited_source(path: Path, shown: str) -> TableSource | Problem:
    """The table of a text file, or why it cannot be one."""
    form = inspect_text(path, shown)
    if isinstance(form, Problem):
        return form
    dialect = dialect_of(form.head)
    with long_fields():
        rows = _rows(form.head, dialect.delimiter, dialect.quote, dialect.header.end + SAMPLE_ROWS + 1)
    below = rows[dialect.header.end :]
    # The last row of a long head may have been cut.
    sample = below[:-1] if len(form.head.encode(errors="replace")) >= _HEAD_IS_CUT else below

    def read(used: Sequence[int], many: int | None, most: int | None) -> OpenedTable | Problem:
        return _open(path, shown, form, dialect, used, many, most)

    return TableSource(
        shown=shown,
        headers=dialect.header.headers,
        sample=tuple(tuple(row) for row in sample if any(row)),
        open=read,
        header_line=dialect.header.first + 1,
        problems=_doubts(shown, form, dialect.header),
    )


_HEAD_IS_CUT = 60_000


def _doubts(shown: str, form: TextFormat, header: HeaderRow) -> tuple[Problem, ...]:
    doubts = []
    if not form.is_certain:
        message = "is not UTF-8; read as Windows-1252. Check names with accents."
        doubts.append(Problem(Severity.WARNING, shown, message))
    if header.first:
        message = f"has {header.first} lines above the header; they are left out."
        doubts.append(Problem(Severity.NOTE, shown, message, header.first + 1))
    return tuple(doubts)


class _Renamed(io.TextIOBase):
    """A text stream whose first records are replaced by a header of plain names, one more than the file has.

    A row without any number follows it: categories that are all numbers would be read as numbers, and 0041 be 41.
    """

    def __init__(self, stream: TextIO, dialect: Dialect, columns: int) -> None:
        super().__init__()
        records = csv.reader(iter(stream.readline, ""), delimiter=dialect.delimiter, quotechar=dialect.quote)
        for _ in range(dialect.header.end):
            next(records, None)
        rows = ([f"c{n}" for n in range(columns)], [_NO_NUMBER] * columns)
        self._first = "".join(dialect.delimiter.join(row) + "\n" for row in rows)
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> str:
        first, self._first = self._first, ""
        return first or self._stream.read(size if size is not None else -1)


def _open(
    path: Path, shown: str, form: TextFormat, dialect: Dialect, used: Sequence[int], many: int | None, most: int | None
) -> OpenedTable | Problem:
    headers = dialect.header.headers
    beyond = len(headers)
    wanted = [*used, beyond]
    try:
        with long_fields(), path.open(encoding=form.encoding, errors="replace", newline="") as stream:
            frame = pd.read_csv(
                _Renamed(stream, dialect, beyond + 1),
                sep=dialect.delimiter,
                quotechar=dialect.quote,
                usecols=[f"c{n}" for n in wanted],
                dtype={f"c{n}": "str" if n == many else "category" for n in wanted},
                na_filter=False,
                index_col=False,
                engine="c",
                nrows=None if most is None else most + 1,
                # In one piece: the row without numbers stands in the first piece only.
                low_memory=False,
            ).iloc[1:]
        for name in frame.columns:
            if name != f"c{many}":
                frame[name] = frame[name].cat.remove_categories([_NO_NUMBER])
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError, OverflowError, csv.Error) as problem:
        text = safe_line(str(problem).removeprefix("Error tokenizing data. C error: "), 160)
        found = re.search(r"row (\d+)|line (\d+)", text)
        line = int(next(g for g in found.groups() if g)) + dialect.header.end if found else None
        message = f"cannot be read as a table: {text}. Look for a quote that is never closed."
        return Problem(Severity.ERROR, shown, message, line)

    def place(row: int) -> Place:
        return Place(shown, physical_lines(path, form.encoding, dialect, [row]).get(row))

    return OpenedTable(shown, headers, frame, place, dialect.delimiter)


def physical_lines(path: Path, encoding: str, dialect: Dialect, rows: Iterable[int]) -> dict[int, int]:
    """Physical line of each data row in `rows` (counted from 0 below the header), found by a second pass over the text."""
    wanted = set(rows)
    if not wanted:
        return {}
    found: dict[int, int] = {}
    last = max(wanted)
    with long_fields(), path.open(encoding=encoding, newline="", errors="replace") as stream:
        reader = csv.reader(stream, delimiter=dialect.delimiter, quotechar=dialect.quote)
        for _ in range(dialect.header.end):
            next(reader, None)
        row, before = 0, reader.line_num
        for fields in reader:
            if fields:
                if row in wanted:
                    found[row] = before + 1
                row += 1
            before = reader.line_num
            if row > last:
                break
    return found
