"""The events of a live session, and their form on disk.

An event is recorded with its kind, version, source and phase. A kind whose form changes gets a new version and an entry
in `UPGRADES`, so that logs of any age can be replayed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Literal

from qa_tui.domain.disagreement import Outcome, OutcomeKind
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


@dataclass(frozen=True, slots=True)
class Opened:
    """The session begins."""

    kind: ClassVar[str] = "opened"
    seats: int
    calls: tuple[CallBrief, ...]


@dataclass(frozen=True, slots=True)
class SeatsChanged:
    """Somebody came or left."""

    kind: ClassVar[str] = "seats_changed"
    seats: int


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
class Undone:
    """The last vote of this ballot was taken back."""

    kind: ClassVar[str] = "undone"


@dataclass(frozen=True, slots=True)
class VotesTaken:
    """The votes are in; seats without one count as no vote."""

    kind: ClassVar[str] = "votes_taken"


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
class Continued:
    """On to the next call, or to the wrap-up after the last."""

    kind: ClassVar[str] = "continued"


@dataclass(frozen=True, slots=True)
class Closed:
    """The session is over."""

    kind: ClassVar[str] = "closed"


Event = (
    Opened | SeatsChanged | Moved | Cast | Undone | VotesTaken | DistributionShown | VotedAgain | ScoreRevealed
    | OutcomeAgreed | Noted | Continued | Closed
)  # fmt: skip

VERSION = 1
"""Version that every kind is written with today."""

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
UPGRADES: Mapping[tuple[str, int], Upgrade] = {}
"""(kind, version) -> the body one version newer. A version of a kind without an entry is read like the next one."""

_BARE: dict[str, Callable[[], Event]] = {
    kind.kind: kind for kind in (Undone, VotesTaken, DistributionShown, VotedAgain, ScoreRevealed, Continued, Closed)
}


def encode(event: Event) -> dict[str, Any]:
    """The body of `event` as plain JSON values."""
    match event:
        case Opened():
            return {"seats": event.seats, "calls": [_encode_brief(brief) for brief in event.calls]}
        case SeatsChanged():
            return {"seats": event.seats}
        case Moved():
            return {"to": event.to}
        case Cast():
            return {"seat": event.seat, "vote": event.vote.kind.value, "level": event.vote.level}
        case OutcomeAgreed():
            found = event.outcome
            return {"kind": found.kind.value, "text": found.text, "other": found.other, "level": found.level}
        case Noted():
            return {"text": event.text}
        case _:
            return {}


def _encode_brief(brief: CallBrief) -> dict[str, Any]:
    return {
        "excerpt": brief.excerpt,
        "criterion": brief.criterion,
        "name": brief.criterion_name,
        "asks": brief.asks,
        "levels": [list(level) for level in brief.levels],
        "scale": brief.scale.as_json(),
        "wording_version": brief.wording_version,
    }


def _decode_brief(body: dict[str, Any]) -> CallBrief:
    return CallBrief(
        excerpt=body["excerpt"],
        criterion=body["criterion"],
        criterion_name=body["name"],
        asks=body["asks"],
        levels=tuple((value, text) for value, text in body["levels"]),
        scale=Scale.from_json(body["scale"]),
        wording_version=body["wording_version"],
    )


def decode(
    kind: str, version: int, body: dict[str, Any], upgrades: Mapping[tuple[str, int], Upgrade] = UPGRADES
) -> Event:
    """The event of a stored body of any version.

    Raises:
        ValueError: the kind is unknown, or the body is of a version newer than this program knows.
    """
    steps = sorted(known for name, known in upgrades if name == kind)
    newest = max([VERSION, *(known + 1 for known in steps)])
    if not 1 <= version <= newest:
        raise ValueError(f"event {kind!r} has version {version}; this program knows {newest}")
    for known in steps:
        if known >= version:
            body = upgrades[kind, known](body)
    match kind:
        case "opened":
            return Opened(body["seats"], tuple(_decode_brief(brief) for brief in body["calls"]))
        case "seats_changed":
            return SeatsChanged(body["seats"])
        case "moved":
            return Moved(body["to"])
        case "cast":
            return Cast(body["seat"], Vote(VoteKind(body["vote"]), body["level"]))
        case "outcome_agreed":
            return OutcomeAgreed(Outcome(OutcomeKind(body["kind"]), body["text"], body["other"], body["level"]))
        case "noted":
            return Noted(body["text"])
        case _ if kind in _BARE:
            return _BARE[kind]()
        case _:
            raise ValueError(f"unknown event {kind!r}")
