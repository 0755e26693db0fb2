"""Sums of windows of a call matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.analysis.standings import stand
from qa_tui.scores.matrix import date_as_day
from qa_tui.scores.window_sums import TREND_PARTS, Tally, WindowSums

if TYPE_CHECKING:
    from datetime import date

    from qa_tui.domain.scope import Window
    from qa_tui.scores.matrix import CallMatrix
    from qa_tui.scores.standings import Standings

Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class MatrixSums:
    """The source of sums of scores that lie in memory."""

    matrix: CallMatrix

    def newest_day(self) -> date | None:
        return self.matrix.newest_day()

    def cells(self) -> int:
        return int(self.matrix.cells.sum())

    def of(self, window: Window) -> WindowSums:
        part = self._part(window)
        return sum_rows(part, window, _parts(part, window))

    def without(self, window: Window, evaluator: str) -> tuple[Standings, ...]:
        part = self._part(window)
        rows = np.flatnonzero(part.evaluator != part.evaluators.index(evaluator))
        return tuple(stand(part, rows, column) for column in range(len(part.criteria)))

    def _part(self, window: Window) -> CallMatrix:
        rows = np.flatnonzero(self.matrix.rows_between(window.start, window.end))
        return self.matrix.only(rows)


def _parts(matrix: CallMatrix, window: Window) -> npt.NDArray[np.int32]:
    """[E] which part of the window each call lies in."""
    return ((matrix.called_day - date_as_day(window.start)) * TREND_PARTS // window.days).astype(np.int32)


def sum_rows(matrix: CallMatrix, window: Window, part: npt.NDArray[np.int32]) -> WindowSums:
    """The sums of all evaluations of `matrix`, all of them in `window`."""
    agents, rows = len(matrix.agents), np.arange(matrix.evaluations)
    agent = matrix.agent.astype(np.int64)
    weight = 1 / matrix.times_scored(matrix.call_of_agent)

    def calls(chosen: npt.NDArray[np.bool_]) -> Longs:
        """[A] calls of which one of these evaluations is."""
        if matrix.call_multiplicity_is_one:
            return np.bincount(agent[chosen], minlength=agents)
        _, first = np.unique(matrix.call_of_agent[chosen], return_index=True)
        return np.bincount(agent[chosen][first], minlength=agents)

    return WindowSums(
        window=window,
        agents=matrix.agents,
        agent_names=matrix.agent_names,
        criteria=matrix.criteria,
        standings=tuple(stand(matrix, rows, column, part, TREND_PARTS) for column in range(len(matrix.criteria))),
        dimensions=tuple(
            Tally.of(name, labels, agent, codes, weight)
            for name, labels, codes in zip(
                matrix.dimension_names, matrix.dimension_labels, matrix.dimensions, strict=True
            )
        ),
        evaluators=Tally.of("evaluator", matrix.evaluators, agent, matrix.evaluator),
        versions=Tally.of("form version", matrix.versions, agent, matrix.version),
        evaluations=np.bincount(agent, minlength=agents),
        calls=np.round(np.bincount(agent, weight, agents)).astype(np.int64),
        scored_calls=calls(matrix.cells > 0),
        zeroed_calls=calls(matrix.zeroed > 0),
        cells=np.bincount(agent, matrix.cells, agents).astype(np.int64),
    )
