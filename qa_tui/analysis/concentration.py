"""Whether the low scorers of a criterion sit in one segment: a permutation-corrected test.

Trying a dozen overlapping segments finds "one and a half times its share" somewhere in most teams in which nothing is
clustered. The p here counts how often a shuffle of the low labels makes *any* segment look as extreme, so it stays honest
however many segments there are.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.domain.gap_rules import CANNOT_TELL_BELOW, LARGEST_P
from qa_tui.domain.gaps import Concentration, SegmentGap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.analysis.membership import Membership

Bools = npt.NDArray[np.bool_]
Doubles = npt.NDArray[np.float64]

SHUFFLES = 999
FEWEST_IN_AND_OUT = 4
FEWEST_LOW = 3
_SLACK = 1e-12


def upper_tail(low: int, agents: int, size: int) -> Doubles:
    """[size + 1] P(at least k of the `size` agents of a segment are low | `low` of `agents` are), for k = 0..size.

    Hypergeometric, from log-gamma; exact to about 1e-12.
    """
    from scipy.special import gammaln

    k = np.arange(size + 1)
    possible = (k <= low) & (size - k <= agents - low)

    def choose(n: npt.ArrayLike, r: npt.ArrayLike) -> Doubles:
        n, r = np.asarray(n, float), np.asarray(r, float)
        return np.asarray(gammaln(n + 1) - gammaln(r + 1) - gammaln(n - r + 1))

    chance = np.zeros(size + 1)
    kept = k[possible]
    chance[possible] = np.exp(choose(low, kept) + choose(agents - low, size - kept) - choose(agents, size))
    return np.minimum(np.cumsum(chance[::-1])[::-1], 1.0)


def test_segments(low: Bools, means: Doubles, memberships: Sequence[Membership]) -> tuple[SegmentGap, ...]:
    """Every segment's share of the low scorers.

    Args:
        low: [E] which eligible agents are low.
        means: [E] their means, percent.
        memberships: dimensions, each with the [E] segment codes of the same agents.
    """
    eligible, total = low.size, int(low.sum())
    inside = [
        (m, code, m.codes == code) for m in memberships for code in np.argsort(m.segments) if (m.codes == code).any()
    ]
    tested = [
        n
        for n, (_, _, mask) in enumerate(inside)
        if min(int(mask.sum()), eligible - int(mask.sum())) >= FEWEST_IN_AND_OUT
    ]
    # By sizes, low agents, means and overlaps, so that names decide nothing.
    standing = _standings([mask for _, _, mask in inside], low, means)
    tested.sort(key=lambda n: standing[n])
    corrected = _corrected(low, [inside[n][2] for n in tested]) if total and tested else []
    p_of = dict(zip(tested, corrected, strict=False))
    result = []
    for n, (membership, code, mask) in enumerate(inside):
        agents, here = int(mask.sum()), int((low & mask).sum())
        lift = (here / total) / (agents / eligible) if total else None
        p = p_of.get(n)
        result.append(
            SegmentGap(
                dimension=membership.dimension,
                segment=membership.segments[code],
                agents=agents,
                low=here,
                mean=float(means[mask].mean()),
                lift=lift,
                p=p,
                concentration=_claim(here, total, agents, p, eligible),
            )
        )
    return tuple(result)


def _standings(masks: Sequence[Bools], low: Bools, means: Doubles) -> list[tuple[float, ...]]:
    """What tells segments apart without their names: size, low agents, mean, and overlaps with the others."""
    if not masks:
        return []
    members = np.stack(masks).astype(np.float64)
    sizes, low_members = members.sum(axis=1), members * low
    middle = np.round(members @ means / sizes, 6)
    overlaps = np.sort(members @ members.T + 1e-6 * (low_members @ members.T), axis=1)
    return [
        (float(sizes[n]), float(low_members[n].sum()), float(middle[n]), *np.round(overlaps[n], 9).tolist())
        for n in range(len(masks))
    ]


def is_concentrated(segments: Sequence[SegmentGap]) -> bool:
    """Whether the test claims that the low agents sit in one of `segments`."""
    return any(segment.concentration is Concentration.YES for segment in segments)


@lru_cache(maxsize=4)
def _shuffles(agents: int) -> npt.NDArray[np.float32]:
    """[SHUFFLES, agents] a random order of that many agents per row: the same ones for every criterion and every day.

    The same data then always gives the same p, whatever things are called.
    """
    orders = np.tile(np.arange(agents, dtype=np.float32), (SHUFFLES, 1))
    return np.random.default_rng(agents).permuted(orders, axis=1)


def _corrected(low: Bools, masks: list[Bools]) -> list[float]:
    """P of each segment: how often the most extreme segment of a shuffle is at least as extreme as this one.

    The order of the agents does not matter: they are shuffled in an order of their segments.
    """
    eligible, total = low.size, int(low.sum())
    members = np.stack(masks)
    tails = [upper_tail(total, eligible, int(size)) for size in members.sum(axis=1)]
    observed = (members & low).sum(axis=1)
    # Whole numbers far below 2^24, so exact in float32, and products of floats are quick.
    table = members[:, np.lexsort(members)].astype(np.float32)
    counts = ((_shuffles(eligible) < total).astype(np.float32) @ table.T).astype(np.int64)
    smallest = np.min(np.stack([tails[s][counts[:, s]] for s in range(len(masks))]), axis=0)
    return [(1 + int((smallest <= tails[s][observed[s]] + _SLACK).sum())) / (SHUFFLES + 1) for s in range(len(masks))]


def _claim(here: int, total: int, agents: int, p: float | None, eligible: int) -> Concentration:
    holds_half = 2 * here >= total
    # A lift of 1.5 or more, in whole numbers: (here / total) / (agents / eligible) has misses by one bit.
    is_dense = 2 * here * eligible >= 3 * total * agents
    if p is not None and here >= FEWEST_LOW and holds_half and is_dense:
        return Concentration.YES if p <= LARGEST_P else Concentration.POSSIBLE
    return Concentration.CANNOT_TELL if eligible < CANNOT_TELL_BELOW else Concentration.NO
