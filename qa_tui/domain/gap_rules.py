"""Step 2's rules, in integers: which class a criterion's gap has.

The article behind the method says both "more than 60 %" and "60 %+"; exactly 60 % counts as universal here. Between 40 %
and 60 % it names no rule: that is `mixed`, for a person to decide. Both lines can be moved in the settings.
"""

from __future__ import annotations

from qa_tui.domain.gaps import Verdict
from qa_tui.domain.scope import ClassLines

FEWEST_AGENTS = 5
LOW_CONFIDENCE_BELOW = 10
PROVISIONAL_CALLS = 3
CANNOT_TELL_BELOW = 20
"""Below this many agents a test that finds no concentration says nothing."""
LARGEST_P = 0.10
"""Up to this p a concentration is more than what chance does."""
MOST_EXCLUDED = 25
"""Percent of the agents that may have too few calls before it is a warning."""
FEW_OPPORTUNITIES_ABOVE = 40
"""Percent of scores that may be "not applicable" before it is said."""
MEANS_APART = 3.0
"""Points between the agent-weighted and the call-weighted mean before it is a warning."""
LINES = ClassLines()


def classify(low: int, eligible: int, *, concentrated: bool, lines: ClassLines = LINES) -> Verdict:
    """The class of a criterion with `low` of `eligible` agents below the threshold."""
    if eligible < FEWEST_AGENTS:
        return Verdict.INSUFFICIENT
    return provisional(low, eligible, concentrated=concentrated, lines=lines)


def provisional(low: int, eligible: int, *, concentrated: bool, lines: ClassLines = LINES) -> Verdict:
    """The class without asking whether there are enough agents; `insufficient` only where there are none."""
    if eligible == 0:
        return Verdict.INSUFFICIENT
    if 100 * low >= lines.universal * eligible:
        return Verdict.UNIVERSAL
    if 100 * low < lines.mixed * eligible:
        return Verdict.CLUSTERED if concentrated else Verdict.SCATTERED
    return Verdict.MIXED


def is_low_confidence(eligible: int) -> bool:
    """Enough agents for a class, too few to lean on it."""
    return FEWEST_AGENTS <= eligible < LOW_CONFIDENCE_BELOW


def is_majority(low: int, eligible: int) -> bool:
    return 2 * low > eligible


def is_on_the_line(low: int, eligible: int, lines: ClassLines = LINES) -> bool:
    """Exactly on one of the two lines."""
    return eligible > 0 and 100 * low in {lines.universal * eligible, lines.mixed * eligible}


def is_fragile(low: int, eligible: int, *, concentrated: bool, lines: ClassLines = LINES) -> bool:
    """Whether one low agent more or less would change the class."""
    here = classify(low, eligible, concentrated=concentrated, lines=lines)
    others = (
        classify(n, eligible, concentrated=concentrated, lines=lines) for n in (low - 1, low + 1) if 0 <= n <= eligible
    )
    return any(other is not here for other in others)
