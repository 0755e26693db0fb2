"""Plans, approved excerpts, sealed scores and sessions: written event by event, read back whole."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qa_tui.domain.disagreement import ActualScore
from qa_tui.domain.importing import ImportMapping
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.plan import ApprovedExcerpt, Role
from qa_tui.domain.recorded import SessionSummary
from qa_tui.domain.rubric import Criterion, Scale
from qa_tui.domain.session_events import VERSION, Event, Source, decode, encode
from qa_tui.domain.transcript import Turn
from qa_tui.store import choices
from qa_tui.store.database import StoreError

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from qa_tui.domain.choices import Choices, Sampling, TopicChoice
    from qa_tui.store.database import Database


@dataclass(frozen=True, slots=True)
class SessionStore:
    """Everything about sessions in one database."""

    database: Database

    def remember_workspace(self, name: str, request: LoadRequest, now: datetime) -> None:
        body = json.dumps(request.as_json(), ensure_ascii=False)
        with self.database.atomic() as cursor:
            cursor.execute(
                "INSERT INTO workspaces VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET request = excluded.request,"
                " opened_at = excluded.opened_at",
                (name, body, now.isoformat()),
            )

    def workspaces(self) -> tuple[tuple[str, LoadRequest], ...]:
        """Name and request of each workspace, the last opened first."""
        rows = self.database.rows("SELECT name, request FROM workspaces ORDER BY opened_at DESC")
        return tuple((row["name"], LoadRequest.from_json(json.loads(row["request"]))) for row in rows)

    def remember_mapping(self, header_set: str, mapping: ImportMapping, now: datetime) -> None:
        """Keep what a person decided about files with these headers; earlier answers to the same doubts are replaced."""
        known = dict(self.mappings()).get(header_set, ImportMapping())
        body = json.dumps(mapping.over(known).as_json(), ensure_ascii=False)
        with self.database.atomic() as cursor:
            cursor.execute(
                "INSERT INTO import_mappings VALUES (?, ?, ?) ON CONFLICT (header_set) DO UPDATE SET"
                " decisions = excluded.decisions, decided_at = excluded.decided_at",
                (header_set, body, now.isoformat()),
            )

    def mappings(self) -> tuple[tuple[str, ImportMapping], ...]:
        """Header set -> decisions."""
        rows = self.database.rows("SELECT header_set, decisions FROM import_mappings ORDER BY header_set")
        return tuple((row["header_set"], ImportMapping.from_json(json.loads(row["decisions"]))) for row in rows)

    def note_sampling(self, workspace: str, sampling: Sampling, now: datetime) -> None:
        choices.note_sampling(self.database, workspace, sampling, now)

    def choose_topic(self, workspace: str, choice: TopicChoice | None, now: datetime) -> None:
        choices.choose_topic(self.database, workspace, choice, now)

    def choices(self, workspace: str) -> Choices:
        return choices.read_choices(self.database, workspace)

    def make_plan(self, plan: str, workspace: str, criterion: Criterion, now: datetime) -> None:
        body = json.dumps(criterion.as_json(), ensure_ascii=False)
        with self.database.atomic() as cursor:
            cursor.execute("INSERT INTO plans VALUES (?, ?, ?, ?)", (plan, workspace, body, now.isoformat()))

    def open_plan(self, workspace: str, criterion: str) -> str | None:
        """The newest plan of a criterion that no session has used yet."""
        rows = self.database.rows(
            "SELECT id, criterion FROM plans WHERE workspace = ? AND id NOT IN (SELECT plan FROM sessions) ORDER BY made_at DESC, rowid DESC",
            (workspace,),
        )
        return next((row["id"] for row in rows if json.loads(row["criterion"])["id"] == criterion), None)

    def newest_plan(self, workspace: str | None = None) -> str | None:
        """The newest plan with approved excerpts that no session has used yet, of one workspace or of all."""
        rows = self.database.rows(
            "SELECT id FROM plans WHERE id IN (SELECT plan FROM excerpts) AND id NOT IN (SELECT plan FROM sessions)"
            " AND workspace = coalesce(?, workspace) ORDER BY made_at DESC, rowid DESC LIMIT 1",
            (workspace,),
        )
        return rows[0]["id"] if rows else None

    def plan_criterion(self, plan: str) -> Criterion:
        rows = self.database.rows("SELECT criterion FROM plans WHERE id = ?", (plan,))
        if not rows:
            raise StoreError(f"there is no plan {plan}")
        return Criterion.from_json(json.loads(rows[0]["criterion"]))

    def approve(self, excerpt: ApprovedExcerpt, call_id: str, actual: ActualScore, now: datetime) -> None:
        """Keep an excerpt and seal its score, in one transaction; an earlier approval of the same call is replaced.

        Raises:
            StoreError: a session has been started on the plan: what it plays, and the scores it reveals, stay as they were.
        """
        key = self.call_key(call_id)
        turns = json.dumps([[t.speaker, t.text, t.start, t.end] for t in excerpt.turns], ensure_ascii=False)
        with self.database.atomic() as cursor:
            self._remove(cursor, excerpt.plan, key)
            cursor.execute(
                "INSERT INTO excerpts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    excerpt.id, excerpt.plan, excerpt.role.value, excerpt.call_type, turns, excerpt.first_line,
                    excerpt.text_hash, excerpt.position, now.isoformat(),
                ),
            )  # fmt: skip
            cursor.execute(
                "INSERT INTO sealed_scores VALUES (?, ?, ?)", (excerpt.id, key, json.dumps(_score_json(actual)))
            )

    def withdraw(self, plan: str, call_id: str) -> None:
        """Take back the approval of a call's excerpt.

        Raises:
            StoreError: a session has been started on the plan.
        """
        with self.database.atomic() as cursor:
            self._remove(cursor, plan, self.call_key(call_id))

    @staticmethod
    def _remove(cursor: sqlite3.Connection, plan: str, call_key: str) -> None:
        if cursor.execute("SELECT 1 FROM sessions WHERE plan = ?", (plan,)).fetchone():
            raise StoreError("a session has been started on this plan: its excerpts and their scores stay as they are")
        cursor.execute(
            "DELETE FROM excerpts WHERE plan = ? AND id IN (SELECT excerpt FROM sealed_scores WHERE call_key = ?)",
            (plan, call_key),
        )

    def call_key(self, call_id: str) -> str:
        """What a call is known by in the store: a salted hash, since ids of calls may hold names."""
        salt = self.database.rows("SELECT value FROM salt")[0]["value"]
        return hashlib.sha256(f"{salt}:{call_id}".encode()).hexdigest()[:24]

    def approved(self, plan: str) -> dict[str, ApprovedExcerpt]:
        """Approved excerpts of a plan by call key, in playing order."""
        rows = self.database.rows(
            "SELECT excerpts.*, call_key FROM excerpts JOIN sealed_scores ON excerpt = id WHERE plan = ? ORDER BY position, approved_at",
            (plan,),
        )
        return {row["call_key"]: _excerpt(row) for row in rows}

    def excerpt(self, excerpt: str) -> ApprovedExcerpt:
        rows = self.database.rows("SELECT * FROM excerpts WHERE id = ?", (excerpt,))
        if not rows:
            raise StoreError("this excerpt is no longer in the database")
        return _excerpt(rows[0])

    def sealed_score(self, excerpt: str) -> ActualScore:
        rows = self.database.rows("SELECT score FROM sealed_scores WHERE excerpt = ?", (excerpt,))
        if not rows:
            raise StoreError("the score of this excerpt is no longer in the database")
        body = json.loads(rows[0]["score"])
        return ActualScore(
            body["value"],
            Scale.from_json(body["scale"]),
            tuple(body["each"]),
            body["automatic"],
            body["wording_version"],
            tuple(body.get("originals", ())),
        )

    def start(self, session: str, plan: str, first: Event, now: datetime) -> None:
        with self.database.atomic() as cursor:
            cursor.execute("INSERT INTO sessions VALUES (?, ?, ?, NULL)", (session, plan, now.isoformat()))
            self.append(session, first, "key", "", now)

    def append(self, session: str, event: Event, source: Source, phase: str, now: datetime) -> None:
        """Commit one event. When this returns, the event is on disk."""
        body = json.dumps(encode(event), ensure_ascii=False)
        with self.database.atomic() as cursor:
            cursor.execute(
                "INSERT INTO events SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ? FROM events WHERE session = ?",
                (session, event.kind, VERSION, source, phase, now.isoformat(), body, session),
            )
            if event.kind == "closed":
                cursor.execute("UPDATE sessions SET closed_at = ? WHERE id = ?", (now.isoformat(), session))

    def events(self, session: str) -> tuple[Event, ...]:
        rows = self.database.rows(
            "SELECT kind, version, body FROM events WHERE session = ? ORDER BY number", (session,)
        )
        try:
            return tuple(decode(row["kind"], row["version"], json.loads(row["body"])) for row in rows)
        except (ValueError, KeyError, TypeError) as problem:
            raise StoreError(f"session {session} cannot be read: {problem}") from problem

    def event_records(self, session: str) -> tuple[dict[str, Any], ...]:
        """The events as they are stored, for an export."""
        rows = self.database.rows("SELECT * FROM events WHERE session = ? ORDER BY number", (session,))
        return tuple({**dict(row), "body": json.loads(row["body"])} for row in rows)

    def sessions(self) -> tuple[SessionSummary, ...]:
        """All sessions, the newest first."""
        rows = self.database.rows(
            "SELECT sessions.*, criterion, (SELECT count(*) FROM events WHERE session = sessions.id AND kind = 'cast') AS votes"
            " FROM sessions JOIN plans ON plans.id = plan ORDER BY opened_at DESC, sessions.rowid DESC"
        )
        return tuple(
            SessionSummary(
                id=row["id"],
                plan=row["plan"],
                criterion=json.loads(row["criterion"])["name"],
                opened_at=row["opened_at"],
                closed_at=row["closed_at"],
                votes=row["votes"],
            )
            for row in rows
        )


def _score_json(actual: ActualScore) -> dict[str, Any]:
    return {
        "value": actual.value,
        "scale": actual.scale.as_json(),
        "each": list(actual.each),
        "automatic": actual.automatic,
        "wording_version": actual.wording_version,
        "originals": list(actual.originals),
    }


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
    )
