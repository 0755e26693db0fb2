"""A session of the fictional team as it is written down here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa_tui.domain.disagreement import Outcome
    from qa_tui.domain.parking import CardCount, Topic


@dataclass(frozen=True, slots=True)
class PastCall:
    """One call."""

    votes: str
    """A mark for each seat: a level, or w where the wording didn't tell."""
    actual: int
    call_type: str
    outcome: Outcome
    lines: tuple[str, ...]
    """Each begins with A or C, for agent or customer."""
    cited: tuple[int, ...] = ()
    """Places in `lines`, counted from 1, that made the room decide."""


@dataclass(frozen=True, slots=True)
class PastSession:
    """One session."""

    at: str
    """ISO date and time with its zone."""
    calls: tuple[PastCall, ...]
    barriers: tuple[tuple[Topic, int], ...]
    fair: CardCount
    useful: CardCount

    @property
    def seats(self) -> int:
        return len(self.calls[0].votes)
