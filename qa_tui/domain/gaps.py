"""Results of steps 1 and 2: which criterion fails, for whom, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from qa_tui.domain.choices import Choices

if TYPE_CHECKING:
    from qa_tui.domain.choices import TopicChoice
    from qa_tui.domain.scope import Scope, Window


class Verdict(StrEnum):
    """What kind of gap a criterion is (METHOD step 2)."""

    UNIVERSAL = "universal"
    MIXED = "mixed"
    CLUSTERED = "clustered"
    SCATTERED = "scattered"
    INSUFFICIENT = "insufficient"


class Concentration(StrEnum):
    """Whether the low scorers sit in one segment."""

    YES = "yes"
    POSSIBLE = "possible"
    NO = "no"
    CANNOT_TELL = "cannot_tell"


class AgentStatus(StrEnum):
    """Where an agent's mean is, seen from the threshold."""

    LOW = "low"
    NOT_LOW = "not low"
    TOO_FEW = "too few calls"


@dataclass(frozen=True, slots=True)
class AgentMean:
    """One agent's standing on one criterion."""

    agent: str
    name: str
    scored: int
    """Scored calls: not applicable and missing ones do not count."""
    mean: float | None
    """Percent, None where nothing was scored."""
    status: AgentStatus
    segments: tuple[tuple[str, str], ...] = ()
    low: float | None = None
    """Lower end of the 90 % interval of the mean, percent."""
    high: float | None = None
    below_chance: float | None = None
    """0..1: how likely the agent's true mean is below the threshold; None where every agent has one call."""
    is_uncertain: bool = False
    """The interval covers the threshold: the agent could be on either side."""


@dataclass(frozen=True, slots=True)
class SegmentGap:
    """One segment's share of a criterion's low scorers."""

    dimension: str
    segment: str
    agents: int
    """Eligible agents in the segment."""
    low: int
    mean: float | None
    """Mean of the eligible agents' means, percent."""
    lift: float | None
    """Share of the low scorers that are in the segment, over the segment's share of the eligible agents."""
    p: float | None
    """Permutation p, corrected for every segment that was tried; None where the segment is too small to test."""
    concentration: Concentration


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What a class would be on part of the scores."""

    low_agents: int
    eligible_agents: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Indicative:
    """What can be said of a criterion on which too few agents have enough calls: over all with a few."""

    low_agents: int
    agents: int
    calls_each: int
    """Median of their scored calls."""
    either_side: int
    """How many of them could be on either side of the threshold."""
    mean: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """From one window to another, for the agents who have enough calls in both."""

    agents: int
    before: float
    """Mean of the agents' means, percent."""
    now: float
    interval: tuple[float, float] | None
    """95 % t interval of the mean change, paired by agent; None for fewer than 5 agents."""

    @property
    def points(self) -> float:
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class Mover:
    """An agent whose calls are in another segment than the roster."""

    agent: str
    name: str
    dimension: str
    calls_in: str
    now_in: str


@dataclass(frozen=True, slots=True)
class CriterionGap:
    """One criterion in one scope."""

    id: str
    name: str
    rank: int
    """1 is the lowest team mean; criteria without a mean come last."""
    team_mean: float | None
    call_weighted_mean: float | None
    """Of every scored call of the eligible agents alike; of all agents where none is eligible."""
    scored: int
    not_applicable: int
    missing: int
    eligible_agents: int
    low_agents: int
    majority_signal: bool
    verdict: Verdict
    provisional_verdict: Verdict | None
    """The class over all agents with 3 or more scored calls, where there are too few eligible ones."""
    on_the_line: bool
    """Exactly 60 % (or 40 %) of the eligible agents are low."""
    fragile: bool
    """One agent more or less would change the class."""
    corrected_low_share: float | None
    """Noise-corrected expected share of low agents, percent."""
    segments: tuple[SegmentGap, ...] = ()
    agents: tuple[AgentMean, ...] = ()
    trend: tuple[float | None, ...] = ()
    """Team mean per sixth of the window, oldest first, call-weighted percent."""
    without_busiest: Sensitivity | None = None
    """The class without the evaluator who scored most; None where fewer than two evaluators are known."""
    excluded_agents: int = 0
    """Agents with scored calls, but too few."""
    with_excluded: Sensitivity | None = None
    """The class if they were included; None where nobody is excluded."""
    share_interval: tuple[float, float] | None = None
    """95 % Wilson interval of the share of low agents, percent."""
    sureness: float | None = None
    """Percent of draws of the agents' true means that give a share in the same third (40 and 60 %) as the counted one."""
    is_tentative: bool = False
    """The noise-corrected share is in another third than the counted one, or most draws are."""
    indicative: Indicative | None = None
    """Where there are too few agents for a class, or none."""
    change: Change | None = None
    """Against the window of the same length before this one."""
    is_tested: bool = True
    """Whether more than counting has been done: segments, agents, sureness, the class of less than the mixed line, the change."""

    @property
    def low_share(self) -> float | None:
        return None if self.eligible_agents == 0 else 100 * self.low_agents / self.eligible_agents

    @property
    def not_applicable_share(self) -> float | None:
        """Percent of the scores given that are "not applicable"."""
        given = self.scored + self.not_applicable
        return None if given == 0 else 100 * self.not_applicable / given

    @property
    def concentrated_in(self) -> SegmentGap | None:
        """The segment that holds the low scorers, if the test says so: the one with the smallest p, then most low."""
        found = [segment for segment in self.segments if segment.concentration is Concentration.YES]
        return min(found, key=lambda s: (s.p if s.p is not None else 1.0, -s.low), default=None)


