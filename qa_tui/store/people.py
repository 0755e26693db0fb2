"""Who sat where in a QA calibration, the one kind of session that links seats with names, and says so at its start."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.store.database import Database


def link_seats(database: Database, session: str, people: Sequence[tuple[str, str]]) -> None:
    """Link the seats of a session, from the first on, with (key, name) of people."""
    with database.atomic() as cursor:
        cursor.execute("DELETE FROM calibration_seats WHERE session = ?", (session,))
        for seat, (key, name) in enumerate(people):
            cursor.execute(
                "INSERT INTO people VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET name = excluded.name", (key, name)
            )
            cursor.execute("INSERT INTO calibration_seats VALUES (?, ?, ?)", (session, seat, key))


def seats_of(database: Database, session: str) -> tuple[str, ...]:
    """Keys of the people on the seats of a session, by seat; empty where nobody is linked."""
    rows = database.rows("SELECT person_key FROM calibration_seats WHERE session = ? ORDER BY seat", (session,))
    return tuple(row["person_key"] for row in rows)


def names(database: Database) -> dict[str, str]:
    """Key -> name of everybody who sat in a calibration."""
    return {row["key"]: row["name"] for row in database.rows("SELECT key, name FROM people")}
