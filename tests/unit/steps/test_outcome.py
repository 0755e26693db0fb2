"""Which days are compared, when there is an answer, and what stands before one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from qa_tui.analysis.window_sums import MatrixSums
from qa_tui.domain.cycle import Cycle, CycleSession
from qa_tui.domain.cycle_records import CycleRecords
from qa_tui.domain.gaps import RowCounts
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.measuring import Baseline
from qa_tui.domain.outcome import EffectVerdict, Measured, NotYet
from qa_tui.domain.people import Agent
from qa_tui.domain.practice import Assignment
from qa_tui.domain.practice_board import PracticeBoard, PracticeRow, Trainee
from qa_tui.domain.rubric import Rubric
from qa_tui.domain.scope import Scope, Window
from qa_tui.domain.settings import Settings
from qa_tui.domain.wording_request import WordingRequest
from qa_tui.steps.calls import MatrixCalls
from qa_tui.steps.loaded import Loaded
from qa_tui.steps.outcome import find_outcome
from tests.builders import Cell, make_criterion, make_matrix

SELECTION = Window(date(2026, 9, 1), date(2026, 10, 1))
HELD = CycleSession("s1", "p1", date(2026, 10, 1), is_open=False, selection=SELECTION)
CYCLE = Cycle("c1", "w", "listening", "Listening", "w1", (HELD,))
AGENTS = tuple(f"A{n:02d}" for n in range(12))
CRITERIA = ("listening", "tone", "closing")
LATER = date(2026, 12, 1)


def cells(low_early: str = "listening", low_late: str = "listening", last: date = date(2026, 11, 30)) -> list[Cell]:
    """Every agent has a call a day on every criterion: 50 on the low one of the first 16 days and of the days after them, else 80."""
    found = []
    for n, agent in enumerate(AGENTS):
        day = SELECTION.start
        while day <= last:
            low = low_early if day < date(2026, 9, 17) else low_late
            for criterion in CRITERIA:
                points = 50.0 if criterion == low and day < date(2026, 10, 5) else 80.0
                found.append(Cell(f"{agent}-{day}-{criterion}", agent, points + n % 3, criterion, 100.0, day))
            day += timedelta(days=1)
    return found


def loaded(rows: list[Cell], roster: tuple[Agent, ...] = ()) -> Loaded:
    criteria = tuple(make_criterion(name) for name in CRITERIA)
    matrix = make_matrix(rows, *criteria)
    return Loaded(
        LoadRequest((), LATER),
        matrix,
        Rubric("r", criteria),
        roster,
        {},
        (),
        (),
        RowCounts(),
        MatrixSums(matrix),
        MatrixCalls(matrix, {}, {}),
    )


def records(
    *agents: str, cycle: Cycle = CYCLE, trained: frozenset[str] = frozenset({"listening"}), due: date | None = None
) -> CycleRecords:
    rows = tuple(
        PracticeRow(
            Trainee(agent, agent, agent, "", cycle.sessions[0]),
            None,
            Assignment(cycle.id, agent, "s1", "card", HELD.held_on, due, due, "late") if due else None,
        )
        for agent in agents or AGENTS
    )
    return CycleRecords(PracticeBoard(cycle, (), rows, (), ()), trained, False, (), (), (), None, ())


def measured(of: CycleRecords, files: Loaded, **settings: object) -> tuple[Baseline, Window, Window, Measured]:
    found = find_outcome(of, files, Scope(), LATER, replace(Settings(), **settings))  # type: ignore[arg-type]
    assert isinstance(found.found, Measured), found.found
    return found.baseline_kind, found.baselines[-1], found.posts[-1], found.found


def test_split_where_the_first_days_choose_the_same_criterion() -> None:
    kind, baseline, post, found = measured(records(), loaded(cells()))
    assert (kind, baseline, post) == (
        Baseline.SPLIT, Window(date(2026, 9, 17), date(2026, 10, 1)), Window(date(2026, 10, 9), date(2026, 10, 23)),
    )  # fmt: skip
    assert found.rebound is None
    assert found.effect.points == pytest.approx(30.0)


def test_corrected_where_they_choose_another() -> None:
    kind, baseline, _, found = measured(records(), loaded(cells(low_early="tone")))
    assert (kind, baseline) == (Baseline.CORRECTED, SELECTION)
    assert found.rebound is not None
    raw = found.after - found.before
    assert found.effect.points == pytest.approx(raw - found.rebound.points)


def test_days_that_chose_the_people_prove_nothing() -> None:
    """The five lowest of twelve: part of what they gain comes back by itself, whatever the criterion."""
    rows = [
        replace(c, points=c.points - 20.0) if c.agent in AGENTS[:5] and (c.day or LATER) < date(2026, 10, 5) else c
        for c in cells()
    ]
    kind, _, _, found = measured(records(*AGENTS[:5]), loaded(rows))
    assert kind is Baseline.OVERLAP
    assert found.verdict is EffectVerdict.INCONCLUSIVE
    assert (found.untrained, found.more_calls) == (None, None)
    part, _, _, fair = measured(records(*AGENTS[:5]), loaded(cells()))
    assert part is Baseline.SPLIT, "a part that was not chosen by its scores"
    assert fair.verdict is EffectVerdict.EFFECTIVE


def test_a_topic_that_a_person_chose_is_split_whatever_the_days_say() -> None:
    kind, _, _, found = measured(replace(records(), is_chosen_by_person=True), loaded(cells(low_early="tone")))
    assert kind is Baseline.SPLIT
    assert found.rebound is None


def test_one_session_without_fresh_days_decides_for_all() -> None:
    later = replace(HELD, session="s2", held_on=date(2026, 10, 15))
    of = records(cycle=replace(CYCLE, sessions=(HELD, later)))
    kind, _, _, _ = measured(of, loaded(cells(low_early="tone")))
    assert kind is Baseline.CORRECTED


def test_what_is_specific_is_corrected_as_well() -> None:
    _, _, _, found = measured(records(), loaded(cells(low_early="tone")))
    assert found.others is not None
    assert found.rebound is not None
    moved = found.others.effect.points
    assert found.others.specific.points == pytest.approx(found.effect.points - moved)


def test_fresh_where_the_session_is_two_weeks_after_the_choice() -> None:
    held = replace(HELD, held_on=date(2026, 10, 15))
    kind, baseline, post, _ = measured(records(cycle=replace(CYCLE, sessions=(held,))), loaded(cells(low_early="tone")))
    assert (kind, baseline) == (Baseline.FRESH, Window(date(2026, 10, 1), date(2026, 10, 15)))
    assert post == Window(date(2026, 10, 23), date(2026, 11, 6))


def test_the_two_weeks_can_begin_after_the_session() -> None:
    _, _, post, _ = measured(records(), loaded(cells()), post_from="session")
    assert post == Window(date(2026, 10, 2), date(2026, 10, 16))


def test_practice_that_was_given_more_time_moves_the_re_score() -> None:
    _, _, post, _ = measured(records(due=date(2026, 10, 12)), loaded(cells()))
    assert post.start == date(2026, 10, 13)


def test_the_other_half_of_a_half_day_is_no_untrained_criterion() -> None:
    _, _, _, found = measured(records(trained=frozenset({"listening", "tone"})), loaded(cells()))
    assert found.others is not None
    assert found.others.criteria == 1


def test_who_was_in_no_session_is_the_comparison_and_who_left_is_lost() -> None:
    roster = (Agent("A00", "Ada", left_on=date(2026, 10, 10)),)
    rows = [cell for cell in cells() if cell.agent != "A00" or (cell.day or LATER) < date(2026, 10, 10)]
    _, _, _, found = measured(records(*AGENTS[:6]), loaded(rows, roster))
    assert found.untrained is not None
    assert [(lost.name, lost.why.value) for lost in found.lost] == [("Ada", "left")]


def why(of: CycleRecords, files: Loaded, today: date) -> NotYet:
    found = find_outcome(of, files, Scope(), today, Settings()).found
    assert isinstance(found, NotYet)
    return found


@pytest.mark.parametrize(
    ("today", "day"),
    [(date(2026, 10, 1), 0), (date(2026, 10, 9), 0), (date(2026, 10, 15), 6), (date(2026, 10, 22), 13)],
)
def test_an_early_look(today: date, day: int) -> None:
    found = why(records(), loaded(cells()), today)
    assert (found.day, found.of) == (day, 14)
    assert found.why.startswith(f"Day {day} of 14: no verdict yet, and no figure")


def test_on_the_day_after_the_window_there_is_an_answer() -> None:
    found = find_outcome(records(), loaded(cells()), Scope(), date(2026, 10, 23), Settings()).found
    assert isinstance(found, Measured)


@pytest.mark.parametrize(("last", "is_answered"), [(22, True), (20, True), (19, False)])
def test_files_that_end_before_the_window_does(last: int, *, is_answered: bool) -> None:
    """A weekend without calls is no reason to wait; more is."""
    files = loaded(cells(last=date(2026, 10, last)))
    found = find_outcome(records(), files, Scope(), LATER, Settings()).found
    assert isinstance(found, Measured) is is_answered


def test_what_stands_before_an_answer_is_said() -> None:
    files = loaded(cells())
    still_open = replace(CYCLE, sessions=(replace(HELD, is_open=True),))
    assert "still open" in why(records(cycle=still_open), files, LATER).why
    dropped = replace(CYCLE, criterion="gone", criterion_name="Gone")
    assert why(records(cycle=dropped), files, LATER).why.startswith("Gone is in none of the files that are open")
    nobody = replace(records(), board=PracticeBoard(CYCLE, (), (), (), (HELD,)))
    assert why(nobody, files, LATER).why.startswith("Nobody noted who was in the session")
    absent = replace(records(), board=PracticeBoard(CYCLE, (), (), (Trainee("A00", "Ada", "k", "", HELD),), ()))
    assert why(absent, files, LATER).why.startswith("Nobody was there for two thirds of the calls")
    strangers = records("X1", "X2")
    assert "Nobody who was trained has 3 scored calls" in why(strangers, files, LATER).why


def test_people_of_a_session_whose_attendance_nobody_noted_are_no_comparison() -> None:
    other = CycleSession("s2", "p2", date(2026, 10, 2), is_open=False, selection=SELECTION)
    of = records(*AGENTS[:6], cycle=replace(CYCLE, sessions=(HELD, other)))
    of = replace(of, board=replace(of.board, without_attendance=(other,)))
    _, _, _, found = measured(of, loaded(cells()))
    assert found.untrained is None
    assert "attendance on 2026-10-02" in [change.what for change in found.not_alike]


def test_a_wording_that_changed_between_the_windows_is_named() -> None:
    raised = WordingRequest(
        "r1", "listening", "Listening", "w1", 3.0, "new text", "rubric owner", is_flagged=False, raised_on=HELD.held_on
    )
    for effect_on, is_named in ((date(2026, 10, 5), True), (date(2026, 10, 24), False)):
        of = replace(records(), requests=(raised.accepted(HELD.held_on, effect_on),))
        _, _, _, found = measured(of, loaded(cells()))
        assert ("wording" in [change.what for change in found.not_alike]) is is_named
