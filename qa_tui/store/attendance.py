"""Attendance: which agents were in a session, by a salted hash of their ids, and never by seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.attendance import Presence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from qa_tui.store.database import Database


def keep_attendance(database: Database, session: str, found: Mapping[str, Presence | None], now: datetime) -> None:
    """Note these agents (by key); None takes a note back."""
    with database.atomic() as cursor:
        for key, presence in found.items():
            cursor.execute("DELETE FROM attendance WHERE session = ? AND agent_key = ?", (session, key))
            if presence is not None:
                cursor.execute(
                    "INSERT INTO attendance VALUES (?, ?, ?, ?)", (session, key, presence.value, now.isoformat())
                )


def read_attendance(database: Database, session: str) -> dict[str, Presence]:
    """Agent key -> how they took part."""
    rows = database.rows("SELECT agent_key, presence FROM attendance WHERE session = ? ORDER BY agent_key", (session,))
    return {row["agent_key"]: Presence(row["presence"]) for row in rows}
