"""Days as people type them."""

from __future__ import annotations

import re
from datetime import date

_BY_HAND = re.compile(r"(\d{1,2})([./-])(\d{1,2})[./-](\d{4})")


def day_of(text: str) -> date:
    """The day in `2026-10-14`, `14.10.2026` or `14/10/2026`.

    Raises:
        ValueError: it is no day, or could be two, as 04/10/2026 could.
    """
    plain = text.strip()
    found = _BY_HAND.fullmatch(plain)
    if found is None:
        return date.fromisoformat(plain)
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == "." or first > 12 or first == second:
        return date(year, second, first)
    if second > 12:
        return date(year, first, second)
    raise ValueError(f"{plain} may be two days")
