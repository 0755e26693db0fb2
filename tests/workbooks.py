"""Workbooks as people have them, written for a test."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

STRANGER_AGENTS = ("Ann Vale", "Bo Lindt", "Cy Dunn", "Di Eko", "Ed Foxley", "Flo Gray")
STRANGER_CALLS = 120


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], merged: Sequence[str] = ()) -> Path:
    """A workbook of these rows; `merged` are ranges of the first sheet, such as "A1:H1"."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy", "strings_to_numbers": False}) as book:
        for number, (name, rows) in enumerate(sheets.items()):
            sheet = book.add_worksheet(name)
            for area in merged if number == 0 else ():
                sheet.merge_range(area, "")
            for n, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(n, column, value)
                    elif value is not None:
                        sheet.write(n, column, value)
    return path


def strangers_workbook(path: Path) -> Path:
    """Title row, merged sections, no ids, scales and marks in the headers, "80%", "n/a", totals; a roster on a second sheet."""
    empathy = ("100%", "60%", "80%", "n/a")
    calls = [
        [
            date(2026, 9, 1) + timedelta(days=n % 28), STRANGER_AGENTS[n % 6], ("North", "South")[n % 2], "Q1",
            n % 5 + 1, empathy[n % 4], ("Yes", "No", "Yes")[n % 3], n % 11, 0.8,
        ]
        for n in range(STRANGER_CALLS)
    ]  # fmt: skip
    rows: list[list[Any]] = [
        ["Quality monitoring, Billing, September 2026"],
        [],
        [None, None, None, None, "SOFT SKILLS", None, "COMPLIANCE"],
        [
            "Date", "Agent Name", "Team", "QA", "Active Listening (1-5)", "Empathy", "Verification [Critical]", "Closing (10)",
            "Total %",
        ],
        *calls,
        [None, "Average", None, None, 3.1, None, None, 5.0, 0.8],
        [None, "Total", None, None, 372, None, None, 600],
    ]  # fmt: skip
    roster: list[list[Any]] = [
        ["Employee", "Agent ID", "Shift", "Start date"],
        *([name, f"A{n}", ("day", "night")[n % 2], date(2025, 1, n)] for n, name in enumerate(STRANGER_AGENTS, 1)),
    ]
    return workbook(path, {"September": rows, "People": roster}, merged=("A1:I1", "E3:F3", "G3:H3"))
