"""The minutes of a session add up, and what it costs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_tui.domain.agenda import LONGEST_WITHOUT_BREAK, Length, cost_hours, cost_words, make_agenda
from qa_tui.domain.measuring import Baseline, first_fresh_day, measure_calendar
from qa_tui.domain.scope import Window


def test_ninety_minutes_hold_four_calls() -> None:
    agenda = make_agenda(Length.SESSION, (4,))
    assert [item.minutes for item in agenda.items] == [6, 44, 6, 14, 10, 10]
    assert agenda.words() == "90 of 90 min"


@pytest.mark.parametrize(("calls", "said"), [(5, "101 of 90 min, 11 too many"), (3, "79 of 90 min")])
def test_over_time_is_named(calls: int, said: str) -> None:
    assert make_agenda(Length.SESSION, (calls,)).words() == said


@given(st.sampled_from(list(Length)), st.lists(st.integers(1, 7), min_size=1, max_size=2), st.booleans())
def test_the_minutes_add_up(length: Length, calls: list[int], has_partner: bool) -> None:
    agenda = make_agenda(length, calls, has_partner=has_partner)
    assert agenda.minutes == sum(item.minutes for item in agenda.items)
    assert agenda.over == agenda.minutes - length.minutes
    assert sum(item.minutes for item in agenda.items if item.what.endswith(("call", "calls"))) == 11 * sum(calls)


def test_a_half_day_has_a_break_in_time() -> None:
    for calls in ((7,), (4, 3)):
        agenda = make_agenda(Length.HALF_DAY, calls)
        names = [item.what for item in agenda.items]
        assert names.count("Break") == 1
        before = sum(item.minutes for item in agenda.items[: names.index("Break")])
        assert 40 < before <= LONGEST_WITHOUT_BREAK
        assert agenda.over <= 0


def test_the_cost_in_hours() -> None:
    assert cost_hours(12, 90) == 21
    assert cost_words(12, 90) == "12 x 90 min + 12 x 15 min practice = 21 h off the phones"


WINDOW = Window(date(2026, 9, 1), date(2026, 10, 1))


def test_a_session_two_weeks_later_has_a_fresh_baseline() -> None:
    assert first_fresh_day(WINDOW) == date(2026, 10, 15)
    found = measure_calendar(WINDOW, date(2026, 10, 15))
    assert found.baseline_kind is Baseline.FRESH
    assert found.baseline == Window(date(2026, 10, 1), date(2026, 10, 15))
    assert found.deadline == date(2026, 10, 22)
    assert found.post == Window(date(2026, 10, 23), date(2026, 11, 6))
    assert found.answer_on == date(2026, 11, 6)


def test_an_earlier_session_splits_the_window() -> None:
    found = measure_calendar(WINDOW, date(2026, 10, 8))
    assert found.baseline_kind is Baseline.SPLIT
    assert (found.selection.days, found.baseline.days) == (16, 14)
    assert found.selection.end == found.baseline.start


@given(st.integers(0, 60))
def test_no_day_is_in_two_windows(days: int) -> None:
    found = measure_calendar(WINDOW, WINDOW.end + timedelta(days=days))
    assert found.selection.end <= found.baseline.start
    assert found.baseline.end <= found.session or found.baseline_kind is Baseline.SPLIT
    assert found.session < found.deadline < found.post.start
