"""Who took the calls, as the roster says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Agent:
    """One line of the roster."""

    id: str
    name: str = ""
    hired_on: date | None = None
    left_on: date | None = None
    dimensions: tuple[tuple[str, str], ...] = ()
    """Dimension and segment, such as ("shift", "night")."""


TENURE = "tenure"
"""Name of the dimension that is counted from the hiring date."""
TENURE_BRACKETS = ((90, "under 90 days"), (365, "90-364 days"))
LONGEST_TENURE = "365 days and more"


def tenure_bracket(days: int) -> str:
    """The bracket of a tenure in days; a new starter counts from day 0."""
    return next((name for limit, name in TENURE_BRACKETS if days < limit), LONGEST_TENURE)
