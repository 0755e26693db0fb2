"""How well rooms agree on a criterion over many excerpts, as plain results."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and its 95 % interval; no interval where nothing can be said about it."""

    value: float
    low: float | None = None
    high: float | None = None


class Reliability(StrEnum):
    """What the interval of alpha allows to be said."""

    RELIABLE = "reliable"
    UNRELIABLE = "unreliable"
    NOT_YET_KNOWN = "not yet known"


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Agreement corrected for chance, over excerpts."""

    metric: str
    """Of alpha: nominal, ordinal or interval."""
    alpha: Estimate | None
    """None where every vote is the same: then alpha is not defined."""
    ac: float | None
    """Gwet's AC1 on two levels, AC2 with quadratic weights on more."""
    is_range_restricted: bool
    """The excerpts lie so close together that alpha understates agreement."""

    @property
    def reliability(self) -> Reliability:
        """By the interval, against .667."""
        if self.alpha is None or self.alpha.low is None or self.alpha.high is None:
            return Reliability.NOT_YET_KNOWN
        if self.alpha.low >= TENTATIVE_FROM:
            return Reliability.RELIABLE
        return Reliability.UNRELIABLE if self.alpha.high < TENTATIVE_FROM else Reliability.NOT_YET_KNOWN


TENTATIVE_FROM = 0.667
WITHIN_ONE_STEP_TARGET = 0.85


@dataclass(frozen=True, slots=True)
class GroupBias:
    """Whether rooms and QA differ in one direction. Who of them is off cannot be told from votes."""

    mean: Estimate
    """Room less QA, -1..1 of the scale."""
    excerpts: int
    is_flagged: bool


@dataclass(frozen=True, slots=True)
class ContestedLine:
    """The line between two levels on whose sides the same people sit, excerpt after excerpt."""

    lower: float
    upper: float
    chance: float
    """p of the permutation test, 0..1."""
    spread: float
    """Standard deviation of how often people are above the line, beyond chance."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Everything about one criterion under one wording, over its excerpts."""

    disagreement: Estimate | None
    """Mean D, 0..1 of the scale."""
    within_one_step: float | None
    """Mean share of votes within one step of the median, 0..1."""
    coefficients: Coefficients | None
    """None below `FEWEST_FOR_ALPHA` excerpts."""
    excerpts: int
    """Excerpts with at least two votes."""
    bias: GroupBias | None
    """None below five excerpts in which the room was not split."""
    line: ContestedLine | None
    line_why_not: str
    """Why no line can be named: empty where one is."""


FEWEST_FOR_ALPHA = 8
