"""One topic from its selection to what it left open: a cycle, and the sessions that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.domain.measuring import MeasuringCalendar, measure_calendar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.scope import Window


@dataclass(frozen=True, slots=True)
class CycleSession:
    """One session of a cycle: a group that left the phones together."""

    session: str
    plan: str
    """The plan whose calls it played on the cycle's criterion."""
    held_on: date
    is_open: bool
    selection: Window
    """Days whose scores chose the criterion, for this group's plan."""

    def calendar(self, deadline: date | None = None) -> MeasuringCalendar:
        """When what is measured for its people: everybody counts from the day of their own session.

        `deadline` is the last day on which somebody of it was asked to practise, where that is later than usual.
        """
        return measure_calendar(self.selection, self.held_on, deadline)


@dataclass(frozen=True, slots=True)
class Cycle:
    """One topic of one workspace."""

    id: str
    workspace: str
    criterion: str
    criterion_name: str
    wording_version: str
    """Of the criterion, when the cycle began."""
    sessions: tuple[CycleSession, ...]
    """At least one, the earliest first."""
    closed_on: date | None = None
    """Day on which a person closed it."""

    @property
    def begun_on(self) -> date:
        return self.sessions[0].held_on

    @property
    def selection(self) -> Window:
        """Days whose scores chose the criterion, for the first of its groups."""
        return self.sessions[0].selection

    @property
    def answer_on(self) -> date:
        """First day on which the re-score of its last session can be read, where practice was not given more time."""
        return max(held.calendar().answer_on for held in self.sessions)

    def is_running(self, today: date) -> bool:
        """Whether a session that is held today would still be one of its own."""
        return self.closed_on is None and today < self.answer_on


def course_code(cycle: Cycle) -> str:
    """A code for a learning system: the criterion and the day the cycle began."""
    return f"{cycle.criterion}-{cycle.begun_on.isoformat()}"


def running_cycle(cycles: Iterable[Cycle], workspace: str, criterion: Criterion, today: date) -> Cycle | None:
    """The cycle that a session on `criterion` joins today; None where it begins one.

    Another wording is another measure, and begins a cycle of its own.
    """
    same = (workspace, criterion.id, criterion.wording_version)
    fitting = [c for c in cycles if (c.workspace, c.criterion, c.wording_version) == same and c.is_running(today)]
    return max(fitting, key=lambda cycle: (cycle.begun_on, cycle.id), default=None)
