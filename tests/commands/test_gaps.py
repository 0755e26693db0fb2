"""`qa-tui gaps` and `calls` on the demo's planted truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.files import table, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands.conftest import Said

TOP = {"window", "threshold", "rows", "agents", "criteria", "topic", "topic_source", "problems"}
CRITERION = {
    "id", "name", "rank", "team_mean", "call_weighted_mean", "scored", "not_applicable", "missing", "eligible_agents",
    "low_agents", "low_share", "corrected_low_share", "majority_signal", "verdict", "provisional_verdict", "on_the_line",
    "fragile", "segments",
}  # fmt: skip
SEGMENT = {"dimension", "segment", "agents", "low", "mean", "lift", "p", "concentration"}


def asked(demo: Path, *more: object) -> list[object]:
    return [demo / "scores.csv", "--roster", demo / "roster.csv", "--rubric", demo / "rubric.yaml", *more]


def test_the_planted_gaps_are_found(run: Callable[..., Said], demo: Path) -> None:
    said = run("gaps", *asked(demo), "--json")
    assert said.status == 0
    body = said.json
    by_id = {criterion["id"]: criterion for criterion in body["criteria"]}
    assert (body["topic"], body["topic_source"]) == ("active_listening", "rule")
    assert by_id["active_listening"]["verdict"] == "universal"
    assert (by_id["active_listening"]["low_agents"], by_id["active_listening"]["eligible_agents"]) == (16, 23)
    assert by_id["compliance"]["verdict"] == "clustered"
    night = next(s for s in by_id["compliance"]["segments"] if (s["dimension"], s["segment"]) == ("shift", "night"))
    assert night["concentration"] == "yes"
    assert by_id["empathy"]["verdict"] == "mixed"
    assert by_id["call_control"]["verdict"] == "scattered"
    assert by_id["call_control"]["low_agents"] == 1
    assert body["agents"] == {"total": 24, "under_minimum": ["A17"]}
    assert body["window"] == {"start": "2026-09-01", "end": "2026-10-01", "minimum_calls": 10}
    rows = body["rows"]
    assert rows["read"] == rows["used"] + rows["rejected"] + rows["outside_window"] + rows["left_out"]


def test_the_schema_is_kept(run: Callable[..., Said], demo: Path) -> None:
    body = run("gaps", *asked(demo), "--json").json
    assert set(body) >= TOP
    assert all(set(criterion) >= CRITERION for criterion in body["criteria"])
    assert all(set(segment) >= SEGMENT for criterion in body["criteria"] for segment in criterion["segments"])
    assert [criterion["rank"] for criterion in body["criteria"]] == list(range(1, 13))
    means = [criterion["team_mean"] for criterion in body["criteria"]]
    assert means == sorted(means)


def test_the_words(run: Callable[..., Said], demo: Path) -> None:
    said = run("gaps", *asked(demo))
    assert said.out.startswith("Train: Active listening. 16 of 23 agents are below 70")
    assert "Coach: night" in said.out
    one = run("gaps", *asked(demo), "--criterion", "compliance")
    assert one.out.startswith("Coach shift night: 7 of 23 agents")


def test_an_unknown_criterion_names_the_known_ones(run: Callable[..., Said], demo: Path) -> None:
    said = run("gaps", *asked(demo), "--criterion", "singing")
    assert (said.status, said.out) == (3, "")
    assert "there is no criterion 'singing'. Known: greeting, verification, active_listening" in said.err


def test_a_window_without_calls_is_not_enough_data(run: Callable[..., Said], demo: Path) -> None:
    said = run("gaps", *asked(demo), "--as-of", "2025-01-01", "--json")
    assert said.status == 4
    assert "no scored call in this window" in said.err
    assert said.json["criteria"] == [] or said.json["topic"] is None


def test_the_folder_alone_gives_the_same(run: Callable[..., Said], demo: Path) -> None:
    whole = run("gaps", demo, "--as-of", "2026-10-01", "--json").json
    named = run("gaps", *asked(demo), "--json").json
    assert whole["criteria"] == named["criteria"]


def test_the_effect_after_training_is_in_the_later_file(run: Callable[..., Said], demo: Path) -> None:
    before = run("gaps", *asked(demo), "--json").json["criteria"]
    after = run("gaps", demo / "scores_after.csv", *asked(demo)[1:], "--json").json["criteria"]
    mean = {criterion["id"]: criterion["team_mean"] for criterion in before}
    change = {criterion["id"]: criterion["team_mean"] - mean[criterion["id"]] for criterion in after}
    assert change["active_listening"] > 5
    others = [value for name, value in change.items() if name != "active_listening"]
    assert abs(sum(others) / len(others)) < 3


def test_calls_below_and_in_a_segment(run: Callable[..., Said], demo: Path) -> None:
    said = run("calls", demo, "--as-of", "2026-10-01", "--criterion", "active_listening", "--below", 60, "--segment", "shift=night", "--json")  # fmt: skip
    assert said.status == 0
    calls = said.json["calls"]
    assert calls
    assert all(call["percent"] < 60 for call in calls)
    assert {call["agent"] for call in calls} <= {f"A{n}" for n in range(17, 25)}
    above = run("calls", demo, "--as-of", "2026-10-01", "--criterion", "active_listening", "--above", 80, "--json").json
    assert all(call["percent"] >= 80 for call in above["calls"])


@pytest.mark.parametrize("option", ["--below=abc", "--segment=night", "--as-of=tomorrow"])
def test_an_option_that_makes_no_sense_is_a_usage_error(
    run: Callable[..., Said], demo: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("calls", demo, "--criterion", "empathy", option)
    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_broken_row_is_told_and_the_rest_counts(run: Callable[..., Said], tmp_path: Path) -> None:
    rows = [f"C{n},A{n % 6},2026-09-{n % 28 + 1:02d},Tone,{n % 5},5" for n in range(80)]
    file = write(tmp_path / "s.csv", table(*rows, "C99,A1,2026-09-01,Tone,lots,5"))
    said = run("gaps", file, "--json")
    assert said.status == 0
    assert said.json["rows"]["rejected"] == 1
    (problem,) = said.json["problems"][:1]
    assert (problem["file"], problem["line"], problem["column"]) == ("s.csv", 82, "score")
    assert "lots" in problem["message"]
