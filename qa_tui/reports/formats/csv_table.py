"""The first table of a page as CSV, for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from qa_tui.reports.page import Bar, cell_text

if TYPE_CHECKING:
    from qa_tui.reports.page import Cell, Page

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""Texts that begin so are run as formulas by spreadsheets."""


def write(page: Page) -> bytes:
    """UTF-8 with a byte order mark, which Excel needs to read it as such."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    if not page.tables:
        # A page that has only a sentence so far says it in a file as well.
        writer.writerow((harmless(page.title),))
        writer.writerow((harmless(page.answer),))
    for table in page.tables[:1]:
        writer.writerow(table.header)
        for row in table.rows:
            writer.writerow([_cell(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def _cell(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Bar():
            return "" if cell.percent is None else cell.text
        case str():
            return harmless(cell)
        case _:
            return cell_text(cell)


def harmless(text: str) -> str:
    """`text` so that no spreadsheet runs it; a plain signed number stays one."""
    if text == "-":
        return ""
    if text.startswith(FORMULA_STARTS) and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text.isascii()
