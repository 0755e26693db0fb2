"""Agreement over excerpts: mean D, Krippendorff's alpha with a jackknife interval, and Gwet's AC1 or AC2 beside it.

Alpha is secondary: excerpts that were chosen because they scored low lie close together, and the same raters with the same
noise then get a far smaller alpha. D does not move, so it is the headline (statistics 2.1).
"""

from __future__ import annotations

from math import sqrt
from statistics import fmean, median, pstdev, stdev
from typing import TYPE_CHECKING

from qa_tui.domain.agreement import FEWEST_FOR_ALPHA, Agreement, Coefficients, Estimate, GroupBias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.disagreement import JudgedRound
    from qa_tui.domain.rubric import Scale

FEWEST_FOR_MEAN = 3
FEWEST_FOR_BIAS = 5
BIAS_FROM = 0.10
RESTRICTED_BELOW = 0.20
BINS = 10
_UPPER = 0.975
_SLACK = 1e-9


def mean_with_interval(values: Sequence[float], fewest: int = FEWEST_FOR_MEAN) -> Estimate | None:
    """Mean with its 95 % t interval over excerpts; without an interval below `fewest` values."""
    if not values:
        return None
    if len(values) < max(fewest, 2):
        return Estimate(fmean(values))
    from scipy.special import stdtrit

    reach = float(stdtrit(len(values) - 1, _UPPER)) * stdev(values) / sqrt(len(values))
    return Estimate(fmean(values), fmean(values) - reach, fmean(values) + reach)


def metric_of(scale: Scale) -> str:
    """Nominal on two levels, interval on a percent scale, ordinal else."""
    if scale.is_binary:
        return "nominal"
    return "interval" if scale.is_continuous else "ordinal"


def alpha_of(units: Sequence[Sequence[float]], metric: str) -> float | None:
    """Krippendorff's alpha; None where it is not defined: no unit with two values, or all values alike.

    Args:
        units: the values that each excerpt got, in any order; excerpts with fewer than two say nothing.
        metric: nominal, ordinal, interval or ratio.
    """
    import krippendorff
    import numpy as np

    kept = [unit for unit in units if len(unit) >= 2]
    domain = sorted({value for unit in kept for value in unit})
    if len(domain) < 2:
        return None
    counts = np.array([[unit.count(value) for value in domain] for unit in map(list, kept)])
    return float(krippendorff.alpha(value_counts=counts, value_domain=domain, level_of_measurement=metric))  # type: ignore[arg-type]


def alpha_with_interval(units: Sequence[Sequence[float]], metric: str) -> Estimate | None:
    """Alpha, and the 95 % t interval of its delete-one-excerpt pseudo-values, within -1..1 (statistics 2.2).

    A percentile bootstrap over few excerpts covers far too little: 68 instead of 95 times in 100 with five.
    """
    kept = [unit for unit in units if len(unit) >= 2]
    whole = alpha_of(kept, metric)
    if whole is None:
        return None
    values = pseudo_values(kept, metric, whole)
    if values is None or len(values) < FEWEST_FOR_MEAN:
        return Estimate(whole)
    found = mean_with_interval(values)
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    return Estimate(whole, max(found.low, -1.0), min(found.high, 1.0))


def pseudo_values(units: Sequence[Sequence[float]], metric: str, whole: float) -> list[float] | None:
    """K a - (K - 1) a_i for every excerpt i; None where alpha without one of them is not defined."""
    count = len(units)
    found = []
    for place in range(count):
        without = alpha_of([*units[:place], *units[place + 1 :]], metric)
        if without is None:
            return None
        found.append(count * whole - (count - 1) * without)
    return found


