"""Who was in the room. It is kept apart from the seats: nothing says who sat where."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Presence(StrEnum):
    """How somebody took part."""

    PRESENT = "present"
    REMOTE = "remote"
    LATE = "came late"
    LEFT = "left early"
    PART = "heard too little"
    """There for under two thirds of the calls: not trained, whatever is learnt in the rest."""
    ABSENT = "absent"

    @property
    def is_trained(self) -> bool:
        """Whether the person counts as trained: there for at least two thirds of the calls."""
        return self not in {Presence.PART, Presence.ABSENT}


def attendance_words(found: Iterable[Presence]) -> str:
    """Such as "9 present, 1 remote, 2 absent"; empty where nothing was noted."""
    counts = Counter(found)
    return ", ".join(f"{counts[presence]} {presence}" for presence in Presence if counts[presence])
