"""Steps 1 and 2 on small teams: window, eligibility, rank, class, counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qa_tui.analysis.criteria import find_gaps, window_of
from qa_tui.analysis.window_sums import MatrixSums
from qa_tui.domain.gaps import AgentStatus, Concentration, RowCounts, Verdict
from qa_tui.domain.people import Agent
from qa_tui.domain.rubric import Rubric
from qa_tui.domain.scope import Scope, Window
from tests.builders import BLANK, DAY, NA, Cell, calls_of, gap_of, make_criterion, make_matrix, report_of, team


@pytest.mark.parametrize(
    ("low", "eligible", "verdict"),
    [
        (12, 20, Verdict.UNIVERSAL),
        (11, 20, Verdict.MIXED),
        (10, 20, Verdict.MIXED),
        (8, 20, Verdict.MIXED),
        (7, 20, Verdict.SCATTERED),
        (3, 5, Verdict.UNIVERSAL),
    ],
)
def test_the_class_counts_eligible_agents_below_seventy(low: int, eligible: int, verdict: Verdict) -> None:
    gap = gap_of(team(low, eligible))
    assert (gap.eligible_agents, gap.low_agents, gap.verdict) == (eligible, low, verdict)
    assert gap.low_share == pytest.approx(100 * low / eligible)


def test_low_scorers_on_one_shift_are_clustered() -> None:
    shift = {f"A{n:02d}": "night" if n < 6 else "day" for n in range(20)}
    roster = [Agent(agent, dimensions=(("shift", name),)) for agent, name in shift.items()]
    gap = gap_of(team(6, 20), roster=roster)
    assert gap.verdict is Verdict.CLUSTERED
    assert gap.concentrated_in is not None
    assert gap.concentrated_in.segment == "night"
    assert {s.segment: s.concentration for s in gap.segments} == {
        "day": Concentration.NO, "night": Concentration.YES,
    }  # fmt: skip


def test_the_team_mean_weighs_agents_not_calls() -> None:
    # One agent with 40 calls at 90 and three with 10 calls at 60, 65 and 55: 67.5, against 3600 + 1800 of 70 calls.
    criterion = make_criterion()
    cells = calls_of("A", *[90] * 40, maximum=100)
    for agent, points in (("B", 60), ("C", 65), ("D", 55)):
        cells += calls_of(agent, *[points] * 10, maximum=100)
    gap = gap_of(cells, criterion)
    assert gap.team_mean == pytest.approx(67.5)
    assert gap.call_weighted_mean == pytest.approx(77.142857)


def test_an_agent_with_nine_calls_is_listed_but_not_counted() -> None:
    cells = [*team(3, 5), *calls_of("few", *[1.0] * 9), *calls_of("none", NA, NA)]
    report = report_of(make_matrix(cells))
    gap = report.criteria[0]
    assert (gap.eligible_agents, gap.low_agents) == (5, 3)
    status = {agent.agent: agent.status for agent in gap.agents}
    assert status["few"] is AgentStatus.TOO_FEW
    assert (status["A00"], status["A04"]) == (AgentStatus.LOW, AgentStatus.NOT_LOW)
    assert "none" not in status
    assert report.under_minimum == (("few", "few", 9), ("none", "none", 0))


def test_not_applicable_calls_do_not_make_an_agent_eligible() -> None:
    gap = gap_of(calls_of("A", *[3.0] * 6, *[NA] * 24))
    assert (gap.eligible_agents, gap.scored, gap.not_applicable, gap.verdict) == (0, 6, 24, Verdict.INSUFFICIENT)


def test_too_few_agents_have_a_provisional_class_over_those_with_three_calls() -> None:
    cells = [*team(1, 2), *calls_of("B", 2, 2, 2), *calls_of("C", 2, 3, 2), *calls_of("D", 1, 1)]
    gap = gap_of(cells)
    # A00 and B and C are low, A01 is not, D has two calls: 3 of 4.
    assert (gap.verdict, gap.provisional_verdict) == (Verdict.INSUFFICIENT, Verdict.UNIVERSAL)


def test_a_classed_criterion_has_no_provisional_class() -> None:
    assert gap_of(team(3, 5)).provisional_verdict is None


def test_the_minimum_can_be_lowered_but_never_below_one_call() -> None:
    cells = [*calls_of("A", 3, 3), *calls_of("B", NA)]
    assert gap_of(cells, scope=Scope(minimum_calls=2)).eligible_agents == 1
    none = gap_of(cells, scope=Scope(minimum_calls=0))
    assert (none.eligible_agents, none.team_mean) == (1, 60.0)


def test_the_window_holds_its_first_day_and_not_its_last() -> None:
    end = date(2026, 10, 1)
    start = end - timedelta(days=30)
    days = {"first": start, "before": start - timedelta(days=1), "last": end - timedelta(days=1), "after": end}
    cells = [Cell(name, "A", 3, day=day) for name, day in days.items()]
    report = report_of(make_matrix(cells), scope=Scope(as_of=end))
    assert report.window == Window(start, end)
    assert (report.calls, report.rows.used, report.rows.outside_window) == (2, 2, 2)


def test_the_window_ends_the_day_after_the_newest_call() -> None:
    matrix = make_matrix([Cell("a", "A", 3, day=DAY), Cell("b", "A", 3, day=DAY - timedelta(days=29))])
    assert window_of(matrix, Scope()) == Window(DAY - timedelta(days=29), DAY + timedelta(days=1))
    assert report_of(matrix).calls == 2


def test_calls_without_a_date_are_in_no_window() -> None:
    matrix = make_matrix([Cell("a", "A", 3, day=None)])
    rubric = Rubric("r", (make_criterion(),))
    assert find_gaps(MatrixSums(matrix), rubric, (), Scope(), RowCounts()) is None
    report = find_gaps(MatrixSums(matrix), rubric, (), Scope(as_of=DAY), RowCounts(read=1))
    assert report is not None
    assert (report.rows.used, report.rows.outside_window, report.agents) == (0, 1, 0)
    assert report.criteria[0].verdict is Verdict.INSUFFICIENT


def test_every_cell_that_was_read_is_accounted_for() -> None:
    old = DAY - timedelta(days=90)
    cells = [
        *calls_of("A", 3, NA, BLANK),
        Cell("old", "A", 3, day=old),
        Cell("undated", "B", 3, day=None),
        Cell("night", "C", 3, dimensions=(("shift", "night"),)),
        Cell("day", "D", 3, dimensions=(("shift", "day"),)),
    ]
    matrix = make_matrix(cells)
    for scope in (Scope(), Scope(segments=(("shift", "night"),)), Scope(segments=(("shift", "nowhere"),))):
        rows = report_of(matrix, scope=scope, rows=RowCounts(read=10, rejected=2, left_out=1)).rows
        assert rows.read == rows.used + rows.rejected + rows.outside_window + rows.left_out
        assert (rows.rejected, rows.outside_window) == (2, 2)
    night = report_of(matrix, scope=Scope(segments=(("shift", "night"),)), rows=RowCounts(read=10, left_out=1)).rows
    assert (night.used, night.left_out) == (1, 5)


def test_a_segment_scope_keeps_its_agents_only() -> None:
    roster = [Agent(f"A{n:02d}", dimensions=(("shift", "night" if n < 5 else "day"),)) for n in range(20)]
    gap = gap_of(team(5, 20), roster=roster, scope=Scope(segments=(("shift", "night"),)))
    assert (gap.eligible_agents, gap.low_agents, gap.verdict) == (5, 5, Verdict.UNIVERSAL)


def ranked(means: dict[str, tuple[float, ...]]) -> list[tuple[str, int]]:
    """Criteria by rank, from each agent's points on them."""
    criteria = [make_criterion(name) for name in means]
    cells = [
        cell
        for name, agents in means.items()
        for n, points in enumerate(agents)
        for cell in calls_of(f"A{n}", *[points] * 10, criterion=name)
    ]
    return [(gap.id, gap.rank) for gap in report_of(make_matrix(cells, *criteria), *criteria).criteria]


