"""`qa-tui rubric`: files that are complete, files with mistakes, and a draft from scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa_tui.paths import rubrics_folder
from tests.files import RUBRIC, table, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands.conftest import Said

SHIPPED = ("voice_qa", "chat_support", "compliance_calls")


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_rubrics_are_complete(run: Callable[..., Said], name: str) -> None:
    said = run("rubric", "check", rubrics_folder() / f"{name}.yaml", "--json")
    assert said.status == 0
    assert len(said.json["criteria"]) >= 7
    assert not any(said.json["missing"].values()), said.json["missing"]


def test_what_is_missing_is_named(run: Callable[..., Said], tmp_path: Path) -> None:
    said = run("rubric", "check", write(tmp_path / "r.yaml", RUBRIC))
    assert said.status == 0
    assert "Active listening: no text for level 2, 3, 4: a session has nothing to point at." in said.out


def test_a_mistake_is_named_with_its_line(run: Callable[..., Said], tmp_path: Path) -> None:
    said = run("rubric", "check", write(tmp_path / "r.yaml", RUBRIC.replace("name: Closing", "nme: Closing")))
    assert said.status == 3
    assert "r.yaml, line 9, criteria[2].nme" in said.err


def test_a_rubric_drafted_from_scores_is_a_rubric_for_them(run: Callable[..., Said], tmp_path: Path) -> None:
    header = "Call ID,Agent ID,Call date,Tone (1-5),Closing (yes/no),Quality (0-100),Ärger (0-10)"
    file = write(
        tmp_path / "s.csv", table("C1,A1,2026-09-01,4,Yes,88,7", "C2,A1,2026-09-02,1,No,12.5,0", header=header)
    )
    target = tmp_path / "drafted.yaml"
    said = run("rubric", "new", file, "-o", target)
    assert said.status == 0, said.err
    checked = run("rubric", "check", target, "--json").json
    scales = [(c["name"], c["scale"]["min"], c["scale"]["max"], c["scale"]["names"]) for c in checked["criteria"]]
    assert scales == [
        ("Tone", 1, 5, []),
        ("Closing", 0, 1, ["no", "yes"]),
        ("Quality", 0, 100, []),
        ("Ärger", 0, 10, []),
    ]
    read = run("check", file, "--rubric", target)
    assert read.status == 0
    assert "8 kept" in read.out
    again = run("rubric", "new", file, "-o", target)
    assert again.status == 2
    assert "exists already; nothing was written" in again.err


def test_a_draft_can_be_printed(run: Callable[..., Said], tmp_path: Path) -> None:
    said = run("rubric", "new", write(tmp_path / "s.csv", table("C1,A1,2026-09-01,Tone,4,5")))
    assert said.status == 0
    assert "name: Tone" in said.out
    assert "max: 5" in said.out


def test_a_rubric_that_is_not_there(run: Callable[..., Said], tmp_path: Path) -> None:
    said = run("rubric", "check", tmp_path / "gone.yaml")
    assert said.status == 3
    assert "does not exist" in said.err
