"""How many agents are truly low, once the noise of a handful of calls is taken off."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]


def corrected_low_share(means: Doubles, scored: Longs, squares: Doubles, threshold: float) -> float | None:
    """Expected percent of agents whose true mean is below `threshold`: normal empirical Bayes.

    The spread between agents is estimated by DerSimonian and Laird, the spread within agents is pooled.

    Args:
        means: [n] percent.
        scored: [n] scored calls, at least 1 each.
        squares: [n] sum over calls of percent squared.
        threshold: percent.

    Returns:
        0..100, or None for fewer than two agents or where no agent's calls vary.
    """
    from scipy.special import ndtr

    if means.size < 2:
        return None
    within = float(np.sum(squares - scored * means**2)) / max(float(np.sum(scored - 1)), 1.0)
    if within <= 1e-9:
        return None
    variance = within / scored
    weight = 1 / variance
    centre = float(np.sum(weight * means) / np.sum(weight))
    heterogeneity = float(np.sum(weight * (means - centre) ** 2))
    scaling = float(np.sum(weight) - np.sum(weight**2) / np.sum(weight))
    between = max(0.0, (heterogeneity - (means.size - 1)) / scaling)
    total = variance + between
    centre = float(np.sum(means / total) / np.sum(1 / total))
    shrink = variance / total
    posterior = shrink * centre + (1 - shrink) * means
    spread = np.sqrt(variance * (1 - shrink) + shrink**2 / np.sum(1 / total))
    return float(100 * ndtr((threshold - posterior) / spread).mean())
