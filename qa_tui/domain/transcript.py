"""What was said in one call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


Stretch = tuple[int, int, int]
"""Turn, start and end (exclusive) in the text of that turn as it was said."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn. Times are seconds from the start of the call."""

    speaker: str
    text: str
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """One spoken word with its time, as the recogniser gave it: never shown, and never anonymised."""

    text: str
    start: float
    end: float


AGENT, CUSTOMER = "agent", "customer"
ROLES = frozenset({AGENT, CUSTOMER, "system", "unknown"})


@dataclass(frozen=True, slots=True)
class Transcript:
    """One call's turns, and the names that its file says belong to the speakers."""

    call_id: str
    turns: tuple[Turn, ...]
    agent_names: tuple[str, ...] = ()
    customer_names: tuple[str, ...] = ()
    source: str = ""
    """Name of the format it came in."""
    words: tuple[tuple[Word, ...], ...] = ()
    """Per turn, where the file times every word; empty where it does not, or where the text was redacted and the words not."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Speakers who have a label and no role, in order of first appearance."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns if turn.speaker not in ROLES))

    def with_roles(self, roles: Mapping[str, str]) -> Transcript:
        """The same call, its labels replaced by the roles that a person gave them."""
        if not roles:
            return self
        turns = tuple(replace(turn, speaker=roles.get(turn.speaker, turn.speaker)) for turn in self.turns)
        return replace(self, turns=turns)

    def turns_between(self, start: float, end: float) -> tuple[int, int]:
        """First and last turn (inclusive, counted from 0) that touch the seconds from `start` to `end`."""
        touching = [
            number
            for number, turn in enumerate(self.turns)
            if turn.start is not None
            and turn.start <= end
            and (turn.end if turn.end is not None else turn.start) >= start
        ]
        return (touching[0], touching[-1]) if touching else (0, len(self.turns) - 1)
