"""Dates as people write them: an order that one date proves, and one that only a person can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.importing import About, Decision, ImportMapping
from qa_tui.steps.loaded import Loaded, Unusable
from tests.files import loaded, read, said, table, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-09-03", "2026-09-03 00:00:00"),
        ("2026-09-03T10:15:00Z", "2026-09-03 10:15:00"),
        ("2026-09-03 9:32:31", "2026-09-03 09:32:31"),
        ("2026/09/03", "2026-09-03 00:00:00"),
        ("03.09.2026", "2026-09-03 00:00:00"),
        ("23/09/2026 14:05", "2026-09-23 14:05:00"),
        ("09/23/2026 2:05 PM", "2026-09-23 14:05:00"),
        ("9/23/26", "2026-09-23 00:00:00"),
        ("3 Sep 2026", "2026-09-03 00:00:00"),
        ("03-Sep-26", "2026-09-03 00:00:00"),
        ("September 3, 2026", "2026-09-03 00:00:00"),
        ("1788393600", "2026-09-03 00:00:00"),
        ("1788393600000", "2026-09-03 00:00:00"),
    ],
)
def test_ways_to_write_a_date(tmp_path: Path, text: str, expected: str) -> None:
    found = loaded(write(tmp_path / "s.csv", table(f'C1,A1,"{text}",Tone,4,5')))
    assert str(found.matrix.local_time(0)) == expected


def dated(*dates: str) -> str:
    return table(*(f"C{n},A1,{day},Tone,4,5" for n, day in enumerate(dates)))


def days(found: Loaded) -> list[str]:
    return [str(found.matrix.local_time(n))[:10] for n in range(found.matrix.evaluations)]


def test_an_order_of_day_and_month_that_nothing_decides_is_asked(tmp_path: Path) -> None:
    file = write(tmp_path / "s.csv", dated("03/04/2026", "05/04/2026"))
    asked = read(file)
    assert isinstance(asked, Unusable)
    (doubt,) = asked.files[0].doubts
    assert (doubt.about, doubt.subject) == (About.DATES, "called_at")
    assert {doubt.proposal, *doubt.alternatives} == {"day first", "month first"}
    for answer, expected in (
        ("day first", ["2026-04-03", "2026-04-05"]),
        ("month first", ["2026-03-04", "2026-05-04"]),
    ):
        decided = ImportMapping((Decision(About.DATES, "called_at", answer),))
        assert days(loaded(file, mapping=decided)) == expected


def test_an_order_that_one_date_proves_is_used_for_all(tmp_path: Path) -> None:
    assert days(loaded(write(tmp_path / "s.csv", dated("03/04/2026", "25/04/2026")))) == ["2026-04-03", "2026-04-25"]
    assert days(loaded(write(tmp_path / "t.csv", dated("03/04/2026", "04/25/2026")))) == ["2026-03-04", "2026-04-25"]


def test_mixed_orders_are_asked_and_each_date_that_proves_its_own_keeps_it(tmp_path: Path) -> None:
    file = write(tmp_path / "s.csv", dated("03/04/2026", "25/04/2026", "04/25/2026"))
    asked = read(file)
    assert isinstance(asked, Unusable)
    assert any("some dates can only be day first and others only month first" in line for line in said(asked))
    decided = ImportMapping((Decision(About.DATES, "called_at", "day first"),))
    assert days(loaded(file, mapping=decided)) == ["2026-04-03", "2026-04-25", "2026-04-25"]
