"""Evaluations whose scores an automatic fail set to zero.

One forbidden sentence is no reason to call the agent's listening zero: of such an evaluation only the criterion that
failed says something.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.rubric import Criterion
    from qa_tui.scores.rows import Whole
    from qa_tui.scores.together import Scores

Longs = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

FEWEST_ZEROS = 3
"""Scores of an evaluation, all zero, before it looks like an automatic fail that no column mentions."""


@dataclass(frozen=True, eq=False, slots=True)
class Zeroed:
    """What automatic fails did."""

    evaluations: Bools
    """[E] zeroed, and said to be failed automatically."""
    scores: Longs
    """Zeroed scores of criteria that did not fail, ascending."""
    unexplained: Bools
    """[E] zero throughout, in files that say nothing about automatic fails."""


@dataclass(frozen=True, eq=False, slots=True)
class Fails:
    """What the runs of all files say about automatic fails."""

    evaluation: Longs
    """[R]"""
    codes: Longs
    """[R] into `labels`: what failed; -1 where the run says nothing."""
    labels: Sequence[str]
    is_silent: Bools
    """[R] of files that say nothing about automatic fails."""
    evaluations: int

    def scores_of(self, evaluations: Bools, scores: Scores, use: Longs | slice) -> Longs:
        """The scores among `use` of these evaluations, ascending."""
        runs = evaluations[self.evaluation]
        if not runs.any():
            return np.zeros(0, np.int64)
        found = np.flatnonzero(runs[scores.run[use]])
        return found if isinstance(use, slice) else use[found]


def find_zeroed(fails: Fails, scores: Scores, use: Longs | slice, cell: Whole, criteria: Sequence[Criterion]) -> Zeroed:
    """What automatic fails did to the scores `use`; `cell` is [N] evaluation x criteria + column."""
    count, nothing = fails.evaluations, np.zeros(0, np.int64)
    is_zero = _met(fails, scores, use, np.isfinite(scores.points)) & ~_met(
        fails, scores, use, np.isfinite(scores.points) & (scores.points != 0)
    )
    told = np.zeros(count, bool)
    told[fails.evaluation[~fails.is_silent]] = True
    suspects = fails.scores_of(is_zero & ~told, scores, use)
    suspects = suspects[np.isfinite(scores.points[scores.kind[suspects]])]
    unexplained = np.bincount(fails.evaluation[scores.run[suspects]], minlength=count) >= FEWEST_ZEROS
    said = fails.codes >= 0
    if not said.any():
        return Zeroed(np.zeros(count, bool), nothing, unexplained)
    failed = np.zeros(count, bool)
    failed[fails.evaluation[said]] = True
    zeroed = is_zero & failed
    named = np.array([_column_of(label, criteria) for label in fails.labels], np.int64)[fails.codes[said]]
    causes = (fails.evaluation[said] * len(criteria) + named)[named >= 0]
    inside = fails.scores_of(zeroed, scores, use)
    return Zeroed(zeroed, inside[~np.isin(cell[inside], causes)], unexplained)


def _met(fails: Fails, scores: Scores, use: Longs | slice, kinds: Bools) -> Bools:
    """[E] evaluations of which a score among `use` is of one of these kinds."""
    met = np.zeros(fails.evaluations, bool)
    met[fails.evaluation[scores.runs_with(kinds, use)]] = True
    return met


def _column_of(label: str, criteria: Sequence[Criterion]) -> int:
    """Column of the criterion that `label` names by id, name or alias; -1 for none."""
    wanted = label.casefold()
    for place, criterion in enumerate(criteria):
        if wanted in {criterion.id.casefold(), criterion.name.casefold(), *(a.casefold() for a in criterion.aliases)}:
            return place
    return -1
