"""An Excel workbook: one sheet per table, numbers as numbers, texts never as formulas or links."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from qa_tui.reports.page import Bar

if TYPE_CHECKING:
    from qa_tui.reports.page import Cell, Page

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_WIDEST = 60


def write(page: Page) -> bytes:
    """XLSX. The first sheet says what the page says, each following one holds a table."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(stream, options)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    summary = book.add_worksheet("Summary")
    summary.set_column(0, 0, 110)
    lines = [(page.title, strong), (page.answer, strong), *((fact, wrapped) for fact in page.facts)]
    for section in page.sections:
        lines += [(section.heading, strong), *((paragraph, wrapped) for paragraph in section.paragraphs)]
    for number, (text, form) in enumerate(lines):
        summary.write_string(number, 0, text, form)
    taken = {"summary"}
    for table in page.tables:
        sheet = book.add_worksheet(_name(table.caption, taken))
        for column, name in enumerate(table.header):
            cells = [name, *(str(_value(row[column]) or "") for row in table.rows)]
            sheet.set_column(column, column, min(_WIDEST, max(map(len, cells)) + 2))
            sheet.write_string(0, column, name, strong)
        for place, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                value = _value(cell)
                if isinstance(value, str):
                    sheet.write_string(place, column, value, wrapped)
                elif value is not None:
                    sheet.write_number(place, column, value)
        sheet.freeze_panes(1, 0)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.header) - 1)
    book.close()
    return stream.getvalue()


def _value(cell: Cell) -> str | int | float | None:
    if isinstance(cell, Bar):
        return None if cell.percent is None else round(cell.percent, 2)
    if isinstance(cell, str):
        return None if cell == "-" else cell
    return cell


def _name(caption: str, taken: set[str]) -> str:
    """A sheet name that Excel takes and that no other sheet has."""
    plain = _NOT_IN_NAMES.sub(" ", caption).strip()[:_LONGEST_NAME].strip() or "Table"
    name, number = plain, 2
    while name.casefold() in taken:
        end = f" {number}"
        name, number = plain[: _LONGEST_NAME - len(end)] + end, number + 1
    taken.add(name.casefold())
    return name
