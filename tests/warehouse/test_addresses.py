"""Addresses as people type them, and what is said of those that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from qa_tui import compose
from qa_tui.domain.loading import LoadRequest, is_address
from qa_tui.paths import find_home
from qa_tui.steps.loaded import Unusable
from qa_tui.warehouse.address import Address, AddressError, filled, parse_address, without_values
from tests.builders import NOW
from tests.warehouse.backends import DuckDB

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.domain.problem import Problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("duckdb:///s.db?table=scores", Address("duckdb", "duckdb:///s.db", "scores", None)),
        ("duckdb:////tmp/s.db?table=qa.scores", Address("duckdb", "duckdb:////tmp/s.db", "scores", "qa")),
        (
            "postgresql://qa:${QA_PASSWORD}@db.example/qa?sslmode=require&table=scores",
            Address("postgres", "postgres://qa:${QA_PASSWORD}@db.example/qa?sslmode=require", "scores", None),
        ),
        ("bigquery://project/dataset?table=scores", Address("bigquery", "bigquery://project/dataset", "scores", None)),
    ],
)
def test_an_address_names_a_table(text: str, expected: Address) -> None:
    assert is_address(text)
    assert parse_address(text) == expected


def test_a_path_is_no_address() -> None:
    assert not any(map(is_address, ("scores.csv", "/data/scores.csv", "C:\\scores.csv", "~/qa")))
    request = LoadRequest(("duckdb:////tmp/s.db?table=scores",), NOW.date())
    assert request.in_full("/home/x").paths == request.paths


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("duckdb:///s.db", "does not name the table"),
        ("duckdb:///s.db?table=", "does not name the table"),
        ("postgres://qa:secret@db/qa?table=scores", "holds a password"),
        ("postgres://qa@db/qa?password=secret&table=scores", "holds a password"),
        ("duckdb://[bad/x?table=scores", "is no address"),
    ],
)
def test_what_is_no_good_address_is_said(text: str, said: str) -> None:
    with pytest.raises(AddressError, match=said) as raised:
        parse_address(text)
    assert "secret" not in str(raised.value)


def test_a_password_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgres://qa:${QA_PASSWORD}@db/qa"
    with pytest.raises(AddressError, match="QA_PASSWORD of the environment, which is not set"):
        filled(url)
    monkeypatch.setenv("QA_PASSWORD", "p@ss/w#rd")
    assert filled(url) == "postgres://qa:p%40ss%2Fw%23rd@db/qa"
    assert without_values("no host p@ss/w#rd, p%40ss%2Fw%23rd", url) == "no host ..., ..."


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "a b#c"
    folder.mkdir()
    address = DuckDB(folder)(pd.DataFrame({"a": [1]}))
    for typed in (address, address.replace(" ", "%20").replace("#", "%23")):
        found = compose.load_here(LoadRequest((typed,), NOW.date()), find_home(None))
        assert not any("does not exist" in problem.message for problem in found.problems)


def problem_of(*paths: str) -> Problem:
    found = compose.load_here(LoadRequest(paths, NOW.date()), find_home(None))
    assert isinstance(found, Unusable)
    (problem,) = found.problems
    return problem


def test_a_warehouse_that_is_not_there_is_said(tmp_path: Path) -> None:
    address = DuckDB(tmp_path)(pd.DataFrame({"a": [1]}))
    assert "which does not exist" in problem_of("duckdb:////nowhere/s.db?table=scores").message
    assert "is no table that can be read" in problem_of(address.replace("table=scores", "table=others")).message
    assert "cannot be reached" in problem_of("postgres://qa@127.0.0.1:1/qa?table=scores").message
    assert "cannot be reached" in problem_of("nosuch://x/y?table=scores").message
    assert "opened alone" in problem_of(address, address).message


def test_a_table_of_something_else_is_said(tmp_path: Path) -> None:
    store = DuckDB(tmp_path)
    frame = pd.DataFrame({"city": ["Bonn", "Kiel"] * 9, "rain": range(18)})
    found = compose.load_here(LoadRequest((store(frame),), NOW.date()), find_home(None))
    assert isinstance(found, Unusable)
    assert any("call_id" in problem.message or "criterion" in problem.message for problem in found.problems)
    wide = pd.DataFrame(
        {"call_id": [f"c{n}" for n in range(9)], "agent_id": ["a", "b", "c"] * 3, "called_at": ["2026-09-14"] * 9, "Tone (0-5)": [3] * 9}
    )  # fmt: skip
    found = compose.load_here(LoadRequest((store(wide),), NOW.date()), find_home(None))
    assert isinstance(found, Unusable)
    assert "one row for each score" in found.problems[0].message
    empty = frame.iloc[:0]
    found = compose.load_here(LoadRequest((store(empty),), NOW.date()), find_home(None))
    assert isinstance(found, Unusable)


def test_without_the_extra_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys

    address = DuckDB(tmp_path)(pd.DataFrame({"a": [1]}))
    monkeypatch.setitem(sys.modules, "ibis", None)
    assert 'qa-tui[warehouse]"' in problem_of(address).message


def test_nothing_is_written_to_the_warehouse(tmp_path: Path) -> None:
    from tests.files import RUBRIC, write
    from tests.warehouse.test_same_as_files import opened, rows

    address = DuckDB(tmp_path)(rows())
    path = tmp_path / "scores.duckdb"
    before = path.read_bytes()
    opened(address, write(tmp_path / "r.yaml", RUBRIC))
    assert path.read_bytes() == before
    assert not path.with_suffix(".duckdb.wal").exists()


def test_the_request_is_remembered_as_it_was_typed(tmp_path: Path) -> None:
    from tests.files import RUBRIC, write
    from tests.warehouse.test_same_as_files import opened, rows

    address = DuckDB(tmp_path)(rows())
    found = opened(address, write(tmp_path / "r.yaml", RUBRIC))
    assert found.request.paths == (address,)
