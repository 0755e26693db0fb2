"""Teams on which most formulas have nothing to stand on: true sentences, no warning, no crash."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.gaps import GapReport, Verdict
from qa_tui.domain.people import Agent
from qa_tui.domain.safe_text import safe_line
from qa_tui.reports.gap_json import gap_json
from qa_tui.reports.gap_sentences import headline, verdict_sentence
from qa_tui.reports.words import what_to_do
from tests.builders import BLANK, NA, Cell, calls_of, make_criterion, make_matrix, report_of, team

if TYPE_CHECKING:
    from collections.abc import Sequence

SHIFTS = [Agent(f"A{n:02d}", dimensions=(("shift", ("night", "day")[n % 2]),)) for n in range(9)]
SPREAD = [c for n in range(9) for c in calls_of(f"A{n:02d}", *[1 + (n + k) % 5 for k in range(10)])]

TEAMS: dict[str, tuple[Sequence[Cell], str]] = {
    "nobody is eligible": (
        [c for n in range(3) for c in calls_of(f"A{n:02d}", 3, 4)],
        "Indicative: 0 of 3 below 70 with 2 calls each",
    ),
    "one agent": (team(1, 1), "only 1 agent has"),
    "four agents": (team(4, 4), "only 4 agents have"),
    "five agents": (team(3, 5), "3 of 5 agents"),
    "nine agents": (team(2, 9), "Low confidence: only 9 agents."),
    "all scores equal": (
        [c for n in range(9) for c in calls_of(f"A{n:02d}", *[4.0] * 10)],
        "No agent with 10 scored calls or more is below 70",
    ),
    "all at the line": (
        [c for n in range(9) for c in calls_of(f"A{n:02d}", *[3.5] * 10)],
        "No agent with 10 scored calls or more is below 70",
    ),
    "all at zero": ([c for n in range(9) for c in calls_of(f"A{n:02d}", *[0.0] * 10)], "9 of 9 agents"),
    "nothing applies": ([c for n in range(5) for c in calls_of(f"A{n:02d}", *[NA] * 10)], "not applicable"),
    "nothing is scored": ([c for n in range(5) for c in calls_of(f"A{n:02d}", *[BLANK] * 10)], "no score"),
    "one call each": ([c for n in range(9) for c in calls_of(f"A{n:02d}", float(n % 5 + 1))], "Indicative: 6 of 9"),
    "spread out": (SPREAD, "9 of 9 agents"),
}


@pytest.mark.parametrize("name", TEAMS)
def test_a_small_team_has_true_sentences(name: str) -> None:
    cells, expected = TEAMS[name]
    report = report_of(make_matrix(cells), make_criterion(), roster=SHIFTS)
    (gap,) = report.criteria
    said = " ".join((headline(report), verdict_sentence(gap, report), what_to_do(gap)))
    assert expected in said
    assert "nan" not in said
    assert "None" not in said
    assert said == safe_line(said, 2_000)
    body = gap_json(report, ())
    assert all(math.isfinite(v) for c in body["criteria"] for v in c.values() if isinstance(v, float))


@pytest.mark.parametrize("name", TEAMS)
def test_no_figure_is_anything_but_a_number_or_unknown(name: str) -> None:
    report = report_of(make_matrix(TEAMS[name][0]), make_criterion(), roster=SHIFTS)
    (gap,) = report.criteria
    for body in (asdict(gap), *(asdict(a) for a in gap.agents), *(asdict(s) for s in gap.segments)):
        assert all(math.isfinite(value) for value in body.values() if isinstance(value, float)), body
    assert (gap.verdict is Verdict.INSUFFICIENT) == (gap.eligible_agents < 5)


def test_one_criterion_is_a_ranking_of_one() -> None:
    report: GapReport = report_of(make_matrix(team(3, 5)))
    assert [(gap.rank, gap.id) for gap in report.criteria] == [(1, "listening")]
    assert report.topic == "listening"
    assert not report.differs_by_calls
