"""Which raters differ from the others, over the excerpts of QA calibrations (statistics 3.3).

Only where seats are linked with people, which a QA calibration says at its start. Excerpts that split the room say nothing
about a person. The level of the interval is corrected for the number of raters.
"""

from __future__ import annotations

from math import sqrt
from statistics import fmean, median, stdev
from typing import TYPE_CHECKING

from qa_tui.domain.raters import Habit, RaterFlag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.disagreement import JudgedRound

FEWEST_FOR_BIAS, FEWEST_FOR_SPREAD = 6, 8
BIAS_FROM, SPREAD_FROM, SPREAD_TIMES = 0.20, 0.25, 2.0
FEWEST_OTHERS = 3
LEVEL = 0.05
_SLACK = 1e-9


def find_rater_flags(rounds: Sequence[JudgedRound]) -> tuple[RaterFlag, ...]:
    """Raters who differ, the furthest first; none without linked seats."""
    apart: dict[str, list[float]] = {}
    for judged in rounds:
        if not judged.people or judged.judgement.is_contested:
            continue
        votes = {
            person: judged.scale.unit(level)
            for person, level in zip(judged.people, judged.by_seat, strict=False)
            if person and level is not None
        }
        for person, own in votes.items():
            others = [unit for other, unit in votes.items() if other != person]
            if len(others) >= FEWEST_OTHERS:
                apart.setdefault(person, []).append(own - median(others))
    spreads = {person: fmean(map(abs, found)) for person, found in apart.items()}
    usual = median(spreads.values()) if spreads else 0.0
    flags = []
    for person, found in sorted(apart.items()):
        mean = fmean(found)
        if _is_biased(found, mean, len(apart)):
            flags.append(RaterFlag(person, Habit.GENEROUS if mean > 0 else Habit.SEVERE, len(found), mean))
        elif (
            len(found) >= FEWEST_FOR_SPREAD
            and spreads[person] >= SPREAD_FROM - _SLACK
            and spreads[person] >= SPREAD_TIMES * usual - _SLACK
        ):
            flags.append(RaterFlag(person, Habit.UNEVEN, len(found), spreads[person]))
    return tuple(sorted(flags, key=lambda flag: (-abs(flag.mean), flag.person)))


def _is_biased(found: Sequence[float], mean: float, raters: int) -> bool:
    """Whether a t interval at the level 1 - .05 / raters keeps away from 0, and the mean is far enough from it."""
    from scipy.special import stdtrit

    if len(found) < FEWEST_FOR_BIAS or abs(mean) < BIAS_FROM - _SLACK:
        return False
    reach = float(stdtrit(len(found) - 1, 1 - LEVEL / raters / 2)) * stdev(found) / sqrt(len(found))
    return abs(mean) > reach
