"""The steps that brought the database to its present form, in order. A step that has been released is never edited."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Migration:
    """A named step, applied once and recorded."""

    name: str
    statements: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        "001-sessions",
        (
            """CREATE TABLE workspaces (
                name TEXT PRIMARY KEY,
                request TEXT NOT NULL,      -- JSON of the load request
                opened_at TEXT NOT NULL
            )""",
            """CREATE TABLE plans (
                id TEXT PRIMARY KEY,
                workspace TEXT NOT NULL,
                criterion TEXT NOT NULL,    -- JSON: id, name, texts and scale as they were
                made_at TEXT NOT NULL
            )""",
            """CREATE TABLE excerpts (
                id TEXT PRIMARY KEY,        -- random: it must not say which call it is
                plan TEXT NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
                role TEXT NOT NULL,
                call_type TEXT NOT NULL,
                turns TEXT NOT NULL,        -- JSON of the anonymised turns
                first_line INTEGER NOT NULL,
                text_hash TEXT NOT NULL,
                position INTEGER NOT NULL,
                approved_at TEXT NOT NULL
            )""",
            """CREATE TABLE sealed_scores (
                excerpt TEXT PRIMARY KEY REFERENCES excerpts (id) ON DELETE CASCADE,
                call_key TEXT NOT NULL,     -- salted hash of the call id
                score TEXT NOT NULL         -- JSON of the actual score
            )""",
            """CREATE TABLE sessions (
                id TEXT PRIMARY KEY,
                plan TEXT NOT NULL REFERENCES plans (id),
                opened_at TEXT NOT NULL,
                closed_at TEXT
            )""",
            """CREATE TABLE events (
                session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
                number INTEGER NOT NULL,    -- 1, 2, 3 ... within the session
                kind TEXT NOT NULL,
                version INTEGER NOT NULL,
                source TEXT NOT NULL,
                phase TEXT NOT NULL,        -- of the session, before the event
                at TEXT NOT NULL,
                body TEXT NOT NULL,
                PRIMARY KEY (session, number)
            ) WITHOUT ROWID""",
            "CREATE TABLE salt (value TEXT NOT NULL)",
            "INSERT INTO salt VALUES (lower(hex(randomblob(16))))",
        ),
    ),
    Migration(
        "002-import-mappings",
        (
            """CREATE TABLE import_mappings (
                header_set TEXT PRIMARY KEY, -- hash of the form and headers of a file
                decisions TEXT NOT NULL,     -- JSON: [about, subject, answer] each
                decided_at TEXT NOT NULL
            )""",
        ),
    ),
    Migration(
        "003-choices",
        (
            """CREATE TABLE choices (
                number INTEGER PRIMARY KEY,
                workspace TEXT NOT NULL,
                kind TEXT NOT NULL,          -- sampling or topic
                body TEXT NOT NULL,          -- JSON; null takes the one before back
                made_at TEXT NOT NULL
            )""",
        ),
    ),
    Migration(
        "004-approvals",
        (
            "ALTER TABLE excerpts ADD COLUMN seal TEXT NOT NULL DEFAULT '{}'",  # JSON: what the approval is bound to
            "ALTER TABLE excerpts ADD COLUMN edits TEXT NOT NULL DEFAULT '{}'",  # JSON: places and reasons, no words
            "ALTER TABLE excerpts ADD COLUMN lapsed TEXT NOT NULL DEFAULT ''",  # why the approval no longer holds
            """CREATE TABLE decisions (
                number INTEGER PRIMARY KEY,
                plan TEXT NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
                about TEXT NOT NULL,
                reason TEXT NOT NULL,
                made_at TEXT NOT NULL
            )""",
        ),
    ),
    Migration(
        "005-plan-states",
        (
            "ALTER TABLE excerpts ADD COLUMN use TEXT NOT NULL DEFAULT 'vote'",  # vote, partner or reserve
            """UPDATE excerpts SET use = 'partner' WHERE role = 'high' AND position >
                (SELECT min(position) FROM excerpts AS other WHERE other.plan = excerpts.plan AND other.role = 'high')""",
            """CREATE TABLE plan_states (
                plan TEXT PRIMARY KEY REFERENCES plans (id) ON DELETE CASCADE,
                body TEXT NOT NULL,          -- JSON: what a person decided; calls by their keys
                saved_at TEXT NOT NULL
            )""",
        ),
    ),
    Migration(
        "006-edit-histories",
        (
            """CREATE TABLE edit_histories (
                plan TEXT NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
                call_key TEXT NOT NULL,      -- salted hash of the call id
                body TEXT NOT NULL,          -- JSON: places and reasons, no words of the call
                saved_at TEXT NOT NULL,
                PRIMARY KEY (plan, call_key)
            ) WITHOUT ROWID""",
        ),
    ),
    Migration(
        "007-half-days",
        (
            # A half-day works on two criteria: two plans, played one after the other in one session.
            """CREATE TABLE second_plans (
                plan TEXT PRIMARY KEY REFERENCES plans (id) ON DELETE CASCADE,
                second TEXT NOT NULL UNIQUE REFERENCES plans (id) ON DELETE CASCADE
            )""",
            """CREATE VIEW played_plans (session, plan) AS
                SELECT id, plan FROM sessions
                UNION ALL SELECT id, second FROM sessions JOIN second_plans USING (plan)""",
        ),
    ),
    Migration(
        "008-wording-requests",
        (
            """CREATE TABLE wording_requests (
                number INTEGER PRIMARY KEY,
                request TEXT NOT NULL,
                body TEXT NOT NULL,          -- JSON: the request as it stood then
                kept_at TEXT NOT NULL
            )""",
        ),
    ),
    Migration(
        "009-attendance",
        (
            """CREATE TABLE attendance (
                session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
                agent_key TEXT NOT NULL,     -- salted hash of the agent's id; no seat
                presence TEXT NOT NULL,
                kept_at TEXT NOT NULL,
                PRIMARY KEY (session, agent_key)
            ) WITHOUT ROWID""",
        ),
    ),
    Migration(
        "010-calibrations",
        (
            "CREATE TABLE people (key TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID",
            """CREATE TABLE calibration_seats (
                session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
                seat INTEGER NOT NULL,       -- counted from 0
                person_key TEXT NOT NULL REFERENCES people (key),
                PRIMARY KEY (session, seat)
            ) WITHOUT ROWID""",
        ),
    ),
    Migration(
        "011-cycles",
        (
            """CREATE TABLE cycles (
                id TEXT PRIMARY KEY,
                workspace TEXT NOT NULL,
                closed_at TEXT
            )""",
            """CREATE TABLE cycle_sessions (
                cycle TEXT NOT NULL REFERENCES cycles (id) ON DELETE CASCADE,
                session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
                plan TEXT NOT NULL REFERENCES plans (id),  -- whose calls it played on the criterion of the cycle
                PRIMARY KEY (cycle, session)
            ) WITHOUT ROWID""",
            # What was held before cycles were kept: each session is one of its own. A QA calibration trains nobody.
            """INSERT INTO cycles SELECT session || iif(plan IN (SELECT second FROM second_plans), '.2', ''), workspace, NULL
                FROM played_plans JOIN plans ON plans.id = plan WHERE session NOT IN (SELECT session FROM calibration_seats)""",
            """INSERT INTO cycle_sessions SELECT session || iif(plan IN (SELECT second FROM second_plans), '.2', ''), session, plan
                FROM played_plans WHERE session NOT IN (SELECT session FROM calibration_seats)""",
        ),
    ),
    Migration(
        "012-practice-and-answers",
        (
            """CREATE TABLE practice (
                number INTEGER PRIMARY KEY,
                batch INTEGER NOT NULL,      -- entries that were kept together, and are taken back together
                cycle TEXT NOT NULL REFERENCES cycles (id) ON DELETE CASCADE,
                about TEXT NOT NULL,         -- card or assignment
                key TEXT NOT NULL,           -- id of the card, or salted hash of the agent's id
                body TEXT NOT NULL,          -- JSON: as it stood then
                kept_at TEXT NOT NULL
            )""",
            "CREATE INDEX practice_of_cycle ON practice (cycle, about, key, number)",
            """CREATE TABLE answers (
                cycle TEXT PRIMARY KEY REFERENCES cycles (id) ON DELETE CASCADE,
                body TEXT NOT NULL           -- JSON: verdict, effect and interval as they were read last
            )""",
            """CREATE TABLE parked_answers (
                session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
                number INTEGER NOT NULL,     -- of the parked question in its session, counted from 1
                answer TEXT NOT NULL,
                kept_at TEXT NOT NULL,
                PRIMARY KEY (session, number)
            ) WITHOUT ROWID""",
        ),
    ),
    Migration(
        "013-days-held",
        (
            "ALTER TABLE sessions ADD COLUMN held_on TEXT",  # ISO date of one that was held on paper; else the day it was opened
        ),
    ),
    Migration(
        "014-recordings",
        (
            """CREATE TABLE recordings (
                call_key TEXT PRIMARY KEY,
                is_allowed INTEGER NOT NULL, -- whether everybody in it agreed that a room hears it
                answered_at TEXT NOT NULL
            ) WITHOUT ROWID""",
            """CREATE TABLE clips (
                excerpt TEXT PRIMARY KEY REFERENCES excerpts (id) ON DELETE CASCADE,
                key TEXT NOT NULL,           -- hash of the approval and of every sample; names the file in the cache
                seconds REAL NOT NULL,
                turns TEXT NOT NULL,         -- JSON: start and end of each shown turn, in seconds of the clip
                made_at TEXT NOT NULL
            ) WITHOUT ROWID""",
        ),
    ),
)
