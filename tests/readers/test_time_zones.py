"""Dates are the centre's own: a call at 23:30 UTC is tomorrow's call in Berlin."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.scope import Scope
from qa_tui.readers.tables.dates import read_dates
from qa_tui.scores.matrix import day_as_date
from qa_tui.steps.gaps import find_gaps
from tests.builders import NOW
from tests.files import loaded, said, table, write

if TYPE_CHECKING:
    from pathlib import Path


def days(*labels: str, zone: str | None) -> list[date]:
    return [day_as_date(int(s) // 86_400) for s in read_dates(labels, None, NOW.date(), zone).seconds]


@pytest.mark.parametrize(
    ("label", "zone", "day"),
    [
        ("2026-07-01T23:30:00Z", "Europe/Berlin", 2),
        ("2026-07-01T23:30:00Z", "America/New_York", 1),
        ("2026-07-02T02:30:00Z", "America/New_York", 1),
        ("2026-07-01T23:30:00+02:00", "Europe/Berlin", 1),
        ("2026-07-01T23:30:00-0400", "Europe/Berlin", 2),
        ("2026-07-01 23:30:00 UTC", "Europe/Berlin", 2),
        ("2026-07-01T23:30:00", "Europe/Berlin", 1),  # without an offset it is local already
        ("2026-07-01", "Asia/Tokyo", 1),
        ("1782946800", "Europe/Berlin", 2),  # 2026-07-01 23:00 UTC
        ("2026-07-01T23:30:00Z", None, 1),
    ],
)
def test_a_time_with_an_offset_counts_on_its_day_in_the_centre(label: str, zone: str | None, day: int) -> None:
    assert days(label, zone=zone) == [date(2026, 7, day)]


def test_odd_times_are_read_and_impossible_ones_stop_nothing() -> None:
    labels = (
        "2026-09-01T10:00:00.1+02:00",
        "2026-09-01 11:00",
        "9999-12-31T23:30:00-05:00",
        "0001-01-01T00:00:00+14:00",
    )
    for zone in (None, "Europe/Berlin"):
        assert [day.year for day in days(*labels, zone=zone)] == [2026, 2026, 9999, 1]


def test_the_clock_change_is_counted_once() -> None:
    # 25 October 2026 has 25 hours in Berlin: from 22:00 UTC on the 24th to 23:00 UTC on the 25th.
    labels = ("2026-10-24T21:59:00Z", "2026-10-24T22:00:00Z", "2026-10-25T22:59:00Z", "2026-10-25T23:00:00Z")
    assert [day.day for day in days(*labels, zone="Europe/Berlin")] == [24, 25, 25, 26]


def test_the_same_instants_in_other_offsets_change_nothing() -> None:
    written = ("2026-03-28T23:30:00Z", "2026-03-29T00:30:00+01:00", "2026-03-28T18:30:00-05:00")
    assert len(set(days(*written, zone="Europe/Berlin"))) == 1


def test_the_same_calls_written_in_another_zone_give_the_same_answer(tmp_path: Path) -> None:
    starts = [datetime(2026, 9, 1, 20, 45, tzinfo=UTC) + timedelta(hours=7 * n) for n in range(80)]
    answers = []
    for offset in (0, 5.5, -8):
        zone = timezone(timedelta(hours=offset))
        rows = [
            f"C{n},A{n % 6},{start.astimezone(zone).isoformat()},Tone,{n % 5 + 1},5" for n, start in enumerate(starts)
        ]
        found = loaded(write(tmp_path / f"s{offset}.csv", table(*rows)), zone="Europe/Berlin")
        report = find_gaps(found, Scope(window_days=9, minimum_calls=3))
        assert report is not None
        answers.append((report.window, report.criteria, report.rows.used))
    assert answers[0] == answers[1] == answers[2]


def test_times_in_utc_without_a_zone_are_said(tmp_path: Path) -> None:
    path = write(
        tmp_path / "s.csv", table("C1,A1,2026-09-01T23:30:00Z,Tone,4,5", "C2,A1,2026-09-02T10:00:00Z,Tone,4,5")
    )
    assert any("the time is UTC and is taken as written" in line for line in said(loaded(path)))
    in_zone = loaded(path, zone="Europe/Berlin")
    assert not any("time zone" in line for line in said(in_zone))
    assert sorted(day_as_date(int(d)).day for d in in_zone.matrix.called_day) == [2, 2]


def test_different_offsets_are_said_and_one_of_the_centre_is_not(tmp_path: Path) -> None:
    several = (
        "C1,A1,2026-09-01T10:30:00+05:30,Tone,4,5",
        "C2,A1,2026-09-02T10:00:00-08:00,Tone,4,5",
        "C3,A1,2026-09-02,Tone,4,5",
    )
    (problem,) = [line for line in said(loaded(write(tmp_path / "s.csv", table(*several)))) if "offset" in line]
    assert "others carry different offsets from UTC" in problem
    one = ("C1,A1,2026-09-01T10:30:00+02:00,Tone,4,5", "C2,A1,2026-09-02T10:00:00+02:00,Tone,4,5")
    assert not [line for line in said(loaded(write(tmp_path / "t.csv", table(*one)))) if "time zone" in line]
