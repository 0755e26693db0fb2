"""A request for another wording, and the rubric that comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.rubric import Rubric, Scale
from qa_tui.domain.wording_request import WordingRequest, effect_after, next_rubric, reworded
from qa_tui.paths import rubrics_folder
from qa_tui.readers.rubric import read_rubric
from qa_tui.reports.rubric_file import rubric_file
from tests.builders import FIVE, make_criterion

if TYPE_CHECKING:
    from pathlib import Path

REQUEST = WordingRequest(
    id="q1",
    criterion="listening",
    criterion_name="Listening",
    wording_version="w1",
    level=4.0,
    text="Restates the issue.",
    owner="rubric owner",
    is_flagged=False,
    raised_on=date(2026, 10, 1),
)


def read(path: Path) -> Rubric:
    rubric, problems = read_rubric(path, path.name)
    assert rubric is not None, problems
    assert not problems
    return rubric


def test_a_new_wording_waits_for_the_re_score() -> None:
    assert effect_after(date(2026, 10, 1)) == date(2026, 10, 23)


def test_the_next_rubric_holds_the_new_text_and_every_id() -> None:
    rubric = Rubric("r", (make_criterion(), make_criterion("closing")), "3")
    found = next_rubric(rubric, REQUEST)
    assert found.version == "4"
    assert [criterion.id for criterion in found.criteria] == ["listening", "closing"]
    changed = found.criteria[0]
    assert changed.level_text(4.0) == "Restates the issue."
    assert changed.wording_version != rubric.criteria[0].wording_version
    assert found.criteria[1] == rubric.criteria[1]
    asks = reworded(rubric.criteria[0], replace(REQUEST, level=None, text="Is the caller heard?"))
    assert asks.asks == "Is the caller heard?"
    assert next_rubric(replace(rubric, version="2026-09"), REQUEST).version == "2026-09.1"


@pytest.mark.parametrize("name", ["voice_qa.yaml", "chat_support.yaml", "compliance_calls.yaml"])
def test_a_written_rubric_reads_back_as_it_was(name: str, tmp_path: Path) -> None:
    source = rubrics_folder() / name
    rubric = read(source)
    (tmp_path / "again.yaml").write_text(rubric_file(rubric), encoding="utf-8")
    assert read(tmp_path / "again.yaml") == rubric


@pytest.mark.parametrize(
    "scale",
    [
        FIVE, Scale.of_levels(0, 2, 5), Scale.percent(), Scale.of_levels(0, 1, names=("no", "yes")), Scale((), 0.0, 45.0),
        Scale.of_levels(0, 1),
    ],
)  # fmt: skip
def test_every_scale_reads_back(scale: Scale, tmp_path: Path) -> None:
    criterion = replace(make_criterion(), scale=scale, levels=(), percent_of="range")
    (tmp_path / "r.yaml").write_text(rubric_file(Rubric("r", (criterion,), "1")), encoding="utf-8")
    assert read(tmp_path / "r.yaml").criteria[0] == criterion
