"""Days as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from qa_tui.domain.days import day_of


@pytest.mark.parametrize("text", ["2026-10-14", " 14/10/2026 ", "14.10.2026", "10/14/2026", "14-10-2026"])
def test_a_day(text: str) -> None:
    assert day_of(text) == date(2026, 10, 14)


def test_points_are_written_where_the_day_comes_first() -> None:
    assert day_of("04.10.2026") == date(2026, 10, 4)
    assert day_of("05/05/2026") == date(2026, 5, 5)


@pytest.mark.parametrize("text", ["04/10/2026", "31/11/2026", "2026-13-01", "yesterday", "", "14/10/26"])
def test_what_is_no_day_or_could_be_two(text: str) -> None:
    with pytest.raises(ValueError, match=r"day|month|nvalid"):
        day_of(text)
