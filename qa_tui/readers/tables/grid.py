"""A table that is in memory already: a sheet of a workbook, or records of an export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.problem import Problem, Severity
from qa_tui.readers.tables.header_row import find_header
from qa_tui.readers.tables.opened import SAMPLE_ROWS, OpenedTable, Place, TableSource, table_of_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence


def grid_source(shown: str, rows: Sequence[Sequence[str]], first_line: int = 1) -> TableSource | None:
    """The table among `rows` of texts, whose first is line `first_line`; None where there is no header in it."""
    header = find_header(rows)
    if header is None:
        return None
    numbered = [(first_line + n, row) for n, row in enumerate(rows) if n >= header.end and any(row)]
    note = Problem(
        Severity.NOTE,
        shown,
        f"has {header.first} lines above the header; they are left out.",
        first_line + header.first,
    )
    return records_source(
        shown,
        header.headers,
        [row for _, row in numbered],
        [Place(shown, line) for line, _ in numbered],
        first_line + header.first,
        (note,) if header.first else (),
    )


def records_source(
    shown: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    places: Sequence[Place],
    header_line: int = 1,
    problems: tuple[Problem, ...] = (),
) -> TableSource:
    """The table of `rows` of texts, each with its place in a file."""
    headers = tuple(headers)

    def read(
        used: Sequence[int],
        changing: Collection[Collection[int]] = (),
        most: int | None = None,
        progress: Callable[[str], None] = lambda _: None,
    ) -> OpenedTable:
        # Tables that fit into memory as texts are small: every row may be a run of its own, and there is no time to tell.
        del changing, progress
        kept = rows if most is None else rows[:most]
        columns = {n: [row[n] if n < len(row) else "" for row in kept] for n in used}
        columns[len(headers)] = [" ".join(row[len(headers) :]).strip() for row in kept]
        return table_of_texts(shown, headers, columns, lambda row: places[row])

    sample = tuple(tuple(row) for row in rows[:SAMPLE_ROWS])
    return TableSource(shown, headers, sample, read, header_line, problems)
