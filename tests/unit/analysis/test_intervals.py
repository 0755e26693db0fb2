"""Agents near the line: statistics note, parts 4.1 and 4.4."""

from __future__ import annotations

import numpy as np
import pytest

from qa_tui.analysis.intervals import change_interval, share_interval, t_intervals, wilson_intervals
from qa_tui.domain.gaps import AgentStatus
from tests.builders import BINARY, PERCENT, calls_of, gap_of, make_criterion

NEAR = [80, 60, 100, 60, 80, 60, 40, 80, 60, 60]
ABOVE = [100, 80, 60, 80, 80, 100, 80, 60, 80, 80]
BELOW = [40, 60, 60, 40, 80, 60, 40, 60, 60, 40]


def of(*agents: list[float], threshold: float = 70.0) -> tuple[list[float], list[float], list[float], list[bool]]:
    means = np.array([np.mean(a) for a in agents])
    scored = np.array([len(a) for a in agents])
    squares = np.array([float(np.sum(np.square(a))) for a in agents])
    found = t_intervals(means, scored, squares, threshold)
    return found.low.tolist(), found.high.tolist(), found.below_chance.tolist(), found.cover(threshold).tolist()


@pytest.mark.parametrize(
    ("scores", "low", "high", "chance", "is_uncertain"),
    [(NEAR, 58.22, 77.78, 0.642, True), (ABOVE, 72.27, 87.73, 0.021, False), (BELOW, 46.17, 61.83, 0.998, False)],
)
def test_the_notes_three_agents(
    scores: list[float], low: float, high: float, chance: float, is_uncertain: bool
) -> None:
    lows, highs, below, uncertain = of(scores)
    assert lows[0] == pytest.approx(low, abs=0.006)
    assert highs[0] == pytest.approx(high, abs=0.006)
    assert below[0] == pytest.approx(chance, abs=0.0006)
    assert uncertain == [is_uncertain]


def test_they_stand_so_in_the_report() -> None:
    cells = [
        c for name, scores in (("n", NEAR), ("a", ABOVE), ("b", BELOW)) for c in calls_of(name, *scores, maximum=100)
    ]
    agents = {a.agent: a for a in gap_of(cells, make_criterion(scale=PERCENT)).agents}
    assert [agents[n].is_uncertain for n in "nab"] == [True, False, False]
    assert [agents[n].status for n in "nab"] == [AgentStatus.LOW, AgentStatus.NOT_LOW, AgentStatus.LOW]
    assert agents["n"].low == pytest.approx(58.22, abs=0.006)
    assert agents["n"].below_chance == pytest.approx(0.642, abs=0.0006)


def test_an_agent_without_spread_borrows_the_pooled_one() -> None:
    lows, highs, _, _ = of([80.0] * 10, [60.0, 100.0] * 5)
    # Pooled over both: variance 4000 / 18 = 222.2, error sqrt(22.22) = 4.714, t(18, .95) = 1.734.
    assert highs[0] - 80 == pytest.approx(4.714 * 1.734, abs=0.01)
    assert lows[0] == pytest.approx(80 - 4.714 * 1.734, abs=0.01)


def test_one_call_borrows_too_and_none_with_spread_is_a_point() -> None:
    lows, highs, below, _ = of([50.0], [60.0, 80.0])
    assert highs[0] - lows[0] > 100 - 1e-9 or highs[0] > 50
    assert below[0] > 0.5
    assert of([80.0] * 3, [60.0] * 3) == ([80.0, 60.0], [80.0, 60.0], [0.0, 1.0], [False, False])
    assert of([70.0] * 10)[2:] == ([0.0], [False])


def test_pass_or_fail_has_wilsons_interval() -> None:
    # 7 of 10 at z = 1.6449: centre (.7 + .1353) / 1.2706 = .6574, reach 1.6449 x sqrt(.021 + .00676) / 1.2706 = .2157.
    found = wilson_intervals(np.array([70.0, 100.0, 20.0]), np.array([10, 10, 10]), 70)
    assert found.low[0] == pytest.approx(44.17, abs=0.02)
    assert found.high[0] == pytest.approx(87.31, abs=0.02)
    assert found.cover(70).tolist() == [True, False, False]
    assert found.below_chance.tolist() == pytest.approx([0.5, 0.0192, 0.9997], abs=0.001)
    gap = gap_of([c for n in range(6) for c in calls_of(f"A{n}", *[1, 0] * 5, maximum=1)], make_criterion(scale=BINARY))
    assert gap.agents[0].low == pytest.approx(100 * 0.2693, abs=0.05)


@pytest.mark.parametrize(
    ("low", "eligible", "lower", "upper"),
    [(12, 20, 0.3866, 0.7812), (13, 20, 0.4329, 0.8188), (8, 20, 0.2188, 0.6134), (7, 20, 0.1812, 0.5671),
     (5, 10, 0.2366, 0.7634), (3, 5, 0.2307, 0.8824), (0, 5, 0.0, 0.4345)],
)  # fmt: skip
def test_the_share_of_low_agents_has_the_notes_intervals(low: int, eligible: int, lower: float, upper: float) -> None:
    found = share_interval(low, eligible)
    assert found[0] == pytest.approx(100 * lower, abs=0.006)
    assert found[1] == pytest.approx(100 * upper, abs=0.006)


def test_a_change_is_students_paired() -> None:
    # Changes 2, 4, 6, 8, 10: mean 6, SD 3.162, error 1.414, t(4, .975) = 2.776.
    lower, upper = change_interval(np.array([2.0, 4.0, 6.0, 8.0, 10.0]))
    assert lower == pytest.approx(6 - 3.926, abs=0.001)
    assert upper == pytest.approx(6 + 3.926, abs=0.001)
