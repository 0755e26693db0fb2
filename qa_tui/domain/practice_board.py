"""Step 5 at a glance: who practises what, by when, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.domain.attendance import Presence
from qa_tui.domain.practice import Assignment, Card, CardState, PracticeState

if TYPE_CHECKING:
    from datetime import date

    from qa_tui.domain.cycle import Cycle, CycleSession
    from qa_tui.domain.measuring import MeasuringCalendar


@dataclass(frozen=True, slots=True)
class Trainee:
    """Somebody who was in a session, or was to be. Private."""

    agent: str
    """Id; empty where no file that is open knows the agent."""
    name: str
    key: str
    """What the store knows the agent by."""
    team: str
    session: CycleSession
    presence: Presence = Presence.PRESENT


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """One trained agent."""

    trainee: Trainee
    card: Card | None
    """Assigned, or dealt and not yet assigned; None where no card can be made."""
    assignment: Assignment | None

    def state(self, today: date) -> str:
        """Such as "assigned"; of what is not assigned yet, or whose card was changed since, where the card stands."""
        if self.assignment is not None:
            state = self.assignment.state(today)
            is_changed = self.card is not None and self.card.state is not CardState.APPROVED
            return f"card {self.card.state}" if state.is_open and is_changed and self.card else state.value
        return f"card {self.card.state}" if self.card is not None else "no card"


@dataclass(frozen=True, slots=True)
class PracticeBoard:
    """The practice of one cycle."""

    cycle: Cycle
    cards: tuple[Card, ...]
    rows: tuple[PracticeRow, ...]
    absent: tuple[Trainee, ...]
    """To be invited to the next session; never assigned."""
    without_attendance: tuple[CycleSession, ...]
    """Sessions of which nobody noted who was there."""

    def calendar(self, held: CycleSession) -> MeasuringCalendar:
        """When what is measured for one session: its re-score waits for the last day on which practice was asked."""
        dues = [
            row.assignment.due
            for row in self.rows
            if row.assignment is not None and row.trainee.session == held and not row.assignment.waived
        ]
        return held.calendar(max(dues, default=None))

    @property
    def answer_on(self) -> date:
        """First day on which the re-score of every session can be read."""
        return max(self.calendar(held).answer_on for held in self.cycle.sessions)

    @property
    def assigned(self) -> tuple[PracticeRow, ...]:
        return tuple(row for row in self.rows if row.assignment is not None)

    @property
    def handed_out(self) -> tuple[PracticeRow, ...]:
        """Assigned with a card that is approved as it stands: one that was changed since waits for its approval."""
        return tuple(row for row in self.assigned if row.card is not None and row.card.state is CardState.APPROVED)

    @property
    def can_be_assigned(self) -> tuple[PracticeRow, ...]:
        approved = CardState.APPROVED
        return tuple(r for r in self.rows if r.assignment is None and r.card is not None and r.card.state is approved)

    @property
    def reached(self) -> tuple[PracticeRow, ...]:
        """Those whose best practice is at the aim or over it."""
        return tuple(row for row in self.assigned if row.assignment is not None and row.assignment.reached)

    def in_state(self, state: PracticeState, today: date) -> tuple[PracticeRow, ...]:
        return tuple(r for r in self.assigned if r.assignment is not None and r.assignment.state(today) is state)

    def due_on(self, day: date) -> tuple[PracticeRow, ...]:
        """Those that are not done and due on that day."""
        return tuple(
            r for r in self.assigned if r.assignment and r.assignment.due == day and r.assignment.state(day).is_open
        )
