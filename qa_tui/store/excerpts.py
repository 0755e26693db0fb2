"""Approved excerpts, their sealed scores, and what was decided about a plan in spite of a warning."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qa_tui.domain.disagreement import ActualScore
from qa_tui.domain.excerpt import ApprovedExcerpt, Decision, EditHistory, Edits, Seal
from qa_tui.domain.plan import Role
from qa_tui.domain.plan_state import PlanState
from qa_tui.domain.transcript import Turn
from qa_tui.domain.vote_set import Use
from qa_tui.store.database import StoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from qa_tui.store.database import Database


def approve(database: Database, excerpt: ApprovedExcerpt, call_key: str, actual: ActualScore, now: datetime) -> None:
    """Keep an excerpt and seal its score, in one transaction; an earlier approval of the same call is replaced.

    Raises:
        StoreError: a session has been started on the plan: what it plays, and the scores it reveals, stay as they were.
    """
    turns = json.dumps([[t.speaker, t.text, t.start, t.end] for t in excerpt.turns], ensure_ascii=False)
    edits = json.dumps(excerpt.edits.as_json() if excerpt.edits else {}, ensure_ascii=False)
    with database.atomic() as cursor:
        _remove(cursor, excerpt.plan, call_key)
        cursor.execute(
            "INSERT INTO excerpts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?)",
            (
                excerpt.id, excerpt.plan, excerpt.role.value, excerpt.call_type, turns, excerpt.first_line,
                excerpt.text_hash, excerpt.position, now.isoformat(), json.dumps(excerpt.seal.as_json()), edits,
                excerpt.use.value,
            ),
        )  # fmt: skip
        score = json.dumps(actual.as_json())
        cursor.execute("INSERT INTO sealed_scores VALUES (?, ?, ?)", (excerpt.id, call_key, score))


def copy_excerpts(database: Database, plan: str, copy: str, new_id: Callable[[], str], now: datetime) -> None:
    """Every excerpt of a plan whose approval holds, with its sealed score, for another plan."""
    with database.atomic() as cursor:
        rows = cursor.execute("SELECT id FROM excerpts WHERE plan = ? AND lapsed = ''", (plan,)).fetchall()
        for row in rows:
            own = new_id()
            cursor.execute(
                "INSERT INTO excerpts SELECT ?, ?, role, call_type, turns, first_line, text_hash, position, ?, seal, edits, lapsed, use"
                " FROM excerpts WHERE id = ?",
                (own, copy, now.isoformat(), row["id"]),
            )
            cursor.execute(
                "INSERT INTO sealed_scores SELECT ?, call_key, score FROM sealed_scores WHERE excerpt = ?",
                (own, row["id"]),
            )
            cursor.execute(
                "INSERT INTO clips SELECT ?, key, seconds, turns, made_at FROM clips WHERE excerpt = ?",
                (own, row["id"]),
            )


def withdraw(database: Database, plan: str, call_key: str) -> None:
    """Take back the approval of a call's excerpt.

    Raises:
        StoreError: a session has been started on the plan.
    """
    with database.atomic() as cursor:
        _remove(cursor, plan, call_key)


def _remove(cursor: sqlite3.Connection, plan: str, call_key: str) -> None:
    if cursor.execute("SELECT 1 FROM sessions WHERE plan = ?", (plan,)).fetchone():
        raise StoreError("a session has been started on this plan: its excerpts and their scores stay as they are")
    cursor.execute(
        "DELETE FROM excerpts WHERE plan = ? AND id IN (SELECT excerpt FROM sealed_scores WHERE call_key = ?)",
        (plan, call_key),
    )


def keep_history(database: Database, plan: str, call_key: str, history: EditHistory, now: datetime) -> None:
    """Keep what was done to a call's excerpt, whether it is approved or not; what was kept before is replaced."""
    with database.atomic() as cursor:
        cursor.execute(
            "INSERT INTO edit_histories VALUES (?, ?, ?, ?) ON CONFLICT (plan, call_key) DO UPDATE SET"
            " body = excluded.body, saved_at = excluded.saved_at",
            (plan, call_key, json.dumps(history.as_json(), ensure_ascii=False), now.isoformat()),
        )


