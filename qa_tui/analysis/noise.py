"""How many agents are truly low, once the noise of a handful of calls is taken off."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from qa_tui.domain.scope import ClassLines

Doubles = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]

DRAWS = 2000
_FAR = 5.0
"""Standard deviations from the threshold beyond which an agent is on the same side in every draw."""


@dataclass(frozen=True, eq=False, slots=True)
class Posterior:
    """What the agents' true means may be: normal empirical Bayes.

    The spread between agents is estimated by DerSimonian and Laird, the spread within agents is pooled.
    """

    centre: float
    """Mean of the true means, percent."""
    centre_variance: float
    means: Doubles
    """[n] the agents' own means, percent."""
    shrink: Doubles
    """[n] how far each is drawn to the centre, 0..1."""
    variance: Doubles
    """[n] of each agent's mean, from the calls within."""

    @classmethod
    def of(cls, means: Doubles, scored: Longs, squares: Doubles) -> Posterior | None:
        """None for fewer than two agents or where no agent's calls vary.

        Args:
            means: [n] percent.
            scored: [n] scored calls, at least 1 each.
            squares: [n] sum over calls of percent squared.
        """
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
        precision = float(np.sum(1 / total))
        return cls(float(np.sum(means / total)) / precision, 1 / precision, means, variance / total, variance)

    def expected_low_share(self, threshold: float) -> float:
        """Expected percent of agents whose true mean is below `threshold`."""
        from scipy.special import ndtr

        centre = self.shrink * self.centre + (1 - self.shrink) * self.means
        spread = np.sqrt(self.variance * (1 - self.shrink) + self.shrink**2 * self.centre_variance)
        return float(100 * ndtr((threshold - centre) / spread).mean())

    def drawn_shares(self, threshold: float) -> Doubles:
        """[DRAWS] percent of agents below `threshold` in draws of all true means together.

        Agents are drawn in order of their means and numbers of calls, so that neither names nor rows matter;
        the random numbers depend on how many agents there are alone.
        """
        order = np.lexsort((self.variance, np.round(self.means, 9)))
        shrink, means = self.shrink[order], self.means[order]
        spread = np.sqrt(self.variance[order] * (1 - shrink))
        own = (1 - shrink) * means + shrink * self.centre
        reach = _FAR * (spread + shrink * np.sqrt(self.centre_variance))
        near = np.abs(own - threshold) <= reach
        surely_low = int((own[~near] < threshold).sum())
        of_centre, of_agents = _draws(means.size)
        centre = np.float32(np.sqrt(self.centre_variance)) * of_centre
        own, shrink, spread = (values[near].astype(np.float32)[:, None] for values in (own, shrink, spread))
        low = np.count_nonzero(own + shrink * centre + spread * of_agents[: own.size] < threshold, axis=0)
        return np.asarray(100.0 * (low + surely_low) / means.size)


@lru_cache(maxsize=4)
def _draws(agents: int) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """[DRAWS] and [agents, DRAWS] standard normal numbers: the same ones for every criterion and every day."""
    generator = np.random.default_rng(agents)
    centre = generator.standard_normal(DRAWS, dtype=np.float32)
    return centre, generator.standard_normal((agents, DRAWS), dtype=np.float32)


def third_of(share: Doubles, lines: ClassLines) -> Longs:
    """0 under the lower line, 1 between, 2 from the upper line on, of shares in percent."""
    slack = 1e-9
    return np.asarray(
        (share >= lines.mixed - slack).astype(np.int64) + (share >= lines.universal - slack).astype(np.int64)
    )
