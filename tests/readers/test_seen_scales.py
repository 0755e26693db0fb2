"""Scales that no header states: a proposal from the values, other ends to choose, and a rubric that goes before both."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.importing import About, Decision, ImportMapping
from qa_tui.domain.rubric import Scale
from qa_tui.readers.tables.seen_scales import scale_seen_in, widened
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
        (many(0, 1, 2, 3), levels(0, 3)),
        (many(1, 2, 3, 4), levels(1, 4)),
        (many(1, 2, 3, 4, 5), levels(1, 5)),
        (many(0, 1, 2, 3, times=2), levels(0, 5)),
        ([*many(0, 1, 2, 3), "7"], levels(0, 3)),
        ([*many(0, 1, 2, 3), "?"], levels(0, 3)),
        ([*many(0, 1, 2, 3), "999"], levels(0, 3)),
        ([*many(1, 2, 3, 4), "5"], levels(1, 5)),
        ([*many(1, 2, 3, 4, 5), "3,5"], Scale.between(1, 5)),
        (many(2, 6, 8), levels(1, 10)),
        (many(40, 80, 100), Scale.percent()),
        (many(0, 1), Scale.of_levels(0, 1, names=("no", "yes"))),
        (many("yes", "no"), Scale.of_levels(0, 1, names=("no", "yes"))),
    ],
)
def test_a_scale_is_proposed(texts: list[str], likely: Scale) -> None:
    seen = scale_seen_in(texts)
    assert seen is not None
    assert seen.likely == likely


@pytest.mark.parametrize("texts", [["?", "3", "4"], many("x", 3), ["Leeds", "York"], []])
def test_what_is_no_score_has_no_scale(texts: list[str]) -> None:
    assert scale_seen_in(texts) is None


def test_other_ends_can_be_chosen() -> None:
    seen = scale_seen_in(many(1, 2, 3))
    assert seen is not None
    assert seen.others == (levels(0, 3), levels(1, 4), levels(0, 4), levels(1, 5))
    assert seen.among(5).likely == levels(1, 5), "another line of the form goes up to 5"
    assert seen.among(3) == seen


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (many(0, 1, 2, 3), levels(0, 3)),
        ([*many(0, 1, 2, 3), "7"], levels(0, 3)),
        (many(0, 1, 2, 3, 4), levels(0, 5)),
        (many(0, 1, 2, 8), levels(0, 10)),
    ],
)
def test_a_guess_grows_with_what_comes_later(texts: list[str], expected: Scale) -> None:
    assert widened(levels(0, 3), Counter(texts)) == expected


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
