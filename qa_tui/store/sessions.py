"""Sessions, and what came of them: written event by event, read back whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from qa_tui.domain.event_form import VERSION, decode, encode
from qa_tui.domain.recorded import SessionSummary
from qa_tui.domain.session import Session
from qa_tui.domain.session_rules import replay
from qa_tui.store import attendance, cycles, people, practice, wording
from qa_tui.store.database import StoreError
from qa_tui.store.plans import PlanStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from qa_tui.domain.attendance import Presence
    from qa_tui.domain.cycle import Cycle
    from qa_tui.domain.outcome import KeptAnswer
    from qa_tui.domain.practice import Assignment, Card
    from qa_tui.domain.session_events import Event, Source
    from qa_tui.domain.wording_request import WordingRequest


@dataclass(frozen=True, slots=True)
class SessionStore(PlanStore):
    """Everything about sessions in one database."""

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
                held_on=row["held_on"] or "",
            )
            for row in rows
        )