@dataclass(frozen=True, slots=True)
class RowCounts:
    """What became of the score cells that were read: read = used + rejected + outside_window + left_out."""

    read: int = 0
    used: int = 0
    rejected: int = 0
    outside_window: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class EvaluatorShare:
    """How much of the scoring is one person's."""

    evaluators: int
    largest_share: float
    """Percent of evaluations done by the busiest evaluator."""


@dataclass(frozen=True, slots=True)
class GapReport:
    """Answer to steps 1 and 2 for one scope."""

    scope: Scope
    window: Window
    rows: RowCounts
    calls: int
    agents: int
    under_minimum: tuple[tuple[str, str, int], ...]
    """(agent id, name, scored calls) of agents with too few scored calls on every criterion."""
    leavers: tuple[str, ...]
    """Ids of agents of the roster who have left by the end of the window."""
    evaluators: EvaluatorShare | None
    criteria: tuple[CriterionGap, ...]
    """In order of rank."""
    rule_topic: str | None
    """The lowest universal criterion, if there is one."""
    form_versions: tuple[str, ...] = ()
    """Where the window holds more than one version of a form: their names, the most used first."""
    movers: tuple[Mover, ...] = ()
    zeroed_calls: int = 0
    """Calls whose scores an automatic fail set to zero: they count for the criterion that failed alone."""
    differs_by_calls: bool = False
    """Weighted by calls, other criteria would be the three lowest."""
    choices: Choices = field(default=Choices())

    @property
    def is_whole(self) -> bool:
        """Whether every criterion is tested; else it is the ranking, and the rest is being worked out."""
        return all(criterion.is_tested for criterion in self.criteria)

    @property
    def chosen(self) -> TopicChoice | None:
        """The topic that a person chose for this window."""
        choice = self.choices.topic
        return choice if choice and choice.window_end == self.window.end and self.criterion(choice.criterion) else None

    @property
    def topic(self) -> str | None:
        """What to train: what a person chose, else what the rule says."""
        return self.chosen.criterion if self.chosen else self.rule_topic

    @property
    def topic_source(self) -> str | None:
        return "person" if self.chosen else "rule" if self.rule_topic else None

    def criterion(self, criterion_id: str) -> CriterionGap | None:
        return next((criterion for criterion in self.criteria if criterion.id == criterion_id), None)


@dataclass(frozen=True, slots=True)
class ComparedCriterion:
    """One criterion in two windows."""

    now: CriterionGap
    then: CriterionGap | None
    """None where the earlier window does not have the criterion."""
    change: Change | None
    """Of the agents with enough scored calls in both."""
    low_then: int = 0
    """How many of these agents were below the threshold."""
    low_now: int = 0


@dataclass(frozen=True, slots=True)
class WindowComparison:
    """Two windows side by side."""

    then: GapReport
    now: GapReport
    rows: tuple[ComparedCriterion, ...]

    @property
    def overlaps(self) -> bool:
        """Whether the windows share days: then the same calls are in both, and nothing can be tested."""
        return self.then.window.start < self.now.window.end and self.now.window.start < self.then.window.end
