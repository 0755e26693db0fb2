"""Whether a session's effect could be seen at all: said before anybody is trained."""

from __future__ import annotations

from dataclasses import dataclass

TARGET_POINTS = 8.0
"""Change from which training is called effective."""


@dataclass(frozen=True, slots=True)
class Measurable:
    """What a before/after of so many agents, with as many scored calls as now, could show."""

    agents: int
    calls_now: float
    """Scored calls of an agent per fortnight on the criterion, in the window."""
    spread: float | None
    """Standard deviation of a call within an agent, percent points; None where no agent has two calls."""
    detectable: float | None
    """Smallest true change that would be seen four times in five, percent points."""
    calls_needed: int | None
    """Scored calls of each per fortnight to see `TARGET_POINTS`; None where 60 would not do."""

    def words(self) -> str:
        """For the plan: what can be seen, and what it would take."""
        if self.detectable is None:
            return "Under five agents, or without scored calls, no change can be measured: say so before you train."
        now = f"{self.calls_now:.0f}" if self.calls_now >= 1 else "under 1"
        seen = f"With {self.agents} agents and {now} scored calls each per fortnight a true change under about {self.detectable:.0f} points could easily be missed"
        if self.detectable <= TARGET_POINTS:
            return f"{seen}."
        if self.calls_needed is None:
            return f"{seen}; to see {TARGET_POINTS:g} points this group is too small, whatever is scored."
        return f"{seen}; to see {TARGET_POINTS:g} points it takes {self.calls_needed} each."
