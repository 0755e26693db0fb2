"""Delimited text: any delimiter, quote and encoding, with the header wherever it stands."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from qa_tui.domain.problem import Problem, Severity
from qa_tui.readers.tables.header_row import HeaderRow, find_header
from qa_tui.readers.tables.opened import SAMPLE_ROWS, OpenedTable, Place, TableSource
from qa_tui.readers.tables.range_codes import Range, spans_of
from qa_tui.readers.tables.ranges import LEAST_BYTES, column_of, first_rows, group_of, read_ranges
from qa_tui.readers.tables.records import LineForm, long_fields
from qa_tui.readers.tables.text_bytes import text_bytes
from qa_tui.readers.text_file import inspect_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from qa_tui.readers.tables.text_bytes import TextBytes
    from qa_tui.readers.text_file import TextFormat

_DELIMITERS = ",;\t|^~\x1f"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the fields of a text file are told apart, and where its header stands."""

    delimiter: str
    quote: str
    header: HeaderRow


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

    def read(
        used: Sequence[int],
        changing: Collection[Collection[int]] = (),
        most: int | None = None,
        progress: Callable[[str], None] = lambda _: None,
    ) -> OpenedTable | Problem:
        return open_text(path, shown, form, dialect, used, changing, most, progress)

    return TableSource(
        shown=shown,
        headers=dialect.header.headers,
        sample=tuple(tuple(row) for row in sample if any(row)),
        open=read,
        header_line=dialect.header.first + 1,
        problems=_doubts(shown, form, dialect.header),
    )


_HEAD_IS_CUT = 60_000


def _not_utf8(shown: str) -> Problem:
    return Problem(Severity.WARNING, shown, "is not UTF-8; read as Windows-1252. Check names with accents.")


def _doubts(shown: str, form: TextFormat, header: HeaderRow) -> tuple[Problem, ...]:
    doubts = []
    if not form.is_certain:
        doubts.append(_not_utf8(shown))
    if header.first:
        message = f"has {header.first} lines above the header; they are left out."
        doubts.append(Problem(Severity.NOTE, shown, message, header.first + 1))
    return tuple(doubts)


def open_text(
    path: Path,
    shown: str,
    form: TextFormat,
    dialect: Dialect,
    used: Sequence[int],
    changing: Collection[Collection[int]] = (),
    most: int | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> OpenedTable | Problem:
    """The columns `used` of the rows below the header."""
    headers = dialect.header.headers
    text = text_bytes(path, form.encoding)
    encoding = text.encoding
    with text.open() as stream:
        start, line = _below_header(stream, encoding, dialect)
    lines = LineForm(dialect.delimiter, dialect.quote, len(headers), encoding)
    spans = [span for group in changing for span in spans_of(sorted(group))]
    apart = {n for first, last in spans for n in range(first, last + 1)}
    steady = (*(n for n in used if n not in apart), len(headers))
    wanted = Range(start, text.size, steady, tuple(spans), lines, most)
    try:
        parts = read_ranges(text, wanted, _Told(shown, text.size, progress))
    except MemoryError:
        message = "could not be read: there is not enough memory for it."
        return Problem(Severity.ERROR, shown, message)
    if text.size >= 2 * LEAST_BYTES:
        progress(f"{shown}, putting it together")
    problems: tuple[Problem, ...] = ()
    if not all(part.is_text for part in parts):
        encoding = "cp1252"
        lines = replace(lines, encoding=encoding)
        problems = (_not_utf8(shown),)
    before = np.cumsum([line, *(part.lines for part in parts)])
    for at, part in zip(before.tolist(), parts, strict=False):
        if part.open_quote >= 0:
            message = "cannot be read as a table: a quote is opened here and never closed."
            return Problem(Severity.ERROR, shown, message, at + part.open_quote + 1)
    columns = {n: column_of(parts, place, encoding, dialect.quote) for place, n in enumerate(steady)}
    groups = [
        group_of(parts, place, range(first, last + 1), lines) for place, (first, last) in enumerate(spans, len(steady))
    ]
    starts = first_rows(parts)
    blocks = np.concatenate(
        [part.blocks + np.array([row, at, 0]) for part, row, at in zip(parts, starts, before, strict=False)]
    )

    def place(row: int) -> Place:
        block = max(int(np.searchsorted(blocks[:, 0], row, side="right")) - 1, 0)
        first, lines_before, offset = blocks[block].tolist()
        return Place(shown, lines_before + line_of(text, offset, row - first, lines))

    return OpenedTable(
        shown,
        headers,
        columns,
        groups,
        np.concatenate([part.sizes for part in parts]),
        place,
        dialect.delimiter,
        problems,
    )


class _Told:
    """Says how much of a large file is read, whenever another hundredth is."""

    def __init__(self, shown: str, size: int, say: Callable[[str], None]) -> None:
        self._shown, self._size, self._say = shown, size, say
        self._read = 0
        self._last = 0

    def __call__(self, came: int) -> None:
        self._read += came
        if self._size >= 2 * LEAST_BYTES and self._read * 100 // self._size > self._last:
            self._last = self._read * 100 // self._size
            self._say(f"{self._shown}, {self._read >> 20:,} of {self._size >> 20:,} MB")


def _below_header(stream: BinaryIO, encoding: str, dialect: Dialect) -> tuple[int, int]:
    """Offset of the first record below the header, and the physical lines above it."""
    text = io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline="")
    taken: list[str] = []

    def lines() -> Iterator[str]:
        while line := text.readline():
            taken.append(line)
            yield line

    with long_fields():
        reader = csv.reader(lines(), delimiter=dialect.delimiter, quotechar=dialect.quote)
        for _ in range(dialect.header.end):
            next(reader, None)
    text.detach()
    return len("".join(taken).encode(encoding, "surrogateescape")), len(taken)


def line_of(source: TextBytes, offset: int, rows: int, form: LineForm) -> int:
    """Physical line, counted from 1 at `offset`, on which the record after `rows` others begins."""
    with long_fields(), source.open() as stream:
        stream.seek(offset)
        text = io.TextIOWrapper(stream, form.encoding, errors="replace", newline="")
        reader = csv.reader(text, delimiter=form.delimiter, quotechar=form.quote)
        before, row = 0, 0
        for fields in reader:
            if len(fields) > 1 or (fields and fields[0].strip()):
                if row == rows:
                    break
                row += 1
            before = reader.line_num
    return before + 1
