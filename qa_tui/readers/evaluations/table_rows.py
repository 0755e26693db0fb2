"""Rows of exports that come as tables, by lower-case header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_tui.readers.evaluations.export import Export, ExportFile
    from qa_tui.readers.tables.opened import Place


def rows_of(files: Sequence[ExportFile], export: Export) -> Iterator[tuple[dict[str, str], Place]]:
    """Every row of these tables with its place; a table that cannot be read is a problem of `export`."""
    for file in files:
        if file.source is None:
            continue
        table = file.source.open(range(len(file.source.headers)))
        if isinstance(table, Problem):
            export.problems.append(table)
            continue
        export.problems.extend(file.source.problems)
        names = [header.casefold() for header in file.source.headers]
        columns = [table.texts(n) for n in range(len(names))]
        for number, row in enumerate(zip(*columns, strict=True)):
            yield dict(zip(names, row, strict=True)), table.place(number)
