"""Transcripts as JSON and as plain text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.domain.importing import About, ImportMapping
from qa_tui.domain.problem import Problem
from qa_tui.domain.transcript import Transcript, Turn
from qa_tui.readers.registry import FileKind, read_transcript, recognise
from tests import transcripts
from tests.builders import NOW
from tests.files import loaded, said, table, write

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.paths import Home

BODY = {
    "call_id": "C7",
    "turns": [
        {"speaker": "agent", "start": 0.0, "end": 2.5, "text": "Good morning."},
        {"speaker": "Customer", "text": "I was charged [b]twice[/b]."},
    ],
    "people": {"agent": ["Ann Smith"], "customer": "Joe Doe"},
}


def good(path: Path) -> Transcript:
    found = read_transcript(path, path.name)
    assert isinstance(found, Transcript), found
    return found


FORMATS = pytest.mark.parametrize("name", list(transcripts.FILES))


def file_of(folder: Path, name: str) -> Path:
    shown, text = transcripts.FILES[name]
    return write(folder / shown, text)


@FORMATS
def test_every_format_gives_the_same_turns(tmp_path: Path, name: str) -> None:
    found = good(file_of(tmp_path, name))
    assert [turn.text for turn in found.turns] == [text for _, text, _, _ in transcripts.TURNS]
    whole = 1.0 if name in {"lines", "prompts"} else 0.01
    if name not in transcripts.WITHOUT_TIMES:
        starts = [turn.start for turn in found.turns]
        assert starts == pytest.approx([start for _, _, start, _ in transcripts.TURNS], abs=whole)
    speakers = [turn.speaker for turn in found.turns]
    if name not in transcripts.WITHOUT_SPEAKERS:
        assert speakers[0] == speakers[2] != speakers[1]
    else:
        assert set(speakers) == {"unknown"}


@FORMATS
def test_times_of_words_are_kept_where_there_are_any(tmp_path: Path, name: str) -> None:
    found = good(file_of(tmp_path, name))
    assert bool(found.words) == (name in transcripts.WITH_WORDS)
    if found.words:
        assert [word.text.strip(".") for word in found.words[1][:4]] == ["I", "was", "charged", "twice"]
        assert found.words[1][0].start == pytest.approx(2.5, abs=0.01)


@FORMATS
def test_labels_become_roles_when_a_person_says_who_is_who(tmp_path: Path, name: str) -> None:
    found = good(file_of(tmp_path, name))
    if found.labels:
        assert len(found.labels) == 2
        found = found.with_roles(dict(zip(found.labels, ("agent", "customer"), strict=True)))
    if name not in transcripts.WITHOUT_SPEAKERS:
        assert [turn.speaker for turn in found.turns] == ["agent", "customer", "agent"]


@FORMATS
def test_a_file_cut_short_is_said_or_read_as_far_as_it_goes(tmp_path: Path, name: str) -> None:
    shown, text = transcripts.FILES[name]
    for part in (0.05, 0.3, 0.6, 0.95):
        found = read_transcript(write(tmp_path / shown, text[: int(len(text) * part)]), shown)
        assert isinstance(found, Problem) or len(found.turns) <= 3


@FORMATS
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read_the_same(tmp_path: Path, name: str, encoding: str) -> None:
    shown, text = transcripts.FILES[name]
    found = good(write(tmp_path / shown, text.encode(encoding)))
    assert [turn.text for turn in found.turns] == [text for _, text, _, _ in transcripts.TURNS]


@FORMATS
def test_hostile_and_endless_text_is_cleaned(tmp_path: Path, name: str) -> None:
    shown, text = transcripts.FILES[name]
    evil = "evil\u202e" + "y" * 100_000
    found = read_transcript(write(tmp_path / shown, text.replace("twice", evil)), shown)
    assert isinstance(found, Transcript)
    assert all("\u202e" not in turn.text and len(turn.text) <= 8_000 for turn in found.turns)


@FORMATS
def test_every_format_is_recognised_and_nothing_of_its_text_is_kept(tmp_path: Path, name: str) -> None:
    found = recognise(file_of(tmp_path, name), "f")
    assert isinstance(found, list)
    assert [file.kind for file in found] == [FileKind.TRANSCRIPT]
    assert "charged" not in repr(found[0].transcript)
    assert found[0].transcript is not None
    assert any("C-7" in text for text in found[0].transcript.ids)


def test_redacted_text_is_never_rebuilt_from_words(tmp_path: Path) -> None:
    body = transcripts.assemblyai()
    body["utterances"][0]["text"] = "Thank you, this is [PERSON_NAME]."
    body["utterances"][0]["words"] = [{"text": "Annabel", "start": 1, "end": 2}]
    found = good(write(tmp_path / "x.json", json.dumps(body)))
    assert found.turns[0].text == "Thank you, this is [PERSON_NAME]."
    assert not found.words
    del body["utterances"]
    body |= {"text": "This is ####.", "words": [{"text": "Annabel", "start": 1, "end": 2, "confidence": 1}]}
    found = good(write(tmp_path / "y.json", json.dumps(body)))
    assert [turn.text for turn in found.turns] == ["This is ####."]


def test_subtitles_are_cut_in_the_middle_of_sentences_and_come_together(tmp_path: Path) -> None:
    text = (
        "WEBVTT\n\n00:03.940 --> 00:07.320\nGood morning, how can I\n\n00:07.820 --> 00:10.420\nhelp you today?\n\n"
        "00:11.000 --> 00:12.000\n- I was charged twice.\n- Again?\n"
    )
    found = good(write(tmp_path / "C1.vtt", text))
    assert [turn.text for turn in found.turns] == [
        "Good morning, how can I help you today?",
        "I was charged twice.",
        "Again?",
    ]
    assert (found.turns[0].start, found.turns[0].end) == (3.94, 10.42)


def test_genesys_times_of_the_call_are_left_as_they_are(tmp_path: Path) -> None:
    found = good(write(tmp_path / "x.json", json.dumps(transcripts.genesys(zero=0))))
    assert [turn.start for turn in found.turns] == [0.5, 2.5, 4.5]


def test_turns_that_overlap_are_in_order_of_their_start(tmp_path: Path) -> None:
    body = transcripts.contact_lens()
    body["Transcript"] = body["Transcript"][::-1]
    found = good(write(tmp_path / "x.json", json.dumps(body)))
    assert [turn.start for turn in found.turns] == [0.5, 2.5, 4.5]


# Matching ----------------------------------------------------------------------------------------------------------------


def test_who_is_who_is_asked_once_per_format_and_remembered(tmp_path: Path, home: Home) -> None:
    write(tmp_path / "x" / "s.csv", table("C-7,A1,2026-09-01,Tone,4,5"))
    file = write(tmp_path / "x" / "C-7.json", json.dumps(transcripts.whisperx()))
    asked = loaded(tmp_path / "x")
    (reading,) = [f for f in asked.files if f.doubts]
    assert [(d.about, d.subject, d.proposal) for d in reading.doubts] == [
        (About.SPEAKER, "speaker_00", "agent"),
        (About.SPEAKER, "speaker_01", "customer"),
    ]
    assert good(file).turns[0].speaker == "speaker_00"
    store = compose.open_store(home.database, writing=True)
    decided = ImportMapping(tuple(doubt.decided(doubt.proposal) for doubt in reading.doubts))
    store.remember_mapping(reading.header_set, decided, NOW)
    store.database.close()
    assert not [f for f in loaded(tmp_path / "x").files if f.doubts]
    heard = compose.read_transcript(file, "C-7.json", home)
    assert isinstance(heard, Transcript)
    assert [turn.speaker for turn in heard.turns] == ["agent", "customer", "agent"]


def test_a_file_that_was_never_redacted_is_said(tmp_path: Path) -> None:
    write(tmp_path / "x" / "s.csv", table("C-7,A1,2026-09-01,Tone,4,5"))
    write(tmp_path / "x" / "t.json", json.dumps(transcripts.contact_lens(ContentMetadata={"Output": "Raw"})))
    assert any("nothing in it was redacted" in line for line in said(loaded(tmp_path / "x")))


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
    found = good(
        write(tmp_path / "C9.txt", "[00:12] Agent: Good morning.\n00:01:15 Customer: I was charged twice.\nand again\n")
    )
    assert found.turns[1] == Turn("customer", "I was charged twice. and again", 75.0)


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
