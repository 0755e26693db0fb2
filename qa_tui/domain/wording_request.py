"""A request for another wording of the rubric, from a ledger's finding or from a person, until it is decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from qa_tui.domain.measuring import POST_DAYS, PRACTICE_DAYS
from qa_tui.domain.rubric import Level

if TYPE_CHECKING:
    from qa_tui.domain.rubric import Criterion, Rubric

DAYS_UNTIL_EFFECT = PRACTICE_DAYS + 1 + POST_DAYS
"""Practice, the re-score window, and the day after: an earlier change would make before and after two different measures."""


class RequestState(StrEnum):
    """Where a request stands."""

    RAISED = "raised"
    SENT = "sent"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class WordingRequest:
    """One change of a criterion's question, or of the text of one of its levels."""

    id: str
    criterion: str
    criterion_name: str
    wording_version: str
    """Of the wording that is to be changed."""
    level: float | None
    """The level whose text it is; None for the question."""
    text: str
    owner: str
    """Who decides: a role, not a name."""
    is_flagged: bool
    """Whether the ledger flags the wording; else a person raises it all the same."""
    raised_on: date
    state: RequestState = RequestState.RAISED
    decided_on: date | None = None
    effect_on: date | None = None
    """Day from which an accepted wording is scored with."""
    why: str = ""
    """Why it was rejected."""

    @property
    def is_open(self) -> bool:
        return self.state in {RequestState.RAISED, RequestState.SENT}

    def sent(self) -> WordingRequest:
        return replace(self, state=RequestState.SENT)

    def accepted(self, on: date, effect_on: date) -> WordingRequest:
        return replace(self, state=RequestState.ACCEPTED, decided_on=on, effect_on=effect_on)

    def rejected(self, on: date, why: str) -> WordingRequest:
        return replace(self, state=RequestState.REJECTED, decided_on=on, why=why)

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "criterion": self.criterion,
            "name": self.criterion_name,
            "wording_version": self.wording_version,
            "level": self.level,
            "text": self.text,
            "owner": self.owner,
            "flagged": self.is_flagged,
            "raised_on": self.raised_on.isoformat(),
            "state": self.state.value,
            "decided_on": self.decided_on.isoformat() if self.decided_on else None,
            "effect_on": self.effect_on.isoformat() if self.effect_on else None,
            "why": self.why,
        }

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> WordingRequest:
        def day(name: str) -> date | None:
            return date.fromisoformat(body[name]) if body[name] else None

        return cls(
            id=body["id"],
            criterion=body["criterion"],
            criterion_name=body["name"],
            wording_version=body["wording_version"],
            level=body["level"],
            text=body["text"],
            owner=body["owner"],
            is_flagged=body["flagged"],
            raised_on=date.fromisoformat(body["raised_on"]),
            state=RequestState(body["state"]),
            decided_on=day("decided_on"),
            effect_on=day("effect_on"),
            why=body["why"],
        )


def effect_after(last_session: date) -> date:
    """The first day on which a new wording leaves the measure of the last session alone."""
    return last_session + timedelta(days=DAYS_UNTIL_EFFECT)


def reworded(criterion: Criterion, request: WordingRequest) -> Criterion:
    """The criterion with the new text."""
    if request.level is None:
        return replace(criterion, asks=request.text)
    kept = [level for level in criterion.levels if level.value != request.level]
    levels = sorted([*kept, Level(request.level, request.text)], key=lambda level: level.value)
    return replace(criterion, levels=tuple(levels))


def next_rubric(rubric: Rubric, request: WordingRequest) -> Rubric:
    """The rubric's next version, with the new text in it."""
    criteria = tuple(reworded(c, request) if c.id == request.criterion else c for c in rubric.criteria)
    version = str(int(rubric.version) + 1) if rubric.version.isdecimal() else f"{rubric.version or '1'}.1"
    return replace(rubric, criteria=criteria, version=version)
