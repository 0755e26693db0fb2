"""Where the low scorers sit: statistics note, part 4.2."""

from __future__ import annotations

import numpy as np
import pytest

from qa_tui.analysis import concentration
from qa_tui.analysis.membership import Membership
from qa_tui.domain.gap_rules import LARGEST_P
from qa_tui.domain.gaps import Concentration, SegmentGap


def dimension(name: str, *segments: str) -> Membership:
    """A dimension from the segment of each agent; "" is none."""
    labels = tuple(dict.fromkeys(s for s in segments if s))
    return Membership(name, labels, np.array([labels.index(s) if s else -1 for s in segments], np.int64))


def tried(low: list[int], *dimensions: Membership) -> dict[str, SegmentGap]:
    means = np.where(np.array(low, bool), 60.0, 80.0)
    found = concentration.test_segments(np.array(low, bool), means, dimensions)
    return {segment.segment: segment for segment in found}


# 20 agents, six of them on nights; five of the six low scorers are there.
NIGHT = dimension("shift", *["night"] * 6, *["day"] * 14)
FIVE_OF_SIX = [1] * 5 + [0] + [1] + [0] * 13


@pytest.mark.parametrize(
    ("k", "low", "size", "agents", "p", "lift"),
    [
        (5, 6, 6, 20, 0.002193, 2.778),
        (4, 6, 6, 20, 0.037410, 2.222),
        (4, 7, 5, 20, 0.030702, 2.286),
        (3, 4, 4, 12, 0.066667, 2.25),
        (6, 10, 13, 40, 0.042006, 1.846),
    ],
)
def test_the_tail_is_hypergeometric(k: int, low: int, size: int, agents: int, p: float, lift: float) -> None:
    assert concentration.upper_tail(low, agents, size)[k] == pytest.approx(p, abs=5e-7)
    assert (k / low) / (size / agents) == pytest.approx(lift, abs=5e-4)


@pytest.mark.parametrize(("low", "agents", "size"), [(0, 8, 4), (8, 8, 4), (3, 8, 8), (1, 1, 1), (5, 9, 0)])
def test_the_tail_starts_at_one_and_never_rises(low: int, agents: int, size: int) -> None:
    tail = concentration.upper_tail(low, agents, size)
    assert tail.shape == (size + 1,)
    assert tail[0] == pytest.approx(1.0)
    assert np.all(np.diff(tail) <= 1e-12)


def test_low_scorers_in_one_segment_are_concentrated() -> None:
    found = tried(FIVE_OF_SIX, NIGHT)
    night = found["night"]
    assert (night.agents, night.low, night.concentration) == (6, 5, Concentration.YES)
    assert night.lift == pytest.approx(2.778, abs=5e-4)
    # Five low ones and one that is not: (5 x 60 + 80) / 6.
    assert night.mean == pytest.approx(63.33, abs=0.01)
    # Only one way to be as extreme: the share of shuffles is near the tail of .0022 (and of the day's 1 of 14).
    assert night.p == pytest.approx(0.0022, abs=0.004)
    assert found["day"].concentration is Concentration.NO


def test_the_same_data_gives_the_same_p() -> None:
    assert tried(FIVE_OF_SIX, NIGHT) == tried(FIVE_OF_SIX, NIGHT)


def test_the_order_of_agents_and_segments_does_not_matter() -> None:
    teams = dimension("team", *["a", "b", "c", "d"] * 5)
    order = np.random.default_rng(3).permutation(20)
    shuffled = [
        Membership(m.dimension, m.segments[::-1], (len(m.segments) - 1 - m.codes)[order]) for m in (teams, NIGHT)
    ]
    low = [FIVE_OF_SIX[n] for n in order]
    assert tried(low, *shuffled) == tried(FIVE_OF_SIX, NIGHT, teams)


def test_trying_more_segments_costs() -> None:
    low = [1] * 4 + [0] * 2 + [1, 1] + [0] * 12
    generator = np.random.default_rng(5)
    others = [dimension(f"d{n}", *generator.permutation(["x"] * 7 + ["y"] * 7 + ["z"] * 6)) for n in range(4)]
    alone, among = tried(low, NIGHT)["night"].p, tried(low, NIGHT, *others)["night"].p
    assert alone is not None
    assert among is not None
    assert among > alone


def test_half_of_the_low_in_a_segment_by_chance_is_possible_not_certain() -> None:
    # Three of five low ones among six of twenty: lift 2, but the tail is .13.
    night = tried([1] * 3 + [0] * 3 + [1] * 2 + [0] * 12, NIGHT)["night"]
    assert night.p is not None
    assert night.p > 0.10
    assert night.concentration is Concentration.POSSIBLE


@pytest.mark.parametrize(
    ("low", "why"),
    [
        ([1, 1, 0, 0, 0, 0] + [0] * 14, "two low scorers are too few"),
        ([1, 1, 1, 0, 0, 0] + [1] * 4 + [0] * 10, "three of seven are under half"),
    ],
)
def test_a_small_or_minor_share_is_not_concentrated(low: list[int], why: str) -> None:
    assert tried(low, NIGHT)["night"].concentration is Concentration.NO, why


def test_one_and_a_half_times_its_share_is_needed() -> None:
    # 4 of 6 low in 10 of 20: half of the low and more, lift 1.33.
    half = dimension("queue", *["a"] * 10, *["b"] * 10)
    found = tried([1] * 4 + [0] * 6 + [1] * 2 + [0] * 8, half)["a"]
    assert found.lift == pytest.approx(4 / 3)
    assert found.concentration is Concentration.NO


