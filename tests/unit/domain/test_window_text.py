"""Windows as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from qa_tui.domain.scope import Window
from qa_tui.domain.window_text import parse_window

NEWEST_END = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-09-01 to 2026-09-30", (9, 1), (10, 1)),
        (" 2026-09-01 - 2026-09-30 ", (9, 1), (10, 1)),
        ("2026-09-01..2026-09-01", (9, 1), (9, 2)),
        ("30", (9, 1), (10, 1)),
        ("14 days", (9, 17), (10, 1)),
        ("14 to 2026-09-14", (9, 1), (9, 15)),
        ("7d until 2026-09-14", (9, 8), (9, 15)),
    ],
)
def test_days_are_inclusive(text: str, start: tuple[int, int], end: tuple[int, int]) -> None:
    assert parse_window(text, NEWEST_END) == Window(date(2026, *start), date(2026, *end))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Expected 2026-09-01 to"),
        ("September", "Expected"),
        ("2026-02-30 to 2026-03-01", "There is no such day."),
        ("2026-09-30 to 2026-09-01", "The last day lies before the first one."),
        ("0", "this one holds 0"),
        ("400", "this one holds 400"),
    ],
)
def test_what_is_no_window_is_explained(text: str, said: str) -> None:
    found = parse_window(text, NEWEST_END)
    assert isinstance(found, str)
    assert said in found
