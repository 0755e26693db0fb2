"""Which calls a session works on: low ones with their partners, one at the line, a good one, and one in reserve."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa_tui.domain.plan import Candidate

FEWEST_LOWS, MOST_LOWS = 3, 6


def votes_for(lows: int) -> int:
    """Calls that a room votes on where there are calls of every kind: one low call is kept in reserve, and one at the line and one good call come with them."""
    return lows + 1


class Use(StrEnum):
    """What an excerpt is for in the session."""

    VOTE = "vote"
    """The room votes on it, blind."""
    PARTNER = "partner"
    """Read after the score of the low call of its type: how it can be done."""
    RESERVE = "reserve"
    """Comes if a call has to be passed over."""
    ASIDE = "aside"
    """Approved, and not chosen for now: it comes back as it was approved."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One chosen call: for what, and why this one."""

    candidate: Candidate
    use: Use
    why: str
    partner_of: str = ""
    """Call id of the low call that a partner belongs to."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked of the choice. Call ids; the same wishes give the same plan."""

    lows: int = FEWEST_LOWS
    """Low calls, the reserve with them."""
    pinned: frozenset[str] = frozenset()
    """Calls that must be in it."""
    excluded: frozenset[str] = frozenset()
    """Calls that must not."""
    present: frozenset[str] = frozenset()
    """Agents who will be in the room: calls of others are taken first."""


@dataclass(frozen=True, slots=True)
class VoteSet:
    """All picks, low calls first, each followed by its partner; and what is missing, in words."""

    picks: tuple[Pick, ...]
    missing: tuple[str, ...] = ()

    @property
    def voted(self) -> tuple[Pick, ...]:
        return tuple(pick for pick in self.picks if pick.use is Use.VOTE)