def test_below_twenty_agents_a_negative_cannot_be_told() -> None:
    found = tried([1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0], dimension("shift", *["night"] * 4, *["day"] * 8))
    assert {s.concentration for s in found.values()} == {Concentration.CANNOT_TELL}


def test_a_segment_of_fewer_than_four_inside_or_outside_is_not_tested() -> None:
    found = tried([1] * 3 + [0] * 17, dimension("team", *["tiny"] * 3, *["rest"] * 17))
    assert (found["tiny"].p, found["rest"].p) == (None, None)
    assert found["tiny"].lift == pytest.approx(20 / 3)
    assert found["tiny"].concentration is not Concentration.YES


def test_nobody_low_has_neither_lift_nor_p() -> None:
    found = tried([0] * 20, NIGHT)["night"]
    assert (found.low, found.lift, found.p, found.concentration) == (0, None, None, Concentration.NO)


def test_everybody_low_is_not_concentrated() -> None:
    found = tried([1] * 20, NIGHT)
    assert [s.lift for s in found.values()] == [1.0, 1.0]
    assert {s.concentration for s in found.values()} == {Concentration.NO}


def test_labels_that_no_agent_has_are_left_out() -> None:
    empty = Membership("shift", ("gone", "night", "day"), np.array([1] * 6 + [2] * 14, np.int64))
    assert list(tried(FIVE_OF_SIX, empty)) == ["day", "night"]


def test_agents_in_no_segment_are_in_none() -> None:
    found = tried(FIVE_OF_SIX, dimension("shift", *["night"] * 6, *["day"] * 10, "", "", "", ""))
    assert (found["night"].agents, found["day"].agents) == (6, 10)


def test_one_agent_and_no_dimension_give_nothing_to_say() -> None:
    assert tried([1]) == {}
    assert tried([1], dimension("shift", "night"))["night"].p is None


def claims(agents: int, rate: float, teams: int, *, balanced: bool) -> tuple[float, float]:
    """Of random teams without clustering: how many look concentrated, and how many have a lift of 1.5 or more."""
    generator = np.random.default_rng(2026)
    alarms = lifts = made = 0
    while made < teams:
        low = generator.random(agents) < rate
        if low.sum() < 3 or 10 * low.sum() >= 4 * agents:
            continue
        made += 1
        equal = (["a", "b", "c"] * agents)[:agents]
        dimensions = [
            dimension(
                f"d{n}", *(generator.permutation(equal) if balanced else generator.choice(["a", "b", "c"], agents))
            )
            for n in range(3)
        ]
        found = concentration.test_segments(low, np.where(low, 60.0, 80.0), dimensions)
        alarms += any(s.concentration is Concentration.YES for s in found)
        lifts += any(s.lift is not None and s.lift >= 1.5 for s in found)
    return alarms / teams, lifts / teams


def test_random_teams_seldom_look_concentrated() -> None:
    """The note's table of three dimensions with three segments: 1-6 %; an uncorrected lift fires on 62-100 %."""
    cells = [claims(agents, rate, 400, balanced=True) for agents in (12, 20, 40) for rate in (0.2, 0.3)]
    assert sum(alarms for alarms, _ in cells) / len(cells) <= 0.06
    assert all(alarms <= 0.08 for alarms, _ in cells)  # two standard errors of 400 teams above .056
    assert all(lifts > 0.55 for _, lifts in cells)


def test_segments_of_unequal_size_stay_under_the_tests_own_limit() -> None:
    alarms, _ = claims(20, 0.25, 400, balanced=False)
    assert alarms <= LARGEST_P


def test_a_clustered_team_is_found_as_often_as_in_the_note() -> None:
    """80 % low in one shift against 10 %: the note found it in 76 % of teams of 20."""
    generator = np.random.default_rng(2026)
    hits = teams = 0
    while teams < 200:
        shift = generator.choice(3, 20)
        low = generator.random(20) < np.where(shift == 0, 0.8, 0.1)
        if low.sum() < 3 or 10 * low.sum() >= 40 * 2:
            continue
        teams += 1
        others = [dimension(f"d{n}", *generator.choice(["a", "b", "c"], 20)) for n in range(2)]
        found = concentration.test_segments(
            low, np.where(low, 60.0, 80.0), [dimension("shift", *map(str, shift)), *others]
        )
        hits += any(s.concentration is Concentration.YES for s in found)
    assert hits / teams == pytest.approx(0.76, abs=0.09)


def test_names_of_segments_and_dimensions_decide_nothing() -> None:
    teams = dimension("team", *["a", "b", "c", "d"] * 5)
    renamed = dimension("crew", *["zz", "y", "x", "w"] * 5)
    night = dimension("Schicht", *["N"] * 6, *["T"] * 14)
    before, after = tried(FIVE_OF_SIX, NIGHT, teams), tried(FIVE_OF_SIX, night, renamed)
    assert (before["night"].p, before["a"].p, before["d"].p) == (after["N"].p, after["zz"].p, after["w"].p)


@pytest.mark.parametrize(
    ("eligible", "low", "inside", "here", "claim"),
    [
        (100, 20, 40, 12, Concentration.YES),
        (100, 20, 41, 12, Concentration.NO),
        (20, 5, 8, 3, Concentration.YES),
        (20, 5, 9, 3, Concentration.NO),
        (20, 6, 8, 3, Concentration.NO),
    ],
)
def test_a_lift_of_exactly_one_and_a_half_counts(
    eligible: int, low: int, inside: int, here: int, claim: Concentration
) -> None:
    assert concentration._claim(here, low, inside, 0.05, eligible) is claim
