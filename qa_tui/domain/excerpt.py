"""The part of one call that a room reads: what a person changed in it, and what its approval is bound to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qa_tui.domain.vote_set import Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.plan import Role
    from qa_tui.domain.transcript import Stretch, Turn


@dataclass(frozen=True, slots=True)
class Lift:
    """A mask that a person took away, and why."""

    stretch: Stretch
    reason: str


@dataclass(frozen=True, slots=True)
class Edits:
    """What a facilitator decided about an excerpt: places and reasons, never words of the call."""

    first: int
    """First shown turn, counted from 0."""
    last: int
    """Last shown turn, inclusive."""
    hidden: tuple[Stretch, ...] = ()
    lifted: tuple[Lift, ...] = ()
    is_neutral: bool = False
    """He, she, sir and the like are put in neutral words."""

    def starting_at(self, turn: int) -> Edits:
        return replace(self, first=turn, last=max(turn, self.last))

    def ending_at(self, turn: int) -> Edits:
        return replace(self, first=min(turn, self.first), last=turn)

    def toggled(self, *stretches: Stretch) -> Edits:
        """These stretches hidden; or shown, where all of them were hidden by a person."""
        kept = set(self.hidden)
        kept = kept - set(stretches) if kept.issuperset(stretches) else kept | set(stretches)
        return replace(self, hidden=tuple(sorted(kept)))

    def with_neutral_toggled(self) -> Edits:
        return replace(self, is_neutral=not self.is_neutral)

    def lifting(self, reason: str, *stretches: Stretch) -> Edits:
        return replace(self, lifted=(*self.lifted, *(Lift(stretch, reason) for stretch in stretches)))

    def as_json(self) -> dict[str, Any]:
        return {
            "first": self.first,
            "last": self.last,
            "hidden": [list(stretch) for stretch in self.hidden],
            "lifted": [[*lift.stretch, lift.reason] for lift in self.lifted],
            "neutral": self.is_neutral,
        }

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Edits | None:
        """What was kept; None for an approval that is older than this record."""
        if not body:
            return None
        return cls(
            body["first"],
            body["last"],
            tuple((turn, start, end) for turn, start, end in body["hidden"]),
            tuple(Lift((turn, start, end), reason) for turn, start, end, reason in body["lifted"]),
            body["neutral"],
        )

    def fits(self, turns: Sequence[Turn]) -> bool:
        """Whether every place in it is one of these turns."""
        places = (*self.hidden, *(lift.stretch for lift in self.lifted))
        return 0 <= self.first <= self.last < len(turns) and all(
            0 <= turn < len(turns) and 0 <= start < end <= len(turns[turn].text) for turn, start, end in places
        )


MOST_STEPS_BACK = 100


@dataclass(frozen=True, slots=True)
class EditHistory:
    """What a facilitator did to one call's excerpt so far; kept at every change, so that nothing is done twice."""

    text: str
    """Hash of the call's turns that it was done to: places in other turns would mean nothing."""
    edits: Edits
    before: tuple[Edits, ...] = ()
    """What undo goes back to, the latest last."""

    def as_json(self) -> dict[str, Any]:
        before = [edits.as_json() for edits in self.before[-MOST_STEPS_BACK:]]
        return {"text": self.text, "edits": self.edits.as_json(), "before": before}

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> EditHistory | None:
        edits = Edits.from_json(body["edits"])
        before = tuple(found for kept in body["before"] if (found := Edits.from_json(kept)) is not None)
        return cls(body["text"], edits, before) if edits is not None else None


@dataclass(frozen=True, slots=True)
class Seal:
    """What an approval is bound to. The hashes say whether something is the same, not what it was."""

    text: str
    """Hash of the call's turns as they were said."""
    people: str
    """Hash of everybody who was known: the roster, and the call's own people."""
    engine: int
    """Version of the anonymiser's rules."""
    detectors: tuple[str, ...] = ()
    """Further detectors, with their versions."""

    def changes(self, now: Seal) -> tuple[str, ...]:
        """What is no longer as it was, in words."""
        pairs = {
            "the transcript": self.text == now.text,
            "the roster": self.people == now.people,
            "the rules of hiding": self.engine == now.engine and self.detectors == now.detectors,
        }
        return tuple(what for what, is_same in pairs.items() if not is_same)

    def as_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "people": self.people,
            "engine": self.engine,
            "detectors": list(self.detectors),
        }

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Seal:
        """The seal; of an approval that is older than seals, one that fits nothing."""
        detectors = tuple(body.get("detectors", ()))
        return cls(body.get("text", ""), body.get("people", ""), body.get("engine", 0), detectors)


@dataclass(frozen=True, slots=True)
class ApprovedExcerpt:
    """What may be shown to a room: safe turns, and nothing that names the call."""

    id: str
    plan: str
    role: Role
    call_type: str
    turns: tuple[Turn, ...]
    first_line: int
    """Number of the first shown line in the call, counted from 1."""
    text_hash: str
    position: int
    seal: Seal = Seal("", "", 0)
    edits: Edits | None = None
    use: Use = Use.VOTE
    lapsed: str = ""
    """Why the approval no longer holds, in words; empty where it does."""

    @property
    def is_played(self) -> bool:
        """The facilitator plays the call with a player of their own: it has no lines."""
        return not self.turns

    def history(self) -> EditHistory | None:
        """What was done to it before it was approved."""
        return EditHistory(self.seal.text, self.edits) if self.edits is not None else None


@dataclass(frozen=True, slots=True)
class ShownExcerpt:
    """What the room gets of an excerpt: its lines and their numbers. Not whether it was a low or a high call."""

    turns: tuple[Turn, ...]
    first_line: int
    heard: int | None = None
    """Index of the turn that is heard just now, where the excerpt is played."""

    def hearing(self, turn: int | None) -> ShownExcerpt:
        return replace(self, heard=turn)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a plan in spite of a warning, and why."""

    about: str
    reason: str
    made_at: str
    """ISO date and time."""
