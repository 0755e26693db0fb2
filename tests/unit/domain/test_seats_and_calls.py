"""Where the next vote goes, what seats that come and go do to a ballot, and which call is next or opened again."""

from __future__ import annotations

from qa_tui.domain import session_events as events
from qa_tui.domain.session import CallRound, Phase, Rejected
from qa_tui.domain.session_rules import apply, open_session
from tests.builders import TO_VOTE, level, make_brief
from tests.unit.domain.test_session import FOUR, SHOWN, VOTES_IN, after
from tests.unit.domain.test_what_each_phase_takes import ONE_CALL, sent


def next_seat(*cast: int) -> int:
    ballot = after(*TO_VOTE, *(events.Cast(seat, level(3)) for seat in cast)).ballot
    assert ballot is not None
    return ballot.next_seat


def test_the_next_seat_is_the_first_empty_one_after_the_last_vote_and_then_from_the_first() -> None:
    assert next_seat() == 0
    assert next_seat(0, 2) == 3
    assert next_seat(3) == 0
    assert next_seat(0, 3) == 1
    assert next_seat(0, 1, 3) == 2
    assert next_seat(1, 2, 3) == 0
    assert next_seat(0, 1, 2, 3, 1) == 1


def test_where_all_votes_came_at_once_the_first_seat_is_next() -> None:
    ballot = after(*TO_VOTE, events.FilledIn((level(3),) * 4, is_tally=False)).ballot
    assert ballot is not None
    assert ballot.next_seat == 0


def test_counted_hands_leave_the_places_at_the_end_to_those_who_are_counted_apart() -> None:
    moved, *on = TO_VOTE
    state = after(moved, events.SeatsApart((0,)), *on, events.FilledIn((level(3), level(4), level(4)), is_tally=True))
    assert state.ballot is not None
    assert state.ballot.apart == (3,)
    assert len(state.ballot.counted) == 3
    too_many = events.FilledIn((level(3),) * 4, is_tally=True)
    assert isinstance(apply(after(moved, events.SeatsApart((0,)), *on), too_many), Rejected)


def test_a_seat_that_goes_takes_its_being_apart_with_it() -> None:
    moved, *on = TO_VOTE
    state = after(moved, events.SeatsApart((3,)), *on, events.SeatsChanged(3))
    assert state.ballot is not None
    assert (state.apart, state.ballot.apart) == ((), ())


def test_a_seat_that_is_not_there_cannot_be_put_right() -> None:
    assert apply(after(*VOTES_IN), events.Corrected(4, level(2), "typed wrongly")) == Rejected("there is no seat 5")


def test_seats_that_left_an_empty_ballot_leave_no_places() -> None:
    moved, *on = TO_VOTE
    state = after(moved, *on, events.Moved("excerpt"), events.SeatsChanged(3), events.Moved("vote"))
    assert state.seats == 3
    assert state.ballot is not None
    assert len(state.ballot.entries) == 3


def test_votes_that_are_in_keep_their_places_when_a_seat_goes_and_the_vote_goes_on() -> None:
    state = after(*VOTES_IN, events.SeatsChanged(3), events.VotesReturned())
    assert state.seats == 4
    assert state.round.ballots[0].levels() == (4, 4, 2, 5)


def test_taking_a_second_vote_up_again_keeps_the_first() -> None:
    state = after(*SHOWN, events.VotedAgain(), *FOUR[:2], events.VotesTaken(), events.VotesReturned())
    assert state.phase is Phase.VOTE
    assert [ballot.levels() for ballot in state.round.ballots] == [(4, 4, 2, 5), (4, 4)]
    assert (state.votes(), state.first_votes()) == (6, 4)


def test_the_reserve_comes_right_after_what_was_passed_over() -> None:
    calls = tuple(make_brief(f"e{n}") for n in range(3))
    opened = open_session(events.Opened(4, calls, reserve=(make_brief("kept"),)))
    state = sent(opened, TO_VOTE[0], *ONE_CALL, events.Skipped())
    assert [played.brief.excerpt for played in state.rounds] == ["e0", "e1", "kept", "e2"]
    assert (state.current, state.phase, state.reserve) == (2, Phase.BRIEF, ())


def test_opened_again_is_the_last_call_that_was_finished_and_not_passed_over() -> None:
    shown_and_skipped: tuple[events.Event, ...] = (*ONE_CALL[:-1], events.Skipped())
    state = after(TO_VOTE[0], *ONE_CALL, *shown_and_skipped, calls=3)
    assert (state.current, state.rounds[1].shown, state.rounds[1].is_skipped) == (2, 1, True)
    again = sent(state, events.Reopened())
    assert (again.current, again.phase) == (0, Phase.HOW_YOU_VOTED)
    assert apply(after(TO_VOTE[0], calls=3), events.Reopened()) == Rejected("no call is finished yet")


def test_of_a_call_that_is_not_on_yet_nothing_was_shown() -> None:
    assert CallRound(make_brief()).shown == 0


def test_a_second_vote_that_nobody_has_begun_is_taken_back_whole() -> None:
    again = after(*SHOWN, events.VotedAgain())
    back = sent(again, events.Undone())
    assert back == after(*SHOWN)
    begun = sent(again, FOUR[0], events.Undone())
    assert begun.phase is Phase.VOTE, "what was typed is taken back first"
    assert sent(begun, events.Undone()).phase is Phase.HOW_YOU_VOTED
    assert isinstance(apply(after(*TO_VOTE), events.Undone()), Rejected)
