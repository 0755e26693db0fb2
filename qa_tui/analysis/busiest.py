"""What the class of a criterion would be without the evaluator who scored most: one person's eye is not the team's gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qa_tui.analysis.concentration import is_concentrated, test_segments
from qa_tui.analysis.standings import stand
from qa_tui.domain.gap_rules import PROVISIONAL_CALLS, classify
from qa_tui.domain.gaps import Sensitivity

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from qa_tui.analysis.membership import Membership
    from qa_tui.scores.matrix import CallMatrix


def busiest_evaluator(matrix: CallMatrix, rows: npt.NDArray[np.int64]) -> int | None:
    """Code of the evaluator with most evaluations among `rows`; None where fewer than two are known."""
    codes = matrix.evaluator[rows]
    counts = np.bincount(codes[codes >= 0], minlength=1)
    return int(counts.argmax()) if np.count_nonzero(counts) > 1 else None


def without_busiest(
    matrix: CallMatrix,
    rows: npt.NDArray[np.int64],
    column: int,
    eligible: npt.NDArray[np.bool_],
    everyone: Sequence[Membership],
    threshold: int,
    seed: int,
) -> Sensitivity | None:
    """The class over the same agents, as far as the others have scored 3 of their calls or more."""
    busiest = busiest_evaluator(matrix, rows)
    if busiest is None:
        return None
    standings = stand(matrix, rows[matrix.evaluator[rows] != busiest], column)
    kept = eligible & (standings.scored >= PROVISIONAL_CALLS)
    low, count = standings.is_low(threshold), int(kept.sum())
    low_count = int((low & kept).sum())
    concentrated = False
    if count and 10 * low_count < 4 * count:
        segments = test_segments(low[kept], standings.means()[kept], [m.take(kept) for m in everyone], seed)
        concentrated = is_concentrated(segments)
    return Sensitivity(low_count, count, classify(low_count, count, concentrated=concentrated))
