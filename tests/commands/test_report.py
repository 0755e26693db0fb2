"""`qa-tui report gaps` and `qa-tui settings` as a shell sees them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.commands.test_gaps import asked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qa_tui.paths import Home
    from tests.commands.conftest import Said


@pytest.mark.parametrize("kind", ["html", "md", "csv", "xlsx", "json"])
def test_the_name_of_the_file_says_the_format(run: Callable[..., Said], demo: Path, tmp_path: Path, kind: str) -> None:
    target = tmp_path / f"gaps.{kind}"
    said = run("report", "gaps", *asked(demo), "-o", target)
    assert said.status == 0
    assert str(target) in said.err
    assert said.out == ""
    start = {"html": b"<!doctype html>", "md": b"# Which", "csv": b"\xef\xbb\xbfrank", "xlsx": b"PK", "json": b"{"}[
        kind
    ]
    assert target.read_bytes().startswith(start)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_page_says_what_the_command_says(run: Callable[..., Said], demo: Path, tmp_path: Path) -> None:
    run("report", "gaps", *asked(demo), "-o", tmp_path / "gaps.json", "--format", "json")
    body = json.loads((tmp_path / "gaps.json").read_text("utf-8"))
    assert body == run("gaps", *asked(demo), "--json").json


def test_a_folder_that_is_not_there_is_said(run: Callable[..., Said], demo: Path, tmp_path: Path) -> None:
    said = run("report", "gaps", *asked(demo), "-o", tmp_path / "nowhere" / "gaps.html")
    assert said.status == 3
    assert "cannot be written: no such file or directory" in said.err


def test_names_are_in_it_only_when_asked_for(run: Callable[..., Said], demo: Path, tmp_path: Path) -> None:
    for more, there in (((), False), (("--names",), True)):
        run("report", "gaps", *asked(demo), "-o", tmp_path / "gaps.md", *more)
        assert ("Maya Lindqvist" in (tmp_path / "gaps.md").read_text("utf-8")) == there


def test_a_segment_and_another_minimum_narrow_the_question(run: Callable[..., Said], demo: Path) -> None:
    body = run("gaps", *asked(demo, "--segment", "shift=night", "--minimum-calls", "4", "--days", "14", "--json")).json
    assert body["scope"] == [["shift", "night"]]
    assert body["agents"]["total"] == 8
    assert body["window"] == {"start": "2026-09-17", "end": "2026-10-01", "minimum_calls": 4}
    assert run("gaps", *asked(demo, "--segment", "planet=mars")).status == 3


def test_one_criterion_has_its_agents_with_their_intervals(run: Callable[..., Said], demo: Path) -> None:
    (criterion,) = run("gaps", *asked(demo, "--criterion", "active_listening", "--json")).json["criteria"]
    agents = {agent["agent"]: agent for agent in criterion["agents"]}
    assert len(agents) == 24
    assert agents["A17"]["status"] == "too few calls"
    assert {agent["status"] for agent in agents.values()} >= {"below", "not below"}
    assert all(a["interval"][0] <= a["mean"] <= a["interval"][1] for a in agents.values())


def test_calls_are_filtered_by_evaluator_type_and_words(run: Callable[..., Said], demo: Path) -> None:
    def count(*more: str) -> int:
        return len(run("calls", *asked(demo, "--criterion", "active_listening", *more, "--json")).json["calls"])

    everything = count()
    assert everything == 474
    by = [count("--evaluator", f"QA{n}") for n in (1, 2, 3)]
    assert sum(by) == everything
    assert 0 < count("--evaluator", "QA1", "--call-type", "Delivery") < by[0]
    assert count("--find", "lindqvist") == count("--find", "Lindqwist") == count("--agent", "A01") == 19
    assert count("--find", "2026-09-16 delivery") > 0
    said = run("calls", *asked(demo, "--criterion", "active_listening", "--evaluator", "QA9"))
    assert said.status == 3
    assert "there is no evaluator 'QA9'. Known: QA1, QA2, QA3." in said.err


def test_settings_are_shown_written_and_used(run: Callable[..., Said], demo: Path, home: Home) -> None:
    said = run("settings")
    assert "not there yet" in said.out
    assert "scores.calls" in said.out
    assert run("settings", "--new").status == 0
    assert run("settings", "--new").status == 2
    assert run("settings", "--json").json["settings"]["threshold"] == 70
    home.settings.write_text("threshold: 75\nuniversal_from: 80\nkeys: {scores.calls: e}\n", encoding="utf-8")
    said = run("settings")
    assert "e is export (export) on Scores" in said.err
    body = run("gaps", *asked(demo, "--json")).json
    assert (body["threshold"], body["class_lines"]) == (75, {"universal": 80, "mixed": 40})
    assert "below 75" in run("gaps", *asked(demo)).out
    home.settings.write_text("threshold: high\n", encoding="utf-8")
    said = run("gaps", *asked(demo, "--json"))
    assert said.json["threshold"] == 70
    assert "settings.yaml, line 1, threshold: expected a whole number" in said.err


def test_a_time_zone_must_exist(run: Callable[..., Said], demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("gaps", *asked(demo, "--zone", "Mars/Olympus"))
    assert stopped.value.code == 2
    assert "is not a time zone; expected an IANA name" in capsys.readouterr().err
