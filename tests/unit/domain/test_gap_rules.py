"""The integer rules of the statistics note, part 4.1."""

from __future__ import annotations

import pytest

from qa_tui.domain.gap_rules import classify, is_fragile, is_majority, is_on_the_line, provisional
from qa_tui.domain.gaps import Verdict

UNIVERSAL, MIXED, CLUSTERED, SCATTERED, INSUFFICIENT = (
    Verdict.UNIVERSAL,
    Verdict.MIXED,
    Verdict.CLUSTERED,
    Verdict.SCATTERED,
    Verdict.INSUFFICIENT,
)


@pytest.mark.parametrize(
    ("low", "eligible", "verdict", "majority", "on_the_line", "fragile"),
    [
        (13, 20, UNIVERSAL, True, False, False),
        (12, 20, UNIVERSAL, True, True, True),
        (11, 20, MIXED, True, False, True),
        (10, 20, MIXED, False, False, False),
        (9, 20, MIXED, False, False, False),
        (8, 20, MIXED, False, True, True),
        (7, 20, SCATTERED, False, False, True),
        (6, 20, SCATTERED, False, False, False),
        (0, 20, SCATTERED, False, False, False),
        (20, 20, UNIVERSAL, True, False, False),
        (16, 23, UNIVERSAL, True, False, False),
        (9, 23, SCATTERED, False, False, True),  # 39.1 %: ten would be 43.5 %
        (3, 5, UNIVERSAL, True, True, True),
        (2, 5, MIXED, False, True, True),
        (1, 5, SCATTERED, False, False, True),
        (4, 4, INSUFFICIENT, True, False, False),
        (0, 0, INSUFFICIENT, False, False, False),
    ],
)
def test_class_and_marks(
    low: int, eligible: int, verdict: Verdict, majority: bool, on_the_line: bool, fragile: bool
) -> None:
    assert classify(low, eligible, concentrated=False) is verdict
    assert is_majority(low, eligible) is majority
    assert is_on_the_line(low, eligible) is on_the_line
    assert is_fragile(low, eligible, concentrated=False) is fragile


@pytest.mark.parametrize(("low", "verdict"), [(12, UNIVERSAL), (11, MIXED), (8, MIXED), (7, CLUSTERED)])
def test_concentration_decides_only_below_forty_percent(low: int, verdict: Verdict) -> None:
    assert classify(low, 20, concentrated=True) is verdict


def test_a_clustered_criterion_is_fragile_where_one_more_would_make_it_mixed() -> None:
    assert is_fragile(7, 20, concentrated=True)
    assert not is_fragile(6, 20, concentrated=True)


@pytest.mark.parametrize(
    ("low", "agents", "verdict"), [(0, 0, INSUFFICIENT), (1, 1, UNIVERSAL), (0, 1, SCATTERED), (2, 4, MIXED)]
)
def test_the_provisional_class_asks_for_one_agent(low: int, agents: int, verdict: Verdict) -> None:
    assert provisional(low, agents, concentrated=False) is verdict
