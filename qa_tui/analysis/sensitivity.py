"""The class that a criterion would have over other agents or other scores than the rule's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.analysis.busiest import busiest_evaluator
from qa_tui.analysis.concentration import is_concentrated, test_segments
from qa_tui.analysis.standings import stand
from qa_tui.domain.gap_rules import FEWEST_AGENTS, PROVISIONAL_CALLS, classify, provisional
from qa_tui.domain.gaps import Indicative, Sensitivity, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.analysis.intervals import Intervals
    from qa_tui.analysis.membership import Membership
    from qa_tui.analysis.standings import Standings
    from qa_tui.domain.scope import Scope
    from qa_tui.scores.matrix import CallMatrix

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Bench:
    """All that the classes of one criterion are worked out from."""

    standings: Standings
    everyone: Sequence[Membership]
    scope: Scope

    def concentrated(self, kept: Bools, standings: Standings | None = None) -> bool:
        """Whether the low ones among the `kept` agents sit in one segment."""
        standings = standings or self.standings
        low = standings.is_low(self.scope.threshold)
        if 100 * int((low & kept).sum()) >= self.scope.lines.mixed * int(kept.sum()):
            return False
        found = test_segments(low[kept], standings.means()[kept], [m.take(kept) for m in self.everyone])
        return is_concentrated(found)


def over(bench: Bench, kept: Bools, standings: Standings | None = None) -> Sensitivity:
    """The class over the `kept` agents, with other standings than the bench's where they are given."""
    standings = standings or bench.standings
    low, count = int((standings.is_low(bench.scope.threshold) & kept).sum()), int(kept.sum())
    concentrated = bench.concentrated(kept, standings) if count else False
    return Sensitivity(low, count, classify(low, count, concentrated=concentrated, lines=bench.scope.lines))


def with_excluded(bench: Bench, eligible: Bools) -> Sensitivity | None:
    """The class if agents with too few calls were included."""
    everybody = bench.standings.scored > 0
    return over(bench, everybody) if bool((everybody & ~eligible).any()) else None


def without_busiest(
    bench: Bench, matrix: CallMatrix, rows: npt.NDArray[np.int64], column: int, eligible: Bools
) -> Sensitivity | None:
    """The class over the same agents, as far as the others than the busiest evaluator scored 3 of their calls or more."""
    busiest = busiest_evaluator(matrix, rows)
    if busiest is None:
        return None
    standings = stand(matrix, rows[matrix.evaluator[rows] != busiest], column)
    return over(bench, eligible & (standings.scored >= PROVISIONAL_CALLS), standings)


def provisional_class(bench: Bench) -> Verdict | None:
    """The class over all agents with 3 or more scored calls, however few they are."""
    early = bench.standings.scored >= PROVISIONAL_CALLS
    low, count = int((bench.standings.is_low(bench.scope.threshold) & early).sum()), int(early.sum())
    return provisional(low, count, concentrated=bench.concentrated(early) if count else False, lines=bench.scope.lines)


def indicative(bench: Bench, intervals: Intervals, verdict: Verdict) -> Indicative | None:
    """What all agents with 3 or more scored calls say, where those with enough are fewer than 5; with any, if none has 3."""
    if verdict is not Verdict.INSUFFICIENT:
        return None
    standings, scope = bench.standings, bench.scope
    kept = standings.scored >= PROVISIONAL_CALLS
    if int(kept.sum()) < FEWEST_AGENTS:
        kept = standings.scored > 0
    if not kept.any():
        return None
    low = standings.is_low(scope.threshold) & kept
    count, low_count = int(kept.sum()), int(low.sum())
    return Indicative(
        low_agents=low_count,
        agents=count,
        calls_each=int(np.median(standings.scored[kept])),
        either_side=int((intervals.cover(scope.threshold) & kept).sum()),
        mean=float(standings.means()[kept].mean()),
        verdict=provisional(low_count, count, concentrated=bench.concentrated(kept), lines=scope.lines),
    )
