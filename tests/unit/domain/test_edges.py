"""What no story passes through: empty, beyond the end, refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from qa_tui.domain import session_events as events
from qa_tui.domain.agreement import Coefficients, Reliability
from qa_tui.domain.clip import Cut
from qa_tui.domain.excerpt import Edits, ShownExcerpt
from qa_tui.domain.importing import ImportMapping
from qa_tui.domain.invited import InvitedGroup
from qa_tui.domain.loading import LoadRequest, workspace_name
from qa_tui.domain.measurable import Measurable
from qa_tui.domain.measuring import Baseline, first_fresh_day, measure_calendar
from qa_tui.domain.outcome import Effect, EffectVerdict, KeptAnswer
from qa_tui.domain.parking import ParkedItem, Topic
from qa_tui.domain.plain_values import PlainForm
from qa_tui.domain.plan import Readiness, levels_without_text, objective
from qa_tui.domain.plan_state import Permission, PlanState
from qa_tui.domain.practice import extend
from qa_tui.domain.practice_board import PracticeRow, Trainee
from qa_tui.domain.problem import Problem, Severity, said_once
from qa_tui.domain.rubric import Level, Scale
from qa_tui.domain.safe_text import cell_width
from qa_tui.domain.scope import Scope, Window
from qa_tui.domain.session import MOST_SEATS, Phase, Rejected, Session
from qa_tui.domain.session_rules import open_session, replay
from qa_tui.domain.settings import Settings
from qa_tui.domain.transcript import Transcript, Turn
from qa_tui.domain.window_text import parse_window
from tests.builders import NO_VOTE, PASS, THREE, TO_VOTE, level, make_brief, make_criterion
from tests.practice_data import SESSION, board, scenario
from tests.unit.domain.test_practice import assigned
from tests.unit.domain.test_session import after, reason

TODAY = date(2026, 10, 2)


def test_without_an_interval_nothing_is_said_of_reliability() -> None:
    assert Coefficients("ordinal", None, None, is_range_restricted=False).reliability is Reliability.NOT_YET_KNOWN


@pytest.mark.parametrize("end", [12.0, float("inf")])
def test_a_cut_in_plain_values(end: float) -> None:
    cut = Cut(1.0, end, ((2.0, end),), ((1.0, 2.0), (4.0, 5.0)))
    told = cut.as_json()
    assert (told["end"], told["hidden"]) == ((12.0, [[2.0, 12.0]]) if end == 12.0 else (None, [[2.0, None]]))
    assert cut.known_end == (12.0 if end == 12.0 else 4.0)


def test_an_excerpt_with_the_turn_that_is_heard() -> None:
    turns = (Turn("agent", "a"), Turn("customer", "b"), Turn("agent", "c"))
    assert ShownExcerpt(turns, 5).hearing(2) == ShownExcerpt(turns, 5, heard=2)
    assert Edits(0, 2).with_neutral_toggled().is_neutral


def test_a_mapping_of_an_earlier_form_is_of_columns() -> None:
    mapping = ImportMapping.from_json([["Agent Name", "agent_name"]])
    assert mapping.as_json() == [["column", "Agent Name", "agent_name"]]
    assert ImportMapping.from_json(mapping.as_json()) == mapping


def test_names_of_groups() -> None:
    group = InvitedGroup("shift", "night", frozenset({"A1"}))
    assert (group.name, replace(group, dimension="", segment="").name) == ("shift night", "everybody")
    assert group.token != replace(group, segment="early").token


def test_a_request_comes_back_and_same_paths_are_one_workspace() -> None:
    request = LoadRequest(("/data/october/scores.csv",), TODAY, rubric="r.yaml", remembered=(("h", ImportMapping()),))
    assert LoadRequest.from_json(request.as_json()) == request
    name = workspace_name(request, ())
    assert workspace_name(replace(request, roster="x.csv"), ((name, request),)) == name
    assert workspace_name(replace(request, paths=("/other/october/scores.csv",)), ((name, request),)) == f"{name} (2)"


def test_what_can_be_measured_in_words() -> None:
    found = Measurable(20, 0.4, 12.0, 6.0, 5)
    assert "under 1 scored calls" in found.words()
    assert found.words().endswith("easily be missed.")
    assert "too small, whatever is scored" in replace(found, detectable=20.0, calls_needed=None).words()
    assert "it takes 9 each" in replace(found, detectable=20.0, calls_needed=9).words()
    assert replace(found, detectable=None).words().startswith("Under five agents")


def test_a_session_two_weeks_after_the_window_has_a_fresh_baseline() -> None:
    window = Window(date(2026, 9, 1), date(2026, 10, 1))
    fresh = measure_calendar(window, date(2026, 10, 15))
    assert first_fresh_day(Window(date(2026, 9, 2), date(2026, 10, 3))) == date(2026, 10, 19), (
        "a Saturday is no working day"
    )
    assert (fresh.baseline_kind, fresh.baseline) == (Baseline.FRESH, Window(date(2026, 10, 1), date(2026, 10, 15)))


@pytest.mark.parametrize("interval", [(1.5, 9.0), None])
def test_an_answer_is_kept_as_it_was_read(interval: tuple[float, float] | None) -> None:
    answer = KeptAnswer(EffectVerdict.EFFECTIVE, Effect(8.5, interval, 12), 60.0, 68.5, TODAY)
    assert KeptAnswer.from_json(answer.as_json()) == answer


def test_parked_words() -> None:
    item = ParkedItem(Topic.TOOL, "no history", "team lead", "")
    assert item.words(", no date") == "no history (tool; team lead, no date)"
    assert replace(item, until="2026-12-01").words() == "no history (tool; team lead, by 2026-12-01)"


@dataclass(frozen=True)
class _Pair:
    plain: tuple[int, str]
    days: tuple[int, date]


def test_pairs_in_plain_values() -> None:
    form = PlainForm({})
    pair = _Pair((1, "a"), (2, TODAY))
    assert form.read(_Pair, form.write(_Pair, pair)) == pair


def test_what_a_plan_lacks_in_words() -> None:
    ready = Readiness(voted=3, to_approve=0)
    assert ready.words() == "Ready. Press 4 to start the session."
    lacking = Readiness(voted=1, to_approve=2, lapsed=1, permissions_open=1, other_half="the other half: 1 to approve")
    assert lacking.words() == (
        "Not ready: 1 of at least 3 calls to vote on, 2 to approve, 1 of them changed since, 1 permission open, "
        "the other half: 1 to approve."
    )
    assert "2 permissions open" in replace(lacking, permissions_open=2).words()
    assert not lacking.is_ready


def test_an_objective_has_something_to_point_at() -> None:
    assert objective(make_criterion(behaviours=("listens",))).startswith(
        "In a scored practice scenario every agent listens, at"
    )
    assert "listens and checks" in objective(make_criterion(behaviours=("listens", "checks")))
    told = objective(make_criterion(behaviours=(), levels=(Level(5.0, "checks it"),)))
    assert told.startswith('Agents will demonstrate "checks it"')
    nothing = make_criterion(behaviours=(), levels=())
    assert objective(nothing) == ""
    assert levels_without_text(nothing) == ("1", "2", "3", "4", "5")


def test_permission_of_a_call_that_nobody_asked_about() -> None:
    assert PlanState().permission("k") is Permission.NOT_ASKED
    assert PlanState().with_permission("k", Permission.DECLINED).permission("k") is Permission.DECLINED


def test_no_day_is_moved_into_what_is_over() -> None:
    late = extend(assigned(), date(2026, 10, 1), date(2026, 10, 10), "ill", date(2026, 10, 20))
    assert isinstance(late, Rejected)
    assert "the re-score has begun" in late.reason
    over = extend(assigned(), date(2026, 10, 1), date(2026, 10, 3), "ill", date(2026, 10, 5))
    assert isinstance(over, Rejected)
    assert over.reason == "2026-10-03 is over"


def test_who_can_have_no_card_says_so() -> None:
    trainee = Trainee("A1", "Ann", "k", "North", SESSION)
    assert PracticeRow(trainee, None, None).state(TODAY) == "no card"
    found = board(None)
    waiting = replace(found, rows=(replace(found.rows[0], assignment=None), *found.rows[1:]))
    assert waiting.can_be_assigned == waiting.rows[:1]


def test_a_scale_needs_two_values() -> None:
    with pytest.raises(ValueError, match="at least two different values"):
        Scale.of_levels(3, 3)


def test_signs_that_are_two_cells_wide_since_lately() -> None:
    assert cell_width("\u2630") == 2


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2026, 9, 30), date(2026, 10, 1), "30 Sep 2026"),
        (date(2025, 12, 30), date(2026, 1, 3), "30 Dec 2025 - 2 Jan 2026"),
        (date(2026, 9, 30), date(2026, 10, 3), "30 Sep - 2 Oct 2026"),
        (date(2026, 9, 1), date(2026, 10, 1), "1-30 Sep 2026"),
    ],
)
def test_windows_in_words(start: date, end: date, said: str) -> None:
    assert Window(start, end).words() == said


def test_scopes_say_where_they_depart_from_the_method() -> None:
    assert Scope().departures() == []
    told = Scope(minimum_calls=4, threshold=75, lines=replace(Scope().lines, mixed=30)).departures()
    assert told == ["min 4, not 10", "line 75, not 70", "classes at 30/60 %"]
    assert Scope().words() == "everyone"
    assert Scope(segments=(("shift", "night"), ("queue", "billing"))).words() == "shift night and queue billing"


def test_a_refusal_is_a_sentence_of_its_own() -> None:
    assert Rejected("there is no seat 9").sentence == "There is no seat 9."


def test_events_that_fit_no_session() -> None:
    assert open_session(events.Opened(4, ())) == Rejected("a session needs at least one call")
    assert isinstance(open_session(events.Opened(0, (make_brief(),))), Rejected)
    assert replay(()) == Rejected("the log is empty")
    assert replay((events.Undone(),)) == Rejected("the log does not begin with an opening")
    opened = events.Opened(2, (make_brief(),))
    assert isinstance(replay((opened, events.Undone(), events.Undone())), Rejected)
    assert isinstance(replay((opened,)), Session)


def test_counted_votes_belong_to_no_seat() -> None:

    counted = after(*TO_VOTE, events.FilledIn((NO_VOTE,) * 4, is_tally=True))
    assert "belong to no seat" in reason(counted, events.Cast(0, NO_VOTE))
    taken = after(*TO_VOTE, events.FilledIn((NO_VOTE,) * 4, is_tally=False), events.VotesTaken())
    assert reason(taken, events.Corrected(9, NO_VOTE, "slip")) == "there is no seat 10"
    assert reason(taken, events.Corrected(0, level(9), "slip")) == "that is not a level of this scale"
    assert reason(taken, events.Corrected(0, level(3), " ")) == "a correction needs its reason"
    assert "1 to" in reason(taken, events.SeatsChanged(0))
    assert reason(replace(taken, phase=Phase.CLOSED), events.SeatsChanged(3)) == "the session is over"


def test_permission_is_needed_where_it_is_required() -> None:
    assert Settings(permission="required").needs_permission
    assert not Settings(permission="informed").needs_permission


def test_transcripts_with_labels_and_times() -> None:
    turns = (Turn("Speaker 1", "a", 0.0, 1.0), Turn("agent", "b", 2.0, None), Turn("Speaker 1", "c"))
    call = Transcript("C1", turns)
    assert call.labels == ("Speaker 1",)
    assert call.with_roles({}) is call
    assert call.with_roles({"Speaker 1": "customer"}).turns[2].speaker == "customer"
    assert call.turns_between(0.5, 2.0) == (0, 1)
    assert call.turns_between(90.0, 99.0) == (0, 2)


def test_a_scenario_says_what_it_lacks() -> None:
    whole = scenario()
    assert whole.lacks == ""
    assert "opening line" in replace(whole, opening_line="").lacks
    assert "when it goes well" in replace(whole, high_example="").lacks
    bare = replace(whole, behaviours=(), top_level="", objective="")
    assert "no rubric says" in bare.lacks
    mended = bare.with_text("behaviours", "listens\nchecks")
    assert (mended.lacks, mended.behaviours) == ("", ("listens", "checks"))
    assert mended.objective.startswith("In a scored practice scenario every agent listens and checks")
    written = whole.with_text("pressure_points", " one \n\n two ")
    assert written.text("pressure_points") == "one\ntwo"
    assert written.with_text("pressure_points", "one\ntwo") is written
    assert whole.with_text("exit", "It is over.").text("exit") == "It is over."


@pytest.mark.parametrize(
    "text", ["2026-09-01 2026-08-01", "1800-01-01 1800-01-31", "nonsense", "2026-02-30 2026-03-01", "30 9999-12-31"]
)
def test_windows_that_cannot_be(text: str) -> None:
    assert isinstance(parse_window(text, TODAY), str)


def test_windows_that_can() -> None:
    assert parse_window("14", TODAY) == Window(TODAY - timedelta(days=14), TODAY)


def test_one_problem_of_many_files_is_said_once() -> None:
    def problem(file: str, line: int = 1) -> Problem:
        return Problem(Severity.ERROR, file, "is empty.", line)

    few = [problem("a"), problem("b"), problem("c")]
    assert said_once(few) == tuple(few)
    many = [*few, problem("d", line=2), problem("e"), problem("f")]
    assert [told.where() for told in said_once(many)] == ["a and 4 more files, line 1", "d, line 2"]
    assert said_once([problem("a")] * 4) == (problem("a"),), "the same of one file is no other file"
    twice = [problem(file) for file in "aabbccdd"]
    assert [told.where() for told in said_once(twice)] == ["a and 3 more files, line 1"]
    assert said_once(()) == ()


def test_votes_on_a_scale_of_three() -> None:
    assert THREE.vote_levels() == (0.0, 1.0, 2.0)


def test_the_most_seats_and_the_fewest_are_seats() -> None:
    for seats in (1, MOST_SEATS):
        assert after(events.SeatsChanged(seats)).seats == seats
    assert f"1 to {MOST_SEATS}" in reason(after(), events.SeatsChanged(MOST_SEATS + 1))


def test_an_empty_seat_is_no_vote_and_calls_are_counted_from_one() -> None:

    voting = after(*TO_VOTE, events.Cast(1, level(3)))
    assert voting.votes() == voting.first_votes() == 1
    assert after(*TO_VOTE, events.Cast(1, NO_VOTE), events.Cast(2, PASS)).votes() == 1
    assert [number for number, _ in voting.numbered()] == [1, 2]
    assert not voting.is_calibration
