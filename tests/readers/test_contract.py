"""What every reader of score files owes, whatever the format: no exception, one message, zero, blank and N/A apart."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from pyarrow import parquet

from qa_tui.steps.loaded import Loaded
from tests.exports import EXPORT_FORMATS
from tests.files import loaded, read, said
from tests.readers.test_exports import percents
from tests.six_scores import BLANK, FIRST, NOT_APPLICABLE, SECOND, TRUTH
from tests.workbooks import workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIELDS = ("call_id", "agent_id", "called_at", "criterion", "score", "max_score")


def plain_rows() -> list[tuple[str, ...]]:
    """The six scores as a long table."""
    rows: list[tuple[str, ...]] = []
    for (call, criterion), percent in TRUTH.items():
        score = "" if math.isnan(percent) else "N/A" if percent == -math.inf else f"{percent / 10:g}"
        rows.append((call, f"a-{call[-1]}", f"2026-09-0{call[-1]}", criterion, score, "10"))
    return rows


def long_csv(folder: Path) -> None:
    text = "\n".join(",".join(row) for row in (FIELDS, *plain_rows())) + "\n"
    (folder / "long.csv").write_text(text, encoding="utf-8")


def wide_csv(folder: Path) -> None:
    lines = [f"Call ID,Agent ID,Call date,{FIRST} (0-10),{SECOND} (0-10)"]
    for call in ("C-1", "C-2", "C-3"):
        scores = [row[4] for row in plain_rows() if row[0] == call]
        lines.append(f"{call},a-{call[-1]},2026-09-0{call[-1]},{','.join(scores)}")
    (folder / "wide.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def long_xlsx(folder: Path) -> None:
    workbook(folder / "long.xlsx", {"Scores": [FIELDS, *plain_rows()]})


def long_parquet(folder: Path) -> None:
    columns = dict(zip(FIELDS, zip(*plain_rows(), strict=True), strict=True))
    parquet.write_table(pa.table({name: list(values) for name, values in columns.items()}), folder / "long.parquet")


def long_jsonl(folder: Path) -> None:
    lines = [json.dumps(dict(zip(FIELDS, row, strict=True))) for row in plain_rows()]
    (folder / "long.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Format:
    name: str
    write: Callable[[Path], object]
    cannot_say: frozenset[tuple[str, str]] = frozenset()


FORMATS = (
    *(Format(f.files.__name__.strip("_"), f.write, f.cannot_say) for f in EXPORT_FORMATS),
    *(Format(f.__name__, f) for f in (long_csv, wide_csv, long_xlsx, long_parquet, long_jsonl)),
)
EVERY = pytest.mark.parametrize("form", FORMATS, ids=lambda f: f.name)
TEXTS = pytest.mark.parametrize(
    "form", [f for f in FORMATS if f.name not in {"long_xlsx", "long_parquet"}], ids=lambda f: f.name
)


@pytest.fixture
def folder(tmp_path: Path, form: Format) -> Path:
    folder = tmp_path / "export"
    folder.mkdir()
    form.write(folder)
    return folder


@EVERY
def test_zero_blank_and_not_applicable_are_kept_apart(folder: Path, form: Format) -> None:
    given = percents(loaded(folder))
    assert given["C-2", FIRST] == 0.0
    assert math.isnan(given.get(BLANK, math.nan))
    if NOT_APPLICABLE not in form.cannot_say:
        assert given[NOT_APPLICABLE] == -math.inf
    assert given["C-1", SECOND] == 50.0


@EVERY
def test_an_empty_file_is_said(folder: Path, form: Format) -> None:
    del form
    for file in folder.iterdir():
        file.write_bytes(b"")
    assert any("is empty" in line for line in said(read(folder)))


@EVERY
def test_a_file_cut_short_anywhere_never_crashes(folder: Path, form: Format) -> None:
    del form
    whole = {file: file.read_bytes() for file in folder.iterdir()}
    for part in (0.02, 0.3, 0.5, 0.77, 0.95):
        for file, content in whole.items():
            file.write_bytes(content[: max(int(len(content) * part), 1)])
        found = read(folder)
        assert isinstance(found, Loaded) or said(found)
    for file, content in whole.items():
        file.write_bytes(content)


@TEXTS
@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_other_encodings_are_read_the_same(folder: Path, form: Format, encoding: str) -> None:
    del form
    before = percents(loaded(folder))
    for file in folder.iterdir():
        file.write_bytes(file.read_text(encoding="utf-8").encode(encoding))
    after = percents(loaded(folder))
    assert {cell: str(value) for cell, value in after.items()} == {cell: str(value) for cell, value in before.items()}


@TEXTS
def test_a_huge_cell_is_only_long(folder: Path, form: Format) -> None:
    del form
    for file in folder.iterdir():
        file.write_text(file.read_text(encoding="utf-8").replace(SECOND, "x" * 1_000_000), encoding="utf-8")
    found = read(folder, accept=True)
    assert all(len(line) < 800 for line in said(found))
    if isinstance(found, Loaded):
        assert all(len(criterion.name) <= 120 for criterion in found.rubric.criteria)


@TEXTS
def test_hostile_text_comes_out_harmless(folder: Path, form: Format) -> None:
    del form
    hostile = "\u202e[bold]{x}\u0007=1+1|\u200bA"
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8")
        kept = json.dumps(hostile)[1:-1] if file.suffix in {".json", ".jsonl"} else hostile
        file.write_text(text.replace(SECOND, kept), encoding="utf-8")
    found = read(folder, accept=True)
    shown = [*said(found), *(text for file in found.files for row in file.before for text in row)]
    if isinstance(found, Loaded):
        shown += [criterion.name for criterion in found.rubric.criteria]
    assert not any(mark in line for line in shown for mark in "\u202e\u0007\u200b")


@TEXTS
def test_fifty_thousand_columns_are_read_or_refused_and_never_hang(folder: Path, form: Format) -> None:
    del form
    extra = [f"extra {n}" for n in range(50_000)]
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".csv":
            head, _, rest = text.partition("\n")
            file.write_text(f"{head},{','.join(extra)}\n{rest}", encoding="utf-8")
        else:
            more = json.dumps(dict.fromkeys(extra, 1))[1:-1]
            file.write_text(text.replace("{", f"{{{more}, ", 1), encoding="utf-8")
    found = read(folder)
    assert isinstance(found, Loaded) or said(found)
    assert all(len(line) < 800 for line in said(found))
