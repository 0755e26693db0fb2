"""How far the lowest of several criteria comes back by itself: regression to the mean. statistics.md 5.3(4).

rebound = B (mean of the criterion means - mean of the chosen one), B = v / (v + tau^2), with v = variance over criteria of
(first-half less second-half team mean) / 4 and tau^2 = max(0, variance of the whole-window criterion means - v).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.outcome import Rebound

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

FEWEST_CRITERIA = 3


def find_rebound(
    whole: npt.NDArray[np.float64],
    first_half: npt.NDArray[np.float64],
    second_half: npt.NDArray[np.float64],
    chosen: int,
) -> Rebound | None:
    """The rebound of criterion `chosen`; None under three criteria, where no spread can be estimated.

    Args:
        whole: [criteria] team means of the whole window, percent.
        first_half: the same of its first half.
        second_half: the same of its second half.
        chosen: index into them.
    """
    if whole.size < FEWEST_CRITERIA:
        return None
    noise = float((first_half - second_half).var(ddof=1)) / 4
    true_spread = max(0.0, float(whole.var(ddof=1)) - noise)
    share = noise / (noise + true_spread) if noise > 0 else 0.0
    return Rebound(share, max(0.0, share * float(whole.mean() - whole[chosen])))
