"""Amazon Connect: which evaluation counts, when it was, and by what a question is known."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from qa_tui.domain.importing import About, Decision, ImportMapping
from tests import connect_exports
from tests.files import loaded, said, write
from tests.six_scores import CALLS, FIRST

if TYPE_CHECKING:
    from pathlib import Path
from tests.readers.test_exports import percents


def connect(folder: Path, *evaluations: dict[str, object], name: str = "e") -> Path:
    for number, evaluation in enumerate(evaluations):
        write(folder / f"{name}{number}.json", json.dumps(evaluation))
    return folder


def test_connect_only_the_newest_submission_of_an_evaluation_counts(tmp_path: Path) -> None:
    late = connect_exports.connect_evaluation(
        "C-1", evaluationSubmitTimestamp="2026-09-20T10:00:00.000Z", resubmitted=True
    )
    late["questions"][0]["score"] = {"percentage": 25}
    found = loaded(connect(tmp_path / "x", connect_exports.connect_evaluation("C-1"), late))
    assert percents(found)["C-1", FIRST] == 25.0
    assert found.rows.left_out == 2
    assert any("only the newest version of each is used" in line for line in said(found))


def test_connect_deleted_siblings_take_their_evaluation_away(tmp_path: Path) -> None:
    folder = connect(tmp_path / "x", *(connect_exports.connect_evaluation(call) for call in CALLS))
    write(folder / "z-v3_1_DELETED.json", json.dumps(connect_exports.connect_evaluation("C-2")))
    found = loaded(folder)
    assert {call for call, _ in percents(found)} == {"C-1", "C-3"}
    assert any("1 evaluations have been deleted in Connect" in line for line in said(found))


def test_connect_has_no_time_of_the_call_so_the_transcripts_name_gives_it_else_the_evaluation(tmp_path: Path) -> None:
    folder = connect(tmp_path / "x", connect_exports.connect_evaluation("C-1"))
    found = loaded(folder)
    assert str(found.matrix.local_time(0)) == "2026-09-11 10:09:00"
    assert any("no call date: the evaluation date is used instead" in line for line in said(found))


def test_connect_calibrations_are_left_out_and_counted(tmp_path: Path) -> None:
    folder = connect(
        tmp_path / "x",
        connect_exports.connect_evaluation("C-1"),
        connect_exports.connect_evaluation("C-2", calibrationSessionId="cal-1"),
    )
    found = loaded(folder)
    assert found.rows.left_out == 2
    assert any("calibration rows are no production scores" in line for line in said(found))


def test_connect_automated_rows_can_be_told_from_people(tmp_path: Path) -> None:
    automatic = connect_exports.connect_evaluation("C-2", autoEvaluated=True, evaluationSource="AUTOMATED")
    found = loaded(connect(tmp_path / "x", connect_exports.connect_evaluation("C-1"), automatic))
    assert found.matrix.dimension_names == ("scored_by",)
    assert found.matrix.dimension_labels == (("automation", "person"),)


def test_a_question_keeps_its_id_when_its_wording_changes_and_the_window_says_so(tmp_path: Path) -> None:
    reworded = connect_exports.connect_evaluation("C-3", evaluationDefinitionVersion=3)
    reworded["questions"][1]["questionText"] = "Checks that the customer agrees"
    found = loaded(connect(tmp_path / "x", connect_exports.connect_evaluation("C-1"), reworded))
    assert set(percents(found)) == {(c, n) for c in ("C-1", "C-3") for n in (FIRST, "Checks that the customer agrees")}
    assert any("wording of 1 criteria changed between versions" in line for line in said(found))
    from qa_tui.domain.scope import Scope
    from qa_tui.steps.gaps import find_gaps

    report = find_gaps(found, Scope())
    assert report is not None
    assert set(report.form_versions) == {"Voice QA version 2", "Voice QA version 3"}


def test_a_rubric_can_name_a_criterion_by_its_stable_id(tmp_path: Path) -> None:
    rubric = write(
        tmp_path / "r.yaml",
        "name: V\ncriteria:\n  - {id: hears, name: Hears, aliases: [q1], scale: {percent: true}}\n",
    )
    found = loaded(connect(tmp_path / "x", connect_exports.connect_evaluation("C-1")), rubric=rubric)
    assert percents(found)["C-1", "Hears"] == 100.0


def test_a_question_without_a_stable_id_is_joined_by_its_plain_text(tmp_path: Path) -> None:
    later = connect_exports.connect_evaluation("C-3", evaluationDefinitionVersion=3)
    for question in later["questions"]:
        question["questionRefId"] += "-new"
        question["questionText"] = question["questionText"].upper() + "?"
    found = loaded(connect(tmp_path / "x", connect_exports.connect_evaluation("C-1"), later))
    assert len(found.rubric.criteria) == 2


def flattened(folder: Path, *rows: str) -> Path:
    return write(folder / "ef.csv", "\n".join((connect_exports.CONNECT_TABLE_HEADER, *rows)) + "\n")


def test_zeros_that_were_written_as_blanks_are_found_and_a_person_decides(tmp_path: Path) -> None:
    row = connect_exports.connect_table_row
    file = flattened(
        tmp_path,
        row("C-1", "q1", FIRST, "Yes", "100"),
        row("C-2", "q1", FIRST, "No", ""),
        row("C-3", "q1", FIRST, "No", ""),
    )
    found = loaded(file)
    assert math.isnan(percents(found)["C-2", FIRST])
    assert any("2 answers such as" in line and "this table writes 0 as blank" in line for line in said(found))
    (doubt,) = found.files[0].doubts
    assert (doubt.about, doubt.proposal) == (About.ZEROS, "blank is zero")
    decided = ImportMapping((Decision(doubt.about, doubt.subject, doubt.proposal),))
    assert percents(loaded(file, mapping=decided))["C-2", FIRST] == 0.0
    left = ImportMapping((Decision(doubt.about, doubt.subject, "-"),))
    assert math.isnan(percents(loaded(file, mapping=left))["C-2", FIRST])


def test_a_table_with_real_zeros_has_no_such_defect(tmp_path: Path) -> None:
    row = connect_exports.connect_table_row
    file = flattened(tmp_path, row("C-1", "q1", FIRST, "Yes", "0"), row("C-2", "q1", FIRST, "No", ""))
    assert not [line for line in said(loaded(file)) if "writes 0 as blank" in line]
