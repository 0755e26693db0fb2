"""What a score file leaves in doubt is said, and read as a person would have meant it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from qa_tui.readers.tables.opened import SAMPLE_ROWS
from qa_tui.steps.loaded import Unusable
from tests.files import HEADER, RUBRIC, cells, loaded, read, said, table, write

if TYPE_CHECKING:
    from pathlib import Path

ROWS = ("C1,A1,2026-09-01,Active listening,4,5",)


def test_shares_under_one_on_a_scale_from_one_are_percents(tmp_path: Path, rubric: Path) -> None:
    rows = [f"C{n},A1,2026-09-01,Active listening,{text}" for n, text in enumerate(["0.8", "1", "0.2"])]
    found = loaded(
        write(tmp_path / "s.csv", table(*rows, header="call_id,agent_id,called_at,criterion,score")), rubric=rubric
    )
    percents = found.matrix.percent(0, np.arange(3))
    assert sorted(percents.tolist()) == pytest.approx([20, 80, 100])
    assert any("are read as shares (0.8 is 80 %)" in line for line in said(found))


def test_numbers_under_a_percent_header_are_percents(tmp_path: Path, rubric: Path) -> None:
    rows = ["C1,A1,2026-09-01,Active listening,60", "C2,A1,2026-09-01,Active listening,4/5"]
    found = loaded(
        write(tmp_path / "s.csv", table(*rows, header="call_id,agent_id,called_at,criterion,Score %")), rubric=rubric
    )
    assert sorted(found.matrix.percent(0, np.arange(2)).tolist()) == pytest.approx([60, 80])


def test_evidence_is_seconds_or_minutes_and_seconds(tmp_path: Path) -> None:
    rows = ["C1,A1,2026-09-01,Tone,4,5,1:20,95.5", "C2,A1,2026-09-01,Tone,4,5,soon,later"]
    found = loaded(write(tmp_path / "s.csv", table(*rows, header=f"{HEADER},evidence_start,evidence_end")))
    assert found.matrix.evidence(0, 0) == (80.0, 95.5)
    assert found.matrix.evidence(1, 0) is None
    assert any("line 3, evidence_start: is not a time; expected seconds or m:ss" in line for line in said(found))


def test_marks_for_not_applicable_that_are_in_doubt_are_said(tmp_path: Path) -> None:
    rows = ["C1,A1,2026-09-01,Tone,4,5,maybe", "C2,A1,2026-09-01,Tone,4,5,yes", "C3,A1,2026-09-01,Tone,4,5,no"]
    found = loaded(write(tmp_path / "s.csv", table(*rows, header=f"{HEADER},not_applicable")))
    lines = said(found)
    assert any("line 2, not_applicable: is neither yes nor no" in line for line in lines)
    assert any("line 3, score: is marked not applicable and has a score as well" in line for line in lines)
    assert cells(found)["C2", "tone"] == -math.inf


def test_two_columns_of_one_name_are_said(tmp_path: Path) -> None:
    found = loaded(write(tmp_path / "s.csv", table("C1,A1,2026-09-01,Tone,4,5,2", header=f"{HEADER},score")))
    assert any("has several columns of the name score; the first of each is read" in line for line in said(found))
    assert cells(found)["C1", "tone"] == 4.0


def test_a_later_blank_never_takes_a_score_away(tmp_path: Path) -> None:
    found = loaded(write(tmp_path / "s.csv", table("C1,A1,2026-09-01,Tone,4,5", "C1,A1,2026-09-01,Tone,,5")))
    assert cells(found) == {("C1", "tone"): 4.0}
    assert found.rows.left_out == 1


def test_a_range_has_its_floor_on_its_own_scale_only(tmp_path: Path) -> None:
    ranged = write(
        tmp_path / "r.yaml", RUBRIC.replace("scale: {min: 1, max: 5}", "scale: {min: 1, max: 5}\n    percent_of: range")
    )
    rows = [
        "C1,A1,2026-09-01,Active listening,3,5",
        "C2,A1,2026-09-01,Active listening,70,100",
        "C3,A1,2026-09-01,Active listening,10.5,15",
    ]
    found = loaded(write(tmp_path / "s.csv", table(*rows)), rubric=ranged)
    assert found.matrix.percent(0, np.arange(3)).tolist() == pytest.approx([50, 70, 70])
    assert [found.matrix.value(row, 0) for row in range(3)] == [3.0, 70.0, 10.5]
    assert [found.matrix.maximum(row, 0) for row in range(3)] == [5.0, 100.0, 15.0]


def test_columns_that_look_like_scores_are_proposed_as_criteria(tmp_path: Path) -> None:
    found = read(write(tmp_path / "w.csv", table("C1,A1,2026-09-01,4,5", header="call,agent,call date,Listening,Tone")))
    assert isinstance(found, Unusable)
    lines = [line for line in said(found) if line.startswith("error")]
    assert len(lines) == 2
    assert 'is the column "Listening" a criterion, Listening (1-5) (80%)?' in lines[0]
    accepted = loaded(tmp_path / "w.csv", accept=True)
    assert cells(accepted) == {("C1", "listening"): 4.0, ("C1", "tone"): 5.0}


def test_a_table_without_any_score_is_told_what_would_help(tmp_path: Path) -> None:
    found = read(write(tmp_path / "w.csv", table("C1,A1,2026-09-01,so so", header="call,agent,call date,Listening")))
    assert isinstance(found, Unusable)
    (line,) = [line for line in said(found) if line.startswith("error")]
    assert "If every criterion has a column of its own, add --rubric FILE" in line
    assert "Found call, agent, call date, Listening." in line


@pytest.mark.parametrize("option", ["rubric", "roster", "transcripts"])
def test_a_file_that_was_named_and_is_not_there_stops_the_reading(tmp_path: Path, option: str) -> None:
    gone = tmp_path / "gone"
    found = read(
        write(tmp_path / "s.csv", table(*ROWS)),
        rubric=gone if option == "rubric" else None,
        roster=gone if option == "roster" else None,
        transcripts=str(gone) if option == "transcripts" else None,
    )
    assert isinstance(found, Unusable)
    assert any("gone" in line and "does not exist" in line for line in said(found))


@pytest.mark.parametrize(
    ("late", "levels"),
    [("0", (0.0, 1.0, 2.0, 3.0, 4.0, 5.0)), ("3,5", (1.0, 2.0, 3.0, 4.0, 5.0)), ("4", (1.0, 2.0, 3.0, 4.0, 5.0))],
)
def test_a_scale_that_was_guessed_from_the_first_rows_takes_what_comes_later(
    tmp_path: Path, late: str, levels: tuple[float, ...]
) -> None:
    rows = [f"C{n};A{n % 9};2026-09-{n % 28 + 1:02};{n % 5 + 1}" for n in range(SAMPLE_ROWS + 100)]
    rows.append(f"LATE;A1;2026-09-01;{late}")
    found = loaded(write(tmp_path / "w.csv", table(*rows, header="call;agent;call date;Listening")), accept=True)
    (criterion,) = found.rubric.criteria
    assert criterion.scale.vote_levels() == levels
    assert cells(found)["LATE", "listening"] == float(late.replace(",", "."))
    assert found.rows.rejected == 0


def test_a_scale_that_the_header_states_is_not_widened(tmp_path: Path) -> None:
    rows = ["C1,A1,2026-09-01,4", "C2,A1,2026-09-01,0"]
    found = loaded(write(tmp_path / "w.csv", table(*rows, header="call,agent,call date,Listening (1-5)")), accept=True)
    assert cells(found) == {("C1", "listening"): 4.0}
    assert any('"0" is not a score of Listening' in line for line in said(found))
