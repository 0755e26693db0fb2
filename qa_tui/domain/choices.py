"""What only a person knows about a set of scores: how its calls were picked, and which topic was chosen against the rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Sampling(StrEnum):
    """How the scored calls were picked."""

    UNKNOWN = "unknown"
    RANDOM = "random"
    TARGETED = "targeted"
    """For a reason, such as complaints: shares say nothing about calls in general."""
    ALL = "all"


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """A topic that a person chose, whatever the rule says."""

    criterion: str
    reason: str
    agreed_by: str
    chosen_on: date
    window_end: date
    """Of the window it was chosen for; another window is another question."""
    alternatives: tuple[str, ...] = ()
    """The lowest criteria as they stood then, in words."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The latest word on each."""

    sampling: Sampling = Sampling.UNKNOWN
    topic: TopicChoice | None = None
