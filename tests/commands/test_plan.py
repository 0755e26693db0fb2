"""`qa-tui plan`, and what is printed for a session."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.domain.loading import LoadRequest
from qa_tui.paths import Home  # noqa: TC001 - a fixture
from qa_tui.steps.loaded import Loaded
from tests.big_team import write_big_team
from tests.builders import NOW
from tests.files import table, write
from tests.plans import approve_picks, drafted
from tests.secret_team import SCORE_TEXTS, SECRET_WORDS, write_secret_team

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands.conftest import Said


def test_one_command_drafts_the_topics_session(run: Callable[..., Said], demo: Path) -> None:
    said = run("plan", demo, "--as-of", "2026-10-01")
    assert said.status == 0
    assert "Active listening: In a scored practice scenario every agent lets the caller finish" in said.out
    assert "12 x 90 min + 12 x 15 min practice = 21 h off the phones" in said.out
    assert "Earliest honest answer: Fri 6 Nov 2026" in said.out
    assert re.search(r"^vote +low +\d+ %", said.out, re.MULTILINE)
    assert re.search(r"^reserve +low", said.out, re.MULTILINE)


def test_the_same_files_give_the_same_bytes(run: Callable[..., Said], demo: Path) -> None:
    one = run("plan", demo, "--as-of", "2026-10-01", "--json").out
    lines = (demo / "scores.csv").read_text(encoding="utf-8").splitlines()
    (demo / "scores.csv").write_text("\n".join([lines[0], *reversed(lines[1:])]) + "\n", encoding="utf-8")
    assert run("plan", demo, "--as-of", "2026-10-01", "--json").out == one
    plan = json.loads(one)
    assert plan["criterion"] == "active_listening"
    lows = [call for call in plan["calls"] if call["role"] == "low"]
    assert len(lows) == len({call["agent"] for call in lows}) == 3
    assert all(call["why"] for call in plan["calls"])
    assert plan["calendar"]["baseline_kind"] == "fresh"


def test_wishes_change_the_plan(run: Callable[..., Said], demo: Path) -> None:
    common = (demo, "--as-of", "2026-10-01", "--json")
    half = run("plan", *common, "--half-day", "--calls", "6", "--seats", "8", "--day", "2026-10-06").json
    assert half["agenda"]["length"] == "half_day"
    assert sum(call["role"] == "low" for call in half["calls"]) == 5
    assert half["calendar"]["baseline_kind"] == "split"
    assert (half["seats"], half["measurable"]["agents"]) == (8, 8)
    over = run("plan", *common, "--calls", "6").json
    assert any("min too long" in text for text in over["to_settle"])
    other = run("plan", *common, "--criterion", "compliance").json
    assert "Not a team session: the gap sits in shift night" in other["advice"]


def test_without_transcripts_it_says_what_to_do(run: Callable[..., Said], tmp_path: Path) -> None:
    rows = [f"C{n},A{n % 6},2026-09-{n % 28 + 1:02},Listening,{n % 5},5" for n in range(80)]
    path = write(tmp_path / "scores.csv", table(*rows, header="call_id,agent_id,called_at,criterion,score,max_score"))
    said = run("plan", path)
    assert said.status == 4
    assert "No call with a transcript fits: add --transcripts DIR" in said.err
    assert "only 0 of 3 low calls have a transcript" in said.out


@pytest.mark.parametrize("turns", [1, 3, 3_000])
def test_calls_of_any_length(run: Callable[..., Said], tmp_path: Path, turns: int) -> None:
    folder = write_secret_team(tmp_path / "team")
    for path in (folder / "transcripts").iterdir():
        body = json.loads(path.read_text(encoding="utf-8"))
        body["turns"] = [{"speaker": "agent", "text": "Yes, of course."} for _ in range(turns)]
        path.write_text(json.dumps(body), encoding="utf-8")
    assert run("plan", folder).status == 0


def test_a_page_of_the_plan_in_every_format(run: Callable[..., Said], demo: Path, tmp_path: Path) -> None:
    for name in ("html", "md", "csv", "xlsx", "json"):
        target = tmp_path / f"plan.{name}"
        assert run("report", "plan", demo, "--as-of", "2026-10-01", "-o", target).status == 0
        assert target.stat().st_size > 500
    assert "Session plan: Active listening" in (tmp_path / "plan.md").read_text(encoding="utf-8")


@pytest.fixture
def approved(tmp_path: Path, home: Home) -> None:
    """An approved plan of the secret team in the database."""
    team = write_secret_team(tmp_path / "team")
    loaded = compose.load_here(LoadRequest((str(team),), NOW.date()), home)
    assert isinstance(loaded, Loaded)
    store = compose.open_store(home.database, writing=True)
    criterion = loaded.rubric.criterion("listening")
    assert criterion is not None
    store.make_plan("p1", "secret", criterion, NOW)
    approve_picks(store, "p1", loaded, drafted(loaded).vote_set.picks)
    store.database.close()


@pytest.mark.usefixtures("approved")
def test_printables_name_nobody_and_only_the_guide_holds_scores(run: Callable[..., Said], tmp_path: Path) -> None:
    for name in ("guide", "handout", "cards", "request"):
        target = tmp_path / f"{name}.html"
        assert run("report", name, "-o", target).status == 0
        body = target.read_text(encoding="utf-8")
        assert not [word for word in SECRET_WORDS if word.casefold() in body.casefold()]
        assert "http" not in body.replace('"utf-8"', "")
        scores = [text for text in SCORE_TEXTS if text in body]
        assert bool(scores) == (name == "guide")
    guide = (tmp_path / "guide.html").read_text(encoding="utf-8")
    assert min(guide.index(text) for text in SCORE_TEXTS) > guide.index("<h1>QA's scores</h1>")
    assert guide.count("<h3>Call ") == 3
    handout = (tmp_path / "handout.html").read_text(encoding="utf-8")
    assert "Call 1 of 3" in handout
    assert "I was charged twice" in handout
    cards = (tmp_path / "cards.html").read_text(encoding="utf-8")
    for card in ("100", "pass", "does not apply", "the wording doesn&#39;t tell me"):
        assert card in cards or card.replace("&#39;", "'") in cards


def test_nothing_to_print_is_said(run: Callable[..., Said], tmp_path: Path) -> None:
    said = run("report", "guide", "-o", tmp_path / "guide.html")
    assert said.status == 4
    assert "press 3 and approve the calls" in said.err
    assert run("report", "guide", "-o", tmp_path / "guide.xlsx").status == 2
    assert run("report", "gaps").status == 2


def test_a_large_team_needs_only_approvals(run: Callable[..., Said], tmp_path: Path) -> None:
    team = write_big_team(tmp_path / "team", agents=150, calls=3_000, transcripts=400)
    said = run("plan", team, "--as-of", "2026-10-01", "--json")
    assert said.out == run("plan", team, "--as-of", "2026-10-01", "--json").out
    plan = said.json
    assert plan["criterion"] == "listening"
    assert plan["to_settle"] == []
    assert all(call["why"] for call in plan["calls"])
    assert len({call["agent"] for call in plan["calls"]}) == len(plan["calls"]) == 8
    assert len({call["call_type"] for call in plan["calls"] if call["role"] == "low"}) == 3
    of = {call["call"]: call for call in plan["calls"]}
    for call in plan["calls"]:
        assert (call["percent"] < 60) == (call["role"] == "low")
        if call["partner_of"]:
            assert call["call_type"] == of[call["partner_of"]]["call_type"]


def test_a_segment_session_has_the_segments_seats(run: Callable[..., Said], tmp_path: Path) -> None:
    team = write_big_team(tmp_path / "team", agents=36, calls=1_100, transcripts=300)
    plan = run("plan", team, "--as-of", "2026-10-01", "--criterion", "compliance", "--json").json
    assert "This is a plan for a session of shift night" in plan["advice"]
    assert plan["seats"] == 12
    assert run("plan", team, "--criterion", "compliance", "--seats", "9", "--json").json["seats"] == 9


def test_a_half_day_on_two_criteria(run: Callable[..., Said], demo: Path, tmp_path: Path) -> None:
    common = (demo, "--as-of", "2026-10-01", "--second", "empathy")
    plan = run("plan", *common, "--json").json
    second = plan["second"]
    assert (plan["criterion"], second["criterion"]) == ("active_listening", "empathy")
    votes = [sum(call["use"] == "vote" for call in part["calls"]) for part in (plan, second)]
    minutes = [item["minutes"] for item in plan["agenda"]["items"] if "call" in item["what"]]
    assert minutes == [11 * count for count in votes]
    assert plan["agenda"] == second["agenda"]
    assert not {call["call"] for call in plan["calls"]} & {call["call"] for call in second["calls"]}, "no call twice"
    assert plan["agenda"]["length"] == "half_day"
    shown = run("plan", *common).out
    assert shown.index("Active listening: ") < shown.index("Empathy: ")
    page = tmp_path / "plan.html"
    assert run("report", "plan", *common, "-o", page).status == 0
    assert "Active listening and Empathy" in page.read_text(encoding="utf-8")
    wrong = run("plan", demo, "--criterion", "empathy", "--second", "empathy")
    assert (wrong.status, "is the first criterion already" in wrong.err) == (2, True)
    assert run("plan", demo, "--second", "nothing").status == 3
