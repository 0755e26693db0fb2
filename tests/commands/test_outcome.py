"""Step 6 from the command line: the effect that was planted, and why there is no answer yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands.conftest import Said
from tests.commands.test_practice import EMPATHY


def test_the_planted_effect_of_the_demo_is_found(run: Callable[..., Said]) -> None:
    said = run("outcome", "--demo")
    assert said.status == 0
    assert said.out.startswith(
        "Improved by 11.5 points (likely 6 to 17). Over the line: the team is at 72.8, the line is 70; 6 of 16 still below"
    )
    body = run("outcome", "--demo", "--json").json
    assert body["verdict"] == "effective"
    low, high = body["interval"]
    assert low < 13.5 < high, "what was planted lies in the interval"
    low, high = body["others"]["interval"]
    assert low < 1 < high
    assert body["baseline_kind"] == "split"
    assert (body["cohort"], body["paired"], body["strong"], body["lower_end"]) == (16, 16, False, False)
    assert body["difference_in_differences"]["change"] > 8
    assert body["baseline"]["mean"] < 70 < body["post"]["mean"]
    assert body["practice"] == {"done": 14, "asked": 15}


def test_without_attendance_nothing_is_measured(run: Callable[..., Said]) -> None:
    said = run("outcome", "--cycle", EMPATHY, "--demo")
    assert said.status == 4
    assert said.out.startswith("Nobody noted who was in the session")
    assert run("outcome", "--cycle", "none", "--demo").status == 3


def test_files_that_end_too_early_give_no_verdict(run: Callable[..., Said], demo: Path) -> None:
    run("outcome", "--demo")
    lines = (demo / "scores_after.csv").read_text(encoding="utf-8").splitlines()
    kept = [lines[0], *(line for line in lines[1:] if line.split(",")[3][:10] <= "2026-10-15")]
    (demo / "scores_after.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    said = run("outcome", demo, "--demo")
    assert said.status == 4
    assert said.out.startswith(
        "Day 6 of 14: the newest call in these files is of 2026-10-15. Open files up to 2026-10-23."
    )
    assert run("outcome", demo, "--demo", "--json").json["verdict"] is None
    assert "11.5" not in said.out


def test_a_criterion_that_was_dropped_from_the_scorecard(run: Callable[..., Said], demo: Path) -> None:
    for name in ("scores.csv", "scores_after.csv"):
        text = (demo / name).read_text(encoding="utf-8").splitlines()
        (demo / name).write_text(
            "\n".join(line for line in text if "Active listening" not in line) + "\n", encoding="utf-8"
        )
    (demo / "rubric.yaml").unlink()
    said = run("outcome", demo / "scores.csv", demo / "scores_after.csv", "--demo")
    assert said.status == 4
    assert "Active listening is in none of the files that are open" in said.out


def test_the_history_and_what_is_left_open(run: Callable[..., Said]) -> None:
    body = run("cycle", "list", "--demo", "--json").json["cycles"]
    assert [cycle["criterion"] for cycle in body] == ["active_listening", "empathy", "empathy", "empathy"]
    assert body[0]["practice"] == {"trained": 16, "assigned": 16, "done": 14, "absent": 1}
    assert body[0]["barriers"]["time pressure"] == 5
    said = run("cycle", "show", "--demo")
    assert "none kept yet" in run("cycle", "list", "--demo").out
    assert "re-score 10-23 Oct 2026, answer from 2026-10-24" in said.out
    assert run("cycle", "close", "--demo").status == 0
    assert run("cycle", "list", "--demo", "--json").json["cycles"][0]["state"].startswith("closed")
    assert run("cycle", "reopen", "--demo").status == 0
    assert run("cycle", "list", "--demo", "--json").json["cycles"][0]["state"] == "over"


def test_what_is_no_answer_yet_is_written_in_every_format(run: Callable[..., Said], tmp_path: Path) -> None:
    for kind in ("html", "md", "csv", "xlsx", "json"):
        said = run("report", "outcome", "--cycle", EMPATHY, "--demo", "-o", tmp_path / f"x.{kind}")
        assert said.status == 0, (kind, said.err)
    assert "Nobody noted who was in the session" in (tmp_path / "x.csv").read_text(encoding="utf-8-sig")


def test_an_earlier_day_gives_no_verdict(run: Callable[..., Said]) -> None:
    said = run("outcome", "--demo", "--as-of", "2026-10-15")
    assert said.status == 4
    assert said.out.startswith("Day 5 of 14: no verdict yet")


def test_files_of_afterwards_alone_are_not_enough(run: Callable[..., Said], demo: Path) -> None:
    said = run("outcome", demo / "scores_after.csv", "--demo")
    assert said.status == 4
    assert said.out.startswith("These files hold no call of the baseline, 17-30 Sep 2026")
