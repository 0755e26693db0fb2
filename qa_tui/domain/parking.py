"""What a room puts aside for somebody else to answer, and what it says stands in the way of the top level."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What an open question, or a barrier, is about."""

    WORDING = "wording"
    POLICY = "policy"
    TOOL = "tool"
    TIME = "time pressure"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ParkedItem:
    """One open question with whoever takes it."""

    topic: Topic
    text: str
    owner: str
    """A role, not a name."""
    until: str
    """ISO date; empty where none was agreed."""

    def words(self, no_date: str = "") -> str:
        """What, about what, and who takes it by when; `no_date` is said where no day was agreed."""
        until = f", by {self.until}" if self.until else no_date
        return f"{self.text} ({self.topic}; {self.owner}{until})"


@dataclass(frozen=True, slots=True)
class ParkedQuestion:
    """A parked item with where it came up, and what became of it."""

    session: str
    number: int
    """Within its session, counted from 1."""
    item: ParkedItem
    answer: str
    """Empty while it is open."""


@dataclass(frozen=True, slots=True)
class CardCount:
    """Cards of one question at the end: how many said yes, how many no."""

    yes: int
    no: int

    @property
    def answered(self) -> int:
        return self.yes + self.no
