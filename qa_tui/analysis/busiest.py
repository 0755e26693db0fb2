"""How much of the scoring is one person's: one person's eye is not the team's gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qa_tui.domain.gaps import EvaluatorShare

if TYPE_CHECKING:
    from qa_tui.scores.window_sums import Tally


def busiest_evaluator(evaluators: Tally) -> str | None:
    """The evaluator with most evaluations; None where fewer than two are known.

    Of several equally busy ones it is the first by name, so that the order of rows does not matter.
    """
    counts = evaluators.totals()
    if np.count_nonzero(counts) < 2:
        return None
    return min(evaluators.labels[code] for code in np.flatnonzero(counts == counts.max()).tolist())


def evaluator_share(evaluators: Tally) -> EvaluatorShare | None:
    """How many scored, and how much the busiest of them did; None where nobody is named."""
    counts = evaluators.totals()
    if not counts.any():
        return None
    return EvaluatorShare(int(np.count_nonzero(counts)), 100.0 * float(counts.max()) / float(counts.sum()))
