"""Flat or declined: each cause has its evidence with a number, several may hold, and nothing is invented where none does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pytest

from qa_tui.analysis.outcome import Question
from qa_tui.analysis.paired import Group
from qa_tui.analysis.window_sums import MatrixSums
from qa_tui.domain.cycle_records import CycleRecords
from qa_tui.domain.diagnosis import Cause
from qa_tui.domain.gaps import RowCounts
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.parking import Topic
from qa_tui.domain.rubric import Rubric
from qa_tui.domain.scope import Window
from qa_tui.steps.calls import MatrixCalls
from qa_tui.steps.diagnosis import diagnose
from qa_tui.steps.loaded import Loaded
from tests.builders import Cell, judged, make_criterion, make_matrix
from tests.practice_data import AGENTS, DUE, board

if TYPE_CHECKING:
    from qa_tui.domain.disagreement import JudgedRound
    from qa_tui.domain.practice_board import PracticeBoard

BEFORE = Window(date(2026, 9, 17), date(2026, 10, 1))
AFTER = Window(date(2026, 10, 9), date(2026, 10, 23))


def cells(call_type: str = "Delivery", *, after: float = 50.0) -> list[Cell]:
    return [
        Cell(f"{agent}-{day}-{call_type}", agent, points, maximum=100.0, day=day, call_type=call_type)
        for agent in AGENTS
        for window, points in ((BEFORE, 50.0), (AFTER, after))
        for day in (window.start + timedelta(days=n) for n in range(3))
    ]


def records(
    found: PracticeBoard, rounds: tuple[JudgedRound, ...] = (), barriers: tuple[tuple[Topic, int], ...] = ()
) -> CycleRecords:
    return CycleRecords(found, frozenset({"listening"}), False, rounds, barriers, (), None, ())


def causes(of: CycleRecords, rows: list[Cell] | None = None) -> dict[Cause, tuple[str, ...]]:
    matrix = make_matrix(rows or cells(), make_criterion())
    loaded = Loaded(
        LoadRequest((), DUE),
        matrix,
        Rubric("r", (make_criterion(),)),
        (),
        {},
        (),
        (),
        RowCounts(),
        MatrixSums(matrix),
        MatrixCalls(matrix, {}, {}),
    )
    codes = np.array([matrix.agents.index(agent) for agent in AGENTS], np.int64)
    nobody = Group(np.empty(0, np.int64), BEFORE, AFTER)
    question = Question(
        0,
        frozenset({0}),
        (Group(codes, BEFORE, AFTER),),
        nobody,
        None,
        False,
        MappingProxyType({}),
        frozenset(),
        (),
        70,
        8.0,
    )
    return {found.cause: found.evidence for found in diagnose(of, loaded, question) if found.holds}


def test_practice_that_was_not_completed_in_time() -> None:
    assert causes(records(board(85.0, done=6)))[Cause.PRACTICE_NOT_COMPLETED][0].startswith(
        "6 of 8 completed it in time (75 %"
    )
    assert Cause.PRACTICE_NOT_COMPLETED in causes(records(board(85.0, late=2))), "too late is not in time"
    assert Cause.PRACTICE_NOT_COMPLETED not in causes(records(board(85.0, done=7)))
    nothing = replace(board(None, done=0), rows=tuple(replace(row, assignment=None) for row in board(None).rows))
    assert causes(records(nothing))[Cause.PRACTICE_NOT_COMPLETED] == ("No practice was assigned.",)


def test_who_completed_is_compared_with_who_did_not_and_called_no_proof() -> None:
    rows = cells()
    rows = [replace(c, points=80.0) if c.agent in AGENTS[:4] and c.day and c.day >= AFTER.start else c for c in rows]
    evidence = causes(records(board(85.0, done=4)), rows)[Cause.PRACTICE_NOT_COMPLETED]
    assert "Who completed it moved by +30.0, the others by +0.0" in evidence[1]
    assert evidence[1].endswith("this is no proof.")
    assert len(causes(records(board(85.0, done=6)))[Cause.PRACTICE_NOT_COMPLETED]) == 1, "two people are no group"


def test_a_skill_that_was_not_acquired_and_one_that_was_not_carried_over() -> None:
    assert causes(records(board(70.0)))[Cause.SKILL_NOT_ACQUIRED] == (
        "0 of 8 reached 80 % in practice; the mean is 70 %.",
    )
    found = causes(records(board(85.0)))
    assert Cause.SKILL_NOT_ACQUIRED not in found
    assert found[Cause.SCENARIO_MISMATCH][0] == "8 of 8 reached 80 % in practice, and not on the phone."


def test_cards_of_other_call_types_than_the_low_calls() -> None:
    rows = cells("Billing") + [c for c in cells("Delivery") if c.agent == "A0"]
    evidence = causes(records(board(None)), rows)[Cause.SCENARIO_MISMATCH]
    assert evidence == ("3 of 27 low calls before the session were of the types that were practised (Delivery).",)


def test_calls_of_the_practised_types_moved_and_the_others_did_not() -> None:
    rows = cells("Billing") + [
        replace(c, points=c.points + (20.0 + n % 3 if c.day and c.day >= AFTER.start else 0.0))
        for n, c in enumerate(cells("Delivery"))
    ]
    evidence = causes(records(board(None)), rows)[Cause.SCENARIO_MISMATCH]
    assert evidence[0].startswith("Calls of the practised types moved by +21.0 points more than the others")


@pytest.mark.parametrize(
    ("cards", "is_named"),
    [
        (((Topic.TIME, 3), (Topic.WORDING, 2)), True),
        (((Topic.TIME, 2), (Topic.WORDING, 3)), False),
        (((Topic.TIME, 4),), False),
    ],
)
def test_what_an_agent_cannot_change(cards: tuple[tuple[Topic, int], ...], *, is_named: bool) -> None:
    found = causes(records(board(85.0), barriers=cards))
    assert (Cause.BARRIER in found) is is_named


def test_a_rubric_that_is_read_in_two_ways() -> None:
    rounds = tuple(judged((1.0, 1.0, 1.0, 5.0, 5.0, 5.0), excerpt=f"e{number}") for number in range(4))
    found = causes(records(board(85.0), rounds))
    assert "4 of 4 calls split the room; 3 would say that the wording is unclear." in found[Cause.AMBIGUOUS_RUBRIC]
    changed = tuple(replace(r, wording_version="w2") for r in rounds)
    assert Cause.AMBIGUOUS_RUBRIC not in causes(records(board(85.0), changed)), "another wording is another question"


def test_scorers_who_do_not_agree_with_each_other() -> None:
    for apart, is_named in ((40.0, True), (10.0, False)):
        twice = [replace(c, points=c.points + apart, evaluator="QA2") for c in cells() if c.agent in AGENTS[:2]]
        rows = [replace(c, evaluator="QA1") for c in cells()] + twice
        found = causes(records(board(85.0)), rows)
        assert (Cause.AMBIGUOUS_RUBRIC in found) is is_named
        if is_named:
            assert found[Cause.AMBIGUOUS_RUBRIC] == (
                "12 calls were scored by two of QA's own: 40 % of the scale apart on average (25 % is much).",
            )


def test_what_nothing_explains_is_said_to_be_so() -> None:
    rows = cells(after=52.0)
    practised = board(None)
    found = causes(records(practised), rows)
    assert list(found) == [Cause.UNEXPLAINED]
