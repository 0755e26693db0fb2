"""The calls behind a number."""

from __future__ import annotations

from datetime import timedelta

import pytest

from qa_tui.analysis.calls import CallSelection, select_calls
from qa_tui.analysis.membership import agents_in_segments
from qa_tui.domain.calls import CallFilter
from qa_tui.domain.scope import Window
from tests.builders import DAY, NA, PERCENT, Cell, make_criterion, make_matrix, members_of

WINDOW = Window.before(DAY + timedelta(days=1))
CELLS = [
    Cell("c20", "A", 20, maximum=100, agent_name="Ann", call_type="Billing", evaluator="Q1", comment="late"),
    Cell("c60", "B", 60, maximum=100, dimensions=(("queue", "tech"),)),
    Cell("c60-newer", "B", 6, maximum=10, day=DAY, dimensions=(("queue", "tech"),)),
    Cell("c80", "A", 80, maximum=100, dimensions=(("queue", "billing"),), evidence=(3.0, 9.5)),
    Cell("na", "A", NA, maximum=100),
    Cell("old", "A", 20, maximum=100, day=DAY - timedelta(days=40)),
]


def selected(below: float | None = None, above: float | None = None, **more: object) -> CallSelection:
    matrix = make_matrix(CELLS, make_criterion(scale=PERCENT))
    wanted = CallFilter("listening", below, above, **more)  # type: ignore[arg-type]
    everyone = members_of(matrix)
    inside = agents_in_segments(everyone, wanted.segments, len(matrix.agents)) if wanted.segments else None
    return select_calls(matrix, {"B": "Bea"}, WINDOW, wanted, {"c20": "/t/c20.json"}, inside)


def ids(calls: CallSelection) -> list[str]:
    return [calls[n].call_id for n in range(len(calls))]


def test_scored_calls_of_the_window_come_lowest_first() -> None:
    assert [calls for calls in ids(selected()) if calls not in {"c60", "c60-newer"}] == ["c20", "c80"]
    assert len(selected()) == 4


@pytest.mark.parametrize(
    ("below", "above", "expected"),
    [(60, None, {"c20"}), (60.1, None, {"c20", "c60", "c60-newer"}), (None, 80, {"c80"}), (None, 80.1, set()),
     (80, 60, {"c60", "c60-newer"})],
)  # fmt: skip
def test_below_is_strict_and_above_is_not(below: float | None, above: float | None, expected: set[str]) -> None:
    assert set(ids(selected(below, above))) == expected


def test_one_agent_or_one_segment_can_be_asked_for() -> None:
    assert ids(selected(agent="A")) == ["c20", "c80"]
    assert ids(selected(agent="nobody")) == []
    assert set(ids(selected(segments=(("queue", "tech"),)))) == {"c60", "c60-newer"}
    assert ids(selected(segments=(("queue", "nowhere"),))) == []


def test_an_unknown_criterion_has_no_calls() -> None:
    matrix = make_matrix(CELLS, make_criterion(scale=PERCENT))
    assert len(select_calls(matrix, {}, WINDOW, CallFilter("other"), {})) == 0


def test_a_row_says_what_a_list_shows() -> None:
    first = selected()[0]
    assert (first.call_id, first.agent, first.agent_name, first.percent) == ("c20", "A", "Ann", 20.0)
    assert (first.points, first.call_type, first.evaluator) == ("20 of 100", "Billing", "Q1")
    assert (first.comment, first.has_evidence, first.transcript, first.day) == (
        "late",
        False,
        "/t/c20.json",
        "2026-09-15",
    )
    assert selected(above=80)[0].has_evidence
    assert selected(agent="B")[0].agent_name == "Bea"
