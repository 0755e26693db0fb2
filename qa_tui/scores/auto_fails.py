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

Longs = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

FEWEST_ZEROS = 3
"""Scores of an evaluation, all zero, before it looks like an automatic fail that no column mentions."""


@dataclass(frozen=True, eq=False, slots=True)
class Zeroed:
    """What automatic fails did."""

    evaluations: Bools
    """[E] zeroed, and said to be failed automatically."""
    cells: Bools
    """[cells] zeroed scores of criteria that did not fail."""
    unexplained: Bools
    """[E] zero throughout, in files that say nothing about automatic fails."""


@dataclass(frozen=True, eq=False, slots=True)
class Fails:
    """What the rows of all files say about automatic fails."""

    evaluation: Longs
    """[rows]"""
    codes: Longs
    """[rows] into `labels`: what failed; -1 where the row says nothing."""
    labels: Sequence[str]
    is_silent: Bools
    """[rows] of files that say nothing about automatic fails."""
    evaluations: int


def find_zeroed(
    fails: Fails, evaluation: Longs, column: Longs, points: npt.NDArray[np.float64], criteria: Sequence[Criterion]
) -> Zeroed:
    """What automatic fails did to the cells (`evaluation`, `column`, `points`)."""
    count = fails.evaluations
    scored = np.isfinite(points)
    scores = np.bincount(evaluation[scored], minlength=count)
    others = np.bincount(evaluation[scored & (points != 0)], minlength=count)
    is_zero = (scores > 0) & (others == 0)
    told = np.bincount(fails.evaluation[~fails.is_silent], minlength=count) > 0
    unexplained = is_zero & ~told & (scores >= FEWEST_ZEROS)
    said = fails.codes >= 0
    if not said.any():
        return Zeroed(np.zeros(count, bool), np.zeros(evaluation.size, bool), unexplained)
    zeroed = is_zero & (np.bincount(fails.evaluation[said], minlength=count) > 0)
    named = np.array([_column_of(label, criteria) for label in fails.labels], np.int64)[fails.codes[said]]
    causes = (fails.evaluation[said] * len(criteria) + named)[named >= 0]
    is_cause = np.isin(evaluation * len(criteria) + column, causes)
    return Zeroed(zeroed, zeroed[evaluation] & ~is_cause, unexplained)


def _column_of(label: str, criteria: Sequence[Criterion]) -> int:
    """Column of the criterion that `label` names by id, name or alias; -1 for none."""
    wanted = label.casefold()
    for place, criterion in enumerate(criteria):
        if wanted in {criterion.id.casefold(), criterion.name.casefold(), *(a.casefold() for a in criterion.aliases)}:
            return place
    return -1
