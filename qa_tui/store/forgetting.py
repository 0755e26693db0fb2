"""What a person, a retention rule or a court asks to be forgotten: gone from the tables, from the file's free pages, and from its copies.

What a room voted stays countable where only one of the agents asks: votes belong to nobody. The lines of that agent's calls
go, and every key by which a call or a presence could be found again.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa_tui.domain.plan_state import PlanState

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection
    from datetime import date

    from qa_tui.store.database import Database

    Deed = Callable[[sqlite3.Connection], "Forgotten"]
    """Deletes in a transaction that is open, and counts."""

FORGOTTEN = "its lines were forgotten on request"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many of each went, or would go."""

    sessions: int = 0
    plans: int = 0
    excerpts: int = 0
    """Excerpts whose lines went, beside those of the plans."""
    presences: int = 0
    """Notes of who was there, and seats of a QA calibration, beside those of the sessions."""
    practice: int = 0
    """Entries about what somebody practised."""

    @property
    def is_nothing(self) -> bool:
        return not (self.sessions or self.plans or self.excerpts or self.presences or self.practice)


class _TakenBackError(Exception):
    """It was only counted."""


def forget(database: Database, what: Deed, *, for_good: bool) -> Forgotten:
    """Carry out `what` in one transaction; where it is not `for_good`, only count, and leave everything as it was.

    Raises:
        StoreError: the database could not be written. Nothing has changed then.
    """
    found = Forgotten()
    with suppress(_TakenBackError), database.atomic() as cursor:
        found = what(cursor)
        if not for_good:
            raise _TakenBackError
    if not for_good:
        return found
    # Deleted rows are overwritten as they go (secure_delete); their pages, and copies of the file, are left to do.
    database.connection.execute("VACUUM")
    database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for copy in database.path.parent.glob(f"{database.path.name}.before-*"):
        copy.unlink()
    return found


def sessions_before(database: Database, day: date) -> tuple[tuple[str, bool], ...]:
    """(session, whether it is still open) of those held before `day`."""
    rows = database.rows(
        "SELECT id, closed_at IS NULL AS is_open FROM sessions WHERE coalesce(held_on, substr(opened_at, 1, 10)) < ? ORDER BY id",
        (day.isoformat(),),
    )
    return tuple((row["id"], bool(row["is_open"])) for row in rows)


def forget_sessions(cursor: sqlite3.Connection, sessions: Collection[str]) -> Forgotten:
    """Sessions with everything that hangs on them; plans and cycles that then belong to none."""
    plans = practice = 0
    for session in sessions:
        # A half-day has played two plans, and the view that says so goes with the session.
        played = [plan for (plan,) in cursor.execute("SELECT plan FROM played_plans WHERE session = ?", (session,))]
        cycles_of = [
            cycle for (cycle,) in cursor.execute("SELECT cycle FROM cycle_sessions WHERE session = ?", (session,))
        ]
        for cycle in cycles_of:
            practice += _forget_practice(cursor, session, cycle)
        cursor.execute("DELETE FROM cycle_sessions WHERE session = ?", (session,))
        cursor.execute("DELETE FROM sessions WHERE id = ?", (session,))
        for cycle in cycles_of:
            cursor.execute("DELETE FROM cycles WHERE id = ? AND id NOT IN (SELECT cycle FROM cycle_sessions)", (cycle,))
        for plan in reversed(played):
            plans += cursor.execute(
                "DELETE FROM plans WHERE id = ? AND id NOT IN (SELECT plan FROM played_plans)", (plan,)
            ).rowcount
    _without_people(cursor)
    return Forgotten(sessions=len(sessions), plans=plans, practice=practice)


def _forget_practice(cursor: sqlite3.Connection, session: str, cycle: str) -> int:
    """Practice of those who were in this session of the cycle and in no other; and the answer that rests on it."""
    cursor.execute("DELETE FROM answers WHERE cycle = ?", (cycle,))
    return cursor.execute(
        "DELETE FROM practice WHERE about = 'assignment' AND cycle = ? AND key IN (SELECT agent_key FROM attendance WHERE session = ?)"
        " AND key NOT IN (SELECT agent_key FROM attendance JOIN cycle_sessions USING (session) WHERE cycle = ? AND session <> ?)",
        (cycle, session, cycle, session),
    ).rowcount


def forget_before(cursor: sqlite3.Connection, sessions: Collection[str], day: date) -> Forgotten:
    """These sessions, and what was decided before `day` and played by none."""
    found = forget_sessions(cursor, sessions)
    until = day.isoformat()
    unplayed = cursor.execute(
        "DELETE FROM plans WHERE made_at < ? AND id NOT IN (SELECT plan FROM played_plans)", (until,)
    ).rowcount
    cursor.execute("DELETE FROM choices WHERE made_at < ?", (until,))
    cursor.execute(
        "DELETE FROM recordings WHERE answered_at < ? AND call_key NOT IN (SELECT call_key FROM sealed_scores)",
        (until,),
    )
    return replace(found, plans=found.plans + unplayed)


def forget_agent(cursor: sqlite3.Connection, agent: str, people: Collection[str], calls: Collection[str]) -> Forgotten:
    """One agent: presences and practice by the agent's key, seats by the keys of `people`, and what was made of their `calls`, by key."""
    presences = cursor.execute("DELETE FROM attendance WHERE agent_key = ?", (agent,)).rowcount
    practice = cursor.execute("DELETE FROM practice WHERE about = 'assignment' AND key = ?", (agent,)).rowcount
    for person in people:
        presences += cursor.execute("DELETE FROM calibration_seats WHERE person_key = ?", (person,)).rowcount
    _without_people(cursor)
    excerpts = 0
    for call in calls:
        ours = "id IN (SELECT excerpt FROM sealed_scores WHERE call_key = ?)"
        cursor.execute(f"DELETE FROM clips WHERE excerpt IN (SELECT id FROM excerpts WHERE {ours})", (call,))  # noqa: S608 - no part of it is a value
        excerpts += cursor.execute(
            f"UPDATE excerpts SET turns = '[]', text_hash = '', seal = '{{}}', edits = '{{}}', lapsed = ? WHERE {ours}",  # noqa: S608
            (FORGOTTEN, call),
        ).rowcount
        cursor.execute("UPDATE sealed_scores SET call_key = '' WHERE call_key = ?", (call,))
        cursor.execute("DELETE FROM edit_histories WHERE call_key = ?", (call,))
        cursor.execute("DELETE FROM recordings WHERE call_key = ?", (call,))
    _without_calls(cursor, frozenset(calls))
    return Forgotten(excerpts=excerpts, presences=presences, practice=practice)


def _without_people(cursor: sqlite3.Connection) -> None:
    cursor.execute("DELETE FROM people WHERE key NOT IN (SELECT person_key FROM calibration_seats)")


def _without_calls(cursor: sqlite3.Connection, calls: frozenset[str]) -> None:
    """Plans know no longer what was wished of these calls."""
    for plan, body in cursor.execute("SELECT plan, body FROM plan_states").fetchall():
        state = PlanState.from_json(json.loads(body))
        kept = replace(
            state,
            pinned=state.pinned - calls,
            excluded=state.excluded - calls,
            permissions=tuple(entry for entry in state.permissions if entry[0] not in calls),
        )
        if kept != state:
            cursor.execute("UPDATE plan_states SET body = ? WHERE plan = ?", (json.dumps(kept.as_json()), plan))
