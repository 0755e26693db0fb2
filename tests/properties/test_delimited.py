"""Delimited text in any shape: what the vectorised reader finds is what the csv module of the standard library finds."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_tui.domain.problem import Problem
from qa_tui.readers.tables import range_codes
from qa_tui.readers.tables.delimited import Dialect, line_of, open_text
from qa_tui.readers.tables.distinct_texts import DistinctTexts, fields_of
from qa_tui.readers.tables.header_row import HeaderRow
from qa_tui.readers.tables.records import LineForm
from qa_tui.readers.tables.text_bytes import TextBytes
from qa_tui.readers.text_file import TextFormat

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.readers.tables.opened import OpenedTable

HEADERS = ("call", "agent", "criterion", "score", "note")
CHARACTERS = 'ab,"\n\r 5é\x00'
FIELD = st.one_of(
    st.sampled_from(
        ["", "a", "C1", "5", '"', '""', "a,b", "two\nlines", ' "q" ', 'say "x"', "longer than eight bytes"]
    ),
    st.text(CHARACTERS, max_size=6),
    st.text("ab", min_size=200, max_size=300),
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Records as a writer would write them, or as a careless one does, with either line end."""
    end = draw(st.sampled_from(["\n", "\r\n"]))
    lines = []
    for row in draw(st.lists(st.lists(FIELD, min_size=0, max_size=7), max_size=12)):
        if draw(st.booleans()):
            out = io.StringIO()
            csv.writer(out, lineterminator="").writerow(row)
            lines.append(out.getvalue())
        else:
            lines.append(",".join(field.replace("\n", " ").replace("\r", " ") for field in row))
    return end.join(lines) + (end if draw(st.booleans()) else "")


def expected(text: str) -> list[list[str]] | None:
    """Rows of five columns and what stands in the sixth; None where a quote is never closed."""
    wanted = text.replace("\x00", "\ufffd")
    rows = [row for row in csv.reader(io.StringIO(wanted, newline="")) if len(row) > 1 or (row and row[0].strip())]
    try:
        list(csv.reader(io.StringIO(wanted, newline=""), strict=True))
    except csv.Error as problem:
        if "unexpected end of data" in str(problem):
            return None
        # Another complaint may hide one: a text is closed if a line end and a field more are not swallowed by it.
        more = list(csv.reader(io.StringIO(wanted + "\n\x01,\x01", newline="")))
        if not more or more[-1] != ["\x01", "\x01"]:
            return None
    return [[*row, "", "", "", "", "", ""][:6] for row in rows]


def opened(path: Path, text: str, *, changing: bool) -> OpenedTable | Problem:
    body = ",".join(HEADERS) + "\n" + text
    path.write_bytes(body.encode())
    form = TextFormat("utf-8", body, is_certain=True)
    dialect = Dialect(",", '"', HeaderRow(HEADERS, 0))
    groups = [[2, 3], [4]] if changing else []
    return open_text(path, "s.csv", form, dialect, range(5), groups, None)


@pytest.mark.parametrize("block", [7, 40, 1 << 21])
@pytest.mark.parametrize("changing", [True, False])
@given(text=texts())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_is_read_as_the_standard_library_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, changing: bool, block: int
) -> None:
    monkeypatch.setattr(range_codes, "BLOCK", block)
    table = opened(tmp_path / "s.csv", text, changing=changing)
    wanted = expected(text)
    if wanted is None:
        assert isinstance(table, Problem)
        assert "never closed" in table.message
        return
    assert not isinstance(table, Problem), table
    assert table.count == len(wanted)
    for place in range(6):
        assert table.texts(place) == [row[place][:1000].strip() for row in wanted]


@given(text=texts())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_line_of_every_row_is_where_it_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(range_codes, "BLOCK", 30)
    table = opened(tmp_path / "s.csv", text, changing=False)
    if isinstance(table, Problem):
        return
    source = TextBytes(tmp_path / "s.csv", "utf-8", 0)
    whole = [
        line_of(source, len(",".join(HEADERS)) + 1, row, LineForm(",", '"', 5, "utf-8")) + 1
        for row in range(table.count)
    ]
    assert [table.place(row).line for row in range(table.count)] == whole


@given(st.lists(st.lists(st.text('ab"é', max_size=70).map(str.encode), max_size=40), max_size=4))
def test_a_text_has_one_code_however_it_came(batches: list[list[bytes]]) -> None:
    distinct = DistinctTexts()
    code_of: dict[bytes, int] = {}
    for batch in batches:
        for text, code in zip(batch, distinct.encode(fields_of(batch)).tolist(), strict=True):
            assert code_of.setdefault(text, code) == code
    assert distinct.texts() == sorted(code_of, key=code_of.__getitem__)


@given(st.lists(st.text('ab"é', max_size=70).map(str.encode), max_size=40))
def test_runs_end_where_a_text_changes(batch: list[bytes]) -> None:
    changes = fields_of(batch).differ_from_previous().tolist() if batch else []
    assert changes == [one != other for one, other in pairwise(batch)]


def test_texts_with_one_key_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are sums: with equal factors, words that change places have the same one."""
    from qa_tui.readers.tables import distinct_texts

    monkeypatch.setattr(distinct_texts, "_FACTORS", distinct_texts._FACTORS[:1].repeat(31))
    first, second = b"aaaaaaaabbbbbbbb", b"bbbbbbbbaaaaaaaa"
    distinct = DistinctTexts()
    assert distinct.encode(fields_of([first, second, first, second])).tolist() == [0, 1, 0, 1]
    assert distinct.encode(fields_of([second, b"c", first])).tolist() == [1, 2, 0]
    assert distinct.texts() == [first, second, b"c"]
