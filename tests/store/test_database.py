"""The database file: private, locked by one writer, migrated by name, never touched by an older program."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from qa_tui.store.database import LockedError, NewerDatabaseError, StoreError, open_database
from qa_tui.store.migrations import MIGRATIONS, Migration
from tests.builders import NOW

if TYPE_CHECKING:
    from pathlib import Path

LATER = (*MIGRATIONS, Migration("099-later", ("CREATE TABLE later (x)", "INSERT INTO later VALUES (1)")))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def made(path: Path) -> Path:
    open_database(path, NOW).close()
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_file_and_all_beside_it_are_for_its_owner_alone(path: Path) -> None:
    database = open_database(path, NOW)
    with database.atomic() as cursor:
        cursor.execute("INSERT INTO workspaces VALUES ('a', '{}', '')")
    files = [file for file in path.parent.iterdir() if file.is_file()]
    assert {file.name for file in files} >= {"qa_tui.db", "qa_tui.db-wal"}
    assert {oct(file.stat().st_mode & 0o777) for file in files} == {"0o600"}
    assert path.parent.stat().st_mode & 0o777 == 0o700
    database.close()


def test_a_power_cut_loses_nothing_that_was_committed(path: Path) -> None:
    database = open_database(path, NOW)
    modes = [database.rows(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous", "foreign_keys")]
    assert modes == ["wal", 2, 1]
    database.close()


def test_a_newer_database_is_refused_and_not_touched(path: Path) -> None:
    open_database(path, NOW, migrations=LATER).close()
    before = digest(path), sorted(path.parent.iterdir())
    with pytest.raises(NewerDatabaseError, match=r"written by a newer version.*099-later.*Nothing was changed"):
        open_database(path, NOW)
    assert (digest(path), sorted(path.parent.iterdir())) == before


def test_a_migration_copies_the_file_beside_itself_first(path: Path) -> None:
    with closing(sqlite3.connect(made(path))) as connection, connection:
        connection.execute("INSERT INTO workspaces VALUES ('kept', '{}', '')")
    open_database(path, NOW, migrations=LATER).close()
    copy = path.with_name("qa_tui.db.before-099-later")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT name FROM workspaces").fetchall() == [("kept",)]
        assert connection.execute("SELECT name FROM migrations").fetchall() == [
            (migration.name,) for migration in MIGRATIONS
        ]
    if sys.platform != "win32":
        assert copy.stat().st_mode & 0o777 == 0o600


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path) -> None:
    made(path)
    broken = (*MIGRATIONS, Migration("099-broken", ("CREATE TABLE half (x)", "NONSENSE")))
    with pytest.raises(StoreError):
        open_database(path, NOW, migrations=broken)
    with closing(sqlite3.connect(path)) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert "half" not in names
    made(path)


def test_two_writers_are_one_too_many(path: Path) -> None:
    first = open_database(path, NOW)
    with pytest.raises(LockedError, match=r"another qa-tui is using qa_tui\.db"):
        open_database(path, NOW)
    first.close()
    made(path)


def test_a_reader_may_look_while_one_writes(path: Path) -> None:
    writer = open_database(path, NOW)
    reader = open_database(path, NOW, writing=False)
    with writer.atomic() as cursor:
        cursor.execute("INSERT INTO workspaces VALUES ('seen', '{}', '')")
    assert reader.rows("SELECT name FROM workspaces")[0]["name"] == "seen"
    with pytest.raises(StoreError, match="could not be written"), reader.atomic() as cursor:
        cursor.execute("DELETE FROM workspaces")
    reader.close()
    writer.close()


@pytest.mark.parametrize("content", [b"not a database", b"\x00" * 5000, b"SQLite format 3\x00broken" * 300])
def test_a_file_that_is_no_database_is_refused_and_not_touched(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="Move it away"):
        open_database(path, NOW)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE bookmarks (x)")
    with pytest.raises(StoreError, match="another program"):
        open_database(path, NOW)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_a_file_that_was_moved_takes_nothing_until_it_is_back(path: Path) -> None:
    database = open_database(path, NOW)

    def write() -> None:
        with database.atomic() as cursor:
            cursor.execute("INSERT OR REPLACE INTO workspaces VALUES ('kept', '{}', '')")

    away = path.rename(path.with_name("elsewhere"))
    with pytest.raises(StoreError, match="was moved, deleted or replaced"):
        write()
    path.write_bytes(away.read_bytes())
    with pytest.raises(StoreError, match="Nothing more is recorded"):
        write()
    path.unlink()
    away.rename(path)
    write()
    assert database.rows("SELECT name FROM workspaces")[0]["name"] == "kept"
    database.close()


def test_a_reader_without_a_database_is_told_so(path: Path) -> None:
    with pytest.raises(StoreError, match="nothing has been recorded"):
        open_database(path, NOW, writing=False)
    assert not path.exists()


def test_an_error_inside_a_transaction_takes_all_of_it_back(path: Path) -> None:
    database = open_database(path, NOW)

    def insert_and_fail() -> None:
        with database.atomic() as cursor:
            cursor.execute("INSERT INTO workspaces VALUES ('gone', '{}', '')")
            with database.atomic() as inner:
                inner.execute("INSERT INTO workspaces VALUES ('gone too', '{}', '')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        insert_and_fail()
    assert database.rows("SELECT * FROM workspaces") == []
    database.close()
