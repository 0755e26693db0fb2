"""Votes in one line, hands counted level by level, numbers of lines, and the facilitator's clock."""

from __future__ import annotations

import pytest

from qa_tui.domain.rubric import Scale
from qa_tui.domain.session import CallRound, Phase, Session
from qa_tui.domain.session_events import VoteKind
from qa_tui.tui.lines import plain
from qa_tui.tui.screens.room.asking import read_lines
from qa_tui.tui.screens.room.clock import clock_lines, minutes_planned
from qa_tui.tui.screens.room.page import Page
from qa_tui.tui.screens.room.tally import Tally, begin_tally
from qa_tui.tui.screens.room.vote_line import VoteRow, read_votes
from qa_tui.tui.screens.room.votes import line_numbers
from tests.builders import BINARY, FIVE, make_brief

TEN = Scale.of_levels(*range(1, 11))


def said(row: VoteRow | str) -> list[str]:
    assert isinstance(row, VoteRow), row
    return [f"{vote.level:g}" if vote.level is not None else vote.kind.value for vote in row.votes]


@pytest.mark.parametrize(
    ("text", "scale", "expected"),
    [
        ("3442 33-2 4332", FIVE, "3 4 4 2 3 3 no_vote 2 4 3 3 2"),
        ("34,42;a xw", FIVE, "3 4 4 2 pass not_applicable wording"),
        ("ynny", BINARY, "1 0 0 1"),
        ("0 9", TEN, "10 9"),
    ],
)
def test_seat_after_seat(text: str, scale: Scale, expected: str) -> None:
    row = read_votes(text, scale, 12)
    assert said(row) == expected.split()
    assert isinstance(row, VoteRow)
    assert not row.is_tally


@pytest.mark.parametrize("text", ["2x3 5x4 4x2 1x-", "5×4 2*3 1:- 4x2"])
def test_counted(text: str) -> None:
    row = read_votes(text, FIVE, 12)
    assert said(row) == ["4"] * 5 + ["3"] * 2 + ["2"] * 4 + ["no_vote"]
    assert isinstance(row, VoteRow)
    assert row.is_tally


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "There is no vote in it."),
        ("3497", "Seat 3 has no level: 1-5, or one of a x w -."),
        ("2x3 44", "Part 2 of 2 is no count such as 5x4."),
        ("2x9", "Count 1 has no level: 1-5, or one of a x w -."),
        ("9x4 9x3", "18 votes for 12 seats."),
        ("3333333333333", "13 votes for 12 seats."),
    ],
)
def test_what_cannot_be_meant_is_said(text: str, problem: str) -> None:
    assert read_votes(text, FIVE, 12) == problem


def count(tally: Tally, *typed: str) -> Tally:
    for digits in typed:
        for digit in digits:
            tally = tally.with_digit(digit)
        taken = tally.taken()
        assert isinstance(taken, Tally), taken
        tally = taken
    return tally


def test_hands_are_counted_from_the_top_until_all_seats_are_in() -> None:
    tally = begin_tally(FIVE, 12)
    assert tally.asks(FIVE) == "Cards up: who shows 5?  Type how many, then space."
    half = count(tally, "2", "")
    assert "who shows 3?" in half.asks(FIVE)
    assert "7" not in half.with_digit("7").asks(FIVE), "no digit is shown"
    done = count(half, "10")
    assert done.is_done
    assert [vote.level for vote in done.votes()] == [5, 5, *[3] * 10]
    assert half.with_digit("1").with_digit("1").taken() == "That is more than there are seats. Count again."
    assert half.without_last().counts == (2,)
    assert half.with_digit("1").without_last() == half
    rest = count(tally, *"110000", "2", "0")
    assert [vote.kind for vote in rest.votes()][-2:] == [VoteKind.WORDING] * 2
    assert rest.is_done


def test_lines_as_people_write_them() -> None:
    assert read_lines("7, 12-14; 9") == (7, 9, 12, 13, 14)
    assert line_numbers(read_lines("12 13 14 7 9")) == "7, 9, 12-14"
    assert read_lines("none") == ()


def state(phase: Phase, current: int = 0, calls: int = 4) -> Session:
    return Session(12, tuple(CallRound(make_brief(f"e{n}")) for n in range(calls)), current, phase)


def test_the_clock() -> None:
    assert minutes_planned(state(Phase.OPENING)) == (0, 6 + 44 + 14 + 10)
    assert minutes_planned(state(Phase.VOTE, 2)) == (6 + 22, 22 + 14 + 10)
    assert minutes_planned(state(Phase.WRAP_UP, 3)) == (6 + 44 + 14, 10)

    def words(elapsed: float, now: Session) -> str:
        return " ".join(plain(shown) for shown in clock_lines(now, elapsed, Page(100, 30)))

    assert "You are in time." in words(30, state(Phase.VOTE, 2))
    late = words(55, state(Phase.VOTE, 2))
    assert "16 min behind the agenda" in late
    assert "leave out a call (1 call to come)" in late
    assert "no second vote" in late
    assert "leave out a call" not in words(90, state(Phase.SAY_IT_BETTER, 3))
