"""What fills a session and for how many minutes; and what it costs in hours off the phones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

OPENING, CALL, PARTNER, SAY_IT_BETTER, WRAP_UP, BUFFER, BREAK = 6, 11, 6, 14, 10, 10, 15
LONGEST_WITHOUT_BREAK = 75
PRACTICE = 15
"""Minutes of practice for each participant, in the days after."""


class Length(StrEnum):
    """How long the room is there."""

    SESSION = "session"
    HALF_DAY = "half_day"

    @property
    def minutes(self) -> int:
        return 90 if self is Length.SESSION else 210


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One part of the session."""

    what: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """All parts, in order."""

    length: Length
    items: tuple[AgendaItem, ...]

    @property
    def minutes(self) -> int:
        return sum(item.minutes for item in self.items)

    @property
    def over(self) -> int:
        """Minutes too many; negative where there is room."""
        return self.minutes - self.length.minutes

    def words(self) -> str:
        """Such as "90 of 90 min" or "101 of 90 min, 11 too many"."""
        said = f"{self.minutes} of {self.length.minutes} min"
        return f"{said}, {self.over} too many" if self.over > 0 else said


def make_agenda(length: Length, calls: Sequence[int], *, has_partner: bool = True) -> Agenda:
    """The agenda for `calls` to vote on, one number for each criterion.

    A half-day has a break before 75 minutes are over, and at its end pairs work on the lines of each criterion.
    """
    items = [AgendaItem("Opening and trial vote", OPENING)]
    for number, count in enumerate(calls):
        if number:
            items.append(AgendaItem("Break", BREAK))
        halves = [count]
        if length is Length.HALF_DAY and len(calls) == 1 and OPENING + count * CALL > LONGEST_WITHOUT_BREAK:
            halves = [(count + 1) // 2, count // 2]
        for half, part in enumerate(halves):
            if half:
                items.append(AgendaItem("Break", BREAK))
            items.append(AgendaItem("1 call" if part == 1 else f"{part} calls", part * CALL))
        if has_partner:
            items.append(AgendaItem("The good partner", PARTNER))
    items.append(AgendaItem("Say it better, in pairs", SAY_IT_BETTER * len(calls)))
    items += [AgendaItem("Wrap-up and practice", WRAP_UP), AgendaItem("Buffer", BUFFER)]
    return Agenda(length, tuple(items))


def cost_hours(seats: int, minutes: int) -> float:
    """Hours off the phones: the session and the practice of everybody in it."""
    return seats * (minutes + PRACTICE) / 60


def cost_words(seats: int, minutes: int) -> str:
    hours = cost_hours(seats, minutes)
    return f"{seats} x {minutes} min + {seats} x {PRACTICE} min practice = {hours:.0f} h off the phones"
