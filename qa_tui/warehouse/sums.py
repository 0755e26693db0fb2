"""Sums of windows of a table in a warehouse: only what is grouped by agent comes over the wire."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from qa_tui.domain.safe_text import safe_line
from qa_tui.scores.window_sums import Tally, WindowSums
from qa_tui.warehouse.connection import WarehouseError
from qa_tui.warehouse.standings import Groups, Longs, codes_of, counted, doubles, longs, standings_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from qa_tui.domain.scope import Window
    from qa_tui.scores.standings import Standings
    from qa_tui.warehouse.connection import Answer, Asks, Expression
    from qa_tui.warehouse.score_table import ScoreTable


TWICE = "{twice:,} scores of {days} come twice, of the same call, evaluator and criterion. Open a view that holds the newest of each."

MOST_SEEN = 6
MOST_BITS = 40
"""More than 8 million scores of one evaluation would have to be the same before their bits overflow."""


@dataclass(frozen=True, eq=False, slots=True)
class Known:
    """What was asked once, when the table was opened."""

    agents: tuple[str, ...]
    agent_names: tuple[str, ...]
    criteria: tuple[str, ...]
    """Ids"""
    criterion_of: Mapping[str, int]
    """Label of the table -> code"""
    newest: date | None
    rows: int
    """Usable rows"""
    code_of: Mapping[str, int]
    """Agent -> code"""


@dataclass(frozen=True, eq=False, slots=True)
class _Evaluations:
    """How many there are of each agent by each evaluator, in one window."""

    agent: Longs
    evaluator: tuple[str | None, ...]
    count: Longs
    has_several: bool
    """Whether a call has more than one evaluator"""

    def without(self, evaluator: str, agents: int) -> Longs:
        """[agents] evaluations by all others."""
        is_other = np.array([name != evaluator for name in self.evaluator], bool)
        return counted(self.agent[is_other], self.count[is_other], agents)


@dataclass(frozen=True, eq=False, slots=True)
class WarehouseSums:
    """The source of sums of scores that lie in a warehouse."""

    ask: Asks
    scores: ScoreTable
    known: Known
    only: tuple[str, ...] | None = None
    """Ids of the only calls that count; None: all."""
    _seen: dict[Window, _Evaluations] = field(default_factory=dict, init=False, repr=False)
    """Of the last `MOST_SEEN` windows whose sums were asked"""

    def newest_day(self) -> date | None:
        return self.known.newest

    def cells(self) -> int:
        return self.known.rows

    def of(self, window: Window) -> WindowSums:
        rows = self._rows(window)
        has_several = self._has_several(rows)
        known, agents = self.known, len(self.known.agents)
        by_segment = _by_segment(rows, len(self.scores.columns.dimensions), self._bits(rows), has_several=has_several)
        by_segment = _of_known(self.ask(by_segment), known)
        if longs(by_segment["twice"]).any():
            twice = int(longs(self.ask(_twice(rows))["twice"]).sum())
            raise WarehouseError(TWICE.format(twice=twice, days=window.words()))
        by_evaluator = _of_known(self.ask(_by_evaluator(rows)), known)
        if len(self._seen) >= MOST_SEEN:
            self._seen.pop(next(iter(self._seen)))
        self._seen[window] = _Evaluations(
            codes_of(by_evaluator["agent"].to_pylist(), known.code_of),
            tuple(by_evaluator["evaluator"].to_pylist()),
            longs(by_evaluator["evaluations"]),
            has_several,
        )
        agent = codes_of(by_segment["agent"].to_pylist(), known.code_of)
        counts = {name: longs(by_segment[name]) for name in ("evaluations", "calls", "cells")}

        def each(name: str) -> Longs:
            return counted(agent, counts[name], agents)

        evaluations = each("evaluations")
        return WindowSums(
            window=window,
            agents=known.agents,
            agent_names=known.agent_names,
            criteria=known.criteria,
            standings=self._standings(rows, evaluations, has_several=has_several),
            dimensions=tuple(
                _tally(name, agent, _segments(by_segment[f"d{n}"].to_pylist()), counts["calls"])
                for n, name in enumerate(self.scores.columns.dimensions)
            ),
            evaluators=self._tally_of(by_evaluator, "evaluator"),
            versions=self._tally_of(by_evaluator, "version"),
            evaluations=evaluations,
            calls=each("calls"),
            scored_calls=each("calls"),
            zeroed_calls=np.zeros(agents, np.int64),
            cells=each("cells"),
        )

    def without(self, window: Window, evaluator: str) -> tuple[Standings, ...]:
        if window not in self._seen:
            self.of(window)
        seen = self._seen[window]
        rows = self._rows(window)
        others = rows.filter((rows.evaluator != evaluator) | rows.evaluator.isnull())
        evaluations = seen.without(evaluator, len(self.known.agents))
        return self._standings(others, evaluations, has_several=seen.has_several)

    def _rows(self, window: Window) -> Expression:
        rows = self.scores.scores(window)
        return rows if self.only is None else rows.filter(rows.call.isin(list(self.only)))

    def _bits(self, rows: Expression) -> Mapping[str, int]:
        """Label of a criterion -> a bit of its own; none where they are too many, or the warehouse adds no bits."""
        from ibis.expr import operations

        codes = self.known.criterion_of
        can = len(codes) <= MOST_BITS and rows.get_backend().has_operation(operations.BitOr)
        return {label: 1 << n for n, label in enumerate(sorted(codes))} if can else {}

    def _has_several(self, rows: Expression) -> bool:
        """Whether a call of these rows has more than one evaluator."""
        if "evaluator_id" not in self.scores.columns.fields:
            return False
        rows = rows.mutate(evaluator=rows.evaluator.coalesce(""))
        calls = rows.group_by("call").agg(first=rows.evaluator.min(), last=rows.evaluator.max())
        return bool(self.ask(calls.filter(calls["first"] != calls["last"]).limit(1)).num_rows)

    def _standings(self, rows: Expression, evaluations: Longs, *, has_several: bool) -> tuple[Standings, ...]:
        known = self.known
        found = _of_known(self.ask(_of_calls(rows) if has_several else _of_scores(rows)), known)
        codes = known.code_of
        groups = Groups(
            agent=codes_of(found["agent"].to_pylist(), codes),
            criterion=_criteria(found, known),
            part=longs(found["part"]),
            top=doubles(found["top"]),
            times=doubles(found["times"]) if has_several else np.ones(found.num_rows),
            calls=longs(found["calls"]),
            points=doubles(found["points"]),
            squares=doubles(found["squares"]),
            between=longs(found["between"]),
        )
        not_applicable = np.zeros((len(known.criteria), len(known.agents)), np.int64)
        if self.scores.has_not_applicable:
            blank = _of_known(self.ask(_not_applicable(rows)), known)
            place = _criteria(blank, known), codes_of(blank["agent"].to_pylist(), codes)
            np.add.at(not_applicable, place, longs(blank["count"]))
        return standings_of(groups, evaluations, not_applicable)

    def _tally_of(self, found: Answer, column: str) -> Tally:
        agent = codes_of(found["agent"].to_pylist(), self.known.code_of)
        return _tally(column, agent, found[column].to_pylist(), longs(found["evaluations"]))


def _segments(texts: Sequence[str | None]) -> list[str]:
    """As files call them."""
    return [safe_line(text, 60) if text else "" for text in texts]


def _criteria(found: Answer, known: Known) -> Any:
    return np.array([known.criterion_of[label] for label in found["criterion"].to_pylist()], np.int64)


def _of_known(found: Answer, known: Known) -> Answer:
    """The rows of agents that were there when the table was opened: it may have grown since."""
    import pyarrow as pa

    return found.filter(pa.array([agent in known.code_of for agent in found["agent"].to_pylist()], pa.bool_()))


def _tally(name: str, agent: Any, texts: Sequence[str | None], count: Any) -> Tally:
    plain = [text or "" for text in texts]
    labels = tuple(sorted({text for text in plain if text}))
    code = {label: n for n, label in enumerate(labels)}
    return Tally.of(name, labels, agent, np.array([code.get(text, -1) for text in plain], np.int64), count)


def _scored(rows: Expression) -> Expression:
    """Rows with points, these and the maximum above the floor."""
    rows = rows.filter(rows.points.notnull(), rows.top > rows.floor)
    return rows.mutate(points=rows.points - rows.floor, top=rows.top - rows.floor)


def _of_scores(rows: Expression) -> Expression:
    """Where every call has one evaluator: one pass over the scores."""
    import ibis

    rows = _scored(rows)
    inside = (rows.points > 1e-11 * rows.top) & (rows.points < rows.top * (1 - 1e-11))
    return rows.group_by("agent", "criterion", "part", "top").agg(
        calls=rows.count(),
        points=rows.points.sum(),
        squares=(rows.points * rows.points).sum(),
        between=ibis.cases((inside, 1), else_=0).sum(),
    )


def _of_calls(rows: Expression) -> Expression:
    """Where calls have several evaluators: first each call, then all of them; of different maxima a call's points become shares."""
    import ibis

    rows = _scored(rows)
    calls = rows.group_by("agent", "criterion", "call").agg(
        part=rows.part.min(),
        times=rows.count().cast("float64"),
        least=rows.top.min(),
        most=rows.top.max(),
        whole=rows.points.sum(),
        shares=(rows.points / rows.top).sum(),
    )
    is_one = calls.least == calls.most
    calls = calls.mutate(
        top=ibis.cases((is_one, calls.most), else_=1.0), points=ibis.cases((is_one, calls.whole), else_=calls.shares)
    )
    full = calls.top * calls.times
    inside = (calls.points > 1e-11 * full) & (calls.points < full * (1 - 1e-11))
    return calls.group_by("agent", "criterion", "part", "top", "times").agg(
        calls=calls.count(),
        points=calls.points.sum(),
        squares=(calls.points * calls.points).sum(),
        between=ibis.cases((inside, 1), else_=0).sum(),
    )


