"""Which calls to show: a criterion, a range of percent, a segment, an agent, an evaluator, a call type, words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallFilter:
    """A question to the call list."""

    criterion: str
    below: float | None = None
    """Percent; calls strictly below it."""
    above: float | None = None
    """Percent; calls at it or above."""
    agent: str | None = None
    segments: tuple[tuple[str, str], ...] = ()
    evaluator: str | None = None
    call_type: str | None = None
    text: str = ""
    """Words that must all be found in agent, call id, call type, evaluator, date or comment."""


@dataclass(frozen=True, slots=True)
class CallRow:
    """One scored call as a list shows it."""

    row: int
    """Row of the call matrix."""
    call_id: str
    agent: str
    agent_name: str
    day: str
    percent: float
    points: str
    """Such as "2 of 5"."""
    call_type: str
    evaluator: str
    has_evidence: bool
    comment: str
    transcript: str | None
    """Path of the call's transcript, where there is one."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Turns of a transcript that carry a score, or may."""

    first: int
    """Counted from 0."""
    last: int
    """Inclusive."""
    is_suggested: bool
    """Nobody said that the score rests on it."""
    why: str = ""
    """Why these turns, in words."""
