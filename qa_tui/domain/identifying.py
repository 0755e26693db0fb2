"""What could still say to colleagues whose call an excerpt is, when every name is hidden."""

from __future__ import annotations

from dataclasses import dataclass

FEWEST_OWN_CALLS = 3
"""Calls of one agent that hold a phrase of everyday words before it is a habit: in two of a few it is chance."""
FEWEST_IN_GROUP = 5
"""Agents that a group needs so that one of them is not recognised by it."""


@dataclass(frozen=True, slots=True)
class SmallGroup:
    """Segments that so few agents share that hearing of them is as good as a name."""

    segments: tuple[tuple[str, str], ...]
    """(dimension, segment) pairs, one or two."""
    agents: int


@dataclass(frozen=True, slots=True)
class OwnPhrase:
    """Words that the agent of an excerpt uses again and again, and no other agent in the calls that were compared."""

    text: str
    calls: int
    """Calls of this agent that hold it."""


@dataclass(frozen=True, slots=True)
class Groups:
    """How many agents there are to be taken for one another."""

    team: int
    """Agents with calls in the window."""
    by_agent: dict[str, tuple[SmallGroup, ...]]
    """Agent id -> the small groups that the agent is in, the most telling first."""

    @property
    def is_small_team(self) -> bool:
        return self.team < FEWEST_IN_GROUP


@dataclass(frozen=True, slots=True)
class Habits:
    """What was compared, and the phrases that only one agent uses."""

    phrases: tuple[OwnPhrase, ...]
    own_calls: int
    """Calls of this agent, the excerpt's own with them."""
    other_calls: int
    other_agents: int
