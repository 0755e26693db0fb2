"""`qa-tui cache`, the report that is kept beside a matrix, and openings that answer alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa_tui.steps import gaps
from tests.files import table, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands.conftest import Said

ROWS = [f"C{n},A{n % 6},2026-09-{n % 28 + 1:02d},Tone,{n % 5},5" for n in range(300)]


@pytest.fixture
def scores(tmp_path: Path) -> Path:
    return write(tmp_path / "s.csv", table(*ROWS))


def test_nothing_is_kept_at_first(run: Callable[..., Said]) -> None:
    said = run("cache", "show")
    assert said.status == 0
    assert said.out.startswith("Nothing is kept.")


def test_what_is_kept_is_shown_and_cleared(run: Callable[..., Said], scores: Path) -> None:
    run("gaps", scores)
    shown = run("cache", "show")
    assert "300" in shown.out
    assert "s.csv" in shown.out
    (one,) = run("cache", "show", "--json").json["data_sets"]
    assert (one["files"], one["evaluations"], one["is_damaged"]) == (["s.csv"], 300, False)
    cleared = run("cache", "clear", "--json").json
    assert cleared["cleared"] == 1
    assert cleared["bytes"] == one["bytes"]
    assert run("cache", "show", "--json").json["data_sets"] == []
    assert run("gaps", scores).status == 0


def test_a_damaged_data_set_is_shown_as_one(run: Callable[..., Said], scores: Path) -> None:
    run("gaps", scores)
    place = run("cache", "show", "--json").json["directory"]
    (complete,) = type(scores)(place).rglob("complete.json")
    complete.write_text("{")
    assert "damaged" in run("cache", "show").out
    assert run("cache", "clear", "--json").json["cleared"] == 1


def test_the_second_opening_answers_alike_without_working_it_out(
    run: Callable[..., Said], scores: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run("gaps", scores, "--json")
    asked: list[object] = []
    monkeypatch.setattr("qa_tui.analysis.criteria.find_gaps", lambda *_: asked.append(1))
    assert run("gaps", scores, "--json").out == first.out
    assert not asked
    run("gaps", scores, "--json", "--minimum-calls", 3)
    assert asked == [1], "another question is worked out"


def test_a_damaged_report_is_worked_out_again(run: Callable[..., Said], scores: Path) -> None:
    first = run("gaps", scores, "--json")
    place = run("cache", "show", "--json").json["directory"]
    (kept,) = type(scores)(place).rglob("report-*")
    for damage in (b"", kept.read_bytes()[:-1], kept.read_bytes()[:-1] + b"\0"):
        kept.write_bytes(damage)
        assert run("gaps", scores, "--json").out == first.out
        assert len(kept.read_bytes()) > 100
    assert kept.stat().st_mode & 0o077 == 0


def test_a_cleared_cache_does_not_disturb_what_is_open(scores: Path, tmp_path: Path) -> None:
    from qa_tui.domain.loading import LoadRequest
    from qa_tui.domain.scope import Scope
    from qa_tui.readers.fingerprint import fingerprint
    from qa_tui.readers.load import load as read_here
    from qa_tui.scores.cache import clear
    from qa_tui.steps.load import load
    from qa_tui.steps.loaded import Loaded
    from tests.builders import NOW

    cache = tmp_path / "elsewhere"
    loaded = load(LoadRequest((str(scores),), NOW.date()), cache, read_here, fingerprint)
    assert isinstance(loaded, Loaded)
    clear(cache)
    report = gaps.find_gaps(loaded, Scope())
    assert report is not None
    assert report.calls == 300
