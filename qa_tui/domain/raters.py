"""What a QA calibration says about one rater. Private: for whoever runs it, never for the room."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Habit(StrEnum):
    """How a rater differs from the others."""

    GENEROUS = "gives more"
    SEVERE = "gives less"
    UNEVEN = "varies"


@dataclass(frozen=True, slots=True)
class RaterFlag:
    """One rater who differs, over excerpts in which the room was not split."""

    person: str
    """Key of the person."""
    habit: Habit
    excerpts: int
    mean: float
    """Own vote less the median of the others, -1..1 of the scale; for a rater who varies its mean absolute value."""
