"""One line of a learning system's export: who did a practice, when, how well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Completion:
    """As it was read."""

    line: int | None
    agent_id: str
    agent_name: str
    on: date
    score: float | None
    """Percent."""
    by: str
    is_complete: bool
    course: str = ""
    """What the learning system calls it; empty where the file has no column for it."""


@dataclass(frozen=True, slots=True)
class NameProposal:
    """A name that nobody on the board has, and who may be meant."""

    written: str
    meant: str
    certainty: float
    """0..1"""
