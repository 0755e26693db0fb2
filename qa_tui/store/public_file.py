"""The file that a second window reads: one row that says what the room may see now, and nothing of what came before.

It is a database of its own, so that a window that opens it cannot come upon anything else. What is overwritten is wiped.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_WAIT_SECONDS = 0.2


class PublicFile:
    """Written by the window in which the session runs."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        remove_public(path)
        path.touch(mode=0o600)
        self._path = path
        self._connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
        # Nothing of it must survive, neither a crash nor the next page: no journal on disk, no old bytes in free pages.
        for pragma in ("journal_mode=MEMORY", "synchronous=OFF", "secure_delete=ON"):
            self._connection.execute(f"PRAGMA {pragma}").fetchall()
        self._connection.execute("CREATE TABLE shown (one INTEGER PRIMARY KEY CHECK (one = 1), body TEXT NOT NULL)")
        self._last = ""

    def publish(self, body: dict[str, Any]) -> None:
        """Say what may be seen from now on.

        Raises:
            sqlite3.Error: it could not be written; the window goes on showing what it shows.
        """
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        if text != self._last:
            self._connection.execute("INSERT OR REPLACE INTO shown VALUES (1, ?)", (text,))
            self._last = text

    def close(self) -> None:
        """The session is over for now: nothing is left to be seen, also where the file cannot go while it is read."""
        with suppress(sqlite3.Error):
            self.publish({"black": ""})
        self._connection.close()
        with suppress(OSError):
            remove_public(self._path)


class Publisher:
    """The file, made with the first page. That it cannot be written must not stop the room: it then shows what it showed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: PublicFile | None = None

    def publish(self, body: dict[str, Any]) -> None:
        try:
            if self._file is None:
                self._file = PublicFile(self._path)
            self._file.publish(body)
        except (OSError, sqlite3.Error):
            return

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def remove_public(path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


class PublicReader:
    """Read by a second window; it opens nothing else and writes nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._version = -1
        self._inode = 0

    def look(self) -> dict[str, Any] | bool | None:
        """What may be seen now; False where nothing has changed since the last look, None where no session is on."""
        if not self._is_same_file() and not self._open():
            return None
        assert self._connection is not None
        try:
            version = self._connection.execute("PRAGMA data_version").fetchone()[0]
            if version == self._version:
                return False
            row = self._connection.execute("SELECT body FROM shown").fetchone()
        except sqlite3.Error:
            return False
        self._version = version
        return json.loads(row[0]) if row else {"black": ""}

    def _is_same_file(self) -> bool:
        try:
            return self._connection is not None and self._path.stat().st_ino == self._inode
        except OSError:
            return False

    def _open(self) -> bool:
        self.close()
        try:
            inode = self._path.stat().st_ino
            connection = sqlite3.connect(
                f"{self._path.as_uri()}?mode=ro", uri=True, timeout=_WAIT_SECONDS, isolation_level=None
            )
        except (OSError, sqlite3.Error):
            return False
        self._connection, self._inode, self._version = connection, inode, -1
        return True

    def close(self) -> None:
        if self._connection is not None:
            with closing(self._connection):
                self._connection = None
