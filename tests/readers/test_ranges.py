"""A large table read by several processes says what one process says: the same scores, problems and line numbers."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.loading import LoadRequest
from qa_tui.readers.load import load
from qa_tui.readers.tables import delimited, ranges
from qa_tui.scores.cache import open_matrix
from qa_tui.steps.load import ReaderProcess
from tests.builders import NOW
from tests.files import write

if TYPE_CHECKING:
    from typing import Any

HEADER = "call_id,agent_id,called_at,criterion,score,max_score,comment"


def line(number: int, score: str = "4", comment: str = "") -> str:
    return (
        f"C{number // 2},A{number % 7},2026-09-{number % 28 + 1:02d},{('Tone', 'Care')[number % 2]},{score},5,{comment}"
    )


def told(path: Path, folder: Path, workers: int, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, Any], Any]:
    """The facts and the matrix that so many processes give."""
    read = ranges.read_ranges
    monkeypatch.setattr(
        delimited, "read_ranges", lambda source, wanted, progress: read(source, wanted, progress, workers)
    )
    request = LoadRequest((str(path),), NOW.date(), accept=True)
    facts = load(request, folder)
    return facts, open_matrix(folder)[0] if facts["usable"] else None


def same(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int = 3) -> dict[str, Any]:
    """What one process and several tell, which must be the same."""
    one, matrix = told(path, tmp_path / "one", 1, monkeypatch)
    several, parts = told(path, tmp_path / "several", workers, monkeypatch)
    assert several == one
    if matrix is not None:
        for name in ("points", "agent", "call", "called_at", "call_id_bytes", "comment_bytes", "cells"):
            assert getattr(parts, name).tobytes() == getattr(matrix, name).tobytes(), name
        assert parts.labels() == matrix.labels()
    return one


def test_good_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "s.csv", "\n".join([HEADER, *map(line, range(3_000))]))
    assert same(file, tmp_path, monkeypatch)["read"] == 3_000


def test_line_ends_inside_quotes_at_every_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [line(n, comment='"said\nthis,\nand ""that"""') for n in range(900)]
    file = write(tmp_path / "s.csv", "\r\n".join([HEADER, *rows]))
    facts = same(file, tmp_path, monkeypatch, workers=5)
    assert facts["read"] == 900
    assert facts["rejected"] == 0


def test_problems_name_the_same_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [line(n, comment='"two\nlines"' if n % 3 else "") for n in range(1_200)]
    rows[1_100] = line(1_100, score="9")
    rows[700] += ",one,too,many"
    rows[900] = "C,,2026-09-01,Tone,4"
    file = write(tmp_path / "s.csv", "\n".join([HEADER, *rows]))
    facts = same(file, tmp_path, monkeypatch, workers=4)
    lines = {problem["message"].split(";")[0][:40]: problem["line"] for problem in facts["problems"]}
    text = file.read_text()
    wanted = {"9": line(1_100, score="9"), "too many": rows[700], "agent": rows[900]}
    places = {text[: text.index(row)].count("\n") + 1 for row in wanted.values()}
    assert places <= set(lines.values())


def test_a_quote_that_is_never_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [line(n) for n in range(900)]
    rows[500] = line(500, comment='"open')
    file = write(tmp_path / "s.csv", "\n".join([HEADER, *rows]))
    facts = same(file, tmp_path, monkeypatch)
    assert [(p["line"], "never closed" in p["message"]) for p in facts["problems"] if p["severity"] == "error"] == [
        (502, True)
    ]


def test_bytes_that_are_not_utf8_come_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of a large file is not looked at before it is read."""
    monkeypatch.setattr("qa_tui.readers.text_file.MOST_LOOKED_THROUGH", 1_000)
    rows = [line(n) for n in range(900)]
    rows[800] = line(800, comment="caf\xe9")
    file = tmp_path / "s.csv"
    file.write_bytes("\n".join([HEADER, *rows]).encode("cp1252"))
    facts = same(file, tmp_path, monkeypatch)
    assert any("Windows-1252" in problem["message"] for problem in facts["problems"])


def test_reading_is_told_by_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "LEAST_BYTES", 1 << 18)
    file = write(tmp_path / "s.csv", "\n".join([HEADER, *map(line, range(60_000))]))
    heard: list[str] = []
    load(LoadRequest((str(file),), NOW.date(), accept=True), tmp_path / "one", heard.append)
    size = file.stat().st_size >> 20
    assert f"s.csv, {size} of {size} MB" in heard


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the processes in /proc")
def test_cancel_ends_every_process(tmp_path: Path) -> None:
    row = line(1, comment="x" * 80)
    file = tmp_path / "big.csv"
    with file.open("w") as stream:
        stream.write(HEADER + "\n")
        stream.writelines(f"{row}\n" for _ in range(900_000))
    reader = ReaderProcess(tmp_path / "reader.log")
    request = LoadRequest((str(file),), NOW.date(), accept=True)
    before = set(Path(tempfile.gettempdir()).glob("qa-tui-*"))
    thread = threading.Thread(target=lambda: reader(request, tmp_path / "out", lambda _: None))
    thread.start()
    readers: list[str] = []
    end = time.monotonic() + 30
    while not readers and time.monotonic() < end and thread.is_alive():
        readers = _readers_of(file)
    reader.cancel()
    thread.join()
    assert readers, "two cores read a file of this size"
    while _readers_of(file) and time.monotonic() < end:
        pass
    assert not _readers_of(file)
    assert not (tmp_path / "out").exists()
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [], "nothing half read is left behind"
    assert set(Path(tempfile.gettempdir()).glob("qa-tui-*")) <= before


def _readers_of(file: Path) -> list[str]:
    """Processes that have `file` open while they read a range."""
    found = []
    for process in Path("/proc").iterdir() if sys.platform == "linux" else []:
        try:
            is_reader = b"range_process" in (process / "cmdline").read_bytes()
            links = [str(link.readlink()) for link in (process / "fd").iterdir()] if is_reader else []
        except OSError:
            continue
        if str(file) in links:
            found.append(process.name)
    return found


def test_a_reader_ends_when_nobody_waits_for_it(tmp_path: Path) -> None:
    """Its standard input is closed by the end of the one who asked."""
    os.mkfifo(tmp_path / "slow.csv")
    child = subprocess.Popen([sys.executable, "-m", "qa_tui.readers.tables.range_process"], stdin=subprocess.PIPE)
    assert child.stdin is not None
    wanted = ranges_request(tmp_path / "slow.csv", tmp_path)
    child.stdin.write(wanted)
    child.stdin.close()
    assert child.wait(20) == 1


def ranges_request(path: Path, place: Path) -> bytes:
    import json

    from qa_tui.readers.tables.range_codes import Range
    from qa_tui.readers.tables.records import LineForm

    wanted = Range(0, 10, (0,), (), LineForm(",", '"', 2, "utf-8"))
    return (json.dumps({"path": str(path), "range": wanted.as_json(), "place": str(place)}) + "\n").encode()
