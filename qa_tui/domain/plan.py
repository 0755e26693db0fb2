"""Step 3: one session around one criterion, and the excerpts it will play."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa_tui.domain.disagreement import ActualScore
    from qa_tui.domain.rubric import Criterion

MINUTES = 90
LOW_BELOW = 60
HIGH_FROM = 80
FEWEST_CALLS = 3
MOST_CALLS = 5
_OPENING, _CALL, _PARTNER, _SAY_IT_BETTER, _WRAP_UP, _BUFFER = 6, 11, 6, 14, 10, 10


class Role(StrEnum):
    """What an excerpt is for."""

    LOW = "low"
    HIGH = "high"


class Approval(StrEnum):
    """Where an excerpt stands on its way to the room."""

    OPEN = "open"
    APPROVED = "approved"
    LAPSED = "lapsed"
    """Approved once, but something that it was bound to has changed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One call that could be played. Private: it names the call."""

    evaluation: int
    """Row of the call matrix."""
    call_id: str
    agent: str
    percent: float
    call_type: str
    role: Role
    day: str
    actual: ActualScore
    transcript: str
    """Path of the transcript file."""
    evidence: tuple[float, float] | None
    """Seconds of the evidence, where the scores say so."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A low call and a high call of the same call type."""

    low: Candidate
    high: Candidate | None


@dataclass(frozen=True, slots=True)
class Readiness:
    """What stands between a plan and its session."""

    chosen: int
    """Low calls chosen."""
    to_approve: int
    """Chosen excerpts, low and high, that are not approved."""
    lapsed: int
    """Of those, the ones whose approval no longer holds."""
    minutes: int

    @property
    def is_ready(self) -> bool:
        return FEWEST_CALLS <= self.chosen <= MOST_CALLS and self.to_approve == 0

    def words(self) -> str:
        """The first line of the plan."""
        open_points = []
        if self.chosen < FEWEST_CALLS:
            open_points.append(f"choose {FEWEST_CALLS - self.chosen} more")
        if self.chosen > MOST_CALLS:
            open_points.append(f"leave out {self.chosen - MOST_CALLS}")
        if self.to_approve:
            open_points.append(f"{self.to_approve} to approve")
        if self.lapsed:
            open_points.append(f"{self.lapsed} of them changed since")
        state = f"Not ready: {', '.join(open_points)}." if open_points else "Ready. Press 4 to start the session."
        over = f", {self.minutes - MINUTES} too many" if self.minutes > MINUTES else ""
        return f"{state} {self.minutes} of {MINUTES} min{over}."


def agenda(calls: int) -> tuple[tuple[str, int], ...]:
    """What fills the session and for how many minutes, with `calls` calls to vote on."""
    return (
        ("Opening and trial vote", _OPENING),
        (f"{calls} calls", calls * _CALL),
        ("The good partner", _PARTNER),
        ("Say it better, in pairs", _SAY_IT_BETTER),
        ("Wrap-up and practice", _WRAP_UP),
        ("Buffer", _BUFFER),
    )


def agenda_minutes(calls: int) -> int:
    return sum(minutes for _, minutes in agenda(calls))


def objective(criterion: Criterion) -> str:
    """The objective sentence: the behaviours of the target level, or what is missing from the rubric to state one."""
    if criterion.behaviours:
        what = ", ".join(criterion.behaviours[:-1])
        what = f"{what} and {criterion.behaviours[-1]}" if what else criterion.behaviours[-1]
        return f"In a scored practice scenario every agent {what}, at 80 % or higher."
    top = criterion.level_text(criterion.scale.maximum)
    if top:
        return f'Agents will demonstrate "{top}" at 80 % or higher in a scored practice scenario.'
    return f"The rubric describes no behaviour for the top level of {criterion.name}: the objective has nothing to point at."


def levels_without_text(criterion: Criterion) -> tuple[str, ...]:
    """Levels that a room could vote for but that say nothing."""
    described = {level.value for level in criterion.levels if level.text.strip()}
    return tuple(criterion.scale.word(value) for value in criterion.scale.values if value not in described)
