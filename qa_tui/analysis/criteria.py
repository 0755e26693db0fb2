"""Steps 1 and 2: every criterion ranked and classed, for one scope."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

import numpy as np

from qa_tui.analysis.busiest import busiest_evaluator, evaluator_share
from qa_tui.analysis.changes import change_between
from qa_tui.analysis.judgement import judge, lowest_first, people_of, rank_criterion
from qa_tui.analysis.membership import agents_in_segments, memberships
from qa_tui.analysis.movers import find_movers
from qa_tui.domain.gaps import GapReport, RowCounts, Verdict
from qa_tui.domain.scope import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from qa_tui.analysis.membership import Membership
    from qa_tui.domain.gaps import CriterionGap
    from qa_tui.domain.people import Agent
    from qa_tui.domain.rubric import Rubric
    from qa_tui.domain.scope import Scope
    from qa_tui.scores.window_sums import SumSource, Tally, WindowSums

LOWEST = 3


class Dated(Protocol):
    """What knows the last day with a call."""

    def newest_day(self) -> date | None: ...


@dataclass(frozen=True, eq=False, slots=True)
class Selected:
    """The sums of one window and scope."""

    sums: WindowSums
    """Of the agents in every segment of the scope alone."""
    everyone: tuple[Membership, ...]
    dated_cells: int
    """Score cells of the window, whatever the segments."""


def window_of(dated: Dated, scope: Scope) -> Window | None:
    """The window that `scope` asks for; None where no call has a date."""
    newest = dated.newest_day()
    if scope.as_of is None and newest is None:
        return None
    end = scope.as_of or (newest + timedelta(days=1) if newest else scope.as_of)
    assert end is not None
    return Window.before(end, scope.window_days)


def select_agents(sums: WindowSums, roster: Sequence[Agent], scope: Scope) -> Selected:
    """The sums of the agents that are in every segment of `scope`."""
    everyone = memberships(sums, roster)
    inside = agents_in_segments(everyone, scope.segments, len(sums.agents))
    return Selected(sums.only(inside), everyone, int(sums.cells.sum()))


def find_gaps(
    source: SumSource, rubric: Rubric, roster: Sequence[Agent], scope: Scope, rows: RowCounts
) -> GapReport | None:
    """Steps 1 and 2 over the window and segments of `scope`; None where there is no dated call.

    `rows` are the counts of reading; what is used, what is outside the window and what is in other segments (left out) is
    filled in here.
    """
    *_, report = (None, *find_gaps_in_stages(source, rubric, roster, scope, rows))
    return report


def find_gaps_in_stages(
    source: SumSource,
    rubric: Rubric,
    roster: Sequence[Agent],
    scope: Scope,
    rows: RowCounts,
    first: str | None = None,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Iterator[GapReport]:
    """As `find_gaps`: the ranking, in which only the criterion `first` is tested, and then the whole answer.

    Nothing where there is no dated call; no whole answer where `is_wanted` says in between that nobody waits for it.
    """
    window = window_of(source, scope)
    if window is None or not is_wanted():
        return
    selected = select_agents(source.of(window), roster, scope)
    sums = selected.sums
    names = _names(sums, roster)
    people = people_of(sums, names, selected.everyone)
    ranked = [
        rank_criterion(criterion_id, standings, scope, rubric.criterion(criterion_id))
        for criterion_id, standings in zip(sums.criteria, sums.standings, strict=True)
    ]
    report = _report(sums, selected, source, roster, scope, rows, names)
    looked_at = [n for n, gap in enumerate(ranked) if gap.id == first]
    if not looked_at:
        yield _in_order(report, ranked)
    if not is_wanted():
        return
    busiest = busiest_evaluator(sums.evaluators)
    others = None if busiest is None else source.without(window, busiest)
    if not is_wanted():
        return
    earlier = select_agents(source.of(window.moved(-1)), roster, scope).sums

    def tested(n: int) -> CriterionGap:
        standings = sums.standings[n]
        return replace(
            judge(ranked[n], standings, others[n] if others else None, selected.everyone, scope, people),
            change=change_between(earlier.standings[n], standings, scope.minimum_calls),
        )

    for n in looked_at:
        ranked[n] = tested(n)
        yield _in_order(report, ranked)
    for n in sorted(set(range(len(ranked))) - set(looked_at), key=lambda n: lowest_first(ranked[n])):
        if not is_wanted():
            return
        ranked[n] = tested(n)
    yield _in_order(report, ranked)


def _in_order(report: GapReport, gaps: Sequence[CriterionGap]) -> GapReport:
    criteria = tuple(replace(gap, rank=rank) for rank, gap in enumerate(sorted(gaps, key=lowest_first), 1))
    return replace(
        report,
        criteria=criteria,
        rule_topic=next((gap.id for gap in criteria if gap.verdict is Verdict.UNIVERSAL), None),
        differs_by_calls=_differs_by_calls(criteria),
    )


def _report(
    sums: WindowSums,
    selected: Selected,
    source: SumSource,
    roster: Sequence[Agent],
    scope: Scope,
    rows: RowCounts,
    names: Sequence[str],
) -> GapReport:
    """All but the criteria."""
    used = int(sums.cells.sum())
    most = np.max([standings.scored for standings in sums.standings], axis=0, initial=0)
    few = np.flatnonzero((sums.evaluations > 0) & (most < scope.minimum_calls))
    window = sums.window
    return GapReport(
        scope=scope,
        window=window,
        rows=replace(
            rows,
            used=used,
            outside_window=source.cells() - selected.dated_cells,
            left_out=rows.left_out + selected.dated_cells - used,
        ),
        calls=int(sums.scored_calls.sum()),
        agents=int(np.count_nonzero(sums.evaluations)),
        under_minimum=tuple(sorted((sums.agents[n], names[n], int(most[n])) for n in few.tolist())),
        leavers=tuple(agent.id for agent in roster if agent.left_on is not None and agent.left_on < window.end),
        evaluators=evaluator_share(sums.evaluators),
        criteria=(),
        form_versions=_form_versions(sums.versions),
        rule_topic=None,
        movers=find_movers(sums, roster, names),
        zeroed_calls=int(sums.zeroed_calls.sum()),
    )


def _differs_by_calls(criteria: Sequence[CriterionGap]) -> bool:
    """Whether the three lowest criteria are others where calls count instead of agents."""
    known = [gap for gap in criteria if gap.team_mean is not None and gap.call_weighted_mean is not None]
    if len(known) <= LOWEST:
        return False
    by_calls = sorted(known, key=lambda gap: (round(gap.call_weighted_mean or 0.0, 9), gap.name))
    return {gap.id for gap in known[:LOWEST]} != {gap.id for gap in by_calls[:LOWEST]}


def _names(sums: WindowSums, roster: Sequence[Agent]) -> list[str]:
    by_id = {agent.id: agent.name for agent in roster}
    return [by_id.get(agent) or name or agent for agent, name in zip(sums.agents, sums.agent_names, strict=True)]


def _form_versions(versions: Tally) -> tuple[str, ...]:
    """Names of the form versions of the window, the most used first, if there are several of one form."""
    counts = versions.totals()
    met = [versions.labels[code] for code in np.argsort(-counts, kind="stable") if counts[code]]
    forms = [name.rpartition(" version ")[0] for name in met]
    return tuple(name for name, form in zip(met, forms, strict=True) if forms.count(form) > 1)
