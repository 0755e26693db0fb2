"""Where a criterion may be heard in a call: turns that say something like the rubric's signals. A suggestion, never evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.transcript import Turn

ALIKE_FROM = 85.0
"""Least likeness (0-100) of a signal to the likest part of a turn."""
_LEAST_SHARE = 0.7
"""A turn much shorter than the signal is part of nearly anything."""


def suggest_turns(turns: Sequence[Turn], signals: Sequence[str]) -> tuple[int, int] | None:
    """First and last turn (inclusive, counted from 0) of the passage most like a signal; None where none is like it.

    Turns side by side that are all alike are one passage; of several passages the likest wins, then the earliest.
    """
    likeness = [_likeness(turn.text, signals) for turn in turns]
    best = max(likeness, default=0.0)
    if best < ALIKE_FROM:
        return None
    first = last = likeness.index(best)
    while first > 0 and likeness[first - 1] >= ALIKE_FROM:
        first -= 1
    while last + 1 < len(likeness) and likeness[last + 1] >= ALIKE_FROM:
        last += 1
    return first, last


def _likeness(text: str, signals: Sequence[str]) -> float:
    from rapidfuzz import fuzz

    said = _plain(text)
    wanted = [signal for signal in map(_plain, signals) if signal and len(said) >= _LEAST_SHARE * len(signal)]
    return max((fuzz.partial_ratio(signal, said) for signal in wanted), default=0.0)


def _plain(text: str) -> str:
    letters = (character if character.isalnum() or character.isspace() else "" for character in text.casefold())
    return " ".join("".join(letters).split())
