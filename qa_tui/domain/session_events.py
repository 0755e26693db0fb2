"""The events of a live session. `event_form` writes them to disk and reads them back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from qa_tui.domain.disagreement import Outcome
    from qa_tui.domain.parking import CardCount, ParkedItem, Topic
    from qa_tui.domain.rubric import Scale

Source = Literal["key", "line", "tally", "phone", "import"]


class VoteKind(StrEnum):
    """The five things a seat can say."""

    LEVEL = "level"
    PASS = "pass"  # noqa: S105 - not a password
    NOT_APPLICABLE = "not_applicable"
    WORDING = "wording"
    NO_VOTE = "no_vote"


@dataclass(frozen=True, slots=True)
class Vote:
    """One seat's blind vote."""

    kind: VoteKind
    level: float | None = None
    """A level of the scale where `kind` is LEVEL, else None."""


@dataclass(frozen=True, slots=True)
class CallBrief:
    """What the room is told before it votes: which criterion, on which scale. Nothing about the call."""

    excerpt: str
    """Random id of the approved excerpt."""
    criterion: str
    criterion_name: str
    asks: str
    levels: tuple[tuple[float, str], ...]
    scale: Scale
    wording_version: str
    partner: str = ""
    """Random id of the good call of the same type, which may be read after QA's score."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The session begins."""

    kind: ClassVar[str] = "opened"
    seats: int
    calls: tuple[CallBrief, ...]
    reserve: tuple[CallBrief, ...] = ()
    """Calls that come where another is passed over."""
    entered_afterwards: bool = False
    """The votes were taken on paper and are typed in later."""
    is_calibration: bool = False
    """Raters compare themselves: seats are linked with names, and the room is told so first."""


@dataclass(frozen=True, slots=True)
class SeatsChanged:
    """Somebody came or left."""

    kind: ClassVar[str] = "seats_changed"
    seats: int


@dataclass(frozen=True, slots=True)
class SeatsApart:
    """Leaders and whoever scored sit on these seats: from now on they are counted apart."""

    kind: ClassVar[str] = "seats_apart"
    seats: tuple[int, ...]
    """Counted from 0."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The room went to another phase in which nothing is decided."""

    kind: ClassVar[str] = "moved"
    to: str


@dataclass(frozen=True, slots=True)
class Cast:
    """One seat voted, or voted over its earlier vote."""

    kind: ClassVar[str] = "cast"
    seat: int
    """Counted from 0."""
    vote: Vote


@dataclass(frozen=True, slots=True)
class FilledIn:
    """A whole row of votes at once, typed in a line or counted level by level; what was there before can come back."""

    kind: ClassVar[str] = "filled_in"
    votes: tuple[Vote | None, ...]
    is_tally: bool
    """Counted: the votes are in order of level, and belong to no seat."""


@dataclass(frozen=True, slots=True)
class Undone:
    """The last vote of this ballot was taken back."""

    kind: ClassVar[str] = "undone"


@dataclass(frozen=True, slots=True)
class VotesTaken:
    """The votes are in; seats without one count as no vote."""

    kind: ClassVar[str] = "votes_taken"


@dataclass(frozen=True, slots=True)
class VotesReturned:
    """The votes were taken too early: the vote goes on. Nobody has seen them."""

    kind: ClassVar[str] = "votes_returned"


@dataclass(frozen=True, slots=True)
class Corrected:
    """A vote that was typed wrongly is put right, for a reason. Who has changed their mind votes again."""

    kind: ClassVar[str] = "corrected"
    seat: int
    """Counted from 0."""
    vote: Vote
    reason: str


@dataclass(frozen=True, slots=True)
class DistributionShown:
    """The room sees how it voted."""

    kind: ClassVar[str] = "distribution_shown"


@dataclass(frozen=True, slots=True)
class VotedAgain:
    """A second blind ballot is opened after the talk."""

    kind: ClassVar[str] = "voted_again"


@dataclass(frozen=True, slots=True)
class ScoreRevealed:
    """QA's score is uncovered. The score itself is not in the event."""

    kind: ClassVar[str] = "score_revealed"


@dataclass(frozen=True, slots=True)
class OutcomeAgreed:
    """How the call ends."""

    kind: ClassVar[str] = "outcome_agreed"
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Noted:
    """A note in the room's words."""

    kind: ClassVar[str] = "noted"
    text: str


@dataclass(frozen=True, slots=True)
class LinesCited:
    """The lines that made people decide, all of them."""

    kind: ClassVar[str] = "lines_cited"
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Parked:
    """Something is put aside for somebody to answer."""

    kind: ClassVar[str] = "parked"
    item: ParkedItem


@dataclass(frozen=True, slots=True)
class BarriersCounted:
    """What stops people doing the top level, by cards."""

    kind: ClassVar[str] = "barriers_counted"
    counts: tuple[tuple[Topic, int], ...]


@dataclass(frozen=True, slots=True)
class CardsCounted:
    """Whether the session was fair, and whether it was useful, by cards."""

    kind: ClassVar[str] = "cards_counted"
    fair: CardCount
    useful: CardCount


@dataclass(frozen=True, slots=True)
class Skipped:
    """Another call is taken instead of this one. Why is not recorded."""

    kind: ClassVar[str] = "skipped"


@dataclass(frozen=True, slots=True)
class Reopened:
    """Back to the last finished call."""

    kind: ClassVar[str] = "reopened"


@dataclass(frozen=True, slots=True)
class Continued:
    """On to the next call, or to the wrap-up after the last."""

    kind: ClassVar[str] = "continued"


@dataclass(frozen=True, slots=True)
class Closed:
    """The session is over."""

    kind: ClassVar[str] = "closed"


Event = (
    Opened | SeatsChanged | SeatsApart | Moved | Cast | FilledIn | Undone | VotesTaken | VotesReturned | Corrected | DistributionShown
    | VotedAgain | ScoreRevealed | OutcomeAgreed | Noted | LinesCited | Parked | BarriersCounted | CardsCounted | Skipped
    | Reopened | Continued | Closed
)  # fmt: skip
