"""Which segment an agent is in."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from qa_tui.domain.people import Agent
from tests.builders import Cell, make_matrix, members_of

DAY = date(2026, 10, 1)


def members(cells: list[Cell], *roster: Agent) -> dict[str, dict[str, str | None]]:
    """Dimension -> agent -> segment."""
    matrix = make_matrix(cells)
    return {
        m.dimension: {
            agent: m.segments[code] if code >= 0 else None for agent, code in zip(matrix.agents, m.codes, strict=True)
        }
        for m in members_of(matrix, roster, DAY)
    }


def taken(agent: str, **shares: int) -> list[Cell]:
    """Calls of an agent by queue."""
    return [
        Cell(f"{agent}-{queue}-{n}", agent, 3, dimensions=(("queue", queue),) if queue != "none" else ())
        for queue, count in shares.items()
        for n in range(count)
    ]


def test_eighty_percent_of_the_calls_are_a_segment() -> None:
    found = members([*taken("A", billing=8, tech=2), *taken("B", billing=79, tech=21), *taken("C", tech=5)])
    assert found == {"queue": {"A": "billing", "B": None, "C": "tech"}}


def test_calls_without_a_value_count_against_it() -> None:
    found = members([*taken("A", billing=7, none=3), *taken("B", tech=4, none=1)])
    assert found == {"queue": {"A": None, "B": "tech"}}


def test_the_roster_goes_before_the_calls() -> None:
    roster = (Agent("A", dimensions=(("Queue", "orders"),)), Agent("B", dimensions=(("Queue", "billing"),)))
    assert members([*taken("A", billing=5), *taken("B", tech=5)], *roster) == {"Queue": {"A": "orders", "B": "billing"}}


def test_an_agent_who_is_not_in_the_roster_is_in_no_segment() -> None:
    roster = (Agent("A", dimensions=(("shift", "night"),)), Agent("X", dimensions=(("shift", "day"),)))
    assert (
        members([*taken("A", none=1), *taken("B", none=1)], *roster, Agent("B2", dimensions=(("shift", "day"),))) == {}
    )
    both = (*roster, Agent("C", dimensions=(("shift", "day"),)))
    cells = [*taken("A", none=1), *taken("B", none=1), *taken("C", none=1)]
    assert members(cells, *both) == {"shift": {"A": "night", "B": None, "C": "day"}}


@pytest.mark.parametrize(
    ("days", "bracket"),
    [
        (0, "under 90 days"),
        (89, "under 90 days"),
        (90, "90-364 days"),
        (364, "90-364 days"),
        (365, "365 days and more"),
    ],
)
def test_tenure_is_counted_on_the_day(days: int, bracket: str) -> None:
    other = 4000 if days < 365 else 1
    roster = (Agent("A", hired_on=DAY - timedelta(days=days)), Agent("B", hired_on=DAY - timedelta(days=other)))
    assert members([*taken("A", none=1), *taken("B", none=1)], *roster)["tenure"]["A"] == bracket


@pytest.mark.parametrize(("values", "is_dimension"), [(1, False), (2, True), (20, True), (21, False)])
def test_two_to_twenty_values_are_a_dimension(values: int, is_dimension: bool) -> None:
    cells = [cell for n in range(values) for cell in taken(f"A{n}", **{f"q{n}": 2})]
    assert ("queue" in members(cells)) is is_dimension


def test_an_agent_without_calls_among_the_rows_is_in_no_segment() -> None:
    matrix = make_matrix([*taken("A", billing=2), *taken("B", tech=2)])
    (found,) = members_of(matrix, (), DAY, np.flatnonzero(matrix.agent == 0))
    assert found.codes.tolist() == [found.segments.index("billing"), -1]


def test_who_is_not_in_the_roster_is_placed_by_their_calls() -> None:
    cells = [
        Cell(f"{agent}{n}", agent, 3, dimensions=(("shift", "night" if agent in "AB" else "day"),))
        for agent in "ABCD"
        for n in range(5)
    ]
    roster = (Agent("A", "Ann", None, None, (("shift", "day"),)),)
    (found,) = members_of(make_matrix(cells), roster, DAY)
    placed = {"ABCD"[n]: found.segments[code] for n, code in enumerate(found.codes)}
    assert placed == {"A": "day", "B": "night", "C": "day", "D": "day"}
