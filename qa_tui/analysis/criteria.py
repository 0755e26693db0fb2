"""Steps 1 and 2: every criterion ranked and classed, for one scope."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from qa_tui.analysis.busiest import busiest_evaluator, evaluator_share
from qa_tui.analysis.changes import change_between
from qa_tui.analysis.judgement import judge_criterion, lowest_first, people_of
from qa_tui.analysis.membership import memberships
from qa_tui.analysis.movers import find_movers
from qa_tui.analysis.standings import stand
from qa_tui.domain.gaps import GapReport, RowCounts, Verdict
from qa_tui.domain.scope import Window
from qa_tui.scores.matrix import date_as_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from qa_tui.analysis.membership import Membership
    from qa_tui.domain.gaps import CriterionGap
    from qa_tui.domain.people import Agent
    from qa_tui.domain.rubric import Rubric
    from qa_tui.domain.scope import Scope
    from qa_tui.scores.matrix import CallMatrix

TREND_PARTS = 6
LOWEST = 3


@dataclass(frozen=True, eq=False, slots=True)
class Selected:
    """The evaluations of one window and scope."""

    rows: npt.NDArray[np.int64]
    everyone: tuple[Membership, ...]
    dated_cells: int
    """Score cells of the window, whatever the segments."""


def window_of(matrix: CallMatrix, scope: Scope) -> Window | None:
    """The window that `scope` asks for; None where the matrix holds no dated call."""
    newest = matrix.newest_day()
    if scope.as_of is None and newest is None:
        return None
    end = scope.as_of or (newest + timedelta(days=1) if newest else scope.as_of)
    assert end is not None
    return Window.before(end, scope.window_days)


def select_rows(matrix: CallMatrix, roster: Sequence[Agent], scope: Scope, window: Window) -> Selected:
    """The evaluations whose call date lies in `window`, of the agents that are in every segment of `scope`."""
    in_window = matrix.rows_between(window.start, window.end)
    everyone = memberships(matrix, np.flatnonzero(in_window), roster, window.end)
    inside = in_window & agents_in_segments(everyone, scope.segments, len(matrix.agents))[matrix.agent]
    return Selected(np.flatnonzero(inside), everyone, int(matrix.cells[in_window].sum()))


def agents_in_segments(
    everyone: Sequence[Membership], segments: Sequence[tuple[str, str]], agents: int
) -> npt.NDArray[np.bool_]:
    """[A] agents that are in every one of `segments`."""
    kept = np.ones(agents, bool)
    for dimension, segment in segments:
        membership = next((m for m in everyone if m.dimension == dimension and segment in m.segments), None)
        kept &= membership.codes == membership.segments.index(segment) if membership else False
    return kept


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
    selected = select_rows(matrix, roster, scope, window)
    before = select_rows(matrix, roster, scope, window.moved(-1)).rows
    total = int(matrix.cells.sum())
    earlier_matrix = matrix.only(before)
    matrix = matrix.only(selected.rows)
    chosen = np.arange(matrix.evaluations)
    used = int(matrix.cells.sum())
    names = _names(matrix, roster)
    people = people_of(matrix, names, selected.everyone)
    busiest = busiest_evaluator(matrix, chosen)
    by_others = chosen[matrix.evaluator != busiest]
    gaps = []
    most = np.zeros(len(matrix.agents), np.int64)
    for column, criterion_id in enumerate(matrix.criteria):
        standings = stand(matrix, chosen, column)
        most = np.maximum(most, standings.scored)
        others = None if busiest is None else stand(matrix, by_others, column)
        criterion = rubric.criterion(criterion_id)
        gap = judge_criterion(criterion_id, standings, others, selected.everyone, scope, criterion, people)
        earlier = stand(earlier_matrix, np.arange(before.size), column) if before.size else None
        gaps.append(
            replace(
                gap,
                trend=_trend(matrix, chosen, column, window),
                change=change_between(earlier, standings, scope.minimum_calls) if earlier else None,
            )
        )
    ranked = sorted(gaps, key=lowest_first)
    criteria = tuple(replace(gap, rank=rank) for rank, gap in enumerate(ranked, 1))
    present = np.bincount(matrix.agent[chosen], minlength=len(matrix.agents)) > 0
    few = np.flatnonzero(present & (most < scope.minimum_calls))
    return GapReport(
        scope=scope,
        window=window,
        rows=replace(
            rows,
            used=used,
            outside_window=total - selected.dated_cells,
            left_out=rows.left_out + selected.dated_cells - used,
        ),
        calls=int(np.unique(matrix.call[chosen][matrix.cells[chosen] > 0]).size),
        agents=int(present.sum()),
        under_minimum=tuple(sorted((matrix.agents[n], names[n], int(most[n])) for n in few)),
        leavers=tuple(agent.id for agent in roster if agent.left_on is not None and agent.left_on < window.end),
        evaluators=evaluator_share(matrix, chosen),
        criteria=criteria,
        form_versions=_form_versions(matrix, chosen),
        rule_topic=next((gap.id for gap in criteria if gap.verdict is Verdict.UNIVERSAL), None),
        movers=find_movers(matrix, chosen, roster, names),
        zeroed_calls=int(np.unique(matrix.call[chosen][matrix.zeroed[chosen] > 0]).size),
        differs_by_calls=_differs_by_calls(criteria),
    )


def _differs_by_calls(criteria: Sequence[CriterionGap]) -> bool:
    """Whether the three lowest criteria are others where calls count instead of agents."""
    known = [gap for gap in criteria if gap.team_mean is not None and gap.call_weighted_mean is not None]
    if len(known) <= LOWEST:
        return False
    by_calls = sorted(known, key=lambda gap: (round(gap.call_weighted_mean or 0.0, 9), gap.name))
    return {gap.id for gap in known[:LOWEST]} != {gap.id for gap in by_calls[:LOWEST]}


def _names(matrix: CallMatrix, roster: Sequence[Agent]) -> list[str]:
    by_id = {agent.id: agent.name for agent in roster}
    return [by_id.get(agent) or matrix.agent_names[n] or agent for n, agent in enumerate(matrix.agents)]


def _form_versions(matrix: CallMatrix, chosen: npt.NDArray[np.int64]) -> tuple[str, ...]:
    """Names of the form versions of the window, the most used first, if there are several of one form."""
    codes = matrix.version[chosen]
    counts = np.bincount(codes[codes >= 0], minlength=len(matrix.versions))
    met = [matrix.versions[code] for code in np.argsort(-counts, kind="stable") if counts[code]]
    forms = [name.rpartition(" version ")[0] for name in met]
    return tuple(name for name, form in zip(met, forms, strict=True) if forms.count(form) > 1)


def _trend(matrix: CallMatrix, chosen: npt.NDArray[np.int64], column: int, window: Window) -> tuple[float | None, ...]:
    part = (matrix.called_day[chosen] - date_as_day(window.start)) * TREND_PARTS // window.days
    percent = matrix.percent(column, chosen)
    scored = np.isfinite(percent)
    weight = 1 / matrix.times_scored(matrix.call[chosen][scored])
    total = np.bincount(part[scored], percent[scored] * weight, TREND_PARTS)
    count = np.bincount(part[scored], weight, TREND_PARTS)
    return tuple(float(t / n) if n else None for t, n in zip(total, count, strict=True))
