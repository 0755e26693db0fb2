"""Any table that a form can carry, written as long CSV, wide CSV, workbook and Parquet, reads back equal."""

from __future__ import annotations

import csv
import math
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from qa_tui.domain.loading import LoadRequest
from qa_tui.readers.load import load
from qa_tui.scores.cache import open_matrix
from tests.builders import NOW
from tests.workbooks import workbook

if TYPE_CHECKING:
    from collections.abc import Callable

FIELDS = ("call_id", "agent_id", "called_at", "criterion", "score", "max_score")
Score = float | str
"""Points, "" for a blank, "N/A"."""


@dataclass(frozen=True)
class Scores:
    """Calls with an agent each, and one score per call and criterion."""

    criteria: tuple[str, ...]
    top: int
    calls: tuple[tuple[str, str, tuple[Score, ...]], ...]

    def expected(self) -> dict[tuple[str, str], float]:
        return {
            (call, name): math.nan if score == "" else -math.inf if score == "N/A" else float(score)
            for call, _, scores in self.calls
            for name, score in zip(self.criteria, scores, strict=True)
        }


ids = st.text(st.characters(categories=("L", "Nd"), max_codepoint=0x24F), min_size=1, max_size=10).map(
    lambda t: f"id{t}"
)


@st.composite
def tables(draw: st.DrawFn) -> Scores:
    criteria = tuple(f"Criterion {n} {draw(ids)}" for n in range(draw(st.integers(1, 4))))
    top = draw(st.sampled_from([5, 10, 100]))
    score: st.SearchStrategy[Score] = st.one_of(st.just(""), st.just("N/A"), st.integers(0, top).map(float))
    calls = draw(st.lists(ids, min_size=1, max_size=12, unique_by=str.casefold))
    rows = tuple((call, draw(ids), tuple(draw(st.tuples(*[score] * len(criteria))))) for call in calls)
    return Scores(criteria, top, rows)


def text(score: Score) -> str:
    return score if isinstance(score, str) else f"{score:g}"


def long_rows(scores: Scores) -> list[list[str]]:
    return [
        [call, agent, "2026-09-01", name, text(score), str(scores.top)]
        for call, agent, row in scores.calls
        for name, score in zip(scores.criteria, row, strict=True)
    ]


def long_csv(scores: Scores, folder: Path) -> Path:
    with (folder / "s.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([FIELDS, *long_rows(scores)])
    return folder / "s.csv"


def wide_csv(scores: Scores, folder: Path) -> Path:
    header = ["Call ID", "Agent ID", "Call date", *(f"{name} (0-{scores.top})" for name in scores.criteria)]
    rows = [[call, agent, "2026-09-01", *map(text, row)] for call, agent, row in scores.calls]
    with (folder / "s.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([header, *rows])
    return folder / "s.csv"


def xlsx(scores: Scores, folder: Path) -> Path:
    rows = [[*row[:4], float(row[4]) if row[4] not in {"", "N/A"} else row[4], scores.top] for row in long_rows(scores)]
    return workbook(folder / "s.xlsx", {"Scores": [FIELDS, *rows]})


def parquet_file(scores: Scores, folder: Path) -> Path:
    columns = dict(zip(FIELDS, (list(column) for column in zip(*long_rows(scores), strict=True)), strict=True))
    parquet.write_table(pa.table(columns), folder / "s.parquet")
    return folder / "s.parquet"


@pytest.mark.parametrize("write", [long_csv, wide_csv, xlsx, parquet_file])
@settings(max_examples=40, deadline=None)
@given(scores=tables())
def test_a_table_reads_back_equal(write: Callable[[Scores, Path], Path], scores: Scores) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        facts = load(LoadRequest((str(write(scores, folder)),), NOW.date()), folder / "out")
        assert facts["usable"], facts["problems"]
        matrix, _ = open_matrix(folder / "out")
        shown = {c["id"]: c["name"] for c in facts["rubric"]["criteria"]}
        given_back = {
            (matrix.call_id(row), shown[name]): matrix.value(row, column)
            for row in range(matrix.evaluations)
            for column, name in enumerate(matrix.criteria)
        }
        expected = scores.expected()
        assert {cell: str(value) for cell, value in given_back.items()} == {c: str(v) for c, v in expected.items()}
        assert {matrix.call_id(row): matrix.agents[matrix.agent[row]] for row in range(matrix.evaluations)} == {
            call: agent for call, agent, _ in scores.calls
        }
