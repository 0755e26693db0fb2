"""What is being looked at: a window of call dates and, optionally, some segments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

WINDOW_DAYS = 30
THRESHOLD = 70
MINIMUM_CALLS = 10


@dataclass(frozen=True, slots=True)
class ClassLines:
    """Shares of low agents, in percent, at which the class changes."""

    universal: int = 60
    """At it or above: universal."""
    mixed: int = 40
    """At it or above, below `universal`: mixed."""


@dataclass(frozen=True, slots=True)
class Window:
    """Half-open interval of local call dates: `start` is in it, `end` is not."""

    start: date
    end: date

    @classmethod
    def before(cls, day: date, days: int = WINDOW_DAYS) -> Window:
        return cls(day - timedelta(days=days), day)

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    def moved(self, by: int) -> Window:
        """The window of the same length, `by` lengths later."""
        step = timedelta(days=by * self.days)
        return Window(self.start + step, self.end + step)

    def words(self) -> str:
        last = self.end - timedelta(days=1)
        if self.days == 1:
            return f"{last.day} {last:%b %Y}"
        if self.start.year != last.year:
            return f"{self.start.day} {self.start:%b %Y} - {last.day} {last:%b %Y}"
        if self.start.month != last.month:
            return f"{self.start.day} {self.start:%b} - {last.day} {last:%b %Y}"
        return f"{self.start.day}-{last.day} {last:%b %Y}"


@dataclass(frozen=True, slots=True)
class Scope:
    """The active filter. Hashable, so that results can say which question they answer."""

    as_of: date | None = None
    """The day after the last day of the window; None means the day after the newest call."""
    segments: tuple[tuple[str, str], ...] = ()
    """(dimension, segment) pairs that all must hold."""
    minimum_calls: int = MINIMUM_CALLS
    threshold: int = THRESHOLD
    window_days: int = WINDOW_DAYS
    lines: ClassLines = ClassLines()

    def departures(self) -> list[str]:
        """Where this scope departs from the method's own numbers, in words."""
        said = []
        if self.minimum_calls != MINIMUM_CALLS:
            said.append(f"min {self.minimum_calls}, not {MINIMUM_CALLS}")
        if self.threshold != THRESHOLD:
            said.append(f"line {self.threshold}, not {THRESHOLD}")
        if self.lines != ClassLines():
            said.append(f"classes at {self.lines.mixed}/{self.lines.universal} %")
        return said

    def words(self) -> str:
        return " and ".join(f"{dimension} {segment}" for dimension, segment in self.segments) or "everyone"