def test_rank_one_is_the_lowest_team_mean() -> None:
    assert ranked({"b": (4,), "a": (5,), "c": (2,)}) == [("c", 1), ("b", 2), ("a", 3)]


def test_equal_means_rank_by_low_share_then_by_name() -> None:
    # All at 70: everybody exactly on it, or half below and half above; the share below goes first.
    assert ranked({"b": (3.5, 3.5), "a": (3.5, 3.5), "c": (3, 4)}) == [("c", 1), ("a", 2), ("b", 3)]


def test_means_that_differ_in_the_last_bit_only_are_equal() -> None:
    # 0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1 as floats.
    assert ranked({"z": (0.1, 0.2, 0.3), "a": (0.3, 0.2, 0.1)}) == [("a", 1), ("z", 2)]


def test_criteria_without_a_mean_come_last_the_lowest_calls_first() -> None:
    criteria = [make_criterion(name) for name in ("high", "low", "known")]
    cells = [
        *calls_of("A", 5, 5, criterion="high"),
        *calls_of("A", 2, 2, criterion="low"),
        *calls_of("A", *[5] * 10, criterion="known"),
    ]
    gaps = report_of(make_matrix(cells, *criteria), *criteria).criteria
    assert [(gap.id, gap.team_mean) for gap in gaps] == [("known", 100.0), ("low", None), ("high", None)]


