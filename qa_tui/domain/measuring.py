"""When what is measured: the days that select, the baseline, the session, the practice, and the answer. METHOD.md step 6."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qa_tui.domain.scope import Window

BASELINE_DAYS = POST_DAYS = 14
PRACTICE_DAYS = 7


class Baseline(StrEnum):
    """What the change is measured against."""

    FRESH = "fresh"
    """The 14 days before the session, none of which selected the criterion."""
    SPLIT = "split"
    """The last 14 days of the window; the criterion is selected on the days before them."""
    CORRECTED = "corrected"
    """The whole window that selected the criterion; what comes back by itself is taken off. Whole teams only."""
    OVERLAP = "overlap"
    """The days that also chose the people, or a criterion whose return cannot be estimated: no effect can be called one."""


@dataclass(frozen=True, slots=True)
class MeasuringCalendar:
    """The dates of one cycle. Windows are half-open."""

    baseline_kind: Baseline
    selection: Window
    baseline: Window
    session: date
    deadline: date
    """Last day of practice."""
    post: Window

    @property
    def answer_on(self) -> date:
        """The first day on which the re-score can be read."""
        return self.post.end


def first_fresh_day(window: Window) -> date:
    """The first working day on which a session has a fresh baseline."""
    return _working_day(window.end + timedelta(days=BASELINE_DAYS))


def measure_calendar(window: Window, session: date, deadline: date | None = None) -> MeasuringCalendar:
    """The calendar of a session on that day, for a criterion that was selected in `window`.

    The re-score begins the day after the last day of practice, which is 7 days after the session, or later where a practice
    was allowed more time: practice and re-score never share a day.
    """
    deadline = max(deadline or session, session + timedelta(days=PRACTICE_DAYS))
    post = Window(deadline + timedelta(days=1), deadline + timedelta(days=1 + POST_DAYS))
    two_weeks = timedelta(days=BASELINE_DAYS)
    if session >= window.end + two_weeks:
        return MeasuringCalendar(Baseline.FRESH, window, Window(session - two_weeks, session), session, deadline, post)
    # The session's own day and what follows it are no baseline, also where it was held before the window was over.
    end = min(window.end, session)
    split = max(end - two_weeks, window.start)
    selection, baseline = Window(window.start, split), Window(split, end)
    return MeasuringCalendar(Baseline.SPLIT, selection, baseline, session, deadline, post)


def _working_day(day: date) -> date:
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day
