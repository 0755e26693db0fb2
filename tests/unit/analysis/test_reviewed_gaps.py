"""What reviewers found in steps 1 and 2, so that it stays found."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from qa_tui.analysis.call_search import find_ids, find_words
from qa_tui.analysis.comparison import compare
from qa_tui.analysis.intervals import t_intervals
from qa_tui.domain.gaps import Sensitivity, Verdict
from qa_tui.domain.people import Agent
from qa_tui.domain.scope import Scope
from qa_tui.reports.cautions import criterion_cautions
from qa_tui.reports.gap_sentences import headline, verdict_sentence
from qa_tui.reports.words import class_of, what_to_do
from qa_tui.tui.screens.comparison import view
from tests.builders import (
    DAY,
    NA,
    Cell,
    build,
    calls_of,
    gap_of,
    make_criterion,
    make_matrix,
    members_of,
    report_of,
    team,
)


def test_a_criterion_with_nothing_scored_is_not_the_lowest() -> None:
    criteria = [make_criterion(name) for name in ("empathy", "listening")]
    cells = [
        c
        for n in range(22)
        for c in (*calls_of(f"A{n:02d}", *[2.0] * 4), *calls_of(f"A{n:02d}", NA, criterion="empathy"))
    ]
    report = report_of(make_matrix(cells, *criteria), *criteria)
    assert [gap.id for gap in report.criteria] == ["listening", "empathy"]
    assert headline(report) == (
        "No agent has 10 scored calls yet. Listening looks lowest. Indicative: 22 of 22 below 70 with 4 calls each."
    )


def test_under_the_line_is_not_most_of_the_team() -> None:
    said = headline(report_of(make_matrix(team(11, 20))))
    assert (
        said
        == "On no criterion are 60 % of the agents or more below 70. The lowest is Listening: 11 of 20 agents are below 70."
    )


def test_four_agents_with_many_calls_are_too_few_agents() -> None:
    report = report_of(make_matrix(team(2, 4, calls=40)))
    (gap,) = report.criteria
    assert verdict_sentence(gap, report).startswith("Too few agents: only 4 agents have 10 scored calls or more.")
    assert what_to_do(gap).startswith("Too few agents")
    assert what_to_do(gap_of(team(2, 4, calls=9))).startswith("Too few calls")


def test_one_call_each_tells_nothing_about_an_agent() -> None:
    gap = gap_of([c for n in range(22) for c in calls_of(f"A{n:02d}", 3.0 if n < 14 else 5.0)])
    assert {(a.low, a.high, a.below_chance, a.is_uncertain) for a in gap.agents} == {(0.0, 100.0, None, True)}
    assert gap.indicative is not None
    assert gap.indicative.either_side == 22


def test_a_small_spread_of_ones_own_is_used() -> None:
    scores = [90.0] * 29 + [90.4]
    means, squares = np.array([np.mean(scores), 50.0]), np.array([np.sum(np.square(scores)), 30 * 2500.0 + 9000])
    found = t_intervals(means, np.array([30, 30]), squares, 70)
    assert found.low[0] == pytest.approx(89.99, abs=0.01)
    assert found.high[0] == pytest.approx(90.04, abs=0.01)


def test_the_mean_by_calls_is_of_the_agents_who_count() -> None:
    cells = [*team(0, 6), *(c for n in range(9) for c in calls_of(f"few{n}", *[1.0] * 9))]
    report = report_of(make_matrix(cells))
    (gap,) = report.criteria
    assert (gap.team_mean, gap.call_weighted_mean) == (80.0, 80.0)
    assert not any("Weighted by calls" in said for said in criterion_cautions(gap, report))


def test_nothing_to_train_is_said_of_an_included_team_too() -> None:
    cells = [*team(0, 6), *(c for n in range(3) for c in calls_of(f"few{n}", *[5.0] * 4))]
    report = report_of(make_matrix(cells))
    said = " ".join(criterion_cautions(report.criteria[0], report))
    assert "with them 0 of 9 (0 %, same answer)" in said
    assert class_of(Sensitivity(0, 9, Verdict.SCATTERED), Verdict.MIXED) == "0 of 9 (0 %, would be nothing to train)"


def test_a_call_of_two_agents_is_a_call_of_each_whatever_the_order() -> None:
    cells = [Cell("c1", "A", 5), Cell("c1", "B", 1), Cell("c2", "A", 3)]
    for order in (cells, cells[::-1]):
        built = build(order)
        means = {a.agent: a.mean for a in report_of(built.matrix).criteria[0].agents}
        assert means == {"A": 80.0, "B": 20.0}
        assert [finding.what for finding in built.findings] == ["agent"]


@pytest.mark.parametrize("order", [1, -1])
def test_every_criterion_that_failed_keeps_its_zero(order: int) -> None:
    criteria = [make_criterion(name) for name in ("a", "b", "c")]
    cells = [
        Cell("x", "A", 0, criterion="a", auto_fail="a"), Cell("x", "A", 0, criterion="b", auto_fail="b"),
        Cell("x", "A", 0, criterion="c", auto_fail="a"),
    ][::order]  # fmt: skip
    gaps = report_of(make_matrix(cells, *criteria), *criteria)
    assert {gap.id: gap.scored for gap in gaps.criteria} == {"a": 1, "b": 1, "c": 0}


def test_dimensions_come_in_an_order_of_their_own() -> None:
    roster = [Agent("A", dimensions=(("team", "x"),)), Agent("B", dimensions=(("shift", "n"), ("team", "y"))),
              Agent("C", dimensions=(("shift", "d"), ("team", "y")))]  # fmt: skip
    matrix = make_matrix([c for agent in "ABC" for c in calls_of(agent, 3)])
    for order in (roster, roster[::-1]):
        assert [m.dimension for m in members_of(matrix, order)] == ["shift", "team"]


def test_segments_that_differ_in_case_are_one_spelled_as_the_roster_does() -> None:
    cells = [c for n, shift in enumerate(("night", "NIGHT", "day")) for c in
             [Cell(f"{n}-{k}", f"A{n}", 3, dimensions=(("shift", shift),)) for k in range(4)]]  # fmt: skip
    matrix = make_matrix(cells)
    (found,) = members_of(
        matrix, [Agent("A2", dimensions=(("Shift", "Day"),)), Agent("A9", dimensions=(("Shift", "Night"),))]
    )
    assert found.segments == ("Day", "Night")
    assert [found.segments[code] for code in found.codes] == ["Night", "Night", "Day"]


def test_an_agent_belongs_where_the_calls_are_not_the_evaluations() -> None:
    cells = [Cell(f"n{k}", "A", 3, evaluator="Q1", dimensions=(("shift", "night"),)) for k in range(8)]
    cells += [
        Cell(f"d{k}", "A", 3, evaluator=f"Q{q}", dimensions=(("shift", "day"),)) for k in range(2) for q in range(3)
    ]
    (found,) = members_of(make_matrix(cells))
    assert found.segments[found.codes[0]] == "night"


def test_a_call_with_three_evaluators_weighs_once_in_the_trend() -> None:
    cells = [Cell("one", "A", 5), *(Cell("three", "A", 1, evaluator=f"Q{n}") for n in range(3))]
    assert gap_of(cells).trend[-1] == pytest.approx(60.0)


def windows(agents: int, days_apart: int) -> str:
    then = DAY - timedelta(days=days_apart)
    cells = [
        cell
        for n in range(agents)
        for k in range(10)
        for cell in (Cell(f"t{n}-{k}", f"A{n}", 1 + k % 2, day=then), Cell(f"n{n}-{k}", f"A{n}", 4 + k % 2, day=DAY))
    ]
    matrix = make_matrix(cells)
    now = report_of(matrix)
    earlier = report_of(matrix, scope=Scope(as_of=then + timedelta(days=1)))
    return view.sentence(compare(earlier, now))


def test_a_comparison_claims_no_test_that_was_not_made() -> None:
    assert windows(6, 40).startswith("17 Aug - 15 Sep 2026 against 8 Jul - 6 Aug 2026: 1 rose and 0 fell clearly, of 1")
    assert "fewer than 5 agents are in both" in windows(4, 40)
    assert "the two share days" in windows(6, 20)


def test_calls_are_found_across_neighbours_and_in_any_case() -> None:
    cells = [Cell(str(n), "A", 3, comment="Hauptstraße" if n == 1500 else "") for n in range(1000, 2000)]
    matrix = make_matrix(cells)
    rows = np.arange(matrix.evaluations)
    expected = {str(n) for n in range(1000, 2000) if "11" in str(n)}
    assert set(find_ids(matrix, "11", 5000)) == expected
    found = find_words(matrix, rows, 0, "HAUPTSTRAßE", {})
    assert [matrix.call_id(int(row)) for row in rows[found]] == ["1500"]
