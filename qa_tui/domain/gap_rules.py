"""Step 2's rules, in integers: which class a criterion's gap has.

The article behind the method says both "more than 60 %" and "60 %+"; exactly 60 % counts as universal here. Between 40 %
and 60 % it names no rule: that is `mixed`, for a person to decide.
"""

from __future__ import annotations

from qa_tui.domain.gaps import Verdict

FEWEST_AGENTS = 5
LOW_CONFIDENCE_BELOW = 10
PROVISIONAL_CALLS = 3
CANNOT_TELL_BELOW = 20
"""Below this many agents a test that finds no concentration says nothing."""


def classify(low: int, eligible: int, *, concentrated: bool) -> Verdict:
    """The class of a criterion with `low` of `eligible` agents below the threshold."""
    if eligible < FEWEST_AGENTS:
        return Verdict.INSUFFICIENT
    return provisional(low, eligible, concentrated=concentrated)


def provisional(low: int, eligible: int, *, concentrated: bool) -> Verdict:
    """The class without asking whether there are enough agents; `insufficient` only where there are none."""
    if eligible == 0:
        return Verdict.INSUFFICIENT
    if 10 * low >= 6 * eligible:
        return Verdict.UNIVERSAL
    if 10 * low < 4 * eligible:
        return Verdict.CLUSTERED if concentrated else Verdict.SCATTERED
    return Verdict.MIXED


def is_low_confidence(eligible: int) -> bool:
    """Enough agents for a class, too few to lean on it."""
    return FEWEST_AGENTS <= eligible < LOW_CONFIDENCE_BELOW


def is_majority(low: int, eligible: int) -> bool:
    return 2 * low > eligible


def is_on_the_line(low: int, eligible: int) -> bool:
    """Exactly 60 % or exactly 40 % of the eligible agents are low."""
    return eligible > 0 and 10 * low in {6 * eligible, 4 * eligible}


def is_fragile(low: int, eligible: int, *, concentrated: bool) -> bool:
    """Whether one low agent more or less would change the class."""
    here = classify(low, eligible, concentrated=concentrated)
    others = (classify(n, eligible, concentrated=concentrated) for n in (low - 1, low + 1) if 0 <= n <= eligible)
    return any(other is not here for other in others)
