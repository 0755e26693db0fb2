"""Step 6: what changed for the people who were trained, how sure that is, and what to call it. METHOD.md step 6."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from qa_tui.domain.gap_rules import FEWEST_AGENTS
from qa_tui.domain.measurable import TARGET_POINTS

if TYPE_CHECKING:
    from qa_tui.domain.cycle import Cycle
    from qa_tui.domain.diagnosis import Diagnosis
    from qa_tui.domain.measuring import Baseline
    from qa_tui.domain.scope import Window

STRONG_TARGET = 10.0
"""An effect under it, and at or over the target, is at the lower end of what is called effective."""
MOST_LOST = 20
"""Percent of the trained who cannot be compared, above which the answer carries a warning."""
FEWEST_UNTRAINED = 5
FEWEST_CALLS_EACH = 3
"""Scored calls of an agent in each of the two windows."""
_SLACK = 1e-9


class EffectVerdict(StrEnum):
    """What a change is called."""

    EFFECTIVE = "effective"
    GENERAL_SHIFT = "general_shift"
    """It would be effective, but everything else rose as well."""
    NOT_EFFECTIVE = "not_effective"
    DECLINED = "declined"
    INCONCLUSIVE = "inconclusive"
    NO_VERDICT = "too_few"
    """Under five people can be compared."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A mean of changes, percent points."""

    points: float
    interval: tuple[float, float] | None
    """95 %, by Student's t over agents; None under two agents."""
    agents: int

    def less(self, points: float) -> Effect:
        """The same with `points` taken off, the interval with it."""
        interval = (self.interval[0] - points, self.interval[1] - points) if self.interval else None
        return Effect(self.points - points, interval, self.agents)


@dataclass(frozen=True, slots=True)
class AgentChange:
    """One trained agent before and after, percent. Private."""

    agent: str
    name: str
    before: float
    after: float
    calls_before: int
    calls_after: int

    @property
    def change(self) -> float:
        return self.after - self.before


class Loss(StrEnum):
    """Why somebody who was trained cannot be compared."""

    LEFT = "left"
    FEW_BEFORE = "under 3 scored calls before"
    FEW_AFTER = "under 3 scored calls after"
    UNKNOWN = "in no score file"


@dataclass(frozen=True, slots=True)
class LostAgent:
    """One of the trained without a comparison. Private."""

    agent: str
    name: str
    why: Loss


@dataclass(frozen=True, slots=True)
class OtherCriteria:
    """What the same agents did on everything that was not trained."""

    criteria: int
    before: float
    after: float
    effect: Effect
    specific: Effect
    """Change on the trained criterion less the mean change of the others, agent by agent."""


@dataclass(frozen=True, slots=True)
class Rebound:
    """How far the lowest of several criteria comes back by itself, where the days that chose it are also the baseline."""

    share: float
    """Of its distance from the mean of all criteria, 0..1."""
    points: float


@dataclass(frozen=True, slots=True)
class Change:
    """Something else that was not the same before and after, in words for a report."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A cycle whose two weeks are over."""

    verdict: EffectVerdict
    effect: Effect
    """After taking the rebound off, where there is one."""
    rebound: Rebound | None
    before: float
    after: float
    below_before: int
    below_after: int
    changes: tuple[AgentChange, ...]
    """The most improved first."""
    lost: tuple[LostAgent, ...]
    unpaired: float | None
    """Difference of everybody's means, whoever is in only one window; None where one of them holds nobody."""
    others: OtherCriteria | None
    untrained: Effect | None
    """Change of the trained less that of the agents who were not; None under five of those."""
    detectable: float | None
    more_calls: int | None
    """Further scored calls of each in each fortnight until a change of the target would be seen; 0 where there are enough."""
    not_alike: tuple[Change, ...]
    is_overlapping: bool = False
    """The baseline also chose the people, so that part of any gain came back by itself."""
    diagnoses: tuple[Diagnosis, ...] = ()

    @property
    def trained(self) -> int:
        return len(self.changes) + len(self.lost)

    @property
    def is_thinned(self) -> bool:
        return 100 * len(self.lost) > MOST_LOST * self.trained


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it was read, for the history: the files it came from may be gone later."""

    verdict: EffectVerdict
    effect: Effect
    before: float
    after: float
    read_on: date

    def as_json(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict.value,
            "points": self.effect.points,
            "interval": list(self.effect.interval) if self.effect.interval else None,
            "agents": self.effect.agents,
            "before": self.before,
            "after": self.after,
            "read_on": self.read_on.isoformat(),
        }

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> KeptAnswer:
        low_high = body["interval"]
        effect = Effect(body["points"], (low_high[0], low_high[1]) if low_high else None, body["agents"])
        return cls(
            EffectVerdict(body["verdict"]), effect, body["before"], body["after"], date.fromisoformat(body["read_on"])
        )


@dataclass(frozen=True, slots=True)
class NotYet:
    """A cycle that cannot be answered, and why. No effect is given: an early one would be believed."""

    why: str
    day: int = 0
    """Days of the re-score window that are over."""
    of: int = 0


@dataclass(frozen=True, slots=True)
class CycleOutcome:
    """The answer of one cycle."""

    cycle: Cycle
    baseline_kind: Baseline
    baselines: tuple[Window, ...]
    """Of each session, in order."""
    posts: tuple[Window, ...]
    """Of each session, in order."""
    answer_on: date
    threshold: int
    target: float
    found: Measured | NotYet
    cohort: int = 0
    """Trained agents, compared or not."""
    practised: int = 0
    """Trained agents who completed their practice."""
    asked: int = 0
    """Trained agents of whom a practice was asked."""


def judge_effect(
    effect: Effect, specific: Effect | None, target: float = TARGET_POINTS, *, is_overlapping: bool = False
) -> EffectVerdict:
    """The verdict on a change. METHOD.md step 6, statistics.md 5.2 and 5.3(2).

    Args:
        effect: of the trained on the criterion.
        specific: the same less the change of their other criteria; under five agents it says nothing.
        target: points from which training is called effective.
        is_overlapping: the baseline chose the people as well; a gain then proves nothing, a decline does.
    """
    if effect.agents < FEWEST_AGENTS or effect.interval is None:
        return EffectVerdict.NO_VERDICT
    low, high = effect.interval
    if effect.points >= target - _SLACK and low > 0:
        if is_overlapping:
            return EffectVerdict.INCONCLUSIVE
        is_shared = (
            specific is not None
            and specific.agents >= FEWEST_AGENTS
            and specific.interval is not None
            and (specific.points < target - _SLACK or specific.interval[0] <= 0)
        )
        return EffectVerdict.GENERAL_SHIFT if is_shared else EffectVerdict.EFFECTIVE
    if high < 0:
        return EffectVerdict.DECLINED
    return EffectVerdict.NOT_EFFECTIVE if high < target else EffectVerdict.INCONCLUSIVE


def is_strong(effect: Effect, target: float = TARGET_POINTS) -> bool:
    """Whether even the lower limit reaches the target."""
    return effect.interval is not None and effect.interval[0] >= target - _SLACK


def is_at_the_lower_end(effect: Effect) -> bool:
    return effect.points < STRONG_TARGET