def _not_applicable(rows: Expression) -> Expression:
    rows = rows.filter(rows.is_na)
    return rows.group_by("agent", "criterion").agg(count=rows.count())


def _by_segment(rows: Expression, dimensions: int, bits: Mapping[str, int], *, has_several: bool) -> Expression:
    import ibis

    names = [f"d{n}" for n in range(dimensions)]
    rows = (
        rows.mutate(
            bit=ibis.cases(*((rows.criterion == label, bit) for label, bit in bits.items()), else_=0).cast("int64")
        )
        if bits
        else rows
    )
    # A sum of different bits is what they are together; of one that comes twice it is another number.
    evaluations = rows.group_by("agent", "call", "evaluator").agg(
        rows=rows.count(),
        whole=rows.bit.sum() if bits else rows.count(),
        parts=rows.bit.bit_or() if bits else rows.criterion.nunique(),
        **{name: rows[name].min() for name in names},
    )
    return evaluations.group_by("agent", *names).agg(
        evaluations=evaluations.count(),
        calls=evaluations.call.nunique() if has_several else evaluations.count(),
        cells=evaluations.rows.sum(),
        twice=ibis.cases((evaluations.whole != evaluations.parts, 1), else_=0).max(),
    )


def _twice(rows: Expression) -> Expression:
    evaluations = rows.group_by("agent", "call", "evaluator").agg(rows=rows.count(), kinds=rows.criterion.nunique())
    return evaluations.agg(twice=(evaluations.rows - evaluations.kinds).sum())


def _by_evaluator(rows: Expression) -> Expression:
    evaluations = rows.group_by("agent", "call", "evaluator").agg(version=rows.version.min())
    return evaluations.group_by("agent", "evaluator", "version").agg(evaluations=evaluations.count())
