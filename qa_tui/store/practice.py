"""Scenario cards and assignments: every version is kept, and the last batch of changes can be taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qa_tui.domain.practice import Assignment, Card

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from qa_tui.store.database import Database

NO_BATCH = 0
"""Of what is never taken back."""
_LATEST = """
    SELECT body FROM practice WHERE cycle = ? AND about = ? AND number IN
        (SELECT max(number) FROM practice WHERE cycle = ? AND about = ? GROUP BY key)
    ORDER BY key
"""


def keep_cards(database: Database, cards: Sequence[Card], now: datetime, *, are_drafts: bool = False) -> None:
    """Keep these versions of cards. Drafts are what nobody did, so no undo takes them away."""
    _keep(database, "card", [(card.cycle, card.id, card.as_json()) for card in cards], now, is_undone=not are_drafts)


def keep_assignments(database: Database, assignments: Sequence[Assignment], now: datetime) -> None:
    _keep(database, "assignment", [(a.cycle, a.agent_key, a.as_json()) for a in assignments], now)


def _keep(
    database: Database,
    about: str,
    entries: Sequence[tuple[str, str, object]],
    now: datetime,
    *,
    is_undone: bool = True,
) -> None:
    with database.atomic() as cursor:
        newest = database.rows("SELECT coalesce(max(batch), 0) + 1 AS next FROM practice")[0]["next"]
        batch = newest if is_undone else NO_BATCH
        for cycle, key, body in entries:
            cursor.execute(
                "INSERT INTO practice (batch, cycle, about, key, body, kept_at) VALUES (?, ?, ?, ?, ?, ?)",
                (batch, cycle, about, key, json.dumps(body, ensure_ascii=False), now.isoformat()),
            )


def read_cards(database: Database, cycle: str) -> tuple[Card, ...]:
    """The cards of a cycle as they stand, in the order of their numbers."""
    rows = database.rows(_LATEST, (cycle, "card") * 2)
    return tuple(sorted((Card.from_json(json.loads(row["body"])) for row in rows), key=lambda card: card.number))


def read_assignments(database: Database, cycle: str) -> tuple[Assignment, ...]:
    """The assignments of a cycle as they stand, by agent key."""
    rows = database.rows(_LATEST, (cycle, "assignment") * 2)
    return tuple(Assignment.from_json(json.loads(row["body"])) for row in rows)


def undo_practice(database: Database, cycle: str) -> int:
    """Take the last batch of a cycle back; returns how many entries it held."""
    with database.atomic() as cursor:
        last = database.rows(
            "SELECT max(batch) AS last FROM practice WHERE cycle = ? AND batch <> ?", (cycle, NO_BATCH)
        )[0]["last"]
        return cursor.execute("DELETE FROM practice WHERE cycle = ? AND batch = ?", (cycle, last)).rowcount
