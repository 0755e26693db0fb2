"""Markdown, for wikis and mails."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_tui.reports.page import Bar, cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa_tui.reports.page import Cell, Page, Table

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def write(page: Page) -> bytes:
    """UTF-8; signs that mean something in Markdown or HTML are escaped."""
    return ("\n".join(_lines(page)).strip() + "\n").encode()


def _lines(page: Page) -> Iterator[str]:
    yield f"# {_plain(page.title)}"
    yield ""
    yield f"**{_plain(page.answer)}**"
    yield ""
    for fact in page.facts:
        yield f"- {_plain(fact)}"
    for section in page.sections:
        yield ""
        yield f"## {_plain(section.heading)}"
        for paragraph in section.paragraphs:
            yield ""
            yield _plain(paragraph)
        for table in section.tables:
            yield ""
            yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield f"{_plain(table.caption)}:"
    yield ""
    yield _row(table.header)
    numbers = [all(isinstance(row[n], int | float | Bar) for row in table.rows) for n in range(len(table.header))]
    yield "|" + "|".join("---:" if is_number else "---" for is_number in numbers) + "|"
    for row in table.rows:
        yield _row(
            [f"{_cell(cell)}{' ▼' if isinstance(cell, Bar) and cell.is_low else ''}" for cell in row], ready=True
        )


def _cell(cell: Cell) -> str:
    return _plain(cell_text(cell))


def _row(cells: tuple[str, ...] | list[str], *, ready: bool = False) -> str:
    return "| " + " | ".join(cells if ready else [_plain(cell) for cell in cells]) + " |"


def _plain(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)
