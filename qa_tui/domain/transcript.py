"""What was said in one call."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn. Times are seconds from the start of the call."""

    speaker: str
    text: str
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """One call's turns, and the names that its file says belong to the speakers."""

    call_id: str
    turns: tuple[Turn, ...]
    agent_names: tuple[str, ...] = ()
    customer_names: tuple[str, ...] = ()

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
