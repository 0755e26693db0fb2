"""`qa-tui redact`: what a room would see."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.files import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qa_tui.paths import Home
    from tests.commands.conftest import Said

TURNS = [
    {"speaker": "agent", "text": "Thanks for calling, this is Ann Smith."},
    {"speaker": "customer", "text": "Joe Doe here, my mail is joe@example.org and the number is 0471 555 19 20."},
    {"speaker": "agent", "text": "Thank you, Joe. Priya Raman will call you, smith is my name."},
]
GERMAN = "Meine Rechnung ist schon wieder falsch, und ich habe Ihnen das in diesem Jahr bereits dreimal gesagt."
BODY = {"call_id": "C1", "turns": TURNS, "people": {"agent": ["Ann Smith"], "customer": ["Joe Doe"]}}


def test_names_numbers_and_addresses_are_replaced(run: Callable[..., Said], tmp_path: Path) -> None:
    roster = write(tmp_path / "roster.csv", "agent_id,agent_name\nA1,Ann Smith\nA2,Priya Raman\n")
    said = run("redact", write(tmp_path / "C1.json", json.dumps(BODY)), "--roster", roster, "--json")
    assert said.status == 0
    text = " ".join(turn["text"] for turn in said.json["turns"])
    for secret in ("Ann", "Smith", "Joe", "Doe", "Priya", "Raman", "example", "0471", "555", "smith"):
        assert secret not in text
    assert "[Agent]" in text
    assert "[Customer]" in text
    assert "[Name 1]" in text or "[Name 2]" in text
    assert said.json["status"] == "ok"


def test_nobody_known_is_said(run: Callable[..., Said], tmp_path: Path) -> None:
    said = run("redact", write(tmp_path / "C1.txt", "Agent: Good morning.\nCustomer: Hello.\n"))
    assert said.status == 0
    assert "Nobody in this call is known by name: look at every line." in said.err


def test_what_cannot_be_checked_is_refused_with_the_reason(run: Callable[..., Said], tmp_path: Path) -> None:
    said = run("redact", write(tmp_path / "C1.txt", f"Agent: Guten Tag.\nCustomer: {GERMAN}\n"))
    assert said.status == 5
    assert said.out == ""
    assert "it is not in English" in said.err
    said = run("redact", tmp_path / "C1.txt", "--json")
    assert (said.status, said.json) == (5, {"status": "blocked", "reason": "language", "withheld": [0, 1]})


def test_a_detector_that_is_set_and_missing_is_refused(run: Callable[..., Said], tmp_path: Path, home: Home) -> None:
    home.config.mkdir(parents=True)
    home.settings.write_text("presidio_model: no_such_model\n", encoding="utf-8")
    said = run("redact", write(tmp_path / "C1.json", json.dumps(BODY)))
    assert said.status == 5
    assert said.out == ""
    assert "the second detector that is set could not look at it" in said.err
    assert "pip install" in said.err or "cannot be loaded" in said.err


def test_a_file_that_is_no_transcript(run: Callable[..., Said], tmp_path: Path) -> None:
    assert run("redact", tmp_path / "none.json").status == 3
    said = run("redact", write(tmp_path / "x.txt", "just some words\n"))
    assert said.status == 3
    assert "is not a transcript this program knows" in said.err


def test_the_agents_own_number_and_the_calls_are_known_with_a_roster(run: Callable[..., Said], tmp_path: Path) -> None:
    roster = write(tmp_path / "roster.csv", "agent_id,agent_name\nQX17,Ann Smith\nQX18,Priya Raman\n")
    turns = [{"speaker": "agent", "text": "My code is QX17 and the call is ZK88, not agent QX18."}]
    body = {**BODY, "call_id": "ZK88", "turns": turns}
    said = run("redact", write(tmp_path / "ZK88.json", json.dumps(body)), "--roster", roster)
    assert said.status == 0
    assert not [secret for secret in ("QX17", "QX18", "ZK88") if secret in said.out]
    assert "not agent [" in said.out
