"""Calendar files. Their titles name the criterion, and nobody; all-day events, so that no time zone can move them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from qa_tui import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Day:
    """One all-day entry."""

    uid: str
    """The same in every version of the file, so that a calendar replaces what it has."""
    title: str
    day: date
    text: str
    remind_days_before: int = 1


def calendar_file(days: Iterable[Day], made: datetime) -> bytes:
    """RFC 5545: an entry ends on the day after its last one."""
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", f"-//qa-tui//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for entry in days:
        event = Event()
        event.add("uid", f"{entry.uid}@qa-tui")
        event.add("dtstamp", made)
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("summary", entry.title)
        event.add("description", entry.text)
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", timedelta(days=-entry.remind_days_before))
        event.add_component(alarm)
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
