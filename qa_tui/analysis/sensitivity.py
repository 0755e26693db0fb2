"""The class that a criterion would have over other agents or other scores than the rule's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.analysis.concentration import is_concentrated, test_segments
from qa_tui.domain.gap_rules import FEWEST_AGENTS, PROVISIONAL_CALLS, classify, provisional
from qa_tui.domain.gaps import Indicative, Sensitivity, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.analysis.intervals import Intervals
    from qa_tui.analysis.membership import Membership
    from qa_tui.domain.scope import Scope
    from qa_tui.scores.standings import Standings

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Bench:
    """All that the classes of one criterion are worked out from."""

    standings: Standings
    everyone: Sequence[Membership]
    scope: Scope

    def counted(self, kept: Bools, standings: Standings | None = None) -> tuple[int, int, bool]:
        """Of the `kept` agents: how many are low, how many there are, and whether the low ones sit in one segment.

        Where they are too many for that to matter, it is not tested.
        """
        standings = standings or self.standings
        low = standings.is_low(self.scope.threshold)
        low_count, count = int((low & kept).sum()), int(kept.sum())
        if 100 * low_count >= self.scope.lines.mixed * count:
            return low_count, count, False
        found = test_segments(low[kept], standings.means()[kept], [m.take(kept) for m in self.everyone])
        return low_count, count, is_concentrated(found)


def over(bench: Bench, kept: Bools, standings: Standings | None = None) -> Sensitivity:
    """The class over the `kept` agents, with other standings than the bench's where they are given."""
    low, count, concentrated = bench.counted(kept, standings)
    return Sensitivity(low, count, classify(low, count, concentrated=concentrated, lines=bench.scope.lines))


def with_excluded(bench: Bench, eligible: Bools) -> Sensitivity | None:
    """The class if agents with too few calls were included."""
    everybody = bench.standings.scored > 0
    return over(bench, everybody) if bool((everybody & ~eligible).any()) else None


def without_busiest(bench: Bench, others: Standings, eligible: Bools) -> Sensitivity:
    """The class over the same agents, as far as the `others` than the busiest evaluator scored 3 of their calls or more."""
    return over(bench, eligible & (others.scored >= PROVISIONAL_CALLS), others)


def provisional_class(bench: Bench) -> Verdict | None:
    """The class over all agents with 3 or more scored calls, however few they are."""
    low, count, concentrated = bench.counted(bench.standings.scored >= PROVISIONAL_CALLS)
    return provisional(low, count, concentrated=concentrated, lines=bench.scope.lines)


def indicative(bench: Bench, intervals: Intervals, verdict: Verdict) -> Indicative | None:
    """What all agents with 3 or more scored calls say, where there is no class; with any, where fewer than 5 have 3."""
    if verdict is not Verdict.INSUFFICIENT:
        return None
    standings, scope = bench.standings, bench.scope
    kept = standings.scored >= PROVISIONAL_CALLS
    if int(kept.sum()) < FEWEST_AGENTS:
        kept = standings.scored > 0
    if not kept.any():
        return None
    low, count, concentrated = bench.counted(kept)
    return Indicative(
        low_agents=low,
        agents=count,
        calls_each=int(np.median(standings.scored[kept])),
        either_side=int((intervals.cover(scope.threshold) & kept).sum()),
        mean=float(standings.means()[kept].mean()),
        verdict=provisional(low, count, concentrated=concentrated, lines=scope.lines),
    )