def test_the_topic_is_the_lowest_universal_criterion_and_never_a_mixed_one() -> None:
    mixed, universal = make_criterion("mixed"), make_criterion("universal")
    cells = []
    for n in range(20):
        cells += calls_of(f"A{n}", *[1.0 if n < 10 else 4.0] * 10, criterion="mixed")
        cells += calls_of(f"A{n}", *[3.0 if n < 12 else 4.0] * 10, criterion="universal")
    report = report_of(make_matrix(cells, mixed, universal), mixed, universal)
    assert [gap.id for gap in report.criteria] == ["mixed", "universal"]
    assert report.topic == "universal"
    assert report_of(make_matrix(team(10, 20))).topic is None


def test_a_criterion_that_nobody_scored_is_insufficient() -> None:
    listening, unused = make_criterion(), make_criterion("unused")
    report = report_of(make_matrix(team(3, 5), listening, unused), listening, unused)
    gap = report.criterion("unused")
    assert gap is not None
    assert (gap.rank, gap.team_mean, gap.call_weighted_mean, gap.scored) == (2, None, None, 0)
    assert (gap.verdict, gap.provisional_verdict) == (Verdict.INSUFFICIENT, Verdict.INSUFFICIENT)
    assert (gap.segments, gap.agents, gap.trend, gap.low_share) == ((), (), (None,) * 6, None)


def test_one_agent_is_a_report_and_not_a_class() -> None:
    gap = gap_of(calls_of("A", *[3.0] * 10))
    assert (gap.verdict, gap.provisional_verdict, gap.corrected_low_share) == (
        Verdict.INSUFFICIENT, Verdict.UNIVERSAL, None,
    )  # fmt: skip
    assert (gap.on_the_line, gap.fragile) == (False, False)


def test_the_order_of_the_file_does_not_matter() -> None:
    roster = [Agent(f"A{n:02d}", dimensions=(("shift", ("night", "late", "day")[n % 3]),)) for n in range(20)]
    cells = team(7, 20)
    there, back = gap_of(cells, roster=roster), gap_of(cells[::-1], roster=roster)
    assert there.segments == back.segments
    assert there.agents == back.agents
    assert there.team_mean == pytest.approx(back.team_mean)
    assert there.verdict is back.verdict


def test_the_busiest_evaluators_share_is_of_evaluations() -> None:
    cells = [Cell(f"c{n}", "A", 3, evaluator="Q1" if n < 7 else "Q2") for n in range(10)]
    shares = report_of(make_matrix(cells)).evaluators
    assert shares is not None
    assert (shares.evaluators, shares.largest_share) == (2, 70.0)
    assert report_of(make_matrix(calls_of("A", 3))).evaluators is None


def test_who_has_left_by_the_end_of_the_window_is_counted() -> None:
    roster = [Agent("A", left_on=DAY), Agent("B", left_on=DAY + timedelta(days=1)), Agent("C")]
    assert report_of(make_matrix(calls_of("A", 3)), roster=roster).leavers == ("A",)


def test_the_trend_has_six_parts_oldest_first() -> None:
    first = DAY - timedelta(days=29)
    cells = [Cell("old", "A", 2, day=first), Cell("new", "A", 4, day=DAY), Cell("new too", "A", 5, day=DAY)]
    assert gap_of(cells).trend == (40.0, None, None, None, None, 90.0)
