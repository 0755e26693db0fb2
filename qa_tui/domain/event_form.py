"""The form of the events on disk.

An event is recorded with its kind, version, source and phase. A key that is added has a default for the logs that lack it; a
kind whose form changes otherwise gets a new version and an entry in `UPGRADES`, so that logs of any age can be replayed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from qa_tui.domain.disagreement import Outcome, OutcomeKind
from qa_tui.domain.parking import CardCount, ParkedItem, Topic
from qa_tui.domain.rubric import Scale
from qa_tui.domain.session_events import (
    BarriersCounted,
    CallBrief,
    CardsCounted,
    Cast,
    Closed,
    Continued,
    Corrected,
    DistributionShown,
    Event,
    FilledIn,
    LinesCited,
    Moved,
    Noted,
    Opened,
    OutcomeAgreed,
    Parked,
    Reopened,
    ScoreRevealed,
    SeatsApart,
    SeatsChanged,
    Skipped,
    Undone,
    Vote,
    VotedAgain,
    VoteKind,
    VotesReturned,
    VotesTaken,
)  # fmt: skip

VERSION = 1
"""Version that every kind is written with today."""

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
UPGRADES: Mapping[tuple[str, int], Upgrade] = {}
"""(kind, version) -> the body one version newer. A version of a kind without an entry is read like the next one."""

_BARE: dict[str, Callable[[], Event]] = {
    kind.kind: kind
    for kind in (
        Undone, VotesTaken, VotesReturned, DistributionShown, VotedAgain, ScoreRevealed, Skipped, Reopened, Continued, Closed,
    )
}  # fmt: skip


def encode(event: Event) -> dict[str, Any]:
    """The body of `event` as plain JSON values."""
    match event:
        case Opened():
            return {
                "seats": event.seats,
                "calls": [encode_brief(brief) for brief in event.calls],
                "reserve": [encode_brief(brief) for brief in event.reserve],
                "entered_afterwards": event.entered_afterwards,
                "is_calibration": event.is_calibration,
            }
        case SeatsChanged():
            return {"seats": event.seats}
        case SeatsApart():
            return {"seats": list(event.seats)}
        case Moved():
            return {"to": event.to}
        case Cast():
            return {"seat": event.seat, **_encode_vote(event.vote)}
        case FilledIn():
            return {"votes": [vote and _encode_vote(vote) for vote in event.votes], "is_tally": event.is_tally}
        case Corrected():
            return {"seat": event.seat, **_encode_vote(event.vote), "reason": event.reason}
        case OutcomeAgreed():
            found = event.outcome
            return {"kind": found.kind.value, "text": found.text, "other": found.other, "level": found.level}
        case Noted():
            return {"text": event.text}
        case LinesCited():
            return {"lines": list(event.lines)}
        case Parked():
            item = event.item
            return {"topic": item.topic.value, "text": item.text, "owner": item.owner, "until": item.until}
        case BarriersCounted():
            return {"counts": [[topic.value, count] for topic, count in event.counts]}
        case CardsCounted():
            return {"fair": [event.fair.yes, event.fair.no], "useful": [event.useful.yes, event.useful.no]}
        case _:
            return {}


def _encode_vote(vote: Vote) -> dict[str, Any]:
    return {"vote": vote.kind.value, "level": vote.level}


def _decode_vote(body: dict[str, Any]) -> Vote:
    return Vote(VoteKind(body["vote"]), body["level"])


def encode_brief(brief: CallBrief) -> dict[str, Any]:
    return {
        "excerpt": brief.excerpt,
        "criterion": brief.criterion,
        "name": brief.criterion_name,
        "asks": brief.asks,
        "levels": [list(level) for level in brief.levels],
        "scale": brief.scale.as_json(),
        "wording_version": brief.wording_version,
        "partner": brief.partner,
    }


def decode_brief(body: dict[str, Any]) -> CallBrief:
    return CallBrief(
        excerpt=body["excerpt"],
        criterion=body["criterion"],
        criterion_name=body["name"],
        asks=body["asks"],
        levels=tuple((value, text) for value, text in body["levels"]),
        scale=Scale.from_json(body["scale"]),
        wording_version=body["wording_version"],
        partner=body.get("partner", ""),
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
            return Opened(
                seats=body["seats"],
                calls=tuple(decode_brief(brief) for brief in body["calls"]),
                reserve=tuple(decode_brief(brief) for brief in body.get("reserve", ())),
                entered_afterwards=body.get("entered_afterwards", False),
                is_calibration=body.get("is_calibration", False),
            )
        case "seats_changed":
            return SeatsChanged(body["seats"])
        case "seats_apart":
            return SeatsApart(tuple(body["seats"]))
        case "moved":
            return Moved(body["to"])
        case "cast":
            return Cast(body["seat"], _decode_vote(body))
        case "filled_in":
            return FilledIn(tuple(vote and _decode_vote(vote) for vote in body["votes"]), body["is_tally"])
        case "corrected":
            return Corrected(body["seat"], _decode_vote(body), body["reason"])
        case "outcome_agreed":
            return OutcomeAgreed(Outcome(OutcomeKind(body["kind"]), body["text"], body["other"], body["level"]))
        case "noted":
            return Noted(body["text"])
        case "lines_cited":
            return LinesCited(tuple(body["lines"]))
        case "parked":
            return Parked(ParkedItem(Topic(body["topic"]), body["text"], body["owner"], body["until"]))
        case "barriers_counted":
            return BarriersCounted(tuple((Topic(topic), count) for topic, count in body["counts"]))
        case "cards_counted":
            return CardsCounted(CardCount(*body["fair"]), CardCount(*body["useful"]))
        case _ if kind in _BARE:
            return _BARE[kind]()
        case _:
            raise ValueError(f"unknown event {kind!r}")
