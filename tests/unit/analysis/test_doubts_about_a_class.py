"""What shakes a class: noise, agents with few calls, one evaluator, another weighting, another window."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from qa_tui.domain.gaps import Change, Indicative, Mover, Sensitivity, Verdict
from qa_tui.domain.people import Agent
from qa_tui.domain.scope import ClassLines, Scope
from tests.builders import (
    BINARY,
    DAY,
    NA,
    PERCENT,
    Cell,
    calls_of,
    gap_of,
    make_criterion,
    make_matrix,
    report_of,
    team,
)  # fmt: skip

HUNDRED = make_criterion(scale=PERCENT)


def noisy_team(centre: float, agents: int = 20, calls: int = 10, seed: int = 4) -> list[Cell]:
    generator = np.random.default_rng(seed)
    return [
        cell
        for n, mean in enumerate(generator.normal(centre, 5, agents))
        for cell in calls_of(f"A{n:02d}", *np.clip(generator.normal(mean, 20, calls), 0, 100).round(), maximum=100)
    ]


def test_a_team_far_below_is_surely_universal_and_one_near_the_line_is_not() -> None:
    far, near = gap_of(noisy_team(50), HUNDRED), gap_of(noisy_team(69), HUNDRED)
    assert far.verdict is Verdict.UNIVERSAL
    assert far.sureness == 100.0
    assert near.sureness is not None
    assert 20 < near.sureness < 95
    assert not far.is_tentative


def test_noise_that_moves_the_share_over_a_line_makes_the_class_tentative() -> None:
    # Eleven of twenty are just below 70 and none differs from the others more than chance: without noise all are alike.
    cells = []
    for n in range(20):
        low = n < 11
        cells += calls_of(f"A{n:02d}", *([25, 95] * 5 if low else [42, 100] * 5), maximum=100)
    gap = gap_of(cells, HUNDRED)
    assert (gap.low_agents, gap.verdict) == (11, Verdict.MIXED)
    assert gap.corrected_low_share is not None
    assert gap.corrected_low_share > 60
    assert gap.is_tentative


def test_agents_under_the_minimum_are_left_out_and_the_class_with_them_is_said() -> None:
    cells = [*team(5, 10), *(c for n in range(4) for c in calls_of(f"few{n}", *[2.0] * 4))]
    gap = gap_of(cells)
    assert (gap.eligible_agents, gap.low_agents, gap.verdict, gap.excluded_agents) == (10, 5, Verdict.MIXED, 4)
    assert gap.with_excluded == Sensitivity(9, 14, Verdict.UNIVERSAL)
    assert gap_of(team(5, 10)).with_excluded is None


def test_below_the_minimum_the_ranking_is_indicative() -> None:
    cells = [
        c
        for n in range(22)
        for c in calls_of(f"A{n:02d}", *([40, 60, 80, 60] if n < 14 else [100, 80, 100, 60]), maximum=100)
    ]
    gap = gap_of(cells, HUNDRED)
    assert gap.verdict is Verdict.INSUFFICIENT
    assert gap.indicative is not None
    # 60 +- 2.353 x 8.16 covers 70, and so does 85 +- 2.353 x 9.57.
    assert replace(gap.indicative, mean=0.0) == Indicative(14, 22, 4, 22, 0.0, Verdict.UNIVERSAL)
    assert gap.indicative.mean == pytest.approx((14 * 60 + 8 * 85) / 22)
    assert gap_of(cells, HUNDRED, scope=Scope(minimum_calls=4)).verdict is Verdict.UNIVERSAL


def test_criteria_without_enough_calls_are_ranked_all_the_same() -> None:
    criteria = [make_criterion(name) for name in ("high", "low")]
    cells = [
        c
        for n in range(6)
        for c in (*calls_of(f"A{n}", 5, 4, 5, criterion="high"), *calls_of(f"A{n}", 2, 3, 2, criterion="low"))
    ]
    assert [gap.id for gap in report_of(make_matrix(cells, *criteria), *criteria).criteria] == ["low", "high"]


def test_the_change_is_of_the_agents_who_have_enough_calls_in_both_windows() -> None:
    before = DAY - timedelta(days=30)
    cells = []
    for n in range(5):
        cells += [Cell(f"b{n}-{k}", f"A{n}", 50 + n, maximum=100, day=before) for k in range(10)]
        cells += [Cell(f"n{n}-{k}", f"A{n}", 60 + 2 * n, maximum=100) for k in range(10)]
    cells += [Cell(f"x{k}", "new", 10, maximum=100) for k in range(10)]
    cells += [Cell(f"y{k}", "gone", 10, maximum=100, day=before) for k in range(10)]
    change = gap_of(cells, HUNDRED).change
    assert change is not None
    # Changes 10 to 14: mean 12, SD 1.581, error .7071, t(4, .975) = 2.776.
    assert (change.agents, change.before, change.now, change.points) == (5, 52.0, 64.0, 12.0)
    assert change.interval is not None
    assert list(change.interval) == pytest.approx([12 - 1.963, 12 + 1.963], abs=0.001)


def test_fewer_than_five_have_a_change_without_an_interval_and_none_have_none() -> None:
    before = DAY - timedelta(days=30)
    cells = [Cell(f"b{k}", "A", 3, day=before) for k in range(10)] + calls_of("A", *[4] * 10)
    assert gap_of(cells).change == Change(1, 60.0, 80.0, None)
    assert gap_of(calls_of("A", *[4] * 10)).change is None


def test_movers_are_those_whose_calls_say_another_segment_than_the_roster() -> None:
    cells = [
        Cell(f"{agent}{n}", agent, 3, dimensions=(("team", team_name),), agent_name=agent.title())
        for agent, team_name in (("ann", "North"), ("bea", "South"), ("cid", "North"))
        for n in range(10)
    ]
    cells += [Cell(f"mixed{n}", "dan", 3, dimensions=(("team", ("North", "South")[n % 2]),)) for n in range(10)]
    roster = [Agent("ann", dimensions=(("Team", "South"),)), Agent("bea", dimensions=(("Team", "south"),)),
              Agent("dan", dimensions=(("Team", "South"),))]  # fmt: skip
    assert report_of(make_matrix(cells), roster=roster).movers == (Mover("ann", "Ann", "team", "North", "South"),)


def test_another_lowest_three_by_calls_is_said() -> None:
    criteria = [make_criterion(name, PERCENT) for name in "abcd"]
    cells = []
    for name, busy, others in (("a", 60, 60), ("b", 62, 62), ("c", 90, 60), ("d", 65, 66)):
        cells += calls_of(f"busy{name}", *[busy] * 60, criterion=name, maximum=100)
        for n in range(3):
            cells += calls_of(f"{name}{n}", *[others] * 10, criterion=name, maximum=100)
    report = report_of(make_matrix(cells, *criteria), *criteria)
    assert [gap.id for gap in report.criteria] == ["a", "b", "d", "c"]
    assert not report.differs_by_calls
    cells += [c for n in range(3) for c in calls_of(f"more{n}", *[50] * 10, criterion="c", maximum=100)]
    report = report_of(make_matrix(cells, *criteria), *criteria)
    assert [gap.id for gap in report.criteria][:3] == ["a", "c", "b"]
    assert report.differs_by_calls


def test_lines_and_threshold_can_be_moved() -> None:
    assert gap_of(team(5, 10), scope=Scope(lines=ClassLines(universal=50))).verdict is Verdict.UNIVERSAL
    assert gap_of(team(5, 10), scope=Scope(lines=ClassLines(mixed=51))).verdict is Verdict.SCATTERED
    assert gap_of(team(5, 10), scope=Scope(threshold=81)).low_agents == 10
    on_line = gap_of(team(5, 10), scope=Scope(lines=ClassLines(universal=50)))
    assert (on_line.on_the_line, on_line.fragile) == (True, True)


def test_calls_that_do_not_apply_are_counted() -> None:
    cells = [*team(3, 5), *calls_of("na", *[NA] * 50)]
    gap = gap_of(cells)
    assert (gap.not_applicable, gap.not_applicable_share) == (50, 50.0)


def test_zeroed_calls_of_the_window_are_counted() -> None:
    zeroed = [
        Cell("z", "A00", 0, auto_fail="yes"),
        Cell("old", "A00", 0, auto_fail="yes", day=DAY - timedelta(days=31)),
    ]
    report = report_of(make_matrix([*team(3, 5), *zeroed]))
    assert report.zeroed_calls == 1
    assert report.criteria[0].scored == 50


def test_pass_or_fail_criteria_have_wide_intervals() -> None:
    cells = [c for n in range(6) for c in calls_of(f"A{n}", *[1] * 6, *[0] * 4, maximum=1)]
    gap = gap_of(cells, make_criterion(scale=BINARY))
    assert [a.is_uncertain for a in gap.agents] == [True] * 6
    assert gap.low_agents == 6
