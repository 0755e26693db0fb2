"""The reader process: what it gives is kept, what is killed leaves nothing behind."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.importing import About, Decision, ImportMapping
from qa_tui.domain.loading import LoadRequest
from qa_tui.readers.fingerprint import fingerprint
from qa_tui.readers.load import load as read_here
from qa_tui.scores.cache import PARTIAL, forget_older, kept_in
from qa_tui.steps.load import DAMAGED, ReaderProcess, load
from qa_tui.steps.loaded import Loaded, Unusable
from tests.builders import NOW
from tests.files import HEADER, cells, table, write

if TYPE_CHECKING:
    from pathlib import Path


def request_of(path: Path) -> LoadRequest:
    return LoadRequest((str(path),), NOW.date())


def big(path: Path, rows: int = 400_000) -> Path:
    return write(path, table(*(f"C{n},A{n % 50},2026-09-{n % 28 + 1:02d},Tone,{n % 5},5" for n in range(rows))))


def test_a_process_reads_and_the_cache_is_used_the_second_time(tmp_path: Path) -> None:
    file = write(tmp_path / "s.csv", table("C1,A1,2026-09-01,Tone,4,5"))
    reader = ReaderProcess(tmp_path / "reader.log")
    heard: list[str] = []
    first = load(request_of(file), tmp_path / "cache", reader, fingerprint, heard.append)
    assert isinstance(first, Loaded)
    told = len(heard)
    again = load(request_of(file), tmp_path / "cache", reader, fingerprint, heard.append)
    assert isinstance(again, Loaded)
    assert set(heard) == {"s.csv"}
    assert len(heard) == told, "the second time nothing was read"
    assert cells(first) == cells(again) == {("C1", "tone"): 4.0}


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    file = write(tmp_path / "s.csv", table("C1,A1,2026-09-01,Tone,4,5"))
    before = fingerprint(request_of(file))
    write(file, table("C1,A1,2026-09-01,Tone,3,5"))
    assert fingerprint(request_of(file)) != before


def test_killing_the_process_is_the_cancel_and_leaves_no_half_data(tmp_path: Path) -> None:
    file = big(tmp_path / "big.csv")
    reader = ReaderProcess(tmp_path / "reader.log")
    cache = tmp_path / "cache"
    found: list[Loaded | Unusable] = []
    heard = threading.Event()
    thread = threading.Thread(
        target=lambda: found.append(load(request_of(file), cache, reader, fingerprint, lambda _: heard.set()))
    )
    thread.start()
    assert heard.wait(30)
    reader.cancel()
    thread.join(30)
    assert isinstance(found[0], Unusable)
    assert "reading was stopped before it was finished" in found[0].problems[0].message
    assert not [path for path in cache.glob("*") if (path / "facts.json").exists()] if cache.exists() else True
    assert isinstance(load(request_of(file), cache, reader, fingerprint), Loaded)


def test_a_broken_cache_is_read_again(tmp_path: Path) -> None:
    file = write(tmp_path / "s.csv", table("C1,A1,2026-09-01,Tone,4,5"))
    reader = ReaderProcess(tmp_path / "reader.log")
    first = load(request_of(file), tmp_path / "cache", reader, fingerprint)
    assert isinstance(first, Loaded)
    for array in (tmp_path / "cache").rglob("*.npy"):
        array.write_bytes(b"broken")
    again = load(request_of(file), tmp_path / "cache", reader, fingerprint)
    assert isinstance(again, Loaded)
    assert cells(again) == {("C1", "tone"): 4.0}


@pytest.mark.parametrize("name", ["points.npy", "agent.npy", "call_id_bytes.npy"])
def test_one_changed_byte_is_noticed_said_and_read_again(tmp_path: Path, name: str) -> None:
    file = write(tmp_path / "s.csv", table("C1,A1,2026-09-01,Tone,4,5"))
    first = load(request_of(file), tmp_path / "cache", read_here, fingerprint)
    assert isinstance(first, Loaded)
    (array,) = (tmp_path / "cache").rglob(name)
    content = bytearray(array.read_bytes())
    content[-1] ^= 1
    array.write_bytes(content)
    again = load(request_of(file), tmp_path / "cache", read_here, fingerprint)
    assert isinstance(again, Loaded)
    assert cells(again) == {("C1", "tone"): 4.0}
    assert [p.message for p in again.problems if p not in first.problems] == [DAMAGED]
    third = load(request_of(file), tmp_path / "cache", read_here, fingerprint)
    assert isinstance(third, Loaded)
    assert third.problems == first.problems


def test_the_cache_has_a_size_and_the_oldest_go_first(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for number in range(4):
        file = write(tmp_path / f"{number}.csv", table(f"C{number},A1,2026-09-01,Tone,4,5"))
        load(request_of(file), cache, read_here, fingerprint)
        (newest,) = [kept for kept in kept_in(cache) if kept.files == (f"{number}.csv",)]
        os.utime(newest.directory, (number, number))
    size = kept_in(cache)[0].size
    forget_older(cache, 8, 2 * size + size // 2)
    assert [kept.files for kept in kept_in(cache)] == [("3.csv",), ("2.csv",)]
    forget_older(cache, 8, 0)
    assert [kept.files for kept in kept_in(cache)] == [("3.csv",)], "the one in use stays, however large"


def test_what_a_killed_reader_left_goes_after_a_day(tmp_path: Path) -> None:
    old, new = tmp_path / f"{PARTIAL}a", tmp_path / f"{PARTIAL}b"
    old.mkdir()
    new.mkdir()
    os.utime(old, (0, 0))
    forget_older(tmp_path, 8, 1)
    assert not old.exists()
    assert new.exists()


def test_the_process_says_nothing_of_the_data_in_its_log(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path / "s.csv", table("SECRETCALL,A1,2026-09-01,Tone,many,5"))
    load(request_of(file), tmp_path / "cache", ReaderProcess(tmp_path / "logs" / "reader.log"), fingerprint)
    assert "SECRETCALL" not in (tmp_path / "logs" / "reader.log").read_text(encoding="utf-8")
    assert capfd.readouterr() == ("", "")


def test_only_a_decision_about_these_files_has_them_read_again(tmp_path: Path) -> None:
    file = write(
        tmp_path / "s.csv", table("C1,A1,2026-09-01,Tone,4,5,x", "C2,A1,2026-09-01,Tone,4,5,y", header=f"{HEADER},site")
    )
    reads: list[str] = []

    def read(*remembered: tuple[str, ImportMapping]) -> Loaded:
        request = replace(request_of(file), remembered=remembered)
        found = load(request, tmp_path / "cache", read_here, fingerprint, reads.append)
        assert isinstance(found, Loaded)
        return found

    header_set = read().files[0].header_set
    told = len(reads)
    left_out = ImportMapping((Decision(About.COLUMN, "site", "-"),))
    assert read(("another", left_out)).matrix.dimension_names == ("site",)
    assert len(reads) == told
    assert read((header_set, left_out)).matrix.dimension_names == ()
    assert len(reads) > told
