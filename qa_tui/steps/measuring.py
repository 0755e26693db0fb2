"""Step 3: when what is measured, and whether it could show anything."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from qa_tui.domain.measurable import TARGET_POINTS, Measurable
from qa_tui.domain.measuring import MeasuringCalendar, first_fresh_day, measure_calendar

if TYPE_CHECKING:
    from datetime import date

    from qa_tui.domain.scope import Scope, Window
    from qa_tui.steps.loaded import Loaded

FORTNIGHT = 14
FEWEST_SCORED = 3
"""Scored calls from which an agent's spread says something."""


def find_measurable(loaded: Loaded, scope: Scope, criterion: str, seats: int) -> Measurable:
    """What a change of `seats` agents on a criterion could show, by the calls that the window holds."""
    import numpy as np

    from qa_tui.analysis.detectable import call_spread, calls_needed, detectable_change
    from qa_tui.analysis.standings import stand
    from qa_tui.steps.gaps import window_of

    matrix, window = loaded.matrix, window_of(loaded, scope)
    if window is None or criterion not in matrix.criteria:
        return Measurable(seats, 0.0, None, None, None)
    rows = np.flatnonzero(matrix.rows_between(window.start, window.end))
    standings = stand(matrix, rows, matrix.criteria.index(criterion))
    known = standings.scored >= FEWEST_SCORED
    spread = call_spread(standings, known)
    if spread is None:
        return Measurable(seats, 0.0, None, None, None)
    calls = float(np.median(standings.scored[known])) * FORTNIGHT / window.days
    return Measurable(
        agents=seats,
        calls_now=calls,
        spread=spread,
        detectable=detectable_change(seats, calls, spread),
        calls_needed=calls_needed(seats, TARGET_POINTS, spread),
    )


def plan_calendar(window: Window, session: date | None, today: date) -> MeasuringCalendar:
    """The calendar of a session on that day; else on the first working day that has a fresh baseline and is yet to come."""
    if session is None:
        session = first_fresh_day(window)
        while session <= today or session.weekday() >= 5:
            session = max(session, today) + timedelta(days=1)
    return measure_calendar(window, session)
