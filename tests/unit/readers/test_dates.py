"""What no calendar has is no date."""

from __future__ import annotations

from datetime import date

import pytest

from qa_tui.readers.tables.dates import read_dates
from qa_tui.scores.columns import UNKNOWN_TIME

TODAY = date(2026, 10, 1)


@pytest.mark.parametrize("text", ["-1", "-0002-01-01", "0000-01-01", "0000-00-00", "0000-01-01 10:00", "10000-01-01"])
def test_a_year_that_no_calendar_has(text: str) -> None:
    assert read_dates([text, "2026-09-30"], None, TODAY).seconds.tolist()[0] == UNKNOWN_TIME
    assert read_dates([text], None, TODAY).seconds.tolist() == [UNKNOWN_TIME]


def test_the_first_and_the_last_day_are_read() -> None:
    assert UNKNOWN_TIME not in read_dates(["0001-01-01", "9999-12-31"], None, TODAY).seconds.tolist()


def test_a_zone_behind_half_a_time_takes_the_others_with_it_no_more() -> None:
    """pandas refuses a column of which one time has a zone that was not taken off."""
    found = read_dates(
        ["2026-09-11T08:00:00Z", "2026-09-12T08:00:0Z", "2026-09-13T0800Z", "no"], None, TODAY
    ).seconds.tolist()
    assert found[0] == 1_789_113_600
    assert found[3] == UNKNOWN_TIME
