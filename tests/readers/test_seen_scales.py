"""Scales that no header states: a proposal from the values, other ends to choose, and a rubric that goes before both."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from qa_tui.domain.importing import About, Decision, ImportMapping
from qa_tui.domain.rubric import Scale
from qa_tui.readers.tables.seen_scales import SeenScale, end_of_form, scale_seen_in, widened
from qa_tui.steps.loaded import Unusable
from tests.files import cells, loaded, read, said, table, write

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "call;agent;call date;Listening (25%);Greeting (20%);Closing (10%)"


def levels(low: int, high: int) -> Scale:
    return Scale.of_levels(*range(low, high + 1))


def many(*different: object, times: int = 30) -> list[str]:
    return [str(value) for value in different] * times


@pytest.mark.parametrize(
    ("texts", "likely"),
    [
        (many(0, 1, 2, 3), levels(0, 5)),
        (many(1, 2, 3, 4), levels(1, 5)),
        (many(1, 2, 3, 4, 5), levels(1, 5)),
        (many(0, 1, 2, 3, times=2), levels(0, 5)),
        ([*many(0, 1, 2, 3), "7"], levels(0, 5)),
        ([*many(0, 1, 2, 3), "?"], levels(0, 5)),
        ([*many(0, 1, 2, 3), "999"], levels(0, 5)),
        ([*many(1, 2, 3, 4, 5), "6"], levels(1, 5)),
        ([*many(1, times=100), "2"], levels(1, 5)),
        ([*many(1, 2, 3, 4), "5"], levels(1, 5)),
        ([*many(1, 2, 3, 4, 5), "3,5"], Scale.between(1, 5)),
        (many(2, 6, 8), levels(1, 10)),
        (many(40, 80, 100), Scale.percent()),
        (many(0, 1), Scale.of_levels(0, 1, names=("no", "yes"))),
        (many("yes", "no"), Scale.of_levels(0, 1, names=("no", "yes"))),
    ],
)
def test_a_scale_is_proposed(texts: list[str], likely: Scale) -> None:
    found = scale_seen_in(texts)
    assert found is not None
    assert found.likely == likely


@pytest.mark.parametrize("texts", [["?", "3", "4"], many("x", 3), [*many(3, 4), "new"], ["Leeds", "York"], []])
def test_what_is_no_score_has_no_scale(texts: list[str]) -> None:
    assert scale_seen_in(texts) is None


def seen(*texts: object) -> SeenScale:
    found = scale_seen_in(many(*texts))
    assert found is not None
    return found


def test_a_form_ends_where_none_of_its_lines_goes_further() -> None:
    """One line without a 4 says little, a whole form without one does not go there."""
    low, other, yes, halves = seen(0, 1, 2), seen(0, 1, 2, 3), seen("yes", "no"), seen(1, 2.5, 3)
    assert end_of_form([low]) == 5
    assert end_of_form([low, seen(5)]) == 5, "a column that is always 5 is no line of a form"
    assert end_of_form([low, other, yes, None, seen(5)]) == 3
    assert end_of_form([low, other, seen(1, 4, 5)]) == 5
    assert low.ending_at(3).likely == levels(0, 3)
    assert low.ending_at(5) == low
    assert yes.ending_at(3) == yes
    assert halves.ending_at(3) == halves


def test_other_ends_can_be_chosen() -> None:
    found = seen(1, 2, 3)
    assert found.others == (levels(0, 5), levels(1, 3), levels(0, 3), levels(1, 4))
    assert found.ending_at(3).others == (levels(0, 3), levels(1, 4), levels(0, 4), levels(1, 5))


@pytest.mark.parametrize(
    ("scale", "texts", "expected"),
    [
        (levels(1, 5), ["1", "0", "5"], levels(0, 5)),
        (levels(1, 5), ["1", "3,5"], Scale.between(1, 5)),
        (levels(1, 5), ["1", "5", "6", "55"], levels(1, 5)),
        (levels(0, 3), ["0", "3", "4"], levels(0, 3)),
        (Scale.percent(), ["0", "4"], Scale.percent()),
    ],
)
def test_a_guess_takes_what_comes_later_and_keeps_its_end(scale: Scale, texts: list[str], expected: Scale) -> None:
    assert widened(scale, texts) == expected


def rows(*odd: str) -> list[str]:
    found = [f"C{n};A{n % 9};2026-09-{n % 28 + 1:02};{n % 4};{3 - n % 4};{n % 4}" for n in range(200)]
    return [*found, *odd]


def test_slips_do_not_move_a_scale_and_are_named(tmp_path: Path) -> None:
    body = rows("C900;A1;2026-09-01;2;7;?")
    found = loaded(write(tmp_path / "w.csv", table(*body, header=HEADER)), accept=True)
    assert {c.name: c.scale.maximum for c in found.rubric.criteria} == {"Listening": 3, "Greeting": 3, "Closing": 3}
    assert math.isnan(cells(found)["C900", "greeting"])
    told = [line for line in said(found) if line.startswith("warning")]
    assert any('"7" is not a score of Greeting; expected one of 0, 1, 2, 3' in line for line in told), told
    assert any('"?" is not a score of Closing' in line for line in told), told


def test_the_ends_are_offered_with_what_was_seen(tmp_path: Path) -> None:
    found = read(write(tmp_path / "w.csv", table(*rows(), header=HEADER)))
    assert isinstance(found, Unusable)
    (file,) = found.files
    doubt = next(doubt for doubt in file.doubts if doubt.subject == "Listening (25%)")
    assert doubt.proposal == "criterion:Listening (0-3)"
    assert doubt.alternatives[:3] == (
        "criterion:Listening (0-4)",
        "criterion:Listening (0-5)",
        "criterion:Listening (0-10)",
    )
    assert doubt.samples == ("0", "1", "2", "3")


RUBRIC = """
name: Centre
criteria:
  - id: listening
    name: Listening
    scale: {min: 0, max: 3}
