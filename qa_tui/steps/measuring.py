"""Step 3: when what is measured, and whether it could show anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from qa_tui.domain.measurable import TARGET_POINTS, Measurable
from qa_tui.domain.measuring import MeasuringCalendar, first_fresh_day, measure_calendar

if TYPE_CHECKING:
    from datetime import date

    from qa_tui.domain.scope import Window
    from qa_tui.steps.loaded import Loaded

FORTNIGHT = 14
FEWEST_SCORED = 3
"""Scored calls from which an agent's spread says something."""


@dataclass(frozen=True, slots=True)
class CallFacts:
    """How often a criterion is scored, and how far an agent's calls lie apart."""

    calls: float
    """Scored calls of an agent per fortnight, the median."""
    spread: float | None
    """Standard deviation of a call within an agent, percent points; None where no agent has enough calls."""


def find_call_facts(loaded: Loaded, window: Window, criterion: str) -> CallFacts:
    """What the calls of a window say about measuring a criterion."""
    import numpy as np

    from qa_tui.analysis.detectable import call_spread

    sums = loaded.sums.of(window)
    if criterion not in sums.criteria:
        return CallFacts(0.0, None)
    standings = sums.standings[sums.criteria.index(criterion)]
    known = standings.scored >= FEWEST_SCORED
    spread = call_spread(standings, known)
    if spread is None:
        return CallFacts(0.0, None)
    return CallFacts(float(np.median(standings.scored[known])) * FORTNIGHT / window.days, spread)


def measurable(facts: CallFacts, seats: int) -> Measurable:
    """What a before/after of `seats` agents could show."""
    if facts.spread is None:
        return Measurable(seats, 0.0, None, None, None)
    from qa_tui.analysis.detectable import calls_needed, detectable_change

    return Measurable(
        agents=seats,
        calls_now=facts.calls,
        spread=facts.spread,
        detectable=detectable_change(seats, facts.calls, facts.spread),
        calls_needed=calls_needed(seats, TARGET_POINTS, facts.spread),
    )


def plan_calendar(window: Window, session: date | None, today: date) -> MeasuringCalendar:
    """The calendar of a session on that day; else on the first working day that has a fresh baseline and is yet to come."""
    if session is None:
        session = first_fresh_day(window)
        while session <= today or session.weekday() >= 5:
            session = max(session, today) + timedelta(days=1)
    return measure_calendar(window, session)
