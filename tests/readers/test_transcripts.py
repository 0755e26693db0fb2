"""Transcripts as JSON and as plain text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.problem import Problem
from qa_tui.domain.transcript import Transcript, Turn
from qa_tui.readers.registry import TRANSCRIPT_READERS, FileKind, read_transcript, recognise
from tests.files import write

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.readers.registry import TranscriptReader

BODY = {
    "call_id": "C7",
    "turns": [
        {"speaker": "agent", "start": 0.0, "end": 2.5, "text": "Good morning."},
        {"speaker": "Customer", "text": "I was charged [b]twice[/b]."},
    ],
    "people": {"agent": ["Ann Smith"], "customer": "Joe Doe"},
}
SAMPLES = {
    "canonical": ("x.json", json.dumps(BODY)),
    "plain_text": ("C7.txt", "[00:12] Agent: Good morning.\n00:01:15 Customer: I was charged twice.\nand again\n"),
}


def good(path: Path) -> Transcript:
    found = read_transcript(path, path.name)
    assert isinstance(found, Transcript), found
    return found


@pytest.mark.parametrize("reader", TRANSCRIPT_READERS, ids=lambda reader: reader.__name__.rpartition(".")[2])
def test_every_reader_keeps_the_contract(reader: TranscriptReader, tmp_path: Path) -> None:
    name, text = SAMPLES[reader.__name__.rpartition(".")[2]]  # type: ignore[attr-defined]
    path = write(tmp_path / name, text)
    assert reader.sniff(text)
    assert path.suffix in reader.SUFFIXES
    assert reader.call_id_of(path, text) == "C7"
    found = reader.read(path, name, "utf-8")
    assert isinstance(found, Transcript)
    assert found.call_id == "C7"
    assert [turn.speaker for turn in found.turns] == ["agent", "customer"]
    others = [other for other in TRANSCRIPT_READERS if other is not reader and other.sniff(text)]
    assert not others, "a file is of one form only"


def test_json_keeps_times_and_people(tmp_path: Path) -> None:
    found = good(write(tmp_path / "x.json", json.dumps(BODY)))
    assert found.turns[0] == Turn("agent", "Good morning.", 0.0, 2.5)
    assert (found.agent_names, found.customer_names) == (("Ann Smith",), ("Joe Doe",))
    assert found.turns[1].text == "I was charged [b]twice[/b]."


def test_plain_text_takes_names_for_people(tmp_path: Path) -> None:
    found = good(write(tmp_path / "C9.txt", "Ann Smith: Good morning.\nJoe Doe: Hello.\nAnn Smith: How can I help?\n"))
    assert [turn.speaker for turn in found.turns] == ["agent", "customer", "agent"]
    assert (found.agent_names, found.customer_names) == (("Ann Smith",), ("Joe Doe",))


def test_a_line_without_a_speaker_goes_on_with_the_last_one(tmp_path: Path) -> None:
    found = good(write(tmp_path / "C9.txt", SAMPLES["plain_text"][1]))
    assert found.turns[1] == Turn("customer", "I was charged twice. and again", 75.0)


def test_the_call_id_is_found_in_the_file_or_in_its_name(tmp_path: Path) -> None:
    inside = recognise(write(tmp_path / "export-1.json", json.dumps(BODY)), "export-1.json")
    assert isinstance(inside, list)
    assert (inside[0].kind, inside[0].call_id) == (FileKind.TRANSCRIPT, "C7")
    del (nameless := dict(BODY))["call_id"]
    named = recognise(write(tmp_path / "C8.json", json.dumps(nameless)), "C8.json")
    assert isinstance(named, list)
    assert named[0].call_id == "C8"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"turns": [', "x.json, line 1: is not valid JSON. Export the transcript again."),
        ('{"turns": []}', 'x.json, turns: expected a list of turns under "turns".'),
        ('{"turns": "all of it"}', 'x.json, turns: expected a list of turns under "turns".'),
        ('{"turns": [{"speaker": "agent"}]}', "x.json, turns[1]: expected a speaker and a text."),
        ('{"turns": [{"text": "fine"}, 7]}', "x.json, turns[2]: expected a speaker and a text."),
        ('{"turns": ' + "[" * 100_000, "x.json: is not valid JSON. Export the transcript again."),
        ("no transcript at all", "x.json, line 1: is not a transcript this program knows."),
        ("", "x.json: is empty."),
    ],
)
def test_a_broken_transcript_says_where(tmp_path: Path, text: str, said: str) -> None:
    found = read_transcript(write(tmp_path / "x.json", text), "x.json")
    assert isinstance(found, Problem)
    assert f"{found.where()}: {found.message}".startswith(said)


def test_hostile_text_is_cleaned_and_shown_as_it_is(tmp_path: Path) -> None:
    turns = [
        {"speaker": "\x1b[31magent", "text": "\x1b]0;pwned\x07[@click=app.quit]x[/] \u202eevil " + "y" * 1_000_000}
    ]
    found = good(write(tmp_path / "x.json", json.dumps({"turns": turns})))
    text = found.turns[0].text
    assert "\x1b" not in text + found.turns[0].speaker
    assert "\u202e" not in text
    assert "[@click=app.quit]x[/]" in text
    assert len(text) <= 8_000
