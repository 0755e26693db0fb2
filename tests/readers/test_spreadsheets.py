"""Spreadsheets as people keep them: workbooks, title rows, merged headers, dates in any order."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from qa_tui.domain.importing import About, Decision, ImportMapping
from qa_tui.steps.loaded import Loaded, Unusable
from tests.files import HEADER, cells, loaded, read, said, table, write
from tests.workbooks import STRANGER_CALLS, strangers_workbook, workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

ROWS = (
    ("call_id", "agent_id", "called_at", "criterion", "score", "max_score"),
    ("0012", "A1", "2026-09-01", "Tone", 4, 5),
    ("0013", "A1", "2026-09-02", "Tone", 0, 5),
    ("0014", "A2", "2026-09-02", "Tone", "n/a", 5),
    ("0015", "A2", "2026-09-02", "Tone", "", 5),
)
EXPECTED = {("0012", "tone"): 4.0, ("0013", "tone"): 0.0, ("0014", "tone"): -math.inf, ("0015", "tone"): math.nan}


def same(found: Loaded, expected: dict[tuple[str, str], float]) -> bool:
    given = cells(found)
    return set(given) == set(expected) and all(
        given[cell] == value or (math.isnan(given[cell]) and math.isnan(value)) for cell, value in expected.items()
    )


def xlsx(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    return workbook(path, {"Scores": rows})


def xls(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Scores")
    for n, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(n, column, value)
    book.save(str(path))
    return path


def ods(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="Scores")
    for row in rows:
        line = TableRow()
        for value in row:
            is_number = isinstance(value, int | float)
            cell = TableCell(valuetype="float", value=value) if is_number else TableCell(valuetype="string")
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(path))
    return path


@pytest.mark.parametrize("make", [xlsx, xls, ods])
def test_a_workbook_is_read_like_the_table_it_is(
    tmp_path: Path, make: Callable[[Path, Sequence[Sequence[object]]], Path]
) -> None:
    found = loaded(make(tmp_path / "book", ROWS))
    assert same(found, EXPECTED), cells(found)
    assert not said(found)


def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    assert same(loaded(xlsx(tmp_path / "s.csv", ROWS)), EXPECTED)


def test_a_strangers_workbook(tmp_path: Path) -> None:
    book = strangers_workbook(tmp_path / "sept.xlsx")
    asked = read(book)
    assert isinstance(asked, Unusable)
    assert asked.needs_person
    found = loaded(book, accept=True)
    assert found.matrix.evaluations == STRANGER_CALLS
    assert set(found.matrix.agents) == {f"A{n}" for n in range(1, 7)}
    assert {(c.name, c.scale.minimum, c.scale.maximum) for c in found.rubric.criteria} == {
        ("Active Listening", 1, 5),
        ("Empathy", 0, 100),
        ("Verification", 0, 1),
        ("Closing", 0, 10),
    }
    lines = said(found)
    assert any("has 3 lines above the header" in line for line in lines)
    assert any("is a row of totals, not a call; it is left out." in line and "line 125" in line for line in lines)
    assert any("holds totals (Total %), which are never used" in line for line in lines)
    assert found.matrix.dimension_names == ("Team",)


def test_title_rows_and_sections_above_the_header_of_a_text_file(tmp_path: Path) -> None:
    text = (
        "QA report March\n\n,,,SOFT SKILLS,,COMPLIANCE\nCall ID,Agent,Call date,Tone (0-5),Empathy (0-5),Wording (yes/no)\n"
        "C1,A1,2026-09-01,4,5,Yes\nC2,A1,2026-09-02,0,n/a,No\nTotal,,,4,5,\n"
    )
    found = loaded(write(tmp_path / "s.csv", text))
    given = cells(found)
    assert (given["C1", "tone"], given["C2", "tone"], given["C2", "empathy"], given["C2", "wording"]) == (
        4,
        0,
        -math.inf,
        0,
    )
    assert any(line.startswith("note: s.csv, line 7, Agent: is a row of totals") for line in said(found))


def test_a_header_over_two_rows(tmp_path: Path) -> None:
    text = "Call ID,Agent,Call date,Tone,Empathy\n,,,1-5,0-10\nC1,A1,2026-09-01,4,7\n"
    found = loaded(write(tmp_path / "s.csv", text))
    assert [(c.name, c.scale.minimum, c.scale.maximum) for c in found.rubric.criteria] == [
        ("Tone", 1, 5),
        ("Empathy", 0, 10),
    ]


def test_names_that_come_twice_take_their_section(tmp_path: Path) -> None:
    text = ",,,Listening,,Closing,\nCall ID,Agent,Call date,Score (0-5),Comment,Score (0-5),Comment\nC1,A1,2026-09-01,4,x,2,y\n"
    found = loaded(write(tmp_path / "s.csv", text))
    assert {c.name for c in found.rubric.criteria} == {"Listening Score", "Closing Score"}


def test_every_sheet_with_a_table_is_read_and_hidden_ones_are_not(tmp_path: Path) -> None:
    march, april = (list(ROWS[:1]) + [(f"{m}{n}", "A1", "2026-09-01", "Tone", n, 5) for n in range(3)] for m in "MA")
    found = loaded(workbook(tmp_path / "s.xlsx", {"March": march, "April": april, "Notes": []}))
    assert found.matrix.evaluations == 6
    assert [file.file for file in found.files] == ["s.xlsx [March]", "s.xlsx [April]"]


def test_dates_of_a_workbook_are_dates_and_numbers_of_days_are_too(tmp_path: Path) -> None:
    rows = [ROWS[0], ("C1", "A1", date(2026, 9, 3), "Tone", 4, 5), ("C2", "A1", date(2026, 9, 4), "Tone", 4, 5)]
    found = loaded(xlsx(tmp_path / "s.xlsx", rows))
    assert str(found.matrix.local_time(0)) == "2026-09-03 00:00:00"
    serial = loaded(write(tmp_path / "s.csv", table("C1,A1,46268.5,Tone,4,5")))
    assert str(serial.matrix.local_time(0)) == "2026-09-03 12:00:00"
    assert any("day numbers of a spreadsheet" in line for line in said(serial))


@pytest.mark.parametrize(
    ("header", "values", "expected"),
    [
        ("Tone (5)", ["5", "0", "4"], [100, 0, 80]),
        ("Tone (max 15)", ["15", "6", "0"], [100, 40, 0]),
        ("Tone [Critical]", ["Pass", "Fail", "Pass"], [100, 0, 100]),
        ("Tone", ["80%", "0%", "55%"], [80, 0, 55]),
        ("Tone %", ["0.8", "0", "1"], [80, 0, 100]),
        ("Tone (1-5)", ["4/5", "5/5", "1/5"], [80, 100, 20]),
        ("Tone (0-10)", ['"7,5"', "10", "0"], [75, 100, 0]),
    ],
)
def test_scales_and_marks_in_headers(tmp_path: Path, header: str, values: list[str], expected: list[float]) -> None:
    rows = [f"C{n},A1,2026-09-0{n + 1},{value}" for n, value in enumerate(values)]
    found = loaded(write(tmp_path / "s.csv", table(*rows, header=f"Call ID,Agent ID,Call date,{header}")), accept=True)
    matrix = found.matrix
    import numpy as np

    given = {matrix.call_id(row): float(matrix.percent(0, np.array([row]))[0]) for row in range(matrix.evaluations)}
    assert [given[f"C{n}"] for n in range(3)] == pytest.approx(expected)
    assert found.rubric.criteria[0].name.startswith("Tone")


def test_a_total_column_is_never_a_criterion(tmp_path: Path) -> None:
    header = "Call ID,Agent ID,Call date,Tone (0-5),Score,Overall score,Total (100),Final QA Score %,Average"
    found = loaded(write(tmp_path / "s.csv", table("C1,A1,2026-09-01,5,0,0,0,0,0", header=header)))
    assert [c.name for c in found.rubric.criteria] == ["Tone"]


@pytest.mark.parametrize("delimiter", ["^", "~", "|", ";"])
def test_any_delimiter_and_single_quotes(tmp_path: Path, delimiter: str) -> None:
    text = delimiter.join(f"'{name}'" for name in HEADER.split(",")) + "\n"
    text += (
        delimiter.join(f"'{value}'" for value in ("C1", "A1", "2026-09-01", f"Tone {delimiter} voice", "4", "5")) + "\n"
    )
    found = loaded(write(tmp_path / "s.csv", text))
    assert list(cells(found).values()) == [4.0]


def test_a_semicolon_file_with_decimal_commas_and_a_sep_line(tmp_path: Path) -> None:
    text = "sep=;\ncall_id;agent_id;called_at;criterion;score;max_score\nC1;A1;01.09.2026;Tone;4,5;5\n"
    assert cells(loaded(write(tmp_path / "s.csv", text))) == {("C1", "tone"): 4.5}


def test_records_of_json_and_json_lines_are_tables_too(tmp_path: Path) -> None:
    import json

    records = [
        {"call_id": f"C{n}", "agent": {"id": "A1", "team": "x"}, "called_at": "2026-09-01", "criterion": "Tone", "score": n, "max_score": 5}
        for n in range(3)
    ]  # fmt: skip
    settled = ImportMapping((Decision(About.COLUMN, "agent.id", "agent_id"),))
    whole = loaded(write(tmp_path / "a.json", json.dumps({"data": records, "total": 3})), mapping=settled)
    lines = loaded(write(tmp_path / "b.jsonl", "\n".join(map(json.dumps, records))), mapping=settled)
    assert cells(whole) == cells(lines) == {(f"C{n}", "tone"): float(n) for n in range(3)}
    broken = read(write(tmp_path / "c.json", json.dumps(records)[:-9]))
    assert any("is not valid JSON" in line and "may have been cut short" in line for line in said(broken))


def test_a_self_assessment_and_practice_are_no_production_scores(tmp_path: Path) -> None:
    header = f"{HEADER},Workflow Evaluation Type,Evaluation Flow Trigger"
    kinds = ("Evaluation,Quality Plan", "Self-assessment,Quality Plan", "Evaluation,Calibration", "Practice,Search")
    rows = [f"C{n},A1,2026-09-01,Tone,{n},5,{kind}" for n, kind in enumerate(kinds)]
    found = loaded(write(tmp_path / "s.csv", table(*rows, header=header)))
    assert cells(found) == {("C0", "tone"): 0.0}
    assert (found.rows.read, found.rows.left_out, found.rows.rejected) == (4, 3, 0)


def test_several_evaluators_of_one_call_are_averaged_within_the_call(tmp_path: Path) -> None:
    from qa_tui.domain.scope import Scope
    from qa_tui.steps.gaps import find_gaps

    rows = [f"C{n},A1,2026-09-01,Tone,5,5,E1" for n in range(9)] + [
        f"C9,A1,2026-09-01,Tone,{n},5,E{n}" for n in range(3)
    ]
    found = loaded(write(tmp_path / "s.csv", table(*rows, header=f"{HEADER},evaluator_id")))
    report = find_gaps(found, Scope())
    assert report is not None
    assert report.criteria[0].team_mean == pytest.approx((9 * 100 + 20) / 10)


def test_a_report_of_totals_says_what_is_missing(tmp_path: Path) -> None:
    text = (
        "Master Contact,Contact Number,Agent ID,Agent,Team,Skill,Workflow Evaluation Type,Workflow Status,Evaluation Flow Trigger,"
        "Evaluator,Form Name,Average Score,Failed Critical Question\n"
        "500001,500001,77,Agent One,Team A,Billing,Evaluation,Completed,Quality Plan,QA One,Voice QA,72.5,false\n"
    )
    found = read(write(tmp_path / "s.csv", text))
    assert isinstance(found, Unusable)
    assert any("no column for criterion. If every criterion has a column of its own" in line for line in said(found))
    fields = {column.header: column.field for column in found.files[0].columns}
    assert (fields["Master Contact"], fields["Agent ID"], fields["Agent"]) == ("call_id", "agent_id", "agent_name")
    assert "Average Score" not in fields
