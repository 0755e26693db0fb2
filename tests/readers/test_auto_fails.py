"""What an automatic fail zeroed says nothing about the other criteria."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.importing import About, Decision, ImportMapping
from qa_tui.steps.loaded import Unusable
from tests.files import cells, loaded, read, said, table, write

if TYPE_CHECKING:
    from pathlib import Path

WIDE = "call_id,agent_id,called_at,Tone (0-5),Closing (0-5),Data protection (0-5),Auto fail"
CLEAN = [f"C{n},A1,2026-09-01,4,3,5,no" for n in range(20)]


def scores(path: Path) -> dict[tuple[str, str], float]:
    return {key: points for key, points in cells(loaded(path)).items() if not math.isnan(points)}


def test_zeroed_scores_are_left_out_and_counted(tmp_path: Path) -> None:
    path = write(tmp_path / "s.csv", table(*CLEAN, "X1,A1,2026-09-01,0,0,0,yes", header=WIDE))
    assert not [call for call, _ in scores(path) if call == "X1"]
    found = loaded(path)
    assert found.rows.left_out == 3
    assert int(found.matrix.zeroed.sum()) == 1
    (problem,) = [line for line in said(found) if "automatic fail" in line]
    assert problem.startswith("warning: s.csv, line 22: an automatic fail set all scores of this evaluation to zero")


def test_the_criterion_that_failed_keeps_its_zero(tmp_path: Path) -> None:
    path = write(tmp_path / "s.csv", table(*CLEAN, "X1,A1,2026-09-01,0,0,0,Data protection", header=WIDE))
    assert {key: points for key, points in scores(path).items() if key[0] == "X1"} == {("X1", "data_protection"): 0.0}


def test_a_fail_that_left_the_criteria_alone_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "s.csv", table(*CLEAN, "X1,A1,2026-09-01,4,0,0,yes", header=WIDE))
    assert scores(path)["X1", "tone"] == 4.0
    assert int(loaded(path).matrix.zeroed.sum()) == 0


@pytest.mark.parametrize(("mark", "is_failed"), [("yes", True), ("Fail", True), ("no", False), ("0", False)])
def test_a_row_of_its_own_says_it_in_the_long_form(tmp_path: Path, mark: str, is_failed: bool) -> None:
    rows = [f"C{n},A1,2026-09-01,Tone,4,5" for n in range(20)]
    rows += ["X1,A1,2026-09-01,Tone,0,5", "X1,A1,2026-09-01,Closing,0,5", f"X1,A1,2026-09-01,Auto fail,{mark},"]
    path = write(tmp_path / "s.csv", table(*rows))
    assert (("X1", "tone") not in scores(path)) == is_failed


def test_many_zeroed_calls_are_a_question(tmp_path: Path) -> None:
    rows = [*CLEAN, *(f"X{n},A1,2026-09-01,0,0,0,yes" for n in range(3))]
    path = write(tmp_path / "s.csv", table(*rows, header=WIDE))
    found = read(path)
    assert isinstance(found, Unusable)
    assert found.can_be_asked
    assert "automatic fails set all scores to zero in 3 of 23 evaluations (13 %)" in said(found)[-1]
    assert int(loaded(path, accept=True).matrix.zeroed.sum()) == 3
    counted = ImportMapping((Decision(About.AUTO_FAIL, "zeroed calls", "count"),))
    assert cells(loaded(path, mapping=counted))["X1", "tone"] == 0.0


def test_zeros_throughout_without_a_word_are_counted_and_said(tmp_path: Path) -> None:
    header = WIDE.removesuffix(",Auto fail")
    rows = [*(row.removesuffix(",no") for row in CLEAN), "X1,A1,2026-09-01,0,0,0"]
    found = loaded(write(tmp_path / "s.csv", table(*rows, header=header)))
    assert cells(found)["X1", "tone"] == 0.0
    assert found.rows.left_out == 0
    assert any("no column says whether an automatic fail did that" in line for line in said(found))
