"""How much of the scoring is one person's: one person's eye is not the team's gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qa_tui.domain.gaps import EvaluatorShare

if TYPE_CHECKING:
    import numpy.typing as npt

    from qa_tui.scores.matrix import CallMatrix


def busiest_evaluator(matrix: CallMatrix, rows: npt.NDArray[np.int64]) -> int | None:
    """Code of the evaluator with most evaluations among `rows`; None where fewer than two are known.

    Of several equally busy ones it is the first by name, so that the order of rows does not matter.
    """
    codes = matrix.evaluator[rows]
    counts = np.bincount(codes[codes >= 0], minlength=1)
    if np.count_nonzero(counts) < 2:
        return None
    return min(np.flatnonzero(counts == counts.max()).tolist(), key=lambda code: matrix.evaluators[code])


def evaluator_share(matrix: CallMatrix, rows: npt.NDArray[np.int64]) -> EvaluatorShare | None:
    """How many scored, and how much the busiest of them did; None where nobody is named."""
    codes = matrix.evaluator[rows]
    known = codes[codes >= 0]
    if known.size == 0:
        return None
    counts = np.bincount(known)
    return EvaluatorShare(int((counts > 0).sum()), 100.0 * int(counts.max()) / known.size)
