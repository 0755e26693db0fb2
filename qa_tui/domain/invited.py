"""Who comes to a session: everybody, or the agents of one segment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InvitedGroup:
    """Private: it names agents."""

    dimension: str
    """Empty for everybody."""
    segment: str
    agents: frozenset[str]

    @property
    def name(self) -> str:
        return f"{self.dimension} {self.segment}" if self.dimension else "everybody"

    @property
    def token(self) -> str:
        """What the group is told from others by."""
        return f"{self.dimension}\x1f{self.segment}"
