"""Flat or declined: which of the known causes the app's own records speak for. statistics.md 5.5."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Why a criterion did not move."""

    PRACTICE_NOT_COMPLETED = "practice not completed"
    AMBIGUOUS_RUBRIC = "ambiguous rubric"
    SCENARIO_MISMATCH = "scenario mismatch"
    SKILL_NOT_ACQUIRED = "skill not acquired"
    BARRIER = "barrier outside the agent's control"
    UNEXPLAINED = "not explained by the records"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One cause, and what speaks for it or against it."""

    cause: Cause
    holds: bool
    """Whether the records speak for it."""
    evidence: tuple[str, ...]
    """Each with its number, also where it does not hold."""
    what_next: str = ""
    """Where it holds."""
