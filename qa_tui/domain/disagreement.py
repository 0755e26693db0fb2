"""What a room's votes say about a call, and what many rooms' votes say about a rubric's wording."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from qa_tui.domain.rubric import Scale

if TYPE_CHECKING:
    from qa_tui.domain.agreement import Agreement


@dataclass(frozen=True, slots=True)
class Judgement:
    """One excerpt judged from its blind first-round votes."""

    labels: frozenset[str]
    """Of: aligned, contested, lone_dissent, gap_minor, gap_major, too_few, no_quorum, applicability_contested."""
    votes: int
    """Votes for a level."""
    disagreement: float | None
    """D: mean absolute difference of two votes, 0..1 of the scale."""
    split_index: float | None
    """S: D over the largest D possible with that many votes, 0..1."""
    boundaries: dict[tuple[float, float], float]
    """D_b of each line between two neighbouring levels; they add up to D."""
    within_one_step: float | None
    """Share of votes within one step of the median, 0..1."""
    gap: float | None
    """Mean vote (without a lone dissenter) less the actual score, -1..1 of the scale; None without an actual score."""
    camps: tuple[float, float] | None = None
    """The two levels either side of the widest cut, where the votes fall into two camps."""

    @property
    def is_contested(self) -> bool:
        return bool(self.labels & {"contested", "applicability_contested"})

    @property
    def is_labelled(self) -> bool:
        return not self.labels & {"too_few", "no_quorum"}


@dataclass(frozen=True, slots=True)
class ActualScore:
    """The official QA score of one call on one criterion, as it was sealed when its excerpt was approved."""

    value: float
    """On the criterion's own scale; the mean where several evaluators scored the call."""
    scale: Scale
    each: tuple[float, ...]
    """Every evaluator's score."""
    automatic: bool
    wording_version: str
    originals: tuple[str, ...] = ()
    """Every evaluator's score as it was given, where that was out of another maximum ("11 of 15")."""
    is_signed: bool = True
    """Whether the file says who gave it; nobody is told who."""

    @property
    def given_by(self) -> str:
        """Who scored, in words that name nobody."""
        if self.automatic:
            return "scored automatically, not checked by a person"
        if not self.is_signed:
            return "who scored it is not in the file"
        return "one human scorer" if len(self.each) == 1 else f"{len(self.each)} human scorers"

    def as_json(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "scale": self.scale.as_json(),
            "each": list(self.each),
            "automatic": self.automatic,
            "wording_version": self.wording_version,
            "originals": list(self.originals),
            "signed": self.is_signed,
        }

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> ActualScore:
        """Of a score that was sealed before it was noted, somebody gave it."""
        return cls(
            float(body["value"]), Scale.from_json(body["scale"]), tuple(map(float, body["each"])), bool(body["automatic"]),
            str(body["wording_version"]), tuple(map(str, body.get("originals", ()))), bool(body.get("signed", True)),
        )  # fmt: skip


class OutcomeKind(StrEnum):
    """How a call ends."""

    AGREED = "agreed"
    TWO_READINGS = "two_readings"
    PARKED = "parked"
    CHECK_SCORE = "check_score"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The one outcome of a call."""

    kind: OutcomeKind
    text: str = ""
    """Agreed: the reading. Parked: what and with whom. Two readings: the first of them."""
    other: str = ""
    """Two readings: the second of them."""
    level: float | None = None


@dataclass(frozen=True, slots=True)
class JudgedRound:
    """One finished round as the ledger keeps it."""

    session: str
    day: str
    """ISO date of the session."""
    excerpt: str
    number: int
    criterion: str
    criterion_name: str
    wording_version: str
    scale: Scale
    levels: tuple[float, ...]
    """First-round votes for a level."""
    not_applicable: int
    wording: int
    passed: int
    no_vote: int
    actual: float
    judgement: Judgement
    outcome: Outcome | None
    note: str
    by_seat: tuple[float | None, ...] = ()
    """First-round levels by seat, a place in the row and no person; empty where hands were counted."""
    levels_apart: tuple[float, ...] = ()
    """What leaders and scorers gave: seen in the debrief, and in no statistic."""
    second: str = ""
    """What the second vote says, where there was one."""
    second_levels: tuple[float, ...] = ()
    """Levels of the second vote, in order; they enter no statistic."""
    cited: tuple[int, ...] = ()
    """Numbers of the lines that made people decide."""
    entered_afterwards: bool = False
    """Typed in from paper."""
    people: tuple[str, ...] = ()
    """Keys of the people on the seats: in a QA calibration alone."""
    heard_before: bool = False
    """A room voted on these lines in an earlier session: with the same people this is memory, and no evidence."""


class Flag(StrEnum):
    """What the rounds so far allow to be said about a criterion's wording (statistics 3.4)."""

    AMBIGUOUS = "ambiguous"
    WATCH = "watch"
    CLEAR_SO_FAR = "clear so far"
    NOT_YET_KNOWN = "not yet known"


@dataclass(frozen=True, slots=True)
class CriterionLedger:
    """One criterion's rounds under one wording, and what they say."""

    criterion: str
    name: str
    wording_version: str
    rounds: tuple[JudgedRound, ...]
    judged: int
    """K: rounds with enough votes to carry a label."""
    contested: int
    """x: of those, contested."""
    chance: float | None
    """P(x or more contested | clear wording), 0..1."""
    flag: Flag
    needed: int
    """Smallest x that would be flagged at this K."""
    boundary: tuple[float, float] | None
    """The line that carries more than half of the summed disagreement."""
    boundary_share: float | None
    mean_disagreement: float | None
    wording_votes: int
    sessions: int
    gap_rounds: int
    """Rounds in which a united room was a step or more away from QA's score."""
    agreement: Agreement
    persistent_splits: int = 0
    """Rounds in which the room was split before the talk and after it: two of them call for another wording."""

    def scale_word(self, side: int) -> str:
        """What the level below (0) or above (1) the named line is called; empty where no line is named."""
        return self.rounds[0].scale.word(self.boundary[side]) if self.boundary else ""
