"""One excerpt's blind first-round votes, judged: do people differ from each other, or together from QA?

D, the mean absolute difference of two votes, does not depend on how many vote and splits exactly into one term per line
between two levels. The labels keep three things apart that a mean would mix up: a split room, one dissenter, and a united
room that is elsewhere than QA.
"""

from __future__ import annotations

import itertools
from math import ceil
from statistics import fmean, median
from typing import TYPE_CHECKING, Literal

from qa_tui.domain.disagreement import Judgement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.rubric import Scale

FEWEST_VOTES = 4
QUORUM = 0.60
CAMP_SHARE = 0.30
CAMP_DISTANCE = 0.30
DIFFUSE_FROM = 0.30
DISSENT_FROM = 0.40
OTHERS_WITHIN = 0.17
MINOR_GAP = 0.20
MAJOR_GAP = 0.375
ONE_SIDE = 0.75
_SLACK = 1e-9


def mean_difference(units: Sequence[float]) -> float:
    """D: mean absolute difference of two of the values; 0 for fewer than two."""
    n = len(units)
    if n < 2:
        return 0.0
    ordered = sorted(units)
    return 2 * sum((2 * place - n - 1) * value for place, value in enumerate(ordered, 1)) / (n * (n - 1))


def largest_difference(votes: int) -> float:
    """D of a room of `votes` that is split in half between the ends of the scale."""
    return 2 * (votes // 2) * ((votes + 1) // 2) / (votes * (votes - 1))


def boundary_terms(votes: Sequence[float], scale: Scale) -> dict[tuple[float, float], float]:
    """D_b = w 2 F (1 - F) n / (n - 1) for every line between two neighbouring levels: they add up to D.

    F is the share of votes at or below the line, w the width of the step on 0..1. The lines are those between the levels that
    a room votes for; between the distinct votes where a vote is on none of these levels.
    """
    n = len(votes)
    levels = scale.vote_levels()
    if not set(levels).issuperset(votes):
        levels = tuple(sorted(set(votes)))
    terms = {}
    for lower, upper in itertools.pairwise(levels):
        share = sum(vote <= lower + _SLACK for vote in votes) / n
        terms[lower, upper] = (scale.unit(upper) - scale.unit(lower)) * 2 * share * (1 - share) * n / (n - 1)
    return terms


def lone_dissenter(units: Sequence[float]) -> int | None:
    """Index of the one value far from the median of the others, where the others agree; None unless there is exactly one."""
    found = []
    for place, value in enumerate(units):
        others = [*units[:place], *units[place + 1 :]]
        if abs(value - median(others)) >= DISSENT_FROM - _SLACK and mean_difference(others) <= OTHERS_WITHIN + _SLACK:
            found.append(place)
    return found[0] if len(found) == 1 else None


def camps(units: Sequence[float]) -> tuple[float, float] | None:
    """The values either side of the cut that parts two camps, or None.

    Each camp has at least two votes and 30 %, and their medians are at least 0.30 of the scale apart. Of several cuts the
    one with the widest distance of medians counts, then the one with the widest gap between neighbouring values, then the
    lowest.
    """
    ordered = sorted(units)
    n = len(ordered)
    side = max(2, ceil(CAMP_SHARE * n - _SLACK))
    best: tuple[float, float, float, float] | None = None
    for cut in range(side, n - side + 1):
        below, above = ordered[cut - 1], ordered[cut]
        if above <= below + _SLACK:
            continue
        distance = median(ordered[cut:]) - median(ordered[:cut])
        # Rounded, so that what is equal on the scale is not parted by the last bit of a float.
        here = (round(distance, 9), round(above - below, 9), below, above)
        if distance >= CAMP_DISTANCE - _SLACK and (best is None or here[:2] > best[:2]):
            best = here
    return (best[2], best[3]) if best else None


def _gap_label(units: Sequence[float], lone: int | None, actual: float) -> tuple[float, set[str]]:
    kept = [unit for place, unit in enumerate(units) if place != lone]
    gap = fmean(kept) - actual
    side = max(sum(u > actual + _SLACK for u in units), sum(u < actual - _SLACK for u in units)) / len(units)
    if abs(gap) < MINOR_GAP - _SLACK or side < ONE_SIDE - _SLACK:
        return gap, set()
    return gap, {"gap_major" if abs(gap) >= MAJOR_GAP - _SLACK else "gap_minor"}


def _applicability(scores: int, not_applicable: int, actual: float | Literal["na"] | None) -> set[str]:
    """Labels about whether the criterion applies at all."""
    answers = scores + not_applicable
    labels = set()
    if not_applicable >= 2 and scores >= 2 and min(scores, not_applicable) >= CAMP_SHARE * answers - _SLACK:
        labels.add("applicability_contested")
    elif (actual == "na" and scores > not_applicable and answers >= FEWEST_VOTES) or (
        actual not in {None, "na"} and not_applicable > scores and answers >= FEWEST_VOTES
    ):
        labels.add("gap_major")
    return labels


def judge_excerpt(
    votes: Sequence[float],
    scale: Scale,
    actual: float | Literal["na"] | None = None,
    *,
    not_applicable: int = 0,
    present: int | None = None,
) -> Judgement:
    """Label one excerpt.

    Args:
        votes: blind first-round votes for a level, on `scale`.
        scale: the criterion's scale.
        actual: the official score on `scale`, "na" where QA found the criterion not applicable, None where unknown.
        not_applicable: votes that say the criterion does not apply.
        present: people in the room, for the quorum; None: all who answered.
    """
    n = len(votes)
    units = [scale.unit(vote) for vote in votes]
    difference = mean_difference(units) if n >= 2 else None
    middle = median(votes) if votes else None
    step = scale.step if len(scale.values) > 3 or scale.is_continuous else 0.0
    labels = _applicability(n, not_applicable, actual)
    gap: float | None = None
    split: tuple[float, float] | None = None
    if present is not None and n + not_applicable < QUORUM * present - _SLACK:
        labels = {"no_quorum"}
    elif n < FEWEST_VOTES:
        labels |= set() if labels else {"too_few"}
    else:
        lone = lone_dissenter(units)
        split = camps(units)
        diffuse = not scale.is_binary and difference is not None and difference >= DIFFUSE_FROM - _SLACK
        if lone is None and (split or diffuse):
            labels.add("contested")
        else:
            split = None
            if lone is not None:
                labels.add("lone_dissent")
            if isinstance(actual, int | float):
                gap, found = _gap_label(units, lone, scale.unit(actual))
                labels |= found if "gap_major" not in labels else set()
        labels = labels or {"aligned"}
    return Judgement(
        labels=frozenset(labels),
        votes=n,
        disagreement=difference,
        split_index=None if difference is None else difference / largest_difference(n),
        boundaries=boundary_terms(votes, scale) if n >= 2 else {},
        within_one_step=None if middle is None else sum(abs(vote - middle) <= step + _SLACK for vote in votes) / n,
        gap=gap,
        camps=None if split is None else _as_values(split, votes, scale),
    )


def _as_values(units: tuple[float, float], votes: Sequence[float], scale: Scale) -> tuple[float, float]:
    """The votes whose places on the scale are `units`."""
    by_unit = {scale.unit(vote): vote for vote in votes}
    return by_unit[units[0]], by_unit[units[1]]
