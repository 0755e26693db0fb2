"""A half-day works on two criteria: two plans, each with its own calls and approvals, played one after the other."""

from __future__ import annotations

from dataclasses import dataclass

from qa_tui.domain.plan import FEWEST_CALLS


@dataclass(frozen=True, slots=True)
class OtherHalf:
    """The plan that shares the session with the one that is looked at."""

    plan: str
    name: str
    """Of its criterion."""
    is_first: bool
    """Whether it is played before the one that is looked at."""
    approved: int
    """Excerpts that the room would vote on."""
    planned: int
    """Calls to vote on that were asked for."""
    calls: frozenset[str] = frozenset()
    """Keys of the calls that it uses: a room that has heard a call does not hear it anew."""

    def open_point(self) -> str:
        """What it lacks for a session; empty where it lacks nothing."""
        if self.approved >= FEWEST_CALLS:
            return ""
        return f"{self.approved} of at least {FEWEST_CALLS} calls approved on {self.name} (n goes there)"

    def words(self) -> str:
        """Such as "Half-day, after Empathy"."""
        return f"Half-day, {'after' if self.is_first else 'before'} {self.name}."
