"""Scores as a reader hands them over: what a file says about evaluations once for each run of rows, about scores once for each kind.

Ten million score rows are half a million runs (rows of one evaluation that stand together) and a few hundred kinds (a
criterion, its points and their maximum). Rules look at runs and kinds; only two small numbers are kept for each row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Mapping

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]
Whole = npt.NDArray[np.integer]


@dataclass(frozen=True, eq=False, slots=True)
class Codes:
    """A text column: `labels[codes[i]]`; -1 is blank."""

    codes: Ints
    labels: tuple[str, ...]

    def take(self, chosen: npt.NDArray[np.bool_] | Whole | slice) -> Codes:
        return Codes(self.codes[chosen], self.labels)


@dataclass(frozen=True, eq=False)
class ScoreRows:
    """N usable scores of one file, in R runs and of K kinds."""

    file: str
    sizes: Longs
    """[R] scores of each run; every run has one."""
    run: Ints
    """[N]"""
    kind: Whole
    """[N]"""
    row: Longs | None
    """[N] data row of the file, counted from 0, so that a later finding can name its line; None: score n stands in row n."""
    call: Codes
    """[R]"""
    agent: Codes
    """[R]"""
    agent_name: Codes
    """[R]"""
    evaluator: Codes
    """[R]"""
    call_type: Codes
    """[R]"""
    form_version: Codes
    """[R] form and version in one label."""
    auto_fail: Codes
    """[R] what failed the call automatically: a criterion's name or "yes"; blank where nothing did."""
    called_at: Longs
    """[R]"""
    evaluated_at: Longs
    """[R]"""
    criterion: Codes
    """[K] labels are criterion ids."""
    points: Doubles
    """[K] NaN missing, -inf not applicable."""
    maximum: Doubles
    """[K]"""
    comment: Codes
    """[comments]"""
    comment_score: Longs
    """[comments] which of the N scores has it."""
    evidence: npt.NDArray[np.float32]
    """[evidence marks, 2] seconds"""
    evidence_score: Longs
    """[evidence marks] which of the N scores has it."""
    dimensions: Mapping[str, Codes] = field(default_factory=dict)
    """Name -> [R]"""

    @property
    def count(self) -> int:
        """Scores."""
        return int(self.run.size)

    def rows_of(self, scores: Longs) -> Longs:
        """Data rows of these scores."""
        return scores if self.row is None else self.row[scores]


def blank_codes(count: int) -> Codes:
    return Codes(np.full(count, -1, np.int32), ())


def smallest(codes: Whole, most: int) -> Whole:
    """Codes below `most` in the narrowest type that holds them."""
    return codes.astype(np.min_scalar_type(max(most - 1, 0)), copy=False)
