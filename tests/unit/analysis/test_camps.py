"""The camps test: the same people on the same side of a line, and nothing where they are not."""

from __future__ import annotations

import random

import pytest

from qa_tui.analysis.camps import find_contested_line, judge_line
from qa_tui.analysis.second_votes import SecondVote, label_second_vote
from tests.builders import FIVE, judged

Votes = list[list[float | None]]
CAMPS: Votes = [[4, 4, 4, 4, 3, 3, 3, 3], [4, 4, 5, 4, 3, 3, 2, 3], [4, 5, 4, 4, 3, 3, 3, 3], [4, 4, 4, 4, 3, 2, 3, 3]]


def test_people_who_keep_to_their_side() -> None:
    found = judge_line(CAMPS, 3.0, 4.0, 4)
    assert found is not None
    assert (found.lower, found.upper) == (3.0, 4.0)
    assert found.chance <= 0.05 / 4
    assert found.spread >= 0.2
    assert judge_line(CAMPS, 3.0, 4.0, 4) == found, "the same votes give the same answer"


def test_people_who_change_sides() -> None:
    mixed: Votes = [
        [4, 3, 4, 3, 4, 3, 4, 3],
        [3, 4, 3, 4, 3, 4, 3, 4],
        [4, 4, 3, 3, 3, 3, 4, 4],
        [3, 3, 4, 4, 4, 4, 3, 3],
    ]
    assert judge_line(mixed, 3.0, 4.0, 4) is None


@pytest.mark.parametrize("votes", [CAMPS[:2], [row[:3] for row in CAMPS], [[4.0] * 8] * 5])
def test_too_little_to_say(votes: Votes) -> None:
    assert judge_line(votes, 3.0, 4.0, 4) is None


def test_a_missing_vote_does_not_hide_the_line() -> None:
    holes: Votes = [list(row) for row in [*CAMPS, *CAMPS]]
    holes[0][0] = holes[1][7] = holes[2][4] = None
    assert judge_line(holes, 3.0, 4.0, 4) is not None


def test_the_line_is_looked_for_within_a_session() -> None:
    one_session = [judged([float(v or 0) for v in row], session="s1") for row in CAMPS]
    line, why_not = find_contested_line(one_session, FIVE)
    assert line is not None
    assert (line.lower, why_not) == (3.0, "")
    apart = [judged([float(v or 0) for v in row], session=f"s{n}") for n, row in enumerate(CAMPS)]
    assert find_contested_line(apart, FIVE) == (
        None,
        "needs 3 calls in one session; across sessions a seat is not the same person",
    )
    alike = [judged([3.0, 3.0, 3.0, 4.0])] * 4
    assert find_contested_line(alike, FIVE)[1] == "people did not keep to one side of a line"
    assert "hands were counted" in find_contested_line([], FIVE)[1]


def simulate(thresholds_apart: float, runs: int) -> float:
    """Share of sessions of eight people and eight calls near the line 3 | 4 in which some line is named."""
    generator = random.Random(11)  # noqa: S311 - a simulation
    named = 0
    for _ in range(runs):
        own = [generator.gauss(0, thresholds_apart) for _ in range(8)]
        rounds = []
        for number in range(8):
            truth = generator.uniform(2.8, 4.2)
            votes = []
            for shift in own:
                felt = truth + generator.gauss(0, 0.5)
                level = min(max(round(felt), 1), 5)
                if level in {3, 4}:
                    level = 4 if felt > 3.5 + shift else 3
                votes.append(float(level))
            rounds.append(judged(votes, excerpt=f"e{number}"))
        named += find_contested_line(rounds, FIVE)[0] is not None
    return named / runs


def test_how_often_it_is_right() -> None:
    """Statistics 3.5: near the line with ten people .78-.97 are found; false alarms .02-.09."""
    assert simulate(1.2, 60) >= 0.6
    assert simulate(0.0, 100) <= 0.10


@pytest.mark.parametrize(
    ("first", "second", "actual", "label"),
    [
        ([2, 2, 5, 5], [4, 4, 4, 4], 4, SecondVote.RESOLVED),
        ([2, 2, 5, 5], [5, 5, 5, 5], 2, SecondVote.CONVERGED_AWAY),
        ([2, 2, 5, 5], [2, 2, 5, 5], 4, SecondVote.PERSISTENT_SPLIT),
        ([1, 1, 5, 5, 5, 5], [3, 4, 4, 5, 5, 4], 4, SecondVote.PARTLY_RESOLVED),
        ([4, 4, 4, 4], [2, 2, 2, 2], 2, SecondVote.ACCEPTED),
        ([4, 4, 4, 4], [4, 4, 4, 4], 2, SecondVote.GAP_PERSISTS),
        ([3, 3, 3, 3], [2, 2, 4, 4], 3, SecondVote.DIVERGED),
        ([3, 3, 3, 4], [3, 3, 3, 3], 3, SecondVote.UNCHANGED),
        ([3, None, 3, 3], [None, 3, None, None], 3, SecondVote.TOO_FEW),
        ([3, 3, 3, None], [3, 3, 3, 3], 3, SecondVote.TOO_FEW),
    ],
)
def test_second_votes(first: list[float | None], second: list[float | None], actual: float, label: SecondVote) -> None:
    assert label_second_vote(first, second, FIVE, actual) is label
