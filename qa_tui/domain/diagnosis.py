"""Flat or declined: which of the known causes the app's own records speak for. statistics.md 5.5."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Why a criterion did not move."""

    PRACTICE = "practice not completed"
    RUBRIC = "ambiguous rubric"
    MISMATCH = "scenario mismatch"
    SKILL = "skill not acquired"
    BARRIER = "barrier outside the agent's control"
    UNEXPLAINED = "not explained by the records"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One cause, and what speaks for it."""

    cause: Cause
    evidence: tuple[str, ...]
    """Each with its number."""
    what_next: str
