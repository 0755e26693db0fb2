"""The labels against the rules written out in fractions, where no threshold is missed by the last bit of a float."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING, Literal

import pytest

from qa_tui.analysis.excerpt_agreement import judge_excerpt
from qa_tui.domain.rubric import Scale
from tests.builders import BINARY, FIVE, PERCENT, THREE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Actual = float | Literal["na"] | None


def difference(units: Sequence[Fraction]) -> Fraction:
    pairs = list(itertools.combinations(units, 2))
    return sum((abs(a - b) for a, b in pairs), Fraction(0)) / len(pairs)


def middle(units: Sequence[Fraction]) -> Fraction:
    return Fraction(median(units))


def dissenters(units: Sequence[Fraction]) -> list[int]:
    found = []
    for place, unit in enumerate(units):
        others = [*units[:place], *units[place + 1 :]]
        if abs(unit - middle(others)) >= Fraction(40, 100) and difference(others) <= Fraction(17, 100):
            found.append(place)
    return found


def camps(units: Sequence[Fraction]) -> tuple[Fraction, Fraction] | None:
    ordered, found = sorted(units), []
    for cut in range(1, len(ordered)):
        low, high = ordered[:cut], ordered[cut:]
        side, apart = min(len(low), len(high)), middle(high) - middle(low)
        is_cut = high[0] > low[-1] and side >= 2 and side >= Fraction(30, 100) * len(ordered)
        if is_cut and apart >= Fraction(30, 100):
            found.append((apart, high[0] - low[-1], -cut, (low[-1], high[0])))
    return max(found)[3] if found else None


def labels_of(
    units: Sequence[Fraction],
    actual: Fraction | Literal["na"] | None,
    not_applicable: int,
    present: int,
    *,
    binary: bool,
) -> tuple[set[str], tuple[Fraction, Fraction] | None]:
    scores, answers = len(units), len(units) + not_applicable
    labels: set[str] = set()
    if min(scores, not_applicable) >= 2 and min(scores, not_applicable) >= Fraction(30, 100) * answers:
        labels = {"applicability_contested"}
    elif answers >= 4 and actual is not None:
        wrong = scores > not_applicable if actual == "na" else not_applicable > scores
        labels = {"gap_major"} if wrong else set()
    if answers < Fraction(60, 100) * present:
        return {"no_quorum"}, None
    if scores < 4:
        return labels or {"too_few"}, None
    lone, split = dissenters(units), camps(units)
    if len(lone) != 1 and (split or (not binary and difference(units) >= Fraction(30, 100))):
        return labels | {"contested"}, split
    if len(lone) == 1:
        labels |= {"lone_dissent"}
    if isinstance(actual, Fraction) and "gap_major" not in labels:
        kept = [unit for place, unit in enumerate(units) if len(lone) != 1 or place != lone[0]]
        gap = sum(kept, Fraction(0)) / len(kept) - actual
        side = Fraction(max(sum(u > actual for u in units), sum(u < actual for u in units)), len(units))
        if abs(gap) >= Fraction(20, 100) and side >= Fraction(75, 100):
            labels |= {"gap_major" if abs(gap) >= Fraction(375, 1000) else "gap_minor"}
    return labels or {"aligned"}, None


def unit(scale: Scale, value: float) -> Fraction:
    low, high = Fraction(scale.minimum), Fraction(scale.maximum)
    return (Fraction(value) - low) / (high - low)


def rooms() -> Iterator[tuple[Scale, tuple[float, ...], Actual, int, int]]:
    """Every room of four and five on the short scales and in tens of a percent, and many larger ones."""
    drawn = random.Random(20_261_127)  # noqa: S311 - rooms, not secrets
    tens = [float(value) for value in range(0, 101, 10)]
    for scale, values in ((FIVE, FIVE.values), (THREE, THREE.values), (BINARY, BINARY.values), (PERCENT, tens)):
        for size in (4, 5):
            for votes in itertools.combinations_with_replacement(values, size):
                for actual in (values[0], values[-1], drawn.choice(values)):
                    yield scale, votes, actual, 0, size
    fives = [float(value) for value in range(0, 101, 5)]
    for _ in range(6_000):
        scale, values = drawn.choice(((FIVE, FIVE.values), (PERCENT, fives)))
        votes = tuple(drawn.choices(values, k=drawn.randint(0, 12)))
        no = drawn.choice((0, 0, 1, 2, 3, 4, 7))
        actual = drawn.choice((None, "na", *values[:: max(1, len(values) // 4)]))
        yield scale, votes, actual, no, drawn.choice((len(votes) + no, 5, 10, 20))


def test_labels_are_those_of_the_exact_rules() -> None:
    count = 0
    for scale, votes, actual, not_applicable, present in rooms():
        units = [unit(scale, vote) for vote in votes]
        exact = unit(scale, actual) if isinstance(actual, float | int) else actual
        expected, split = labels_of(units, exact, not_applicable, present, binary=scale is BINARY)
        found = judge_excerpt(votes, scale, actual, not_applicable=not_applicable, present=present)
        case = scale.maximum, votes, actual, not_applicable, present
        assert found.labels == expected, case
        by_unit = {unit(scale, vote): vote for vote in votes}
        assert found.camps == (None if split is None else (by_unit[split[0]], by_unit[split[1]])), case
        count += 1
    assert count > 15_000


@pytest.mark.parametrize(
    ("scale", "votes", "actual", "not_applicable", "label"),
    [
        (PERCENT, (0, 0, 0, 34, 80), None, 0, "lone_dissent"),
        (PERCENT, (60, 60, 60, 20), None, 0, "lone_dissent"),
        (PERCENT, (0, 30, 30, 60), None, 0, "contested"),
        (PERCENT, (40, 40, 70, 70), None, 0, "contested"),
        (PERCENT, (0, 0, 0, 50, 50, 50, 50, 50, 50, 50), None, 0, "contested"),
        (PERCENT, (80, 80, 80, 80), 60, 0, "gap_minor"),
        (FIVE, (3, 3, 3), "na", 1, "gap_major"),
        (FIVE, (3,), 3, 3, "gap_major"),
        (FIVE, (3, 3, 3), None, 7, "applicability_contested"),
    ],
)
def test_a_room_on_the_threshold(
    scale: Scale, votes: tuple[float, ...], actual: Actual, not_applicable: int, label: str
) -> None:
    assert label in judge_excerpt(votes, scale, actual, not_applicable=not_applicable).labels


def test_a_step_counts_from_four_levels_on() -> None:
    assert judge_excerpt([1, 2, 2, 3], Scale.of_levels(1, 2, 3, 4)).within_one_step == 1.0
    assert judge_excerpt([0, 1, 1, 2], THREE).within_one_step == 0.5


def test_two_votes_have_their_lines() -> None:
    assert judge_excerpt([1, 5], FIVE).boundaries == dict.fromkeys(itertools.pairwise(FIVE.vote_levels()), 0.25)