def history_of(database: Database, plan: str, call_key: str) -> EditHistory | None:
    rows = database.rows("SELECT body FROM edit_histories WHERE plan = ? AND call_key = ?", (plan, call_key))
    return EditHistory.from_json(json.loads(rows[0]["body"])) if rows else None


def lapse(database: Database, excerpt: str, why: str) -> None:
    """Mark an approval as no longer valid; a new approval of the same call replaces it."""
    with database.atomic() as cursor:
        cursor.execute("UPDATE excerpts SET lapsed = ? WHERE id = ?", (why, excerpt))


def set_use(database: Database, plan: str, uses: Mapping[str, Use]) -> None:
    """What the excerpts of these call keys are for; others of the plan stay as they are."""
    with database.atomic() as cursor:
        for call_key, use in uses.items():
            cursor.execute(
                "UPDATE excerpts SET use = ? WHERE plan = ? AND id IN (SELECT excerpt FROM sealed_scores WHERE call_key = ?)",
                (use.value, plan, call_key),
            )


def save_state(database: Database, plan: str, state: PlanState, now: datetime) -> None:
    """Keep what a person asked of a plan."""
    with database.atomic() as cursor:
        cursor.execute(
            "INSERT INTO plan_states VALUES (?, ?, ?) ON CONFLICT (plan) DO UPDATE SET body = excluded.body,"
            " saved_at = excluded.saved_at",
            (plan, json.dumps(state.as_json(), ensure_ascii=False), now.isoformat()),
        )


def plan_state(database: Database, plan: str) -> PlanState:
    rows = database.rows("SELECT body FROM plan_states WHERE plan = ?", (plan,))
    return PlanState.from_json(json.loads(rows[0]["body"])) if rows else PlanState()


def excerpts_of(database: Database, plan: str) -> dict[str, ApprovedExcerpt]:
    """Excerpts of a plan by call key, in playing order, those whose approval has lapsed as well."""
    rows = database.rows(
        "SELECT excerpts.*, call_key FROM excerpts JOIN sealed_scores ON excerpt = id WHERE plan = ? ORDER BY position, approved_at",
        (plan,),
    )
    return {row["call_key"]: _excerpt(row) for row in rows}


def read_excerpt(database: Database, excerpt: str) -> ApprovedExcerpt:
    rows = database.rows("SELECT * FROM excerpts WHERE id = ?", (excerpt,))
    if not rows:
        raise StoreError("this excerpt is no longer in the database")
    return _excerpt(rows[0])


def sealed_score(database: Database, excerpt: str) -> ActualScore:
    rows = database.rows("SELECT score FROM sealed_scores WHERE excerpt = ?", (excerpt,))
    if not rows:
        raise StoreError("the score of this excerpt is no longer in the database")
    return ActualScore.from_json(json.loads(rows[0]["score"]))


def decide(database: Database, plan: str, about: str, reason: str, now: datetime) -> None:
    with database.atomic() as cursor:
        cursor.execute(
            "INSERT INTO decisions (plan, about, reason, made_at) VALUES (?, ?, ?, ?)",
            (plan, about, reason, now.isoformat()),
        )


def decisions(database: Database, plan: str) -> tuple[Decision, ...]:
    rows = database.rows("SELECT about, reason, made_at FROM decisions WHERE plan = ? ORDER BY number", (plan,))
    return tuple(Decision(row["about"], row["reason"], row["made_at"]) for row in rows)


def _excerpt(row: sqlite3.Row) -> ApprovedExcerpt:
    return ApprovedExcerpt(
        id=row["id"],
        plan=row["plan"],
        role=Role(row["role"]),
        call_type=row["call_type"],
        turns=tuple(Turn(speaker, text, start, end) for speaker, text, start, end in json.loads(row["turns"])),
        first_line=row["first_line"],
        text_hash=row["text_hash"],
        position=row["position"],
        seal=Seal.from_json(json.loads(row["seal"])),
        edits=Edits.from_json(json.loads(row["edits"])),
        use=Use(row["use"]),
        lapsed=row["lapsed"],
    )
