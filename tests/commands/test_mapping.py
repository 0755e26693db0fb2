"""Mappings from the command line: proposals are printed, settled by a file, and used again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from tests.files import RUBRIC, table, write
from tests.workbooks import STRANGER_CALLS, strangers_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands.conftest import Said


def proposals(said: Said) -> str:
    """The mapping file that `check` prints."""
    return said.out.partition("given back with --mapping FILE:")[2]


def test_what_check_proposes_is_a_mapping_file_that_settles_everything(
    run: Callable[..., Said], tmp_path: Path
) -> None:
    book = strangers_workbook(tmp_path / "s.xlsx")
    first = run("check", book)
    assert first.status == 3
    mapping = write(tmp_path / "mapping.yaml", proposals(first))
    body = yaml.safe_load(mapping.read_text(encoding="utf-8"))
    assert body["fields"] == {"call_id": "each row", "agent_id": "Agent Name"}
    assert body["columns"]["Date"] == "called_at"
    again = run("check", book, "--mapping", mapping)
    assert again.status == 0
    assert "decided: field call_id -> each row" in again.out
    assert not proposals(again)
    gaps = run("gaps", book, "--mapping", mapping, "--json").json
    assert gaps["agents"]["total"] == 6
    assert {c["scored"] + c["not_applicable"] for c in gaps["criteria"]} == {STRANGER_CALLS}


def test_json_of_check_carries_doubts_and_the_mapping_used(run: Callable[..., Said], tmp_path: Path) -> None:
    book = strangers_workbook(tmp_path / "s.xlsx")
    (scores,) = [f for f in run("check", book, "--json").json["files"] if f["what"] == "scores"]
    assert {doubt["about"] for doubt in scores["doubts"]} == {"field", "column"}
    mapping = write(tmp_path / "m.yaml", "Agnt: agent_id\n")
    file = write(
        tmp_path / "s.csv",
        table("C1,A1,2026-09-01,Tone,4,5", header="call_id,Agnt,called_at,criterion,score,max_score"),
    )
    said = run("check", file, "--mapping", mapping, "--json")
    assert said.status == 0
    assert list(said.json["mapping"].values()) == [[["column", "Agnt", "agent_id"]]]


def test_criteria_dates_and_agents_are_settled_by_a_file(run: Callable[..., Said], tmp_path: Path) -> None:
    file = write(
        tmp_path / "s.csv", table("C1,Ann Vail,03/04/2026,Activ listning,4,5", "C2,Ann Vail,05/04/2026,Closing it,yes,")
    )
    rubric = write(tmp_path / "r.yaml", RUBRIC)
    roster = write(tmp_path / "people.csv", "agent_id,agent_name,shift\nA17,Ann Vale,night\n")
    mapping = write(
        tmp_path / "m.yaml",
        "dates: {called_at: day first}\ncriteria: {Activ listning: listening, Closing it: closing}\nagents: {Ann Vail: A17}\n",
    )
    said = run("check", file, "--rubric", rubric, "--roster", roster, "--mapping", mapping, "--json")
    assert said.status == 0, said.out
    assert said.json["rows"] == {"read": 2, "rejected": 0, "left_out": 0}
    assert not [p for p in said.json["problems"] if "does not have" in p["message"]]


def test_a_fuzzy_person_is_proposed_and_not_joined(run: Callable[..., Said], tmp_path: Path) -> None:
    file = write(tmp_path / "s.csv", table("C1,Ann Vail,2026-09-01,Tone,4,5"))
    roster = write(tmp_path / "people.csv", "agent_id,agent_name,shift\nA17,Ann Vale,night\n")
    said = run("check", file, "--roster", roster)
    assert said.status == 0
    assert 'is "Ann Vail" of the scores "Ann Vale" of the roster (88%)?' in said.out
    assert "agents:\n  Ann Vail: A17" in proposals(said)
    assert "A17" in run("calls", file, "--roster", roster, "--criterion", "tone", "--accept", "--json").out


def test_a_roster_joins_by_email_and_by_names_in_any_order(run: Callable[..., Said], tmp_path: Path) -> None:
    rows = ["C1,ann@x.test,2026-09-01,Tone,4,5", 'C2,"Vale, Bo",2026-09-01,Tone,4,5', "C3,a19,2026-09-01,Tone,4,5"]
    file = write(tmp_path / "s.csv", table(*rows))
    roster = write(
        tmp_path / "people.csv",
        "agent_id,agent_name,email,shift\nA17,Ann,Ann@X.test,night\nA18,Bo Vale,,day\nA19,Cy,,day\n",
    )
    said = run("calls", file, "--roster", roster, "--criterion", "tone", "--json")
    assert {call["agent"] for call in said.json["calls"]} == {"A17", "A18", "A19"}


def test_agents_the_roster_does_not_have_are_listed(run: Callable[..., Said], tmp_path: Path) -> None:
    file = write(tmp_path / "s.csv", table("C1,A1,2026-09-01,Tone,4,5", "C2,Zed,2026-09-01,Tone,4,5"))
    roster = write(tmp_path / "people.csv", "agent_id,agent_name,shift\nA1,Ann,night\n")
    assert "does not have 1 agents of the scores (Zed)" in run("check", file, "--roster", roster).out


def test_a_mapping_file_that_is_none_is_said(run: Callable[..., Said], tmp_path: Path) -> None:
    file = write(tmp_path / "s.csv", table("C1,A1,2026-09-01,Tone,4,5"))
    for text, message in (
        ("- a\n", "expected lines of"),
        ("colums: {a: b}\n", '"colums" is not a section; expected columns'),
    ):
        said = run("check", file, "--mapping", write(tmp_path / "m.yaml", text))
        assert said.status == 3
        assert message in said.err
