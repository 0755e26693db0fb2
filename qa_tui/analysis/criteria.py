"""Steps 1 and 2: every criterion ranked and classed, for one scope."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from qa_tui.analysis.busiest import without_busiest
from qa_tui.analysis.concentration import is_concentrated, test_segments
from qa_tui.analysis.membership import memberships
from qa_tui.analysis.noise import corrected_low_share
from qa_tui.analysis.standings import Standings, stand
from qa_tui.domain.gap_rules import PROVISIONAL_CALLS, classify, is_fragile, is_majority, is_on_the_line, provisional
from qa_tui.domain.gaps import (
    AgentMean,
    AgentStatus,
    CriterionGap,
    EvaluatorShare,
    GapReport,
    RowCounts,
    Verdict,
)
from qa_tui.domain.scope import Window
from qa_tui.scores.matrix import date_as_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from qa_tui.analysis.membership import Membership
    from qa_tui.domain.people import Agent
    from qa_tui.domain.rubric import Rubric
    from qa_tui.domain.scope import Scope
    from qa_tui.scores.matrix import CallMatrix

TREND_PARTS = 6


def window_of(matrix: CallMatrix, scope: Scope) -> Window | None:
    """The window that `scope` asks for; None where the matrix holds no dated call."""
    newest = matrix.newest_day()
    if scope.as_of is None and newest is None:
        return None
    end = scope.as_of or (newest + timedelta(days=1) if newest else scope.as_of)
    assert end is not None
    return Window.before(end, scope.window_days)


def find_gaps(
    matrix: CallMatrix, rubric: Rubric, roster: Sequence[Agent], scope: Scope, rows: RowCounts
) -> GapReport | None:
    """Steps 1 and 2 over the window and segments of `scope`; None where there is no dated call.

    `rows` are the counts of reading; what is used, what is outside the window and what is in other segments (left out) is
    filled in here.
    """
    window = window_of(matrix, scope)
    if window is None:
        return None
    in_window = matrix.rows_between(window.start, window.end)
    everyone = memberships(matrix, np.flatnonzero(in_window), roster, window.end)
    inside = in_window & _in_segments(everyone, scope, len(matrix.agents))[matrix.agent]
    chosen = np.flatnonzero(inside)
    used, dated = int(matrix.cells[chosen].sum()), int(matrix.cells[in_window].sum())
    standings = [stand(matrix, chosen, column) for column in range(len(matrix.criteria))]
    names = _names(matrix, roster)
    gaps = [
        _judge(matrix, chosen, column, standings[column], everyone, scope, rubric, names, window)
        for column in range(len(matrix.criteria))
    ]
    ranked = sorted(
        gaps,
        key=lambda g: (
            g.team_mean is None,
            # Equal means may differ in their last bit.
            round(g.team_mean if g.team_mean is not None else g.call_weighted_mean or 0.0, 9),
            -(g.low_share or 0.0),
            g.name,
        ),
    )
    criteria = tuple(replace(gap, rank=rank) for rank, gap in enumerate(ranked, 1))
    most = np.max(np.stack([s.scored for s in standings]), axis=0) if standings else np.zeros(0, np.int64)
    present = np.bincount(matrix.agent[chosen], minlength=len(matrix.agents)) > 0
    few = np.flatnonzero(present & (most < scope.minimum_calls))
    return GapReport(
        scope=scope,
        window=window,
        rows=replace(
            rows,
            used=used,
            outside_window=int(matrix.cells.sum()) - dated,
            left_out=rows.left_out + dated - used,
        ),
        calls=int(np.unique(matrix.call[chosen]).size),
        agents=int(present.sum()),
        under_minimum=tuple(sorted((matrix.agents[n], names[n], int(most[n])) for n in few)),
        leavers=tuple(agent.id for agent in roster if agent.left_on is not None and agent.left_on < window.end),
        evaluators=_evaluators(matrix, chosen),
        criteria=criteria,
        form_versions=_form_versions(matrix, chosen),
        topic=next((gap.id for gap in criteria if gap.verdict is Verdict.UNIVERSAL), None),
    )


def _names(matrix: CallMatrix, roster: Sequence[Agent]) -> list[str]:
    by_id = {agent.id: agent.name for agent in roster}
    return [by_id.get(agent) or matrix.agent_names[n] or agent for n, agent in enumerate(matrix.agents)]


def _in_segments(everyone: Sequence[Membership], scope: Scope, agents: int) -> npt.NDArray[np.bool_]:
    """[A] agents that are in every segment of the scope."""
    kept = np.ones(agents, bool)
    for dimension, segment in scope.segments:
        membership = next((m for m in everyone if m.dimension == dimension and segment in m.segments), None)
        kept &= membership.codes == membership.segments.index(segment) if membership else False
    return kept


def _form_versions(matrix: CallMatrix, chosen: npt.NDArray[np.int64]) -> tuple[str, ...]:
    """Names of the form versions of the window, the most used first, if there are several of one form."""
    codes = matrix.version[chosen]
    counts = np.bincount(codes[codes >= 0], minlength=len(matrix.versions))
    met = [matrix.versions[code] for code in np.argsort(-counts, kind="stable") if counts[code]]
    forms = [name.rpartition(" version ")[0] for name in met]
    return tuple(name for name, form in zip(met, forms, strict=True) if forms.count(form) > 1)


def _evaluators(matrix: CallMatrix, chosen: npt.NDArray[np.int64]) -> EvaluatorShare | None:
    codes = matrix.evaluator[chosen]
    known = codes[codes >= 0]
    if known.size == 0:
        return None
    counts = np.bincount(known)
    return EvaluatorShare(int((counts > 0).sum()), 100.0 * int(counts.max()) / known.size)


def _trend(matrix: CallMatrix, chosen: npt.NDArray[np.int64], column: int, window: Window) -> tuple[float | None, ...]:
    start, end = date_as_day(window.start), date_as_day(window.end)
    part = (matrix.called_day[chosen] - start) * TREND_PARTS // (end - start)
    percent = matrix.percent(column, chosen)
    scored = np.isfinite(percent)
    total = np.bincount(part[scored], percent[scored], TREND_PARTS)
    count = np.bincount(part[scored], minlength=TREND_PARTS)
    return tuple(float(t / n) if n else None for t, n in zip(total, count, strict=True))


def _judge(
    matrix: CallMatrix,
    chosen: npt.NDArray[np.int64],
    column: int,
    standings: Standings,
    everyone: Sequence[Membership],
    scope: Scope,
    rubric: Rubric,
    names: list[str],
    window: Window,
) -> CriterionGap:
    criterion_id = matrix.criteria[column]
    criterion = rubric.criterion(criterion_id)
    means, low = standings.means(), standings.is_low(scope.threshold)
    eligible = standings.scored >= max(1, scope.minimum_calls)
    count, low_count = int(eligible.sum()), int((low & eligible).sum())
    # The seed depends on the criterion alone, so that the same file always gives the same p.
    seed = zlib.crc32(criterion_id.encode())
    segments = (
        test_segments(low[eligible], means[eligible], [m.take(eligible) for m in everyone], seed) if count else ()
    )
    concentrated = is_concentrated(segments)
    verdict = classify(low_count, count, concentrated=concentrated)
    return CriterionGap(
        id=criterion_id,
        name=criterion.name if criterion else criterion_id,
        rank=0,
        team_mean=float(means[eligible].mean()) if count else None,
        call_weighted_mean=standings.overall_mean(),
        scored=int(standings.scored.sum()),
        not_applicable=standings.not_applicable,
        missing=standings.missing,
        eligible_agents=count,
        low_agents=low_count,
        majority_signal=is_majority(low_count, count),
        verdict=verdict,
        provisional_verdict=(
            _provisional(standings, low, means, everyone, seed) if verdict is Verdict.INSUFFICIENT else None
        ),
        on_the_line=is_on_the_line(low_count, count),
        fragile=is_fragile(low_count, count, concentrated=concentrated),
        corrected_low_share=(
            corrected_low_share(
                means[eligible], standings.scored[eligible], standings.squares[eligible], float(scope.threshold)
            )
        ),
        segments=segments,
        agents=_agent_means(matrix, standings, low, eligible, everyone, names),
        trend=_trend(matrix, chosen, column, window),
        without_busiest=without_busiest(matrix, chosen, column, eligible, everyone, scope.threshold, seed),
    )


def _provisional(
    standings: Standings,
    low: npt.NDArray[np.bool_],
    means: npt.NDArray[np.float64],
    everyone: Sequence[Membership],
    seed: int,
) -> Verdict | None:
    """The class over all agents with 3 or more scored calls."""
    early = standings.scored >= PROVISIONAL_CALLS
    if not early.any():
        return provisional(0, 0, concentrated=False)
    segments = test_segments(low[early], means[early], [m.take(early) for m in everyone], seed)
    return provisional(int((low & early).sum()), int(early.sum()), concentrated=is_concentrated(segments))


def _agent_means(
    matrix: CallMatrix,
    standings: Standings,
    low: npt.NDArray[np.bool_],
    eligible: npt.NDArray[np.bool_],
    everyone: Sequence[Membership],
    names: list[str],
) -> tuple[AgentMean, ...]:
    means = standings.means()
    result = []
    for n in np.flatnonzero(standings.scored > 0):
        status = AgentStatus.TOO_FEW if not eligible[n] else AgentStatus.LOW if low[n] else AgentStatus.NOT_LOW
        segments = tuple((m.dimension, m.segments[m.codes[n]]) for m in everyone if m.codes[n] >= 0)
        result.append(
            AgentMean(matrix.agents[n], names[n], int(standings.scored[n]), float(means[n]), status, segments)
        )
    return tuple(sorted(result, key=lambda agent: (agent.mean if agent.mean is not None else 0.0, agent.agent)))
