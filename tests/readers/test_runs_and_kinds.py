"""Rules look at runs of rows and kinds of scores: what that must not change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.loading import LoadRequest
from qa_tui.readers.load import load
from qa_tui.scores.cache import open_matrix
from tests.builders import NOW
from tests.files import write

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "call_id,agent_id,called_at,criterion,score,max_score"


def test_a_text_beside_not_applicable_takes_nothing_from_the_maximum(tmp_path: Path) -> None:
    rows = ["C1,A1,2026-09-01,Tone,4,5,", "C2,A1,2026-09-01,Tone,six,5,yes", "C3,A1,2026-09-01,Tone,3,5,"]
    file = write(tmp_path / "s.csv", "\n".join([HEADER + ",not_applicable", *rows]))
    facts = load(LoadRequest((str(file),), NOW.date(), accept=True), tmp_path / "out")
    matrix = open_matrix(tmp_path / "out")[0]
    assert facts["rejected"] == 0
    assert matrix.max_points.tolist() == [[5.0]]
    assert matrix.points[:, 0].tolist() == [4.0, float("-inf"), 3.0]


def test_lines_of_older_versions_say_nothing_about_the_scale(tmp_path: Path) -> None:
    """All that counts lies between 0 and 1 and is read as shares; the 80 was replaced."""
    header = "call_id,agent_id,called_at,evaluation_id,evaluated_at,criterion,score,max_score"
    rows = [f"C{n},A1,2026-09-01,E{n},2026-09-02 10:00:00,Tone,0.{n + 3},100" for n in range(5)]
    rows += [
        "C0,A1,2026-09-01,E0,2026-09-01 10:00:00,Tone,80,100",
        "C0,A1,2026-09-01,E0,2026-09-02 10:00:00,Care,0.5,100",
    ]
    file = write(tmp_path / "s.csv", "\n".join([header, *rows]))
    facts = load(LoadRequest((str(file),), NOW.date(), accept=True), tmp_path / "out")
    matrix = open_matrix(tmp_path / "out")[0]
    tone = matrix.criteria.index("tone")
    assert facts["left_out"] == 1
    assert [round(matrix.value(row, tone) / matrix.maximum(row, tone), 3) for row in range(5)] == [
        0.3,
        0.4,
        0.5,
        0.6,
        0.7,
    ]


def test_irregular_text_with_another_delimiter(tmp_path: Path) -> None:
    rows = [
        "call_id;agent_id;called_at;criterion;score;max_score",
        "C1;A1;2026-09-01;Tone;4;5",
        'C2;A"1;2026-09-01;Tone;3;5',
    ]
    file = write(tmp_path / "s.csv", "\n".join(rows))
    load(LoadRequest((str(file),), NOW.date(), accept=True), tmp_path / "out")
    matrix = open_matrix(tmp_path / "out")[0]
    assert matrix.criteria == ("tone",)
    assert sorted(matrix.points[:, 0].tolist()) == [3.0, 4.0]


def test_two_ids_that_are_one_person_are_one_agent(tmp_path: Path) -> None:
    rows = [
        "C1,A1,Ann Lee,2026-09-01,Tone,4,5",
        "C1,A4,Ann Lee,2026-09-01,Care,3,5",
        "C2,A4,Ann Lee,2026-09-01,Tone,3,5",
    ]
    file = write(
        tmp_path / "s.csv", "\n".join(["call_id,agent_id,agent_name,called_at,criterion,score,max_score", *rows])
    )
    load(LoadRequest((str(file),), NOW.date(), accept=True), tmp_path / "out")
    matrix = open_matrix(tmp_path / "out")[0]
    assert len(matrix.agents) == 1
    assert matrix.evaluations == 2


def test_an_automatic_fail_that_was_taken_back_fails_nothing(tmp_path: Path) -> None:
    header = "call_id,agent_id,evaluator_id,evaluated_at,evaluation_id,called_at,criterion,score,max_score"
    rows = [
        "C1,A1,E1,2026-09-02,EV1,2026-09-01,Auto fail,yes,", "C1,A1,E1,2026-09-03,EV1,2026-09-01,Auto fail,no,",
        "C1,A1,E1,2026-09-02,EV1,2026-09-01,Tone,0,5", "C1,A1,E1,2026-09-02,EV1,2026-09-01,Care,0,5",
        "C2,A1,E1,2026-09-02,EV2,2026-09-01,Tone,3,5",
    ]  # fmt: skip
    file = write(tmp_path / "s.csv", "\n".join([header, *rows]))
    facts = load(LoadRequest((str(file),), NOW.date(), accept=True), tmp_path / "out")
    assert facts["left_out"] == 2
    assert open_matrix(tmp_path / "out")[0].zeroed.sum() == 0


def test_a_column_of_automatic_fails_that_is_blank_says_that_none_failed(tmp_path: Path) -> None:
    rows = ["call_id,agent_id,called_at,auto_fail,Tone,Care,Look", "C1,A1,2026-09-01,,0,0,0", "C2,A1,2026-09-01,,3,4,5"]
    file = write(tmp_path / "s.csv", "\n".join(rows))
    facts = load(LoadRequest((str(file),), NOW.date(), accept=True), tmp_path / "out")
    assert not any("no column says" in problem["message"] for problem in facts["problems"])
    assert open_matrix(tmp_path / "out")[0].zeroed.sum() == 0
