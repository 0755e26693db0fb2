"""The sums of one window: all that the gap analysis looks at, small however many scores stand behind it.

Every sum is of one agent, so what is asked of some agents is answered by the sums of all: a segment is a choice of agents.
Where the scores themselves lie, in memory or in a warehouse, is the business of a `SumSource`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from datetime import date

    from qa_tui.domain.scope import Window
    from qa_tui.scores.standings import Standings

Longs = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.integer]

TREND_PARTS = 6


@dataclass(frozen=True, eq=False, slots=True)
class Tally:
    """How often each agent comes with each label; pairs that never come are not kept."""

    name: str
    labels: tuple[str, ...]
    agent: Longs
    """[pairs]"""
    label: Longs
    """[pairs] place in `labels`"""
    count: Doubles
    """[pairs]"""

    @classmethod
    def of(cls, name: str, labels: tuple[str, ...], agent: Whole, label: Whole, weight: Doubles | None = None) -> Tally:
        """Counted over entries; a label of -1 is none."""
        known = label >= 0
        width = max(len(labels), 1)
        pairs = agent[known].astype(np.int64) * width + label[known]
        counts = np.bincount(pairs, None if weight is None else weight[known])
        met = np.flatnonzero(counts)
        return cls(name, labels, met // width, met % width, counts[met].astype(np.float64))

    def only(self, agents: Bools) -> Tally:
        kept = agents[self.agent]
        return (
            self
            if kept.all()
            else replace(self, agent=self.agent[kept], label=self.label[kept], count=self.count[kept])
        )

    def totals(self) -> Doubles:
        """[labels] of all agents together."""
        return np.bincount(self.label, self.count, len(self.labels)).astype(np.float64)


@dataclass(frozen=True, eq=False, slots=True)
class WindowSums:
    """A agents (all that the source knows, by label), C criteria."""

    window: Window
    agents: tuple[str, ...]
    agent_names: tuple[str, ...]
    criteria: tuple[str, ...]
    standings: tuple[Standings, ...]
    """[C] in `TREND_PARTS` parts"""
    dimensions: tuple[Tally, ...]
    """Calls of each agent in each segment."""
    evaluators: Tally
    """Evaluations"""
    versions: Tally
    """Evaluations"""
    evaluations: Longs
    """[A]"""
    calls: Longs
    """[A] a call whose rows name two agents is one of each."""
    scored_calls: Longs
    """[A] calls with a score"""
    zeroed_calls: Longs
    """[A] calls whose scores an automatic fail set to zero"""
    cells: Longs
    """[A] scores, missing and not applicable ones included"""

    def only(self, agents: Bools) -> WindowSums:
        """As if nobody but `agents` ([A]) had been scored."""
        if agents.all():
            return self
        return replace(
            self,
            standings=tuple(standings.only(agents) for standings in self.standings),
            dimensions=tuple(tally.only(agents) for tally in self.dimensions),
            evaluators=self.evaluators.only(agents),
            versions=self.versions.only(agents),
            evaluations=self.evaluations * agents,
            calls=self.calls * agents,
            scored_calls=self.scored_calls * agents,
            zeroed_calls=self.zeroed_calls * agents,
            cells=self.cells * agents,
        )


class SumSource(Protocol):
    """Where sums come from."""

    def newest_day(self) -> date | None:
        """The last day with a call; None where no call has a date."""
        ...

    def cells(self) -> int:
        """All scores, dated or not."""
        ...

    def of(self, window: Window) -> WindowSums:
        """The sums of one window."""
        ...

    def without(self, window: Window, evaluator: str) -> tuple[Standings, ...]:
        """[C] the standings of a window without what one evaluator scored."""
        ...