def gwet_ac(units: Sequence[Sequence[float]], categories: Sequence[float]) -> float | None:
    """Gwet's AC1 on two categories, AC2 with quadratic weights on more; None where no excerpt has two values.

    AC = (pa - pe) / (1 - pe), pe = T / (q (q - 1)) * sum of pi_k (1 - pi_k), T the sum of all weights. Excerpts with one
    value count for pi_k and not for pa (Gwet 2014).
    """
    places = {value: place for place, value in enumerate(categories)}
    width = categories[-1] - categories[0]

    def weight(one: float, other: float) -> float:
        return float(one == other) if len(categories) == 2 else 1 - ((one - other) / width) ** 2

    rows = [[list(unit).count(value) for value in categories] for unit in units if unit]
    rated = [row for row in rows if sum(row) >= 2]
    if not rated or any(value not in places for unit in units for value in unit):
        return None
    q = len(categories)
    agreed = 0.0
    for row in rated:
        n = sum(row)
        agreed += sum(
            row[k] * (sum(weight(categories[k], categories[m]) * row[m] for m in range(q)) - 1) for k in range(q)
        ) / (n * (n - 1))
    observed = agreed / len(rated)
    shares = [fmean(row[k] / sum(row) for row in rows) for k in range(q)]
    total = sum(weight(one, other) for one in categories for other in categories)
    expected = total / (q * (q - 1)) * sum(share * (1 - share) for share in shares)
    return (observed - expected) / (1 - expected)


def _binned(units: Sequence[Sequence[float]], scale: Scale) -> tuple[list[list[float]], list[float]]:
    """The values as categories: the levels of the scale, or tenths of a continuous scale."""
    if not scale.is_continuous:
        return [list(unit) for unit in units], list(scale.values)
    width = (scale.maximum - scale.minimum) / BINS
    bins = [scale.minimum + width * n for n in range(BINS + 1)]
    return [[min(bins, key=lambda b: (abs(b - value), b)) for value in unit] for unit in units], bins


def coefficients_of(rounds: Sequence[JudgedRound], scale: Scale) -> Coefficients | None:
    """Alpha and AC over excerpts; None with too few of them."""
    units = [list(judged.levels) for judged in rounds if len(judged.levels) >= 2]
    if len(units) < FEWEST_FOR_ALPHA:
        return None
    metric = metric_of(scale)
    values, categories = _binned(units, scale)
    medians = [scale.unit(median(unit)) for unit in units]
    return Coefficients(
        metric=metric,
        alpha=alpha_with_interval(units, metric),
        ac=gwet_ac(values, categories),
        is_range_restricted=pstdev(medians) < RESTRICTED_BELOW,
    )


def bias_of(rounds: Sequence[JudgedRound]) -> GroupBias | None:
    """Room less QA over excerpts in which the room was not split (statistics 3.3); None with fewer than five."""
    gaps = [
        judged.judgement.gap
        for judged in rounds
        if judged.judgement.gap is not None and not judged.judgement.is_contested
    ]
    if len(gaps) < FEWEST_FOR_BIAS:
        return None
    mean = mean_with_interval(gaps, FEWEST_FOR_BIAS)
    assert mean is not None
    assert mean.low is not None
    assert mean.high is not None
    excludes_none = mean.low > 0 or mean.high < 0
    return GroupBias(mean, len(gaps), is_flagged=excludes_none and abs(mean.value) >= BIAS_FROM - _SLACK)


def agreement_of(rounds: Sequence[JudgedRound]) -> Agreement:
    """Everything about the excerpts of one criterion under one wording."""
    from qa_tui.analysis.camps import find_contested_line

    scale = rounds[0].scale
    judged = [r for r in rounds if r.judgement.disagreement is not None]
    steps = [r.judgement.within_one_step for r in judged if r.judgement.within_one_step is not None]
    line, why_not = find_contested_line(rounds, scale)
    return Agreement(
        disagreement=mean_with_interval([r.judgement.disagreement or 0.0 for r in judged]),
        within_one_step=fmean(steps) if steps else None,
        coefficients=coefficients_of(rounds, scale),
        excerpts=len(judged),
        bias=bias_of(rounds),
        line=line,
        line_why_not=why_not,
    )
