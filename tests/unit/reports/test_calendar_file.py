"""Calendar files, read back by the library that calendars use: all-day, over a year's end and the end of summer time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from qa_tui.reports.calendar_file import Day, calendar_file

MADE = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
"""An hour that there was twice."""


def entries(*days: date) -> list[object]:
    written = calendar_file(
        [Day(f"c-{day}", "Practice due: Listening", day, "Öffnen; nicht, vergessen\nund tun") for day in days], MADE
    )
    assert written.count(b"\r\n") == written.count(b"\n"), "every line ends as RFC 5545 wants it"
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    calendar = Calendar.from_ical(written)
    assert calendar["METHOD"] == "PUBLISH"
    return list(calendar.walk("VEVENT"))


@pytest.mark.parametrize(
    "day", [date(2026, 10, 25), date(2026, 12, 31), date(2027, 1, 1), date(2028, 2, 29), date(2027, 3, 28)]
)
def test_an_entry_is_the_whole_day_and_ends_on_the_next(day: date) -> None:
    (event,) = entries(day)
    assert event["DTSTART"].dt == day  # type: ignore[index]  # an icalendar component
    assert event["DTEND"].dt == day + timedelta(days=1)  # type: ignore[index]
    assert not isinstance(event["DTSTART"].dt, datetime)  # type: ignore[index]
    assert event["DTSTAMP"].dt == MADE.astimezone(UTC)  # type: ignore[index]
    assert str(event["DESCRIPTION"]) == "Öffnen; nicht, vergessen\nund tun"  # type: ignore[index]


def test_the_same_day_keeps_its_name_and_others_have_others() -> None:
    first = [str(event["UID"]) for event in entries(date(2026, 12, 31), date(2027, 1, 1))]  # type: ignore[index]
    assert first == [str(event["UID"]) for event in entries(date(2026, 12, 31), date(2027, 1, 1))]  # type: ignore[index]
    assert len(set(first)) == 2
