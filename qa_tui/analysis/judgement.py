"""One criterion: where its agents stand, which class that makes, and what shakes it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.analysis.concentration import is_concentrated, test_segments
from qa_tui.analysis.intervals import Intervals, share_interval, t_intervals, wilson_intervals
from qa_tui.analysis.noise import Posterior, third_of
from qa_tui.analysis.sensitivity import Bench, indicative, provisional_class, with_excluded, without_busiest
from qa_tui.domain.gap_rules import classify, is_fragile, is_majority, is_on_the_line
from qa_tui.domain.gaps import AgentMean, AgentStatus, CriterionGap, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.analysis.membership import Membership
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.scope import Scope
    from qa_tui.scores.standings import Standings
    from qa_tui.scores.window_sums import WindowSums

Bools = npt.NDArray[np.bool_]

_LEAST_SURE = 50.0
"""Percent of the draws that must agree with the class, or it is tentative."""


@dataclass(frozen=True, slots=True)
class Person:
    """An agent as the report names them."""

    id: str
    name: str
    segments: tuple[tuple[str, str], ...]


def people_of(sums: WindowSums, names: Sequence[str], everyone: Sequence[Membership]) -> list[Person]:
    """All agents of the sums, in their order."""
    codes = [m.codes.tolist() for m in everyone]
    return [
        Person(
            agent,
            names[n],
            tuple((m.dimension, m.segments[of[n]]) for m, of in zip(everyone, codes, strict=True) if of[n] >= 0),
        )
        for n, agent in enumerate(sums.agents)
    ]


def lowest_first(gap: CriterionGap) -> tuple[bool, bool, float, float, str]:
    """Order of the ranking: team mean, else the indicative one, nothing scored last; ties by low share, then name."""
    mean = gap.team_mean
    if mean is None:
        mean = gap.indicative.mean if gap.indicative else 0.0
    # Equal means may differ in their last bit.
    return gap.team_mean is None, gap.scored == 0, round(mean, 9), -(gap.low_share or 0.0), gap.name


def rank_criterion(criterion_id: str, standings: Standings, scope: Scope, criterion: Criterion | None) -> CriterionGap:
    """What counting alone says of one criterion; rank is filled in by others, and what is tested by `judge`."""
    means, low, eligible = standings.means(), standings.is_low(scope.threshold), _eligible(standings, scope)
    count, low_count = int(eligible.sum()), int((low & eligible).sum())
    return CriterionGap(
        id=criterion_id,
        name=criterion.name if criterion else criterion_id,
        rank=0,
        team_mean=float(means[eligible].mean()) if count else None,
        call_weighted_mean=standings.overall_mean(eligible if count else standings.scored > 0),
        scored=int(standings.scored.sum()),
        not_applicable=standings.not_applicable,
        missing=standings.missing,
        eligible_agents=count,
        low_agents=low_count,
        majority_signal=is_majority(low_count, count),
        verdict=classify(low_count, count, concentrated=False, lines=scope.lines),
        provisional_verdict=None,
        on_the_line=is_on_the_line(low_count, count, scope.lines),
        fragile=False,
        corrected_low_share=None,
        trend=standings.trend(),
        excluded_agents=int(((standings.scored > 0) & ~eligible).sum()),
        share_interval=share_interval(low_count, count) if count else None,
        is_tested=False,
    )


def judge(
    ranked: CriterionGap,
    standings: Standings,
    others: Standings | None,
    everyone: Sequence[Membership],
    scope: Scope,
    people: Sequence[Person],
) -> CriterionGap:
    """The gap of one criterion that has been counted; rank and change are filled in by others.

    `others` are the standings without the busiest evaluator, where several evaluators are known.
    """
    bench = Bench(standings, everyone, scope)
    means, low, eligible = standings.means(), standings.is_low(scope.threshold), _eligible(standings, scope)
    count, low_count = ranked.eligible_agents, ranked.low_agents
    segments = test_segments(low[eligible], means[eligible], [m.take(eligible) for m in everyone]) if count else ()
    concentrated = is_concentrated(segments)
    verdict = classify(low_count, count, concentrated=concentrated, lines=scope.lines)
    intervals = _intervals(standings, scope.threshold)
    posterior = Posterior.of(means[eligible], standings.scored[eligible], standings.squares[eligible])
    share = 100 * low_count / count if count else None
    corrected = posterior.expected_low_share(scope.threshold) if posterior else None
    sureness = None
    if posterior and count:
        drawn = third_of(posterior.drawn_shares(scope.threshold), scope.lines)
        sureness = 100 * float((drawn == _third(share, scope)).mean())
    return replace(
        ranked,
        verdict=verdict,
        provisional_verdict=provisional_class(bench) if verdict is Verdict.INSUFFICIENT else None,
        fragile=is_fragile(low_count, count, concentrated=concentrated, lines=scope.lines),
        corrected_low_share=corrected,
        segments=segments,
        agents=_agent_means(standings, low, eligible, people, intervals, scope.threshold),
        without_busiest=without_busiest(bench, others, eligible) if others else None,
        with_excluded=with_excluded(bench, eligible),
        sureness=sureness,
        is_tentative=sureness is not None
        and (sureness < _LEAST_SURE or _third(corrected, scope) != _third(share, scope)),
        indicative=indicative(bench, intervals, verdict),
        is_tested=True,
    )


def _eligible(standings: Standings, scope: Scope) -> Bools:
    """[A] agents with enough scored calls."""
    return np.asarray(standings.scored >= max(1, scope.minimum_calls))


def _third(share: float | None, scope: Scope) -> int:
    return -1 if share is None else int(third_of(np.array([share]), scope.lines)[0])


def _intervals(standings: Standings, threshold: int) -> Intervals:
    """[A] of every agent; NaN where nothing was scored."""
    agents = standings.scored.size
    known = standings.scored > 0
    means, scored = standings.means()[known], standings.scored[known]
    found = (
        wilson_intervals(means, scored, threshold)
        if standings.is_binary
        else t_intervals(means, scored, standings.squares[known], threshold)
    )
    spread = [np.full(agents, np.nan) for _ in range(3)]
    for whole, part in zip(spread, (found.low, found.high, found.below_chance), strict=True):
        whole[known] = part
    return Intervals(*spread)


def _agent_means(
    standings: Standings, low: Bools, eligible: Bools, people: Sequence[Person], intervals: Intervals, threshold: int
) -> tuple[AgentMean, ...]:
    """Everybody with a scored call, the lowest mean first."""
    means, uncertain = standings.means(), intervals.cover(threshold).tolist()
    known = np.flatnonzero(standings.scored > 0)
    ids = np.array([people[n].id for n in known.tolist()])
    # Equal means may differ in their last bit.
    order = known[np.lexsort((ids, np.round(means[known], 9)))].tolist()
    columns = (standings.scored, means, intervals.low, intervals.high, intervals.below_chance, low, eligible)
    scored, mean, lower, upper, chance, is_low, counts = (column.tolist() for column in columns)
    return tuple(
        AgentMean(
            people[n].id,
            people[n].name,
            scored[n],
            mean[n],
            AgentStatus.TOO_FEW if not counts[n] else AgentStatus.LOW if is_low[n] else AgentStatus.NOT_LOW,
            people[n].segments,
            lower[n],
            upper[n],
            None if math.isnan(chance[n]) else chance[n],
            uncertain[n],
        )
        for n in order
    )
