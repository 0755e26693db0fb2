"""Assignments and sheets: nothing that a file or a person wrote can run in a spreadsheet or a browser."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from qa_tui.reports.formats.registry import write_page
from qa_tui.reports.practice_page import practice_page, sheet_page
from qa_tui.reports.practice_sheets import write_sheets
from qa_tui.reports.practice_words import reminders
from tests.practice_data import DUE, board

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.domain.practice_board import PracticeBoard

HOSTILE = '=HYPERLINK("http://evil.example","x")'


def hostile() -> PracticeBoard:
    found = board(84.0)
    row = found.rows[0]
    card = row.card
    assert card is not None
    bad = replace(card, scenario=replace(card.scenario, opening_line=HOSTILE, call_type="<script>alert(1)</script>"))
    trainee = replace(row.trainee, name=HOSTILE, agent="../../A1")
    return replace(found, cards=(bad,), rows=(replace(row, trainee=trainee, card=bad), *found.rows[1:]))


def test_csv_cells_cannot_run() -> None:
    text = write_page(practice_page(hostile(), DUE), "csv").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert f"'{HOSTILE}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_workbook_holds_no_formula() -> None:
    written = write_page(practice_page(hostile(), DUE), "xlsx")
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<hyperlink" in sheet]
    book = CalamineWorkbook.from_filelike(io.BytesIO(written))
    assert HOSTILE in [
        cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row
    ]


@pytest.mark.parametrize("row", [0, 1])
def test_a_sheet_escapes_everything(row: int) -> None:
    text = write_page(sheet_page(hostile().rows[row]), "html").decode()
    assert "<script>" not in text
    assert "<a " not in text


def test_sheets_stay_in_their_folder(tmp_path: Path) -> None:
    write_sheets(tmp_path / "out", hostile().rows, "html")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert len(list((tmp_path / "out").iterdir())) == 8
    double = [
        replace(row, trainee=replace(row.trainee, agent="a" if n else "A"))
        for n, row in enumerate(board(84.0).rows[:2])
    ]
    write_sheets(tmp_path / "two", double, "md")
    assert len(list((tmp_path / "two").iterdir())) == 2, "ids that a file system takes for one"


def test_a_reminder_is_for_one_team_and_without_scores() -> None:
    found = board(None, done=2)
    teams = ("North", "South", "", "North", "South", "", "North", "South")
    rows = tuple(replace(r, trainee=replace(r.trainee, team=team)) for r, team in zip(found.rows, teams, strict=True))
    said = reminders(replace(found, rows=rows), DUE)
    assert [team for team, _ in said] == ["North", "South", "no team named"]
    assert "A3" in said[0][1]
    assert "A4" not in said[0][1]
    assert "%" not in " ".join(text for _, text in said)
