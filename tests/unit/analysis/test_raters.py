"""Raters who differ, in QA calibrations alone: seldom an innocent one, mostly one who gives a point and a half more."""

from __future__ import annotations

import random
from dataclasses import replace

from qa_tui.analysis.camps import find_contested_line
from qa_tui.analysis.raters import find_rater_flags
from qa_tui.domain.raters import Habit
from tests.builders import FIVE, judged

PEOPLE = tuple("abcdefgh")


def rounds_of(*votes: list[float]) -> list:  # type: ignore[type-arg]
    return [replace(judged(row, excerpt=f"e{n}"), people=PEOPLE) for n, row in enumerate(votes)]


def simulate(shift: float, excerpts: int, runs: int) -> tuple[float, float]:
    """Shares of groups in which the first rater, and some other one, was flagged."""
    generator = random.Random(5)  # noqa: S311 - a simulation
    caught = innocent = 0
    for _ in range(runs):
        own = [shift, *(generator.gauss(0, 0.2) for _ in range(7))]
        votes = []
        for _ in range(excerpts):
            truth = generator.uniform(1, 5)
            votes.append([float(min(max(round(truth + each + generator.gauss(0, 0.5)), 1), 5)) for each in own])
        flagged = {flag.person for flag in find_rater_flags(rounds_of(*votes))}
        caught += "a" in flagged
        innocent += bool(flagged - {"a"})
    return caught / runs, innocent / runs


def test_how_often_it_is_right() -> None:
    """Statistics 3.3: a rater 1.5 points up is caught 86 to 98 times in 100 at 8 to 12 calls; an innocent one 5 to 4."""
    caught, innocent = simulate(1.5, 12, 80)
    assert caught >= 0.8
    assert innocent <= 0.12
    assert sum(simulate(0.0, 8, 80)) <= 0.15


def test_who_gives_less_and_who_varies() -> None:
    less = [[1.0, 3, 3, 3, 4, 3, 3, 3], [2.0, 4, 4, 4, 4, 4, 3, 4]] * 4
    (flag,) = find_rater_flags(rounds_of(*less))
    assert (flag.person, flag.habit, flag.excerpts) == ("a", Habit.SEVERE, 8)
    varies = [[5.0, 3, 3, 3, 3, 3, 3, 3], [1.0, 3, 3, 3, 3, 3, 3, 3]] * 4
    (flag,) = find_rater_flags(rounds_of(*varies))
    assert flag.habit is Habit.UNEVEN
    assert find_rater_flags(rounds_of(*less[:5])) == (), "six calls at least"


def test_nobody_is_looked_at_without_a_calibration() -> None:
    assert find_rater_flags([judged([1.0, 3, 3, 3, 3])] * 8) == ()


def test_in_calibrations_the_camps_test_spans_sessions() -> None:
    camps = [[4, 4, 4, 4, 3, 3, 3, 3], [4, 4, 5, 4, 3, 3, 2, 3], [4, 5, 4, 4, 3, 3, 3, 3], [4, 4, 4, 4, 3, 2, 3, 3]]
    apart = [
        replace(judged([float(v) for v in row], session=f"s{n}"), people=PEOPLE[n:] + PEOPLE[:n])
        for n, row in enumerate(camps)
    ]
    seated = [replace(r, by_seat=r.by_seat[n:] + r.by_seat[:n]) for n, r in enumerate(apart)]
    line, _ = find_contested_line(seated, FIVE)
    assert line is not None
    assert line.lower == 3.0
