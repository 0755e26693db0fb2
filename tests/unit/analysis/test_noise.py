"""The noise-corrected share: statistics note, part 4.4."""

from __future__ import annotations

import numpy as np
import pytest

from qa_tui.analysis.noise import Posterior, third_of
from qa_tui.domain.scope import ClassLines


def share(scores: list[list[float]], threshold: float = 70.0) -> float | None:
    means = np.array([np.mean(s) for s in scores])
    scored = np.array([len(s) for s in scores])
    squares = np.array([np.sum(np.square(s)) for s in scores])
    posterior = Posterior.of(means, scored, squares)
    return posterior.expected_low_share(threshold) if posterior else None


def posterior_of(scores: list[list[float]]) -> Posterior:
    found = Posterior.of(
        np.array([np.mean(s) for s in scores]),
        np.array([len(s) for s in scores]),
        np.array([np.sum(np.square(s)) for s in scores]),
    )
    assert found is not None
    return found


def test_draws_agree_with_the_expected_share() -> None:
    generator = np.random.default_rng(8)
    scores = [list(generator.normal(mean, 25, 12)) for mean in generator.normal(69, 6, 22)]
    posterior = posterior_of(scores)
    for threshold in (60.0, 70.0, 80.0):
        drawn = posterior.drawn_shares(threshold)
        assert drawn.shape == (2000,)
        assert drawn.mean() == pytest.approx(posterior.expected_low_share(threshold), abs=1.5)


def test_draws_are_the_same_whatever_the_order_of_agents() -> None:
    generator = np.random.default_rng(9)
    scores = [list(generator.normal(mean, 20, 10 + n)) for n, mean in enumerate(generator.normal(70, 6, 15))]
    there, back = posterior_of(scores), posterior_of(scores[::-1])
    assert there.drawn_shares(70).tolist() == pytest.approx(back.drawn_shares(70).tolist())
    assert there.drawn_shares(70).tolist() == there.drawn_shares(70).tolist()


def test_thirds_begin_on_their_lines() -> None:
    shares = np.array([0.0, 39.9, 40.0, 59.9, 60.0, 100.0])
    assert third_of(shares, ClassLines()).tolist() == [0, 0, 1, 1, 2, 2]
    assert third_of(shares, ClassLines(universal=50, mixed=30)).tolist() == [0, 1, 1, 2, 2, 2]


def test_two_agents_by_hand() -> None:
    # Means 60 and 80, ten calls each at +-20: pooled within variance 20^2 x 10 / 9 = 444.4, of a mean 44.4.
    # Q = 2 x 10^2 / 44.4 = 4.5, scaling = 2 / 44.4 - (2 / 44.4^2) / (2 / 44.4) = 1 / 44.4, so between = 3.5 x 44.4 = 155.6.
    # Shrink 44.4 / 200 = 2/9: posteriors 70 -+ 7.78; symmetrical about 70, so the expected share is half.
    low, high = [40.0, 80.0] * 5, [60.0, 100.0] * 5
    assert share([low, high]) == pytest.approx(50.0)
    # At 65: spread^2 = 44.4 x 7/9 + (2/9)^2 x 100 = 39.51, spread 6.285;
    # P(62.22 + 6.285 z < 65) = Phi(.442) = .671, P(77.78 + 6.285 z < 65) = Phi(-2.033) = .021.
    assert share([low, high], 65.0) == pytest.approx(100 * (0.6708 + 0.0210) / 2, abs=0.05)


@pytest.mark.parametrize(
    "scores",
    [[], [[60.0, 80.0]], [[60.0], [80.0]], [[60.0, 60.0], [80.0, 80.0]]],
    ids=["nobody", "one agent", "one call each", "no spread within"],
)
def test_without_two_agents_and_some_spread_there_is_no_share(scores: list[list[float]]) -> None:
    assert share(scores) is None


def test_equal_agents_are_all_the_same_distance_from_the_line() -> None:
    # No spread between agents: everybody's posterior is the common mean of 80, spread sqrt(44.4 / 3) = 3.85.
    found = share([[60.0, 100.0] * 5] * 3)
    assert found == pytest.approx(0.47, abs=0.02)


@pytest.mark.parametrize(("team_mean", "true", "raw", "expected"), [(76, 11, 34, 18), (66, 79, 61, 73)])
def test_noise_as_large_as_that_of_pass_or_fail_is_taken_off_as_in_the_table(
    team_mean: int, true: int, raw: int, expected: int
) -> None:
    generator = np.random.default_rng(45)
    corrected, counted, truly = [], [], []
    for _ in range(150):
        agents = generator.normal(team_mean, 5, 20)
        scores = generator.normal(agents[:, None], 45, (20, 10))
        found = share([list(row) for row in scores])
        assert found is not None
        corrected.append(found)
        counted.append(100 * np.mean(scores.mean(axis=1) < 70))
        truly.append(100 * np.mean(agents < 70))
    assert np.mean(truly) == pytest.approx(true, abs=3)
    assert np.mean(counted) == pytest.approx(raw, abs=3)
    assert np.mean(corrected) == pytest.approx(expected, abs=5)


@pytest.mark.parametrize(
    ("team_mean", "call_spread", "calls", "true", "raw"),
    [(80, 25, 10, 2, 14), (76, 25, 10, 12, 26), (72, 25, 10, 35, 42), (66, 25, 10, 79, 66), (66, 25, 30, 79, 72)],
)
def test_noise_is_taken_off_as_in_the_table(team_mean: int, call_spread: int, calls: int, true: int, raw: int) -> None:
    generator = np.random.default_rng(44)
    corrected, counted = [], []
    for _ in range(120):
        agents = generator.normal(team_mean, 5, 20)
        scores = generator.normal(agents[:, None], call_spread, (20, calls))
        found = share([list(row) for row in scores])
        assert found is not None
        corrected.append(found)
        counted.append(100 * np.mean(scores.mean(axis=1) < 70))
    assert np.mean(counted) == pytest.approx(raw, abs=3)
    assert np.mean(corrected) == pytest.approx(true, abs=5)
