"""Folders that are full, read-only or somebody else's, files that stand in the way, and streams that are closed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.cli import main
from qa_tui.steps.inputs import is_input
from qa_tui.store.database import StoreError
from tests.files import HEADER, write
from tests.workbooks import workbook

if TYPE_CHECKING:
    from qa_tui.paths import Home

TABLE = f"{HEADER}\n" + "".join(f"C{n},A{n % 3},2026-09-0{1 + n % 9},Tone,{n % 5},5\n" for n in range(12))


@pytest.fixture
def scores(tmp_path: Path) -> Path:
    return write(tmp_path / "in" / "scores.csv", TABLE)


def run(home: Home, *words: str) -> int:
    return main([*words, "--home", str(home.data.parent)])


def test_a_report_is_not_written_over_what_it_was_made_of(
    home: Home, scores: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = scores.read_bytes()
    for given in (scores, scores.parent):
        assert run(home, "report", "gaps", str(given), "-o", str(scores)) == 3
        assert "was given to be read, and is not written over" in capsys.readouterr().err
    assert scores.read_bytes() == before
    page = scores.parent / "gaps.html"
    for _ in range(2):
        assert run(home, "report", "gaps", str(scores.parent), "-o", str(page)) == 0, (
            "a page is no input, and is replaced"
        )


def test_what_is_an_input(scores: Path, tmp_path: Path) -> None:
    from datetime import date

    from qa_tui.domain.loading import LoadRequest

    request = LoadRequest((str(scores), "duckdb:///x.db?table=t", str(tmp_path / "gone")), date(2026, 10, 1))
    assert is_input(scores, request)
    assert not is_input(tmp_path / "new.csv", request)


def test_the_demo_is_not_written_over_files_of_ones_own(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "example"
    assert run(home, "demo", "--write", str(folder)) == 0
    assert run(home, "demo", "--write", str(folder)) == 0, "the same files again"
    write(folder / "roster.csv", "mine")
    assert run(home, "demo", "--write", str(folder)) == 3
    assert "roster.csv is there already and is not the demo's: nothing was written" in capsys.readouterr().err
    assert (folder / "roster.csv").read_text() == "mine"


def test_a_home_that_nobody_has(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "gaps", "~nobody-has-this/scores.csv") == 3
    assert "does not exist" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_names_of_files_that_are_no_text(home: Home, scores: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = os.fsencode(scores.parent) + b"/b\xff.txt"
    Path(os.fsdecode(odd)).write_bytes(b"nothing")
    assert run(home, "check", str(scores.parent)) == 0
    assert "12 score cells read" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names")
@pytest.mark.parametrize(
    "words",
    [
        ("gaps", "SCORES", "--mapping", "PIPE"),
        ("plan", "--import", "PIPE"),
        ("practice", "record", "--demo", "--from", "PIPE"),
    ],
)
def test_pipes_with_names_are_not_waited_for(
    words: tuple[str, ...], home: Home, scores: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    places = {"SCORES": str(scores), "PIPE": str(pipe)}
    assert run(home, *(places.get(word, word) for word in words)) == 3
    assert "is no file, so it is not read" in capsys.readouterr().err


def test_a_plan_of_brackets_is_no_plan(home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deep = write(tmp_path / "deep.json", "[" * 200_000 + "]" * 200_000)
    assert run(home, "plan", "--import", str(deep)) == 3
    assert "this is not a plan that qa-tui has written" in capsys.readouterr().err


def test_where_nothing_can_be_kept_files_are_read_all_the_same(
    home: Home, scores: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.cache.parent.mkdir(parents=True, exist_ok=True)
    home.cache.write_text("a file where the folder would be")
    assert run(home, "check", str(scores)) == 0
    told = capsys.readouterr()
    assert "12 score cells read" in told.out
    assert "nothing can be kept here" in told.out + told.err


def test_a_data_folder_that_cannot_be_made_says_so(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    home.data.parent.mkdir(parents=True, exist_ok=True)
    home.data.write_text("a file where the folder would be")
    with pytest.raises(
        StoreError, match="Nothing can be recorded there; `--home DIR` keeps everything in another folder"
    ):
        compose.open_store(home.database, writing=True)
    assert run(home, "session", "list", "--demo") == 3
    assert "Nothing can be recorded there" in capsys.readouterr().err


def test_a_damaged_database_does_not_quote_what_stands_in_it(home: Home) -> None:
    store = compose.open_store(home.database, writing=True)
    store.database.connection.execute("INSERT INTO plans VALUES ('p', 'w', CAST(x'7365637265742dff' AS TEXT), '2026')")
    with pytest.raises(StoreError) as told:
        store.database.rows("SELECT criterion FROM plans")
    store.database.close()
    assert "secret" not in str(told.value)
    assert str(home.database) in str(told.value)


def test_a_kept_data_set_that_is_no_object_is_read_anew(home: Home, scores: Path) -> None:
    assert run(home, "check", str(scores)) == 0
    (complete,) = home.cache.glob("*/complete.json")
    complete.write_text("[]")
    assert run(home, "check", str(scores)) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_behind_standard_output_is_said(home: Home, scores: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "qa_tui", "gaps", str(scores), "--home", str(home.data.parent)],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60,
        )  # fmt: skip
    assert (done.returncode, "no space left on device" in done.stderr) == (3, True)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes it")
def test_without_standard_input_a_terminal_is_asked_for(home: Home) -> None:
    command = f'"{sys.executable}" -m qa_tui demo --home "{home.data.parent}" <&-'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, "needs a terminal" in done.stderr) == (2, True)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes it")
@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_without_standard_output_the_work_is_done_all_the_same(
    home: Home, scores: Path, tmp_path: Path, closed: str
) -> None:
    out = tmp_path / "gaps.md"
    command = f'"{sys.executable}" -m qa_tui report gaps "{scores}" --home "{home.data.parent}" --format md -o "{out}" {closed}'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert out.read_text("utf-8").startswith("# ")
    command = f'"{sys.executable}" -m qa_tui check "{scores}" --home "{home.data.parent}" {closed}'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there")
@pytest.mark.parametrize("name", ["scores.csv", "scores.xlsx"])
def test_a_disk_that_is_full_while_files_are_read_is_said(home: Home, tmp_path: Path, name: str) -> None:
    """Read here as plain text, or in a process of its own as what is packed."""
    rows = [[f"C{n}", f"A{n % 40}", f"2026-09-0{1 + n % 9}", "Tone", n % 5, 5] for n in range(4_000)]
    given = tmp_path / name
    if given.suffix == ".csv":
        write(given, f"{HEADER}\n" + "".join(",".join(map(str, row)) + "\n" for row in rows))
    else:
        workbook(given, {"scores": [HEADER.split(","), *rows]})
    said = subprocess.run(
        ["sh", "-c", f"ulimit -f 8 && exec {sys.executable} -m qa_tui gaps --home {home.data.parent} {given}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 3
    assert "what is read cannot be kept there" in said.stderr
    assert "Free some space" in said.stderr
