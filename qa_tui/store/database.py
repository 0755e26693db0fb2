"""One SQLite file: opened with the pragmas that keep a vote through a power cut, migrated by name, written by one process.

A database that a newer program has written is refused untouched. Before a migration the file is copied beside itself.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import ExitStack, closing, contextmanager, suppress
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from qa_tui.store.migrations import MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from qa_tui.store.migrations import Migration


class StoreError(Exception):
    """The store cannot do what was asked; the message is for a person."""


class NewerDatabaseError(StoreError):
    """The file was written by a newer program."""


class OlderDatabaseError(StoreError):
    """The file lacks migrations, and it was opened for reading."""


class LockedError(StoreError):
    """Another program is writing."""


class Database:
    """An open database file."""

    def __init__(self, connection: sqlite3.Connection, path: Path, lock: FileLock | None) -> None:
        self.connection = connection
        self.path = path
        self._lock = lock
        self._depth = 0
        self._opened = path.stat()

    @contextmanager
    def atomic(self) -> Iterator[sqlite3.Connection]:
        """One transaction, committed at the end of the outermost block and rolled back on any error.

        Raises:
            StoreError: SQLite refused, for instance because the disk is full, or the file is not where it was.
                Nothing has changed then.
        """
        if self._depth:
            self._depth += 1
            try:
                yield self.connection
            finally:
                self._depth -= 1
            return
        self._look_for_file()
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            self._depth = 1
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException as problem:
            with suppress(sqlite3.ProgrammingError):
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
            if isinstance(problem, sqlite3.Error):
                raise StoreError(f"could not be written to {self.path.name}: {_said(problem)}") from problem
            raise
        finally:
            self._depth = 0

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        try:
            return self.connection.execute(sql, values).fetchall()
        except sqlite3.Error as problem:
            raise StoreError(f"{self.path} cannot be read: {_said(problem)}.") from problem

    def _look_for_file(self) -> None:
        """A file that was moved or deleted goes on taking what is written, and nobody finds it there."""
        with suppress(OSError):
            if os.path.samestat(self.path.stat(), self._opened):
                return
        raise StoreError(
            f"{self.path} was moved, deleted or replaced while qa-tui had it open. Nothing more is recorded until it is "
            "back there; start qa-tui again if it cannot be brought back."
        )

    def close(self) -> None:
        self.connection.close()
        if self._lock is not None:
            self._lock.release()


def open_database(
    path: Path, now: datetime, *, writing: bool = True, migrations: Sequence[Migration] = MIGRATIONS
) -> Database:
    """Open `path`, made if it is not there (mode 0600), with all migrations applied.

    Args:
        path: of the database file; its folder is made.
        now: recorded with a migration.
        writing: take the lock of the one writer. A reader needs no lock, and a file that is missing or old is an error to it.
        migrations: in order.

    Raises:
        NewerDatabaseError, LockedError, StoreError: the message says what to do.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise StoreError(_unusable(path, problem)) from problem
    if not writing and not path.exists():
        raise StoreError("there is no database yet: nothing has been recorded")
    with ExitStack() as undo:
        lock = _lock(path) if writing else None
        if lock is not None:
            undo.callback(lock.release)
        pending = _pending(path, migrations, writing=writing)
        try:
            connection = _connect(path, writing=writing)
            undo.callback(connection.close)
            database = Database(connection, path, lock)
            for migration in pending:
                with database.atomic() as cursor:
                    for statement in migration.statements:
                        cursor.execute(statement)
                    cursor.execute(
                        "INSERT INTO migrations (name, applied_at) VALUES (?, ?)", (migration.name, now.isoformat())
                    )
        except sqlite3.DatabaseError as problem:
            raise StoreError(f"{path} cannot be opened ({_said(problem)}).") from problem
        except OSError as problem:
            raise StoreError(_unusable(path, problem)) from problem
        undo.pop_all()
    return database


def _pending(path: Path, migrations: Sequence[Migration], *, writing: bool) -> list[Migration]:
    """The migrations that `path` still needs; a file that needs some is copied beside itself first."""
    applied = _applied(path)
    known = [migration.name for migration in migrations]
    unknown = [name for name in applied if name not in known]
    if unknown:
        raise NewerDatabaseError(
            f"{path} was written by a newer version of qa-tui (it has {unknown[0]}). Nothing was changed. Update qa-tui."
        )
    pending = [migration for migration in migrations if migration.name not in applied]
    if pending and not writing:
        raise OlderDatabaseError(f"{path.name} is of an older version: start qa-tui once to bring it up to date")
    if pending and applied:
        _back_up(path, pending[0].name)
    return pending


def _connect(path: Path, *, writing: bool) -> sqlite3.Connection:
    _make_private(path)
    connection = sqlite3.connect(path, isolation_level=None, timeout=5)
    connection.row_factory = sqlite3.Row
    try:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)")
        if not writing:
            connection.execute("PRAGMA query_only=ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _make_private(path: Path) -> None:
    """Make `path`, for its owner's eyes only, if it is not there: SQLite would make it readable for all."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


def _applied(path: Path) -> list[str]:
    """Names of the migrations that `path` has seen, read without changing it or leaving a file beside it."""
    if not path.exists() or path.stat().st_size == 0:
        return []
    try:
        how = "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "mode=ro&immutable=1"
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if tables and "migrations" not in tables:
                raise StoreError(f"{path} is a database of another program. Move it away to start afresh.")
            names = connection.execute("SELECT name FROM migrations ORDER BY rowid").fetchall() if tables else []
    except sqlite3.OperationalError as problem:
        # The disk, or permission to read: nothing is known of what the file holds.
        raise StoreError(
            f"{path} cannot be opened ({_said(problem)}). Is there space on the disk, and may you read and write the folder? Nothing was changed."
        ) from problem
    except sqlite3.DatabaseError as problem:
        raise StoreError(
            f"{path} is not a database of qa-tui ({_said(problem)}). Move it away to start afresh."
        ) from problem
    return [name for (name,) in names]


def _said(problem: sqlite3.Error) -> str:
    """What SQLite says, without what stands in the database: it quotes a text that it cannot read."""
    return str(problem).split(" with text ")[0][:120]


def _unusable(path: Path, problem: OSError) -> str:
    why = (problem.strerror or "cannot be used").lower()
    return f"{path.parent} cannot be used: {why}. Nothing can be recorded there; `--home DIR` keeps everything in another folder."


def _back_up(path: Path, before: str) -> None:
    copy = path.with_name(f"{path.name}.before-{before}")
    _make_private(copy)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def _lock(path: Path) -> FileLock:
    lock = FileLock(f"{path}.lock", mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout as problem:
        raise LockedError(
            f"another qa-tui is using {path.name}. Close it first: two would mix up one session."
        ) from problem
    except OSError as problem:
        raise StoreError(_unusable(path, problem)) from problem
    return lock
