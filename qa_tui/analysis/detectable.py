"""The smallest true change that a before/after of a group could show, before anybody is trained. statistics.md 5.4.

MDE = (t(.975, n-1) + t(.80, n-1)) x sqrt((2 s^2 / m + c^2) / n), with n agents, m scored calls of each in each of the two
windows, s the standard deviation of a call within an agent and c = 5 that of agents' own true changes, percent points.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy.typing as npt

    from qa_tui.scores.standings import Standings

POWER, LEVEL = 0.80, 0.975
CHANGE_SPREAD = 5.0
FEWEST_AGENTS = 5
MOST_CALLS = 60


def detectable_change(agents: int, calls: float, call_spread: float) -> float | None:
    """Percent points; None under 5 agents or without calls.

    Args:
        agents: in the cohort.
        calls: scored calls of each in each of the two fortnights.
        call_spread: standard deviation of a call's percent within an agent.
    """
    if agents < FEWEST_AGENTS or calls <= 0:
        return None
    from scipy.special import stdtrit

    quantiles = float(stdtrit(agents - 1, LEVEL) + stdtrit(agents - 1, POWER))
    return quantiles * math.sqrt((2 * call_spread**2 / calls + CHANGE_SPREAD**2) / agents)


def calls_needed(agents: int, points: float, call_spread: float) -> int | None:
    """Scored calls of each agent per fortnight to see a change of `points`; None where 60 would not do."""
    for calls in range(1, MOST_CALLS + 1):
        change = detectable_change(agents, calls, call_spread)
        if change is not None and change <= points:
            return calls
    return None


def call_spread(standings: Standings, agents: npt.NDArray[Any]) -> float | None:
    """Pooled standard deviation of a call's percent within `agents` (a mask); None where no agent has two calls."""
    scored, means = standings.scored[agents], standings.means()[agents]
    squares = standings.squares[agents]
    several = scored > 1
    free = float((scored[several] - 1).sum())
    if free <= 0:
        return None
    within = float((squares[several] - scored[several] * means[several] ** 2).sum()) / free
    return math.sqrt(max(within, 0.0))
