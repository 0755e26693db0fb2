"""Which call a transcript belongs to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from qa_tui.readers.registry import FileKind, recognise
from qa_tui.readers.transcripts.matching import Named, match_calls
from tests import connect_exports, transcripts
from tests.files import loaded, said, table, write

if TYPE_CHECKING:
    from pathlib import Path

from tests.readers.test_transcripts import BODY


def named(*ids: str, path: str = "") -> Named:
    return Named(ids[-1], path or ids[-1], ids)


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("C1", "C1"),
        ("c1", "C1"),
        ("2026-09-01_C1_Mono", "C1"),
        ("C12_x", "C12"),
        ("xC1", None),
        ("C1a", None),
        ("rec 7f-33 end", "7f-33"),
        ("7f-33-9_analysis_2026", "7f-33-9"),
        ("nothing", None),
    ],
)
def test_a_call_id_is_found_as_a_whole_token(text: str, call: str | None) -> None:
    matched, _ = match_calls([named(text)], ["C1", "C12", "7f-33", "7f-33-9"])
    assert matched == ({call: text} if call else {})


def test_two_candidates_are_a_problem_and_no_match() -> None:
    matched, problems = match_calls([named("C1_C2")], ["C1", "C2"])
    assert not matched
    assert "could belong to 2 calls (C1, C2); it is not used" in problems[0].message
    matched, problems = match_calls([named("C1"), named("C1 copy")], ["C1"])
    assert not matched
    assert "both belong to call C1; neither is used" in problems[0].message


def test_what_the_file_says_goes_before_its_name() -> None:
    assert match_calls([named("C2", "C1")], ["C1", "C2"])[0] == {"C2": "C1"}


def test_transcripts_find_their_calls_by_what_is_inside(tmp_path: Path) -> None:
    write(tmp_path / "x" / "s.csv", table("C-7,A1,2026-09-01,Tone,4,5", "C-8,A1,2026-09-01,Tone,4,5"))
    write(tmp_path / "x" / "export-0001.json", json.dumps(transcripts.contact_lens()))
    write(tmp_path / "x" / "2026-09-01_C-8_rec.txt", transcripts.lines())
    write(tmp_path / "x" / "C-9.txt", transcripts.lines())
    found = loaded(tmp_path / "x")
    assert {call: path.rpartition("/")[2] for call, path in found.transcripts.items()} == {
        "C-7": "export-0001.json",
        "C-8": "2026-09-01_C-8_rec.txt",
    }
    assert any("1 transcripts belong to no scored call, such as C-9.txt" in line for line in said(found))


def test_an_evaluation_without_a_time_takes_that_of_its_transcripts_name(tmp_path: Path) -> None:
    write(tmp_path / "x" / "e.json", json.dumps(connect_exports.connect_evaluation("C-1")))
    body = transcripts.contact_lens(CustomerMetadata={"ContactId": "C-1"})
    write(tmp_path / "x" / "C-1_analysis_2026-09-05T09_40_00Z.json", json.dumps(body))
    assert str(loaded(tmp_path / "x").matrix.local_time(0)) == "2026-09-05 09:40:00"


def test_the_call_id_is_found_in_the_file_or_in_its_name(tmp_path: Path) -> None:
    inside = recognise(write(tmp_path / "export-1.json", json.dumps(BODY)), "export-1.json")
    assert isinstance(inside, list)
    assert inside[0].transcript is not None
    assert (inside[0].kind, inside[0].transcript.ids[0]) == (FileKind.TRANSCRIPT, "C7")
    del (nameless := dict(BODY))["call_id"]
    by_name = recognise(write(tmp_path / "C8.json", json.dumps(nameless)), "C8.json")
    assert isinstance(by_name, list)
    assert by_name[0].transcript is not None
    assert by_name[0].transcript.ids == ("C8",)
