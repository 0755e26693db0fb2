"""Agreement over excerpts, against published values and a second implementation of alpha."""

from __future__ import annotations

import itertools
import random

import pytest

from qa_tui.analysis.agreement import (
    agreement_of,
    alpha_of,
    alpha_with_interval,
    bias_of,
    coefficients_of,
    gwet_ac,
    mean_with_interval,
    metric_of,
    pseudo_values,
)  # fmt: skip
from qa_tui.analysis.excerpt_agreement import judge_excerpt
from qa_tui.domain.agreement import Reliability
from tests.builders import BINARY, FIVE, PERCENT, THREE, judged

Units = list[list[float]]


def columns(*rows: str) -> Units:
    """Observers as rows, units as columns; a point is a missing value."""
    return [
        [float(value) for value in unit if value != "."] for unit in zip(*(row.split() for row in rows), strict=True)
    ]


def letters(*rows: str) -> Units:
    return [[float(ord(value)) for value in unit] for unit in zip(*(row.split() for row in rows), strict=True)]


def articles(text: str) -> Units:
    return [[float(value) for value in word if value != "."] for word in text.split()]


KRIPPENDORFF_A = columns("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
KRIPPENDORFF_B = letters("a a b b d c c c e d d a", "b a b b b c c c e d d d")
KRIPPENDORFF_C = columns(
    "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."
)
WIKIPEDIA = columns(". . . . . 3 4 1 2 1 1 3 3 . 3", "1 . 2 1 3 3 4 3 . . . . . . .", ". . 2 1 3 4 4 . 2 1 1 3 3 . 4")
HAYES = articles(
    "112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. .100. 0000. 1222. 33223 111.1 111.1 212.2 1233. 1101. 000.0 "
    "0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2 110.0 2121. 22.22 3222. 222.2 223.2 222.2 22.12 2222. 111.1"
)


def plain_alpha(units: Units, metric: str) -> float:
    """Alpha by its definition: observed over expected disagreement of pairs of values."""
    kept = [unit for unit in units if len(unit) >= 2]
    everything = sorted(value for unit in kept for value in unit)
    count = {value: everything.count(value) for value in everything}
    order = sorted(count)

    def apart(one: float, other: float) -> float:
        if metric == "nominal":
            return float(one != other)
        if metric == "interval":
            return (one - other) ** 2
        if metric == "ratio":
            return ((one - other) / (one + other)) ** 2 if one != other else 0.0
        low, high = sorted((one, other))
        between = sum(count[value] for value in order if low <= value <= high)
        return (between - (count[low] + count[high]) / 2) ** 2 if low != high else 0.0

    total = len(everything)
    observed = sum(
        sum(apart(one, other) for one, other in itertools.permutations(unit, 2)) / (len(unit) - 1) for unit in kept
    )
    expected = sum(apart(one, other) for one, other in itertools.permutations(everything, 2)) / (total - 1)
    return 1 - observed / expected


@pytest.mark.parametrize(
    ("units", "metric", "published"),
    [
        (KRIPPENDORFF_A, "nominal", 0.0952), (KRIPPENDORFF_B, "nominal", 0.6920),
        (KRIPPENDORFF_C, "nominal", 0.7434), (KRIPPENDORFF_C, "ordinal", 0.8154), (KRIPPENDORFF_C, "interval", 0.8491),
        (KRIPPENDORFF_C, "ratio", 0.7974), (WIKIPEDIA, "nominal", 0.691358), (WIKIPEDIA, "interval", 0.810845),
        (HAYES, "ordinal", 0.7598), (HAYES, "nominal", 0.4765), (HAYES, "interval", 0.7574),
    ],
)  # fmt: skip
def test_alpha_is_the_published_one_by_two_sources(units: Units, metric: str, published: float) -> None:
    found = alpha_of(units, metric)
    assert found == pytest.approx(published, abs=6e-5)
    assert found == pytest.approx(plain_alpha(units, metric), abs=1e-9)


@pytest.mark.parametrize(
    ("units", "metric", "count", "mean", "low", "high"),
    [
        (KRIPPENDORFF_C, "ordinal", 11, 0.8329, 0.5030, 1.1627), (KRIPPENDORFF_C, "interval", 11, 0.8847, 0.5709, 1.1985),
        (HAYES, "ordinal", 40, 0.7709, 0.6618, 0.8800), (HAYES, "interval", 40, 0.7650, 0.6645, 0.8654),
    ],
)  # fmt: skip
def test_the_jackknife(units: Units, metric: str, count: int, mean: float, low: float, high: float) -> None:
    kept = [unit for unit in units if len(unit) >= 2]
    whole = alpha_of(kept, metric)
    assert whole is not None
    values = pseudo_values(kept, metric, whole)
    assert values is not None
    assert len(values) == count
    raw = mean_with_interval(values)
    assert raw is not None
    assert (raw.value, raw.low, raw.high) == pytest.approx((mean, low, high), abs=1.1e-4)
    shown = alpha_with_interval(units, metric)
    assert shown is not None
    assert (shown.value, shown.high) == (whole, min(raw.high or 0, 1.0))


def test_gwet() -> None:
    assert gwet_ac(KRIPPENDORFF_C, [1, 2, 3, 4, 5]) == pytest.approx(0.91400, abs=6e-6)
    binary = [[1.0] * 8] * 9 + [[1.0] * 7 + [0.0]]
    assert gwet_ac(binary, [0.0, 1.0]) == pytest.approx(0.97437, abs=6e-6)
    assert alpha_of(binary, "nominal") == pytest.approx(0.0, abs=1e-12)
    two = [[0.0, 0.0]] * 13 + [[1.0, 1.0]] * 20 + [[1.0, 0.0]] * 3
    assert gwet_ac(two, [0.0, 1.0]) == pytest.approx(gwet_ac([unit[::-1] for unit in two], [0.0, 1.0]))
    assert gwet_ac([[1.0]], [1.0, 2.0]) is None
    assert gwet_ac([[7.0, 1.0]], [1.0, 2.0]) is None


def test_alpha_is_not_defined_without_variation() -> None:
    assert alpha_of([[3.0] * 5] * 8, "ordinal") is None
    assert alpha_of([[3.0]], "ordinal") is None
    assert alpha_with_interval([[3.0] * 5] * 8, "ordinal") is None
    one_apart = [[3.0] * 5, *[[3.0] * 4] * 3, [3.0, 3.0, 3.0, 1.0, 3.0]]
    assert alpha_of(one_apart, "nominal") == pytest.approx(0.0, abs=1e-12)
    found = alpha_with_interval(one_apart, "nominal")
    assert found is not None
    assert found.low is None, "without the one excerpt that varies there is no alpha"


def test_the_mean_and_its_interval() -> None:
    assert mean_with_interval([]) is None
    few = mean_with_interval([0.1, 0.3])
    assert few is not None
    assert few.value == pytest.approx(0.2)
    assert few.low is None
    three = mean_with_interval([0.1, 0.2, 0.3])
    assert three is not None
    assert three.low == pytest.approx(0.2 - 4.3027 * 0.1 / 3**0.5, abs=1e-4)
    assert three.high == pytest.approx(0.4484, abs=1e-4)


def test_the_metric_of_a_scale() -> None:
    assert [metric_of(scale) for scale in (BINARY, THREE, FIVE, PERCENT)] == [
        "nominal",
        "ordinal",
        "ordinal",
        "interval",
    ]


def rooms(*votes: list[int], actual: float = 3) -> list:  # type: ignore[type-arg]
    return [judged([float(v) for v in row], actual=actual, excerpt=f"e{n}") for n, row in enumerate(votes)]


def test_what_is_said_over_excerpts() -> None:
    spread = rooms(
        [1, 1, 1, 2], [5, 5, 5, 4], [3, 3, 3, 4], [2, 2, 2, 3], [4, 4, 4, 5], [1, 1, 2, 1], [5, 5, 4, 5], [3, 3, 3, 3]
    )
    found = agreement_of(spread)
    assert found.excerpts == 8
    assert found.within_one_step == 1.0
    assert found.coefficients is not None
    assert found.coefficients.metric == "ordinal"
    assert not found.coefficients.is_range_restricted
    assert found.coefficients.reliability is Reliability.RELIABLE
    low_only = rooms(*[[2, 2, 1, 2], [2, 2, 2, 3]] * 4)
    narrow = coefficients_of(low_only, FIVE)
    assert narrow is not None
    assert narrow.is_range_restricted
    assert narrow.ac is not None
    assert narrow.alpha is not None
    assert narrow.ac > 0.9 > narrow.alpha.value
    assert coefficients_of(low_only[:7], FIVE) is None


def test_a_bias_of_the_room_against_qa() -> None:
    above = bias_of(rooms(*[[4, 4, 4, 5], [4, 4, 4, 4]] * 3))
    assert above is not None
    assert above.is_flagged
    assert above.mean.value > 0.2
    assert bias_of(rooms([4, 4, 4, 4], [4, 4, 4, 4])) is None
    even = bias_of(rooms([4, 4, 4, 4], [2, 2, 2, 2], [3, 3, 3, 3], [4, 4, 4, 4], [2, 2, 2, 2]))
    assert even is not None
    assert not even.is_flagged


def test_a_bias_is_seldom_flagged_where_there_is_none_and_mostly_where_there_is() -> None:
    """Statistics 3.3: five-point scale, eight raters, eight excerpts; false alarm about .02, a one-point shift nearly always."""
    generator = random.Random(7)  # noqa: S311 - a simulation
    flags = {0.0: 0, 1.0: 0}
    for shift in flags:
        for _ in range(150):
            rounds = []
            leniency = [generator.gauss(0, 0.2) for _ in range(8)]
            for number in range(8):
                truth = generator.uniform(1, 5 - shift)
                votes = [min(max(round(truth + shift + own + generator.gauss(0, 0.5)), 1), 5) for own in leniency]
                official = min(max(round(truth + generator.gauss(0, 0.25)), 1), 5)
                rounds.append(judged([float(v) for v in votes], actual=float(official), excerpt=f"e{number}"))
            bias = bias_of(rounds)
            flags[shift] += bias is not None and bias.is_flagged
    assert flags[0.0] / 150 <= 0.07
    assert flags[1.0] / 150 >= 0.9


def test_the_judgement_of_an_excerpt_is_what_the_bias_is_made_of() -> None:
    assert judge_excerpt([4, 4, 4, 4], FIVE, 2).gap == pytest.approx(0.5)
