"""What a list of sessions says about each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """One session."""

    id: str
    plan: str
    criterion: str
    """Name of the criterion."""
    opened_at: str
    """ISO date and time."""
    closed_at: str | None
    held_on: str = ""
    """ISO day of a session that was held on paper and entered afterwards; empty for one that was held here."""

    @property
    def day(self) -> str:
        """ISO day on which it was held."""
        return self.held_on or self.opened_at[:10]

    @property
    def when(self) -> str:
        """The day, and the time where it was held here."""
        return self.held_on or self.opened_at[:16].replace("T", " ")

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
