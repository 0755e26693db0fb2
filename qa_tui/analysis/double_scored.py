"""How far QA's own scores of the same call lie apart, where calls were scored twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from qa_tui.scores.matrix import CallMatrix


def scored_twice(matrix: CallMatrix, column: int, rows: npt.NDArray[np.int64]) -> tuple[int, float]:
    """Calls among `rows` (indices of evaluations) with several scores on the criterion, and how far those of a call lie apart.

    The second is the mean of highest less lowest, 0..1 of the maximum; 0.0 where there is no such call.
    """
    percent = matrix.percent(column, rows)
    scored = np.isfinite(percent)
    if not scored.any():
        return 0, 0.0
    calls, place = np.unique(matrix.call[rows[scored]], return_inverse=True)
    highest, lowest = np.full(calls.size, -np.inf), np.full(calls.size, np.inf)
    np.maximum.at(highest, place, percent[scored])
    np.minimum.at(lowest, place, percent[scored])
    several = np.bincount(place, minlength=calls.size) > 1
    if not several.any():
        return 0, 0.0
    return int(several.sum()), float((highest - lowest)[several].mean()) / 100
