"""A window of days as a person types it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from qa_tui.domain.scope import Window

_DAY = r"(\d{4}-\d{2}-\d{2})"
_BOTH = re.compile(rf"{_DAY}\s*(?:to|-|–|\.\.|\s)\s*{_DAY}")
_LENGTH = re.compile(rf"(\d{{1,3}})\s*(?:days?|d)?(?:\s*(?:to|until|up to)\s*{_DAY})?")
MOST_DAYS = 366
EARLIEST, LATEST = date(1980, 1, 1), date(2200, 1, 1)
EXPECTED = "2026-09-01 to 2026-09-30, or 30, or 14 to 2026-09-30"


def parse_window(text: str, newest_end: date) -> Window | str:
    """The window of `text`, days inclusive; `newest_end` is the day after the newest call. Else what is wrong with it."""
    text = text.strip()
    try:
        if found := _BOTH.fullmatch(text):
            window = Window(date.fromisoformat(found[1]), date.fromisoformat(found[2]) + timedelta(days=1))
        elif found := _LENGTH.fullmatch(text):
            end = date.fromisoformat(found[2]) + timedelta(days=1) if found[2] else newest_end
            window = Window.before(end, int(found[1]))
        else:
            return f"Expected {EXPECTED}."
    except (ValueError, OverflowError):
        return f"There is no such day. Expected {EXPECTED}."
    if not EARLIEST <= window.start <= LATEST:
        return f"No calls were scored then. Expected {EXPECTED}."
    if window.days < 1 and _BOTH.fullmatch(text):
        return "The last day lies before the first one."
    if not 1 <= window.days <= MOST_DAYS:
        return f"A window holds 1 to {MOST_DAYS} days; this one holds {window.days}."
    return window
