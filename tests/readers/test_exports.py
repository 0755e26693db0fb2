"""Exports of named tools: each is read as it is, and all of them give the same picture."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import pytest

from qa_tui.steps.loaded import Loaded, Unusable
from tests import exports
from tests.exports import EXPORT_FORMATS, ExportFormat
from tests.files import loaded, read, said, write
from tests.six_scores import CALLS, FIRST, SECOND, TRUTH

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = pytest.mark.parametrize("form", EXPORT_FORMATS, ids=lambda f: f.files.__name__.strip("_"))


def percents(found: Loaded) -> dict[tuple[str, str], float]:
    """(call, criterion's name) -> percent, NaN without a score, -inf not applicable."""
    import numpy as np

    matrix = found.matrix
    names = {criterion.id: criterion.name for criterion in found.rubric.criteria}
    return {
        (matrix.call_id(row), names[name]): float(matrix.percent(column, np.array([row]))[0])
        for row in range(matrix.evaluations)
        for column, name in enumerate(matrix.criteria)
    }


def same(left: float, right: float) -> bool:
    return left == right or (math.isnan(left) and math.isnan(right))


@FORMATS
def test_the_six_scores_are_read_as_they_are(tmp_path: Path, form: ExportFormat) -> None:
    form.write(tmp_path / "export")
    found = loaded(tmp_path / "export")
    given = percents(found)
    for cell, percent in TRUTH.items():
        if cell not in form.cannot_say:
            assert same(given[cell], percent), (cell, given[cell])
        else:
            assert math.isnan(given[cell])
    assert set(found.matrix.agents) == set(form.agents)
    (scores,) = [file for file in found.files if file.what == "scores"]
    assert scores.form == form.name
    assert not scores.doubts
    assert found.rows.rejected == 0


@FORMATS
def test_every_file_is_sniffed_by_its_content_and_not_by_its_name(tmp_path: Path, form: ExportFormat) -> None:
    for number, (name, text) in enumerate(form.files().items()):
        write(tmp_path / "export" / f"{number}{'.csv' if name.endswith('.csv') else '.json'}", text)
    assert {file.form for file in loaded(tmp_path / "export").files} == {form.name}


# Amazon Connect --------------------------------------------------------------------------------------------------------


# The analytics table -----------------------------------------------------------------------------------------------------


# Genesys ---------------------------------------------------------------------------------------------------------------


def genesys(folder: Path, *evaluations: dict[str, object]) -> Path:
    return write(folder / "e.json", json.dumps(list(evaluations)))


def test_genesys_without_the_form_there_is_no_percent_and_no_guess(tmp_path: Path) -> None:
    found = read(genesys(tmp_path, exports.genesys_evaluation("C-1", evaluationForm={"id": "form-v3"})))
    assert isinstance(found, Unusable)
    assert any("has no form with its questions, so that the maximum points are unknown" in line for line in said(found))


def test_genesys_one_forms_questions_serve_all_its_evaluations(tmp_path: Path) -> None:
    bare = exports.genesys_evaluation("C-2", evaluationForm={"id": "form-v3"})
    found = loaded(genesys(tmp_path, exports.genesys_evaluation("C-1"), bare))
    assert percents(found)["C-2", FIRST] == 0.0


def test_genesys_calibrations_retracted_and_unfinished_ones_are_left_out(tmp_path: Path) -> None:
    found = loaded(
        genesys(
            tmp_path,
            exports.genesys_evaluation("C-1"),
            exports.genesys_evaluation("C-2", calibration={"id": "cal"}),
            exports.genesys_evaluation("C-3", status="RETRACTED"),
            exports.genesys_evaluation("C-3", status="PENDING", id="ev-9"),
        )
    )
    assert {call for call, _ in percents(found)} == {"C-1"}
    assert (found.rows.read, found.rows.left_out) == (8, 6)


def test_genesys_a_criterion_is_joined_by_its_context_id(tmp_path: Path) -> None:
    later = exports.genesys_evaluation("C-2")
    later["evaluationForm"]["id"] = "form-v4"
    for question in later["evaluationForm"]["questionGroups"][0]["questions"]:
        question["id"] += "-v4"
        question["text"] += " (new)"
    for score in later["answers"]["questionGroupScores"][0]["questionScores"]:
        score["questionId"] += "-v4"
    found = loaded(genesys(tmp_path, exports.genesys_evaluation("C-1"), later))
    assert len(found.rubric.criteria) == 2


# Zendesk QA --------------------------------------------------------------------------------------------------------------


def test_zendesk_ratings_on_a_scale_need_the_categories(tmp_path: Path) -> None:
    reviews = json.dumps({"conversations": [exports.zendesk_conversation(call, scale=5) for call in CALLS]})
    file = write(tmp_path / "x" / "reviews.json", reviews)
    assert any("no categories with their scale" in line for line in said(read(file)))
    categories = [{"id": key, "name": name, "maxRating": 5} for key, name in (("11", FIRST), ("12", SECOND))]
    write(tmp_path / "x" / "categories.json", json.dumps({"categories": categories}))
    found = percents(loaded(tmp_path / "x"))
    assert found["C-1", FIRST] == 100.0
    assert found["C-2", FIRST] == 0.0


# MaestroQA ---------------------------------------------------------------------------------------------------------------


def maestro(folder: Path, *rows: str) -> Path:
    return write(folder / "sections.csv", "\n".join((exports.MAESTRO_HEADER, *rows)) + "\n")


@pytest.mark.parametrize("kind", ["calibration_review", "calibration_final"])
def test_maestro_calibrations_are_left_out(tmp_path: Path, kind: str) -> None:
    row = exports.maestro_row
    found = loaded(maestro(tmp_path, row("C-1", "s", FIRST, "5"), row("C-1", "s", FIRST, "0", kind=kind)))
    assert percents(found) == {("C-1", FIRST): 50.0}
    assert found.rows.left_out == 1


def test_maestro_a_bonus_above_the_maximum_counts_as_the_maximum(tmp_path: Path) -> None:
    row = exports.maestro_row
    found = loaded(maestro(tmp_path, row("C-1", "s", FIRST, "12"), row("C-2", "s", FIRST, "5")))
    assert percents(found) == {("C-1", FIRST): 100.0, ("C-2", FIRST): 50.0}
    assert any("bonus points count as the maximum" in line for line in said(found))


def test_maestro_totals_alone_are_not_scores_of_criteria(tmp_path: Path) -> None:
    totals = exports._maestro()["total_scores.csv"]
    found = read(write(tmp_path / "total_scores.csv", totals))
    assert isinstance(found, Unusable)
    assert any("holds totals or lists only" in line for line in said(found))


# Playvox, Talkdesk -------------------------------------------------------------------------------------------------------


def test_playvox_needs_its_scorecards(tmp_path: Path) -> None:
    found = read(write(tmp_path / "e.json", json.dumps([exports.playvox_evaluation("C-1")])))
    assert isinstance(found, Unusable)
    assert any("names a scorecard that is not among the files" in line for line in said(found))


def test_playvox_calibrations_are_left_out_and_html_is_taken_off(tmp_path: Path) -> None:
    evaluations = [exports.playvox_evaluation("C-1"), exports.playvox_evaluation("C-2", calibration_id="cal")]
    write(tmp_path / "x" / "e.json", json.dumps(evaluations))
    write(tmp_path / "x" / "s.json", json.dumps(exports.playvox_scorecard()))
    found = loaded(tmp_path / "x")
    assert {call for call, _ in percents(found)} == {"C-1"}
    assert found.matrix.comment(0, 0) == "note on C-1"


def test_talkdesk_the_newest_version_counts_and_the_machine_is_told_from_people(tmp_path: Path) -> None:
    row = exports.talkdesk_row
    rows = (
        row("C-1", FIRST, "10"),
        row("C-1", FIRST, "5", version=2),
        row("C-2", FIRST, "0", evaluator="AI Scored Evaluation"),
    )
    found = loaded(write(tmp_path / "qm.csv", "\n".join((exports.TALKDESK_HEADER, *rows)) + "\n"))
    assert percents(found) == {("C-1", FIRST): 50.0, ("C-2", FIRST): 0.0}
    assert found.matrix.dimension_labels == (("automation", "person"),)


def test_talkdesk_totals_are_refused_with_what_to_export(tmp_path: Path) -> None:
    text = (
        "Agent ID,Agent Name,Evaluation Date/Time,Evaluation ID,Evaluation Max Score,Evaluation Obtained Score,"
        "Evaluation Version,Evaluator ID,Evaluator Name,Form ID,Form Name\n"
        "a1,Agent One,2026-09-02 9:05:31,ev1,100,80,0,u1,QA,f1,Voice QA\n"
    )
    found = read(write(tmp_path / "qm.csv", text))
    assert isinstance(found, Unusable)
    assert any("holds one total per evaluation and no score per question" in line for line in said(found))


def test_google_a_rating_that_is_only_words_is_no_score(tmp_path: Path) -> None:
    found = loaded(write(tmp_path / "r.json", json.dumps(exports.google_result("C-2"))))
    assert percents(found) == {("C-2", FIRST): 0.0}
    assert SECOND not in {criterion.name for criterion in found.rubric.criteria}