"""


def test_a_rubric_goes_before_what_was_once_said_of_a_column(tmp_path: Path) -> None:
    scores = write(tmp_path / "w.csv", table(*rows(), header=HEADER))
    said_once = ImportMapping((Decision(About.COLUMN, "Listening (25%)", "criterion:Listening (0-5)"),))
    before = loaded(scores, accept=True, mapping=said_once)
    assert next(c for c in before.rubric.criteria if c.name == "Listening").scale == levels(0, 5)
    after = loaded(scores, rubric=write(tmp_path / "r.yaml", RUBRIC), accept=True, mapping=said_once)
    assert next(c for c in after.rubric.criteria if c.id == "listening").scale == levels(0, 3)


@pytest.mark.parametrize(
    ("scores", "taken", "percent"),
    [
        (["4", "1", "5"], "1 to 5, as its scores look", 80.0),
        (["4", "0", "8"], "0 to 10, as its scores look", 40.0),
        (["4", "80", "100"], "percent (0-100)", 4.0),
    ],
)
def test_a_long_table_without_a_maximum_is_read_as_its_scores_look(
    tmp_path: Path, scores: list[str], taken: str, percent: float
) -> None:
    body = [f"C{n},A{n},2026-09-0{n + 1},Tone,{score}" for n, score in enumerate(scores)]
    found = loaded(write(tmp_path / "l.csv", table(*body, header="call_id,agent_id,called_at,criterion,score")))
    assert found.matrix.percent(0, np.arange(3)).tolist()[0] == pytest.approx(percent)
    assert any(
        f'no maximum is known for "Tone": add max_score or a rubric. Taken as {taken}.' in one for one in said(found)
    )


def test_a_long_table_is_not_half_in_percent(tmp_path: Path) -> None:
    body = ["C1,A1,2026-09-01,Tone,4", "C1,A1,2026-09-01,Closing,85", "C2,A1,2026-09-02,Tone,0"]
    found = loaded(write(tmp_path / "l.csv", table(*body, header="call_id,agent_id,called_at,criterion,score")))
    assert {criterion.scale for criterion in found.rubric.criteria} == {Scale.percent()}


def test_halves_on_a_scale_of_a_rubric_are_told_how_they_are_listed(tmp_path: Path) -> None:
    scores = write(tmp_path / "w.csv", table("C1;A1;2026-09-01;1,5;1;2", header=HEADER))
    found = loaded(scores, rubric=write(tmp_path / "r.yaml", RUBRIC), accept=True)
    assert any(
        '"1,5" is not a score of Listening' in one and "the rubric lists them: values: [0, 0.5, ...]." in one
        for one in said(found)
    )
    halves = RUBRIC.replace("{min: 0, max: 3}", "{values: [0, 0.5, 1, 1.5, 2, 2.5, 3]}")
    found = loaded(scores, rubric=write(tmp_path / "r.yaml", halves), accept=True)
    assert cells(found)["C1", "listening"] == 1.5


def test_one_slip_moves_no_scale_of_a_long_table(tmp_path: Path) -> None:
    body = [f"C{n},A{n % 5},2026-09-0{n % 9 + 1},Tone,{n % 3 + 3}" for n in range(400)]
    for slip in ("7", "44", "?"):
        rows_ = [*body, f"C900,A1,2026-09-01,Tone,{slip}"]
        found = loaded(write(tmp_path / "l.csv", table(*rows_, header="call_id,agent_id,called_at,criterion,score")))
        assert [criterion.scale for criterion in found.rubric.criteria] == [levels(1, 5)], slip
