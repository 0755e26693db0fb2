"""A learning system's export: whatever its columns are called, nobody's practice is noted for somebody else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from qa_tui.readers.completions import read_completions

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 1)


def read(folder: Path, text: str) -> tuple[list[tuple[str, str, str, float | None, str, bool]], list[str]]:
    path = folder / "lms.csv"
    path.write_text(text, encoding="utf-8")
    found, problems = read_completions(path, path.name, TODAY)
    rows = [(c.agent_id, c.agent_name, c.on.isoformat(), c.score, c.by, c.is_complete) for c in found]
    return rows, [f"{p.where()}: {p.message}" for p in problems]


@pytest.mark.parametrize(
    ("score", "percent"),
    [("84", 84.0), ("84 %", 84.0), ("84,5%", 84.5), ("4/5", 80.0), ("17 / 20", 85.0), ("", None)],
)
def test_scores_as_people_write_them(tmp_path: Path, score: str, percent: float | None) -> None:
    rows, problems = read(tmp_path, f'agent_id,completed_on,score\nA1,2026-10-07,"{score}"\n')
    assert rows == [("A1", "", "2026-10-07", percent, "", True)]
    assert problems == []


def test_shares_of_one_are_percents(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, "Learner,Completion date,Final score\nAda,2026-10-07,0.85\nBen,2026-10-07,1\n")
    assert [row[3] for row in rows] == [85.0, 100.0]


def test_what_nobody_began_is_no_row_and_what_is_under_way_is_not_done(tmp_path: Path) -> None:
    text = (
        "Learner ID,Status,Date completed,Grade,Assessor\nA1,Completed,07/10/2026,90,JK\nA2,In progress,2026-10-06,,\n"
        "A3,Not started,,,\nA4,In progress,,,\n,Completed,2026-10-07,,\n"
    )
    rows, problems = read(tmp_path, text)
    assert [(row[0], row[5]) for row in rows] == [("A1", True), ("A2", False)]
    assert rows[0][4] == "JK"
    assert problems == []


def test_what_cannot_be_read_is_said_with_its_line(tmp_path: Path) -> None:
    rows, problems = read(
        tmp_path, "name,completed,score\nAda,someday,80\nBen,2026-10-07,good\nCy,2026-10-07,140\nDi,2026-10-07,70\n"
    )
    assert [(row[1], row[3]) for row in rows] == [("Ben", None), ("Cy", None), ("Di", 70.0)]
    assert problems == [
        "lms.csv, line 2, completed_on: expected a day such as 2026-10-08, found 'someday'; the row is left out.",
        "lms.csv, line 3, score: expected a percent, found 'good'; the row counts without a score.",
        "lms.csv, line 4, score: expected a percent, found '140'; the row counts without a score.",
    ]


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", "name,score\nAda,80\n", "completed_on,score\n2026-10-07,80\n", "", "just words"]
)
def test_a_file_without_person_or_day_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    rows, problems = read(tmp_path, text)
    assert rows == []
    assert len(problems) == 1


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    found, problems = read_completions(tmp_path / "none.csv", "none.csv", TODAY)
    assert found == ()
    assert len(problems) == 1
