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

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
