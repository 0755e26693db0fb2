"""Plans, approved excerpts, sealed scores and sessions: written event by event, read back whole."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from qa_tui.domain.event_form import VERSION, decode, encode
from qa_tui.domain.recorded import SessionSummary
from qa_tui.domain.rubric import Criterion
from qa_tui.domain.session import Session
from qa_tui.domain.session_rules import replay
from qa_tui.domain.vote_set import Use
from qa_tui.store import attendance, cycles, excerpts, people, practice, sound, wording
from qa_tui.store.database import StoreError
from qa_tui.store.workspaces import WorkspaceStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from qa_tui.domain.attendance import Presence
    from qa_tui.domain.clip import Clip
    from qa_tui.domain.cycle import Cycle
    from qa_tui.domain.disagreement import ActualScore
    from qa_tui.domain.excerpt import ApprovedExcerpt, Decision, EditHistory
    from qa_tui.domain.outcome import KeptAnswer
    from qa_tui.domain.plan_state import PlanState
    from qa_tui.domain.practice import Assignment, Card
    from qa_tui.domain.session_events import Event, Source
    from qa_tui.domain.wording_request import WordingRequest


@dataclass(frozen=True, slots=True)
class SessionStore(WorkspaceStore):
    """Everything about sessions in one database."""

    def make_plan(self, plan: str, workspace: str, criterion: Criterion, now: datetime) -> None:
        body = json.dumps(criterion.as_json(), ensure_ascii=False)
        with self.database.atomic() as cursor:
            cursor.execute("INSERT INTO plans VALUES (?, ?, ?, ?)", (plan, workspace, body, now.isoformat()))

    def open_plan(self, workspace: str, criterion: str) -> str | None:
        """The newest plan of a criterion that no session has used yet."""
        rows = self.database.rows(
            "SELECT id, criterion FROM plans WHERE workspace = ? AND id NOT IN (SELECT plan FROM played_plans) ORDER BY made_at DESC, rowid DESC",
            (workspace,),
        )
        return next((row["id"] for row in rows if json.loads(row["criterion"])["id"] == criterion), None)

    def newest_plan(self, workspace: str | None = None) -> str | None:
        """The newest plan with approved excerpts that no session has used yet, of one workspace or of all; of two, the first."""
        rows = self.database.rows(
            "SELECT id FROM plans WHERE id NOT IN (SELECT plan FROM played_plans UNION SELECT second FROM second_plans)"
            " AND (id IN (SELECT plan FROM excerpts WHERE use <> 'aside')"
            " OR id IN (SELECT second_plans.plan FROM second_plans JOIN excerpts ON excerpts.plan = second WHERE use <> 'aside'))"
            " AND workspace = coalesce(?, workspace) ORDER BY made_at DESC, rowid DESC LIMIT 1",
            (workspace,),
        )
        return rows[0]["id"] if rows else None

    def pair(self, plan: str, second: str | None) -> None:
        """Take a second plan into the session of the first, or none."""
        with self.database.atomic() as cursor:
            cursor.execute(
                "DELETE FROM second_plans WHERE plan IN (?, ?) OR second IN (?, ?)", (plan, second, plan, second)
            )
            if second is not None:
                cursor.execute("INSERT INTO second_plans VALUES (?, ?)", (plan, second))

    def second_of(self, plan: str) -> str | None:
        """The plan that the session of this one plays after it."""
        rows = self.database.rows("SELECT second FROM second_plans WHERE plan = ?", (plan,))
        return rows[0]["second"] if rows else None

    def first_of(self, plan: str) -> str | None:
        """The plan whose session plays this one after it."""
        rows = self.database.rows("SELECT plan FROM second_plans WHERE second = ?", (plan,))
        return rows[0]["plan"] if rows else None

    def plan_workspace(self, plan: str) -> str:
        """Name of the workspace a plan was made in; empty for a plan that is not there."""
        rows = self.database.rows("SELECT workspace FROM plans WHERE id = ?", (plan,))
        return rows[0]["workspace"] if rows else ""

    def plan_criterion(self, plan: str) -> Criterion:
        rows = self.database.rows("SELECT criterion FROM plans WHERE id = ?", (plan,))
        if not rows:
            raise StoreError(f"there is no plan {plan}")
        return Criterion.from_json(json.loads(rows[0]["criterion"]))

    def approve(self, excerpt: ApprovedExcerpt, call_id: str, actual: ActualScore, now: datetime) -> None:
        excerpts.approve(self.database, excerpt, self.call_key(call_id), actual, now)

    def copy_excerpts(self, plan: str, copy: str, new_id: Callable[[], str], now: datetime) -> None:
        excerpts.copy_excerpts(self.database, plan, copy, new_id, now)

    def last_played(self, workspace: str, criterion: str) -> tuple[str, int] | None:
        """The newest plan of a criterion that a session has played, and how many sessions have."""
        rows = self.database.rows(
            "SELECT id, criterion FROM plans WHERE workspace = ? AND id IN (SELECT plan FROM played_plans) AND id IN (SELECT plan FROM excerpts)"
            " ORDER BY made_at DESC, rowid DESC",
            (workspace,),
        )
        fitting = [row for row in rows if json.loads(row["criterion"])["id"] == criterion]
        return (fitting[0]["id"], len(fitting)) if fitting else None

    def keep_clip(self, excerpt: str, clip: Clip, now: datetime) -> None:
        sound.keep_clip(self.database, excerpt, clip, now)

    def clip_of(self, excerpt: str) -> Clip | None:
        return sound.clip_of(self.database, excerpt)

    def clip_keys(self) -> frozenset[str]:
        return sound.clip_keys(self.database)

    def allow_recording(self, call_id: str, *, is_allowed: bool, now: datetime) -> None:
        sound.allow_recording(self.database, self.call_key(call_id), is_allowed=is_allowed, now=now)

    def is_recording_allowed(self, call_id: str) -> bool | None:
        return sound.is_recording_allowed(self.database, self.call_key(call_id))

    def withdraw(self, plan: str, call_id: str) -> None:
        excerpts.withdraw(self.database, plan, self.call_key(call_id))

    def keep_history(self, plan: str, call_id: str, history: EditHistory, now: datetime) -> None:
        excerpts.keep_history(self.database, plan, self.call_key(call_id), history, now)

    def history_of(self, plan: str, call_id: str) -> EditHistory | None:
        """What was done to a call's excerpt so far."""
        return excerpts.history_of(self.database, plan, self.call_key(call_id))

    def lapse(self, excerpt: str, why: str) -> None:
        excerpts.lapse(self.database, excerpt, why)

    def excerpts_of(self, plan: str) -> dict[str, ApprovedExcerpt]:
        return excerpts.excerpts_of(self.database, plan)

    def approved(self, plan: str) -> dict[str, ApprovedExcerpt]:
        """Excerpts that a session of the plan may use and whose approval holds, by call key, in playing order."""
        return {
            key: excerpt
            for key, excerpt in self.excerpts_of(plan).items()
            if not excerpt.lapsed and excerpt.use is not Use.ASIDE
        }

    def excerpt(self, excerpt: str) -> ApprovedExcerpt:
        return excerpts.read_excerpt(self.database, excerpt)

    def sealed_score(self, excerpt: str) -> ActualScore:
        return excerpts.sealed_score(self.database, excerpt)

    def set_use(self, plan: str, uses: Mapping[str, Use]) -> None:
        excerpts.set_use(self.database, plan, uses)

    def save_state(self, plan: str, state: PlanState, now: datetime) -> None:
        excerpts.save_state(self.database, plan, state, now)

    def plan_state(self, plan: str) -> PlanState:
        return excerpts.plan_state(self.database, plan)

    def decide(self, plan: str, about: str, reason: str, now: datetime) -> None:
        excerpts.decide(self.database, plan, about, reason, now)

    def decisions(self, plan: str) -> tuple[Decision, ...]:
        return excerpts.decisions(self.database, plan)

    def keep_request(self, request: WordingRequest, now: datetime) -> None:
        wording.keep_request(self.database, request, now)

    def wording_requests(self) -> tuple[WordingRequest, ...]:
        return wording.read_requests(self.database)

    def keep_attendance(self, session: str, found: Mapping[str, Presence | None], now: datetime) -> None:
        attendance.keep_attendance(self.database, session, found, now)

    def attendance(self, session: str) -> dict[str, Presence]:
        """Agent key -> how they took part."""
        return attendance.read_attendance(self.database, session)

    def link_seats(self, session: str, names: Sequence[str]) -> None:
        """Link the seats of a QA calibration with people, from the first seat on."""
        keys = self.person_keys(names)
        people.link_seats(self.database, session, [(keys[name], name) for name in names])

    def person_keys(self, names: Iterable[str]) -> dict[str, str]:
        """Name -> what the store knows somebody in a QA calibration by, whatever the case of the letters."""
        asked = {name: f"person\x1f{name.casefold()}" for name in names}
        keys = self.call_keys(asked.values())
        return {name: keys[text] for name, text in asked.items()}

    def seats_of(self, session: str) -> tuple[str, ...]:
        return people.seats_of(self.database, session)

    def people_names(self) -> dict[str, str]:
        return people.names(self.database)

    def agent_keys(self, agents: Iterable[str]) -> dict[str, str]:
        """Agent id -> what the store knows the agent by."""
        known = tuple(agents)
        keys = self.call_keys([f"agent\x1f{agent}" for agent in known])
        return {agent: keys[f"agent\x1f{agent}"] for agent in known}

    def call_key(self, call_id: str) -> str:
        """What a call is known by in the store: a salted hash, since ids of calls may hold names."""
        return self.call_keys((call_id,))[call_id]

    def call_keys(self, call_ids: Iterable[str]) -> dict[str, str]:
        """Call id -> call key."""
        salt = self.database.rows("SELECT value FROM salt")[0]["value"]
        return {call: hashlib.sha256(f"{salt}:{call}".encode()).hexdigest()[:24] for call in call_ids}

    def start(
        self,
        session: str,
        plan: str,
        first: Event,
        now: datetime,
        people: Sequence[str] = (),
        held_on: date | None = None,
    ) -> None:
        """Open a session, in a QA calibration with the names of the people on its seats.

        `held_on` is the day of one that was held on paper before.
        """
        with self.database.atomic() as cursor:
            cursor.execute(
                "INSERT INTO sessions (id, plan, opened_at, held_on) VALUES (?, ?, ?, ?)",
                (session, plan, now.isoformat(), held_on.isoformat() if held_on else None),
            )
            self.append(session, first, "key", "", now)
            if people:
                self.link_seats(session, people)
            else:
                cycles.join_cycles(self.database, session, now, held_on)

    def cycles(self) -> tuple[Cycle, ...]:
        """Every cycle, the one that began last first."""
        return cycles.read_cycles(self.database)

    def keep_cards(self, cards: Sequence[Card], now: datetime, *, are_drafts: bool = False) -> None:
        practice.keep_cards(self.database, cards, now, are_drafts=are_drafts)

    def keep_assignments(self, assignments: Sequence[Assignment], now: datetime) -> None:
        practice.keep_assignments(self.database, assignments, now)

    def cards(self, cycle: str) -> tuple[Card, ...]:
        return practice.read_cards(self.database, cycle)

    def assignments(self, cycle: str) -> tuple[Assignment, ...]:
        return practice.read_assignments(self.database, cycle)

    def undo_practice(self, cycle: str) -> int:
        """Take back what was kept last; returns how many entries that were."""
        return practice.undo_practice(self.database, cycle)

    def keep_answer(self, cycle: str, answer: KeptAnswer) -> None:
        cycles.keep_answer(self.database, cycle, answer)

    def answers(self) -> dict[str, KeptAnswer]:
        """Cycle -> its answer as it was read last."""
        return cycles.read_answers(self.database)

    def answer_parked(self, session: str, number: int, answer: str, now: datetime) -> None:
        cycles.answer_parked(self.database, session, number, answer, now)

    def parked_answers(self) -> dict[tuple[str, int], str]:
        """(session, number of the parked question) -> its answer."""
        return cycles.parked_answers(self.database)

    def close_cycle(self, cycle: str, now: datetime | None) -> None:
        cycles.close_cycle(self.database, cycle, now)

    def opened_at(self, session: str) -> datetime:
        rows = self.database.rows("SELECT opened_at FROM sessions WHERE id = ?", (session,))
        if not rows:
            raise StoreError(f"there is no session {session}")
        return datetime.fromisoformat(rows[0]["opened_at"])

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

    def votes(self, session: str) -> int:
        """Blind first votes of a session that stand, however they were typed; 0 for a log that cannot be read."""
        try:
            state = replay(self.events(session))
        except StoreError:
            return 0
        return state.first_votes() if isinstance(state, Session) else 0

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
            "SELECT sessions.*, criterion,"
            " (SELECT criterion FROM plans WHERE id = (SELECT second FROM second_plans WHERE plan = sessions.plan)) AS second"
            " FROM sessions JOIN plans ON plans.id = plan ORDER BY opened_at DESC, sessions.rowid DESC"
        )
        return tuple(
            SessionSummary(
                id=row["id"],
                plan=row["plan"],
                criterion=" and ".join(json.loads(body)["name"] for body in (row["criterion"], row["second"]) if body),
                opened_at=row["opened_at"],
                closed_at=row["closed_at"],
            )
            for row in rows
        )
