"""A practice's score as it is typed."""

from __future__ import annotations

from datetime import date

import pytest

from qa_tui.domain.practice import Attempt
from qa_tui.tui.screens.practice.assigning import read_attempt

TODAY = date(2026, 10, 8)


@pytest.mark.parametrize(
    ("typed", "attempt"),
    [
        ("84", Attempt(TODAY, 84.0, "self")),
        ("84 JK", Attempt(TODAY, 84.0, "JK")),
        ("84,5 the coach 2026-10-07", Attempt(date(2026, 10, 7), 84.5, "the coach")),
        ("4,5% JK", Attempt(TODAY, 4.5, "JK")),
        ("0 JK", Attempt(TODAY, 0.0, "JK")),
        ("- JK", Attempt(TODAY, None, "JK")),
    ],
)
def test_a_percent_who_scored_it_and_the_day(typed: str, attempt: Attempt) -> None:
    assert read_attempt(typed, TODAY) == attempt


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("4,5 JK", "Is 4,5 a level? Write the percent on the rubric (4 of 5 is 80), or 4,5% if that is what it is."),
        ("JK 84", "Expected the day as 2026-10-07, at the end."),
        ("JK", "Expected a percent first, then who scored it: 84 JK; found JK."),
    ],
)
def test_what_may_be_something_else_is_asked(typed: str, said: str) -> None:
    assert read_attempt(typed, TODAY) == said
