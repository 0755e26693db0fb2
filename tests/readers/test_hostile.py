"""Hostile files, each given to the program as a real process: one clear message, in seconds, in little memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.loading import LoadRequest
from qa_tui.readers.load import load
from tests.builders import NOW
from tests.files import RUBRIC, table, write
from tests.workbooks import workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOOD = table("C1,A1,2026-09-01,Tone,4,5")
MOST_SECONDS = 5.0
MOST_BYTES = 500 << 20
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="FIFOs, modes and resource use of Unix")


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    seconds: float
    peak_bytes: int

    @property
    def errors(self) -> list[str]:
        return [line for line in self.out.splitlines() if line.startswith("error: ")]


def check(home: Path, *arguments: object) -> Ran:
    """`qa-tui check` on these files; its peak memory is that of its reader, too."""
    start = time.monotonic()
    command = [sys.executable, "-m", "qa_tui", "--home", str(home), "check", *map(str, arguments)]
    with (home / "out.txt").open("w+", encoding="utf-8") as out:
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        unit = 1 if sys.platform == "darwin" else 1024
        return Ran(child.returncode, out.read(), time.monotonic() - start, used.ru_maxrss * unit)


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir(mode=0o777)
    return tmp_path / "home"


def zip_bomb(folder: Path) -> Path:
    """A workbook whose sheet unpacks to a gigabyte of blanks, while its directory says little of it."""
    path = workbook(folder / "bomb.xlsx", {"S": [["a"]]})
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if name.endswith("sheet1.xml"):
                with archive.open(name, "w", force_zip64=True) as sheet:
                    sheet.write(content[:-20])
                    for _ in range(1024):
                        sheet.write(b" " * (1 << 20))
                    sheet.write(content[-20:])
            else:
                archive.writestr(name, content)
    return path


def far_cell(folder: Path) -> Path:
    """A workbook with two cells, seventeen thousand million cells apart."""
    path = folder / "far.xlsx"
    workbook(path, {"S": [["call_id", "agent_id"]]})
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(b"</sheetData>", far) if name.endswith("sheet1.xml") else content)
    return path


def fifo(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.csv")
    return folder / "pipe.csv"


def deep_json(folder: Path) -> Path:
    return write(folder / "deep.json", "[" * 200_000)


def plain_zip(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "export.zip", "w") as archive:
        archive.writestr("scores.csv", GOOD)
    return folder / "export.zip"


def cut_workbook(folder: Path) -> Path:
    whole = workbook(folder / "cut.xlsx", {"S": [["call_id", "agent_id"]]})
    return write(folder / "cut.xlsx", whole.read_bytes()[:900])


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (zip_bomb, "bomb.xlsx: would unpack to more than 256 MB."),
        (far_cell, "far.xlsx: "),
        (fifo, "is neither a file nor a folder, so it is not read."),
        (deep_json, "deep.json, line 1: is nested too deeply to be an export."),
        (plain_zip, "export.zip: is a zip archive, not a workbook. Unpack it and open what is inside: scores.csv."),
        (cut_workbook, "cut.xlsx: cannot be read as a workbook: File is not a zip file."),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_hostile_container_gives_one_message(
    room: Path, tmp_path: Path, make: Callable[[Path], Path], said: str
) -> None:
    ran = check(room, make(tmp_path))
    assert ran.status == 3, ran.out
    assert len(ran.errors) == 1, ran.out
    assert said in ran.errors[0]
    assert ran.seconds < MOST_SECONDS, ran
    assert ran.peak_bytes < MOST_BYTES, ran
    assert "Traceback" not in ran.out


LAUGHS = "a: &a [lol]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(20)
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: " + "[" * 50_000, "is nested too deeply"),
        ("name: &x [*x, *x]\ncriteria: []\n", ""),
        (LAUGHS, "uses more than 100 YAML aliases"),
        ("name: V\ncriteria:\n  - !!python/object/apply:os.system [id]\n", "is not valid YAML"),
    ],
    ids=["deep", "cyclic", "billion laughs", "tag"],
)
def test_hostile_yaml_gives_one_message(room: Path, tmp_path: Path, text: str, said: str) -> None:
    scores = write(tmp_path / "s.csv", GOOD)
    ran = check(room, scores, "--rubric", write(tmp_path / "r.yaml", text))
    assert ran.status == 3, ran.out
    assert ran.errors
    assert all(line.startswith("error: r.yaml") for line in ran.errors), ran.out
    assert said in ran.errors[0]
    assert ran.seconds < MOST_SECONDS
    assert ran.peak_bytes < MOST_BYTES
    assert "Traceback" not in ran.out


def test_one_bad_file_in_a_folder_leaves_the_others(room: Path, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    write(folder / "good.csv", GOOD)
    zip_bomb(folder)
    cut_workbook(folder)
    write(folder / "r.yaml", RUBRIC)
    ran = check(room, folder)
    assert ran.status == 0, ran.out
    assert len(ran.errors) == 2


def test_a_loop_of_folders_ends(room: Path, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    write(folder / "inner" / "good.csv", GOOD)
    (folder / "inner" / "again").symlink_to(folder, target_is_directory=True)
    ran = check(room, folder)
    assert ran.status == 0, ran.out
    assert "1 kept" in ran.out
    assert ran.seconds < MOST_SECONDS


@pytest.mark.parametrize("what", ["file", "folder", "folder inside"])
def test_a_path_without_permission_is_said_and_the_rest_is_read(tmp_path: Path, what: str) -> None:
    """Read by a child that has become an unprivileged user: the tests themselves may run as one who may do everything."""
    for part in (tmp_path, *tmp_path.parents):
        if part.stat().st_uid == os.geteuid() and len(part.parts) > 2:
            part.chmod(part.stat().st_mode | 0o755)
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o777)
    good = write(tmp_path / "export" / "good.csv", GOOD)
    file = write(tmp_path / "export" / "closed" / "s.csv", GOOD.replace("C1", "C2"))
    target = file if what == "file" else file.parent
    opened = {"file": file, "folder": file.parent, "folder inside": tmp_path / "export"}[what]
    target.chmod(0)
    try:
        command = [sys.executable, "-m", "tests.readers.read_unprivileged", str(good), str(opened)]
        environment = {**os.environ, "QA_TUI_HOME": str(home)}
        ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=environment)
    finally:
        target.chmod(0o755)
    assert ran.returncode == 0, ran.stderr
    usable, *lines = ran.stdout.splitlines()
    assert usable == str(what == "folder inside")
    (line,) = [line for line in lines if line.startswith("error")]
    name = {"file": "s.csv", "folder": str(opened), "folder inside": "closed"}[what]
    assert line.startswith(f"error: {name}: ")
    assert "Permission denied. Check" in line


def test_a_file_that_changes_while_it_is_read_is_not_used(tmp_path: Path) -> None:
    file = write(tmp_path / "s.csv", GOOD)

    def grow(_: str) -> None:
        write(file, file.read_bytes() + b"C2,A1,2026-09-01,Tone,4,5\n")

    facts = load(LoadRequest((str(file),), NOW.date()), tmp_path / "out", grow)
    assert not facts["usable"]
    assert [p["message"] for p in facts["problems"] if p["severity"] == "error"] == [
        "changed while it was being read, so nothing of it is used. Open it again when it is complete."
    ]
