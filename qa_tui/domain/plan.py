"""Step 3: one session around one criterion, and the excerpts it will play."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.disagreement import ActualScore
    from qa_tui.domain.rubric import Criterion

LOW_BELOW = 60
HIGH_FROM = 80
FEWEST_CALLS = 3


class Role(StrEnum):
    """Where a call's score is: under 60 %, at 80 % or above, or between, beside the line."""

    LOW = "low"
    BORDERLINE = "borderline"
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
    criterion: str
    """Id of the criterion that `actual` is a score of."""
    agent: str
    percent: float
    call_type: str
    role: Role
    day: str
    actual: ActualScore
    transcript: str
    """Path of the transcript file; empty where there is none."""
    evidence: tuple[float, float] | None
    """Seconds of the evidence, where the scores say so."""
    comment: str = ""
    """What the evaluator wrote."""
    scorers: tuple[str, ...] = ()
    """Evaluators of the call."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What stands between a plan and its session."""

    voted: int
    """Calls to vote on."""
    to_approve: int
    """Chosen excerpts that are not approved."""
    lapsed: int = 0
    """Of those, the ones whose approval no longer holds."""
    permissions_open: int = 0
    """Agents who have not answered, where permission is required."""
    other_half: str = ""
    """What the other criterion of a half-day lacks, in words."""
    is_bare: bool = False
    """Whether no level of the criterion has a text."""

    @property
    def is_ready(self) -> bool:
        return self.voted >= FEWEST_CALLS and not (self.to_approve or self.permissions_open or self.other_half)

    def words(self) -> str:
        """The first words of the plan."""
        open_points = []
        if self.voted < FEWEST_CALLS:
            open_points.append(f"{self.voted} of at least {FEWEST_CALLS} calls to vote on")
        if self.to_approve:
            open_points.append(f"{self.to_approve} to approve")
        if self.lapsed:
            open_points.append(f"{self.lapsed} of them changed since")
        if self.permissions_open:
            are = "permission" if self.permissions_open == 1 else "permissions"
            open_points.append(f"{self.permissions_open} {are} open")
        if self.other_half:
            open_points.append(self.other_half)
        if open_points:
            return f"Not ready: {', '.join(open_points)}."
        bare = ", though no level has a text" if self.is_bare else ""
        return f"Ready{bare}. Press 4 to start the session."


def objective(criterion: Criterion) -> str:
    """The objective sentence: the behaviours of the target level, else its text; empty where no rubric has either."""
    return objective_from(criterion.behaviours, criterion.level_text(criterion.scale.maximum))


def objective_from(behaviours: Sequence[str], top: str = "") -> str:
    """The objective sentence from what a good answer does, or from the text of the `top` level; empty without either."""
    if behaviours:
        # As they go on in the sentence; "ID" and the like stay as they are.
        said = [text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}" for text in behaviours]
        what = ", ".join(said[:-1])
        what = f"{what} and {said[-1]}" if what else said[-1]
        return f"In a scored practice scenario every agent {what}, at 80 % or higher."
    return f'Agents will demonstrate "{top}" at 80 % or higher in a scored practice scenario.' if top else ""


def levels_without_text(criterion: Criterion) -> tuple[str, ...]:
    """Levels that a room could vote for but that say nothing."""
    described = {level.value for level in criterion.levels if level.text.strip()}
    return tuple(criterion.scale.word(value) for value in criterion.scale.values if value not in described)
