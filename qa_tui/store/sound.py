"""Whether a recording may be heard, and which clip belongs to which approval."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qa_tui.domain.clip import Clip

if TYPE_CHECKING:
    from datetime import datetime

    from qa_tui.store.database import Database


def allow_recording(database: Database, call_key: str, *, is_allowed: bool, now: datetime) -> None:
    """Keep the answer to the question whether a call may be heard; a later answer replaces it, and a no takes its clips."""
    with database.atomic() as cursor:
        cursor.execute(
            "INSERT INTO recordings VALUES (?, ?, ?) ON CONFLICT (call_key) DO UPDATE SET"
            " is_allowed = excluded.is_allowed, answered_at = excluded.answered_at",
            (call_key, int(is_allowed), now.isoformat()),
        )
        if not is_allowed:
            cursor.execute(
                "DELETE FROM clips WHERE excerpt IN (SELECT excerpt FROM sealed_scores WHERE call_key = ?)", (call_key,)
            )


def is_recording_allowed(database: Database, call_key: str) -> bool | None:
    """None where nobody was asked."""
    rows = database.rows("SELECT is_allowed FROM recordings WHERE call_key = ?", (call_key,))
    return bool(rows[0]["is_allowed"]) if rows else None


def keep_clip(database: Database, excerpt: str, clip: Clip, now: datetime) -> None:
    """The clip of an approval; it goes with it. Kept only while the call may be heard, and only for an approval that is there."""
    with database.atomic() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO clips SELECT excerpt, ?, ?, ?, ? FROM sealed_scores JOIN recordings"
            " ON recordings.call_key = sealed_scores.call_key WHERE excerpt = ? AND is_allowed",
            (clip.key, clip.seconds, json.dumps(clip.turns), now.isoformat(), excerpt),
        )


def clip_of(database: Database, excerpt: str) -> Clip | None:
    rows = database.rows(
        "SELECT key, seconds, clips.turns FROM clips JOIN excerpts ON excerpts.id = excerpt WHERE excerpt = ? AND lapsed = ''",
        (excerpt,),
    )
    if not rows:
        return None
    turns = tuple((start, end) for start, end in json.loads(rows[0]["turns"]))
    return Clip(rows[0]["key"], rows[0]["seconds"], turns)


def clip_keys(database: Database) -> frozenset[str]:
    """Keys of all clips that an approval has which still holds."""
    rows = database.rows("SELECT key FROM clips JOIN excerpts ON excerpts.id = excerpt WHERE lapsed = ''")
    return frozenset(row["key"] for row in rows)
