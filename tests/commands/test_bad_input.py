"""Whatever is given to a command: one clear message, and status 3."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.files import RUBRIC, table, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.commands.conftest import Said

GOOD = table("C1,A1,2026-09-01,Tone,4,5")
BAD = {
    "empty.csv": b"",
    "binary.csv": bytes(range(256)) * 50,
    "workbook.csv": b"PK\x03\x04" + b"\x00" * 400,
    "header.csv": b"call_id,agent_id,called_at,criterion,score\n",
    "columns.csv": b"name,age\nx,1\n",
    "quote.csv": GOOD.encode() + b'C2,A1,2026-09-01,Tone,"4,5\n' + GOOD.encode(),
    "rows.csv": table(",,,,,", "C1,A1,never,Tone,4,5").encode(),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", [("gaps",), ("calls", "--criterion", "tone"), ("check",)])
def test_a_file_that_cannot_be_used(
    run: Callable[..., Said], tmp_path: Path, name: str, command: tuple[str, ...]
) -> None:
    file = write(tmp_path / name, BAD[name])
    said = run(command[0], file, *command[1:])
    text = said.out if command[0] == "check" else said.err
    assert said.status == 3
    assert f"error: {name}" in text, text
    assert "Traceback" not in said.err


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig", "latin-1"])
def test_another_encoding_is_no_reason_to_stop(run: Callable[..., Said], tmp_path: Path, encoding: str) -> None:
    file = write(tmp_path / "s.csv", GOOD.replace("A1", "Zoë").encode(encoding))
    assert run("check", file).status == 0


def test_a_path_that_is_not_there(run: Callable[..., Said], tmp_path: Path) -> None:
    said = run("gaps", tmp_path / "none.csv")
    assert said.status == 3
    assert "none.csv: does not exist. Check the spelling" in said.err


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and cannot be read")
def test_a_file_that_cannot_be_read(run: Callable[..., Said]) -> None:
    said = run("gaps", "/proc/self/mem")
    assert said.status == 3
    assert said.err == "error: mem: cannot be opened: Input/output error. Check the path and your permissions.\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(run: Callable[..., Said], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "s.csv")
    said = run("gaps", tmp_path / "s.csv")
    assert said.status == 3
    assert "is neither a file nor a folder" in said.err


def test_a_home_that_cannot_be_written_is_named_and_files_are_read(run: Callable[..., Said], tmp_path: Path) -> None:
    blocked = write(tmp_path / "a_file", "x")
    said = run("gaps", write(tmp_path / "s.csv", GOOD), "--home", blocked)
    assert said.status != 3
    assert str(blocked) in said.err
    assert "files are read anew each time. `--home DIR` keeps everything in another folder" in said.err


def test_an_empty_folder(run: Callable[..., Said], tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    said = run("check", tmp_path / "nothing")
    assert said.status == 3
    assert "holds no score file. Expected scored calls, as CSV" in said.out


def test_a_broken_rubric_stops_the_reading(run: Callable[..., Said], tmp_path: Path) -> None:
    rubric = write(tmp_path / "r.yaml", RUBRIC.replace("scale: {min: 1, max: 5}", "scale: {min: one, max: 5}"))
    said = run("gaps", write(tmp_path / "s.csv", GOOD), "--rubric", rubric)
    assert said.status == 3
    assert 'error: r.yaml, line 6, criteria[1].scale.min: found "one"' in said.err


@pytest.mark.parametrize("option", ["--rubric", "--roster", "--transcripts"])
def test_a_named_file_that_is_not_there(run: Callable[..., Said], tmp_path: Path, option: str) -> None:
    said = run("check", write(tmp_path / "s.csv", GOOD), option, tmp_path / "gone")
    assert "gone" in said.out
    assert "does not exist" in said.out


def test_a_column_that_needs_a_person(run: Callable[..., Said], tmp_path: Path) -> None:
    file = write(tmp_path / "s.csv", GOOD.replace("agent_id", "agnet_id"))
    said = run("gaps", file)
    assert said.status == 3
    assert 'is the column "agnet_id" agent_id (86%)?' in said.err
    assert run("check", file, "--accept").status == 0
    mapping = write(tmp_path / "map.yaml", "agnet_id: agent_id\n")
    assert run("check", file, "--mapping", mapping).status == 0
    assert run("check", file, "--mapping", tmp_path / "none.yaml").status == 3
    assert run("check", file, "--mapping", write(tmp_path / "list.yaml", "- a\n")).status == 3


def test_a_rubric_alone_can_be_checked(run: Callable[..., Said], tmp_path: Path) -> None:
    said = run("check", write(tmp_path / "r.yaml", RUBRIC))
    assert (said.status, "rubric, 2 criteria" in said.out) == (0, True)


def test_check_lists_everything_as_json_too(run: Callable[..., Said], tmp_path: Path) -> None:
    said = run(
        "check", write(tmp_path / "s.csv", table("C1,A1,2026-09-01,Tone,4,5", "C2,A1,2026-09-01,Tone,9,5")), "--json"
    )
    body = said.json
    assert body["usable"]
    assert body["rows"] == {"read": 2, "rejected": 1, "left_out": 0}
    assert [(p["line"], p["column"]) for p in body["problems"]] == [(3, "score")]
    assert {column["field"] for column in body["files"][0]["columns"]} >= {"call_id", "agent_id", "criterion", "score"}
