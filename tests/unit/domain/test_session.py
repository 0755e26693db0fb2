"""The live session's state machine, event by event."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain import session_events as events
from qa_tui.domain.disagreement import Outcome, OutcomeKind
from qa_tui.domain.room_view import HiddenRound, Mark, TalliedRound, room_view
from qa_tui.domain.session import MOST_SEATS, Phase, Rejected, Session
from qa_tui.domain.session_rules import apply, open_session, replay
from tests.builders import NO_VOTE, NOT_APPLICABLE, PASS, TO_VOTE, WORDING, ballots, level, make_brief

if TYPE_CHECKING:
    from qa_tui.domain.session_events import Event


def after(*sent: Event, seats: int = 4, calls: int = 2) -> Session:
    """The state after these events, all of which must fit."""
    state = open_session(events.Opened(seats, tuple(make_brief(f"e{n}") for n in range(calls))))
    assert isinstance(state, Session)
    for event in sent:
        found = apply(state, event)
        assert isinstance(found, Session), found
        state = found
    return state


FOUR = ballots(level(4), level(4), level(2), level(5))
VOTES_IN: tuple[Event, ...] = (*TO_VOTE, *FOUR, events.VotesTaken())
SHOWN: tuple[Event, ...] = (*VOTES_IN, events.DistributionShown())
REVEALED: tuple[Event, ...] = (*SHOWN, events.ScoreRevealed())


def reason(state: Session, event: Event) -> str:
    found = apply(state, event)
    assert isinstance(found, Rejected)
    return found.reason


def test_a_vote_goes_to_its_seat_and_the_next_empty_one_is_next() -> None:
    state = after(*TO_VOTE, *ballots(level(4), level(2)))
    assert state.ballot is not None
    assert state.ballot.levels() == (4, 2)
    assert state.ballot.next_seat == 2


def test_undo_takes_back_step_by_step_what_was_replaced() -> None:
    state = after(*TO_VOTE, *ballots(level(4), level(2)), events.Cast(0, level(1)), events.Undone(), events.Undone())
    assert state.ballot is not None
    assert [vote.level if vote else None for vote in state.ballot.entries] == [4, None, None, None]


def test_there_is_nothing_to_undo_at_first() -> None:
    assert reason(after(*TO_VOTE), events.Undone()) == "there is no vote to take back"


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (events.Cast(4, level(3)), "there is no seat 5"),
        (events.Cast(-1, level(3)), "there is no seat 0"),
        (events.Cast(0, level(6)), "that is not a level of this scale"),
        (events.Cast(0, level(2.5)), "that is not a level of this scale"),
        (events.VotesTaken(), "nobody has voted yet"),
        (events.DistributionShown(), "the votes are not in yet"),
        (events.ScoreRevealed(), "QA's score comes after the room has seen how it voted"),
        (events.Continued(), "this call is not finished"),
        (events.Closed(), "the session is closed from its wrap-up"),
        (events.Moved("score"), "the session cannot go from vote to score"),
        (events.Moved("nowhere"), "the session cannot go from vote to nowhere"),
    ],
)
def test_an_event_that_does_not_fit_the_vote_is_rejected_with_its_reason(event: Event, said: str) -> None:
    assert reason(after(*TO_VOTE), event) == said


def test_no_vote_is_taken_after_the_votes_are_in() -> None:
    assert reason(after(*VOTES_IN), FOUR[0]) == "votes are not being taken now"


def test_the_reveal_needs_the_distribution_first() -> None:
    assert apply(after(*VOTES_IN), events.ScoreRevealed()) == Rejected(
        "QA's score comes after the room has seen how it voted"
    )
    assert after(*REVEALED).round.is_revealed


def test_the_room_votes_again_once_and_not_after_qas_score() -> None:
    again = after(
        *SHOWN, events.VotedAgain(), *ballots(*[level(3)] * 4), events.VotesTaken(), events.DistributionShown()
    )
    assert [ballot.levels() for ballot in again.round.ballots] == [(4, 4, 2, 5), (3, 3, 3, 3)]
    assert "already voted again" in reason(again, events.VotedAgain())
    assert "only between" in reason(after(*REVEALED), events.VotedAgain())


def test_an_outcome_comes_after_qas_score() -> None:
    outcome = events.OutcomeAgreed(Outcome(OutcomeKind.AGREED, "line 7", level=3.0))
    assert "after QA's score" in reason(after(*SHOWN), outcome)
    assert after(*REVEALED, outcome).round.outcome == outcome.outcome


def test_the_last_call_leads_to_the_wrap_up_and_that_to_the_end() -> None:
    one: tuple[Event, ...] = (*TO_VOTE[1:], *FOUR, events.VotesTaken(), events.DistributionShown(), events.Continued())
    state = after(TO_VOTE[0], *one, *one, calls=2)
    assert state.phase is Phase.SAY_IT_BETTER
    end: tuple[Event, ...] = (events.Moved("wrap_up"), events.Closed())
    assert after(TO_VOTE[0], *one, *one, *end, calls=2).phase is Phase.CLOSED


def test_seats_change_with_the_ballot_and_never_over_a_vote() -> None:
    voted = after(*TO_VOTE, *FOUR)
    assert "take its vote back first" in reason(voted, events.SeatsChanged(3))
    more = apply(voted, events.SeatsChanged(6))
    assert isinstance(more, Session)
    assert more.ballot is not None
    assert (more.seats, len(more.ballot.entries), more.ballot.next_seat) == (6, 6, 4)
    assert reason(voted, events.SeatsChanged(0)) == f"a session has 1 to {MOST_SEATS} seats"
    assert reason(voted, events.SeatsChanged(MOST_SEATS + 1)) == f"a session has 1 to {MOST_SEATS} seats"


def test_before_the_votes_are_in_the_room_gets_marks_and_nothing_else() -> None:
    view = room_view(after(*TO_VOTE, *ballots(level(5), PASS, NOT_APPLICABLE, WORDING), seats=6))
    assert isinstance(view, HiddenRound)
    assert view.marks == (Mark.IN, Mark.IN, Mark.IN, Mark.IN, Mark.MISSING, Mark.MISSING)
    assert {f.name for f in fields(HiddenRound)} == {"number", "of", "brief", "phase", "again", "marks", "next_seat"}
    assert set(Mark) == {Mark.IN, Mark.NO_VOTE, Mark.MISSING}


def test_no_type_that_the_state_is_made_of_can_hold_a_score_an_agent_or_a_call() -> None:
    from qa_tui.domain.session import Ballot, CallRound

    names = {f.name for kind in (Session, CallRound, Ballot, events.CallBrief, HiddenRound) for f in fields(kind)}
    assert not [name for name in names if any(word in name for word in ("actual", "agent", "call_id", "percent"))]


def test_the_tally_counts_the_five_kinds_apart_and_keeps_no_seat() -> None:
    votes = ballots(level(5), PASS, NOT_APPLICABLE, WORDING, NO_VOTE, level(1))
    view = room_view(after(*TO_VOTE, *votes, events.VotesTaken(), seats=7))
    assert isinstance(view, TalliedRound)
    assert view.levels == (1.0, 5.0), "in order of level, not of seat"
    assert (view.passed, view.not_applicable, view.wording, view.no_vote) == (1, 1, 1, 2)


def test_a_log_must_begin_with_an_opening() -> None:
    assert replay([events.VotesTaken()]) == Rejected("the log does not begin with an opening")
    assert replay([]) == Rejected("the log is empty")
    opened = events.Opened(4, (make_brief(),))
    assert replay([opened, opened]) == Rejected("the session is already open")
    assert isinstance(open_session(events.Opened(4, ())), Rejected)
