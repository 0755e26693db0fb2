"""The session beyond the plain vote: trial, whole rows, corrections, passing over, reopening, and what is noted at the end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain import session_events as events
from qa_tui.domain.parking import CardCount, ParkedItem, Topic
from qa_tui.domain.room_view import TalliedRound, room_view
from qa_tui.domain.session import Phase, Rejected, Session
from qa_tui.domain.session_rules import apply, open_session
from tests.builders import TO_VOTE, ballots, level, make_brief

if TYPE_CHECKING:
    from qa_tui.domain.session_events import Event

FOUR = ballots(level(4), level(4), level(2), level(5))
SHOWN: tuple[Event, ...] = (*TO_VOTE, *FOUR, events.VotesTaken(), events.DistributionShown())
REVEALED: tuple[Event, ...] = (*SHOWN, events.ScoreRevealed())
ITEM = ParkedItem(Topic.TOOL, "The screen shows no history.", "team lead", "2026-12-01")


def start(calls: int = 2, *, reserve: bool = False) -> Session:
    opened = events.Opened(
        4,
        tuple(replace(make_brief(f"e{n}"), partner="p0" if n == 0 else "") for n in range(calls)),
        (make_brief("r0"),) if reserve else (),
    )
    state = open_session(opened)
    assert isinstance(state, Session)
    return state


def after(state: Session, *sent: Event) -> Session:
    for event in sent:
        found = apply(state, event)
        assert isinstance(found, Session), found
        state = found
    return state


def reason(state: Session, event: Event) -> str:
    found = apply(state, event)
    assert isinstance(found, Rejected)
    return found.reason


def test_a_trial_vote_is_on_nothing_and_leaves_nothing() -> None:
    state = after(start(), events.Moved("trial"), *FOUR)
    assert state.ballot is not None
    assert state.ballot.levels() == (4, 4, 2, 5)
    assert state.votes() == 0
    shown = after(state, events.VotesTaken())
    assert shown.phase is Phase.TRIAL_SHOWN
    begun = after(shown, events.Moved("opening"), *TO_VOTE)
    assert begun.ballot is not None
    assert begun.ballot.is_empty


def test_a_whole_row_replaces_what_was_there_and_goes_back_in_one_step() -> None:
    one = after(start(), *TO_VOTE, events.Cast(0, level(1)))
    row = after(one, events.FilledIn((level(5), level(4), level(4)), is_tally=True))
    assert row.ballot is not None
    assert (row.ballot.levels(), row.ballot.missing, row.ballot.is_tally) == ((5, 4, 4), 1, True)
    assert after(row, events.Undone()) == one
    assert reason(one, events.FilledIn((level(5),) * 5, is_tally=False)) == "5 votes for 4 seats"
    assert reason(one, events.FilledIn((level(9),), is_tally=False)) == "that is not a level of this scale"
    assert reason(one, events.FilledIn((None, None), is_tally=False)) == "there is no vote in it"


def test_votes_taken_too_early_go_on_until_they_were_seen() -> None:
    early = after(start(), *TO_VOTE, *FOUR, events.VotesTaken())
    assert after(early, events.VotesReturned()).phase is Phase.VOTE
    assert "only before the room has seen" in reason(after(early, events.DistributionShown()), events.VotesReturned())
    more = after(early, events.SeatsChanged(6), events.VotesReturned())
    assert more.ballot is not None
    assert len(more.ballot.entries) == more.seats == 6


def test_a_slip_is_put_right_before_the_score_and_for_a_reason() -> None:
    state = after(start(), *SHOWN)
    right = after(state, events.Corrected(2, level(4), "slip of the keys"))
    assert right.round.ballots[0].levels() == (4, 4, 4, 5)
    assert right.round.corrections == 1
    assert reason(state, events.Corrected(2, level(4), " ")) == "a correction needs its reason"
    assert reason(state, events.Corrected(7, level(4), "slip")) == "there is no seat 8"
    assert "QA's score" in reason(after(start(), *REVEALED), events.Corrected(2, level(4), "slip"))
    counted = after(start(), *TO_VOTE, events.FilledIn((level(4),) * 4, is_tally=True), events.VotesTaken())
    assert "counted, not taken seat by seat" in reason(counted, events.Corrected(0, level(3), "slip"))


def test_the_reserve_comes_where_a_call_is_passed_over() -> None:
    state = after(start(reserve=True), *TO_VOTE, *FOUR, events.Skipped())
    assert (state.phase, state.round.brief.excerpt, state.number, state.of) == (Phase.BRIEF, "r0", 1, 2)
    assert state.reserve == ()
    again = after(state, events.Skipped())
    assert (again.round.brief.excerpt, again.number, again.of) == ("e1", 1, 1)
    over = after(again, events.Skipped())
    assert over.phase is Phase.SAY_IT_BETTER
    assert reason(after(start(), *REVEALED), events.Skipped()) == "a call is passed over before QA's score"


def test_a_finished_call_is_opened_again_and_left_again() -> None:
    state = after(start(), *REVEALED, events.Continued())
    back = after(state, events.Reopened())
    assert (back.current, back.phase) == (0, Phase.SCORE)
    assert after(back, events.Noted("later"), events.Continued()).phase is Phase.BRIEF
    unseen = after(start(), *SHOWN, events.Continued(), events.Reopened())
    assert unseen.phase is Phase.HOW_YOU_VOTED
    assert reason(after(start(), events.Moved("brief")), events.Reopened()) == "no call is finished yet"
    last = after(start(calls=1), *REVEALED, events.Continued(), events.Moved("wrap_up"), events.Reopened())
    assert (last.current, last.phase) == (0, Phase.SCORE)


def test_the_partner_is_read_after_the_score() -> None:
    state = after(start(), *REVEALED, events.Moved("partner"))
    assert after(state, events.Moved("score")).phase is Phase.SCORE
    assert "cannot go" in reason(after(start(), *SHOWN), events.Moved("partner"))
    second = after(start(), *REVEALED, events.Continued(), *REVEALED[1:])
    assert reason(second, events.Moved("partner")) == "there is no partner to this call"


def test_what_is_noted() -> None:
    state = after(start(), *SHOWN, events.LinesCited((9, 7, 7)), events.Parked(ITEM))
    assert state.round.cited == (7, 9)
    assert state.parked == (ITEM,)
    assert reason(state, events.LinesCited((0,))) == "these are not lines of the excerpt"
    assert "needs a sentence" in reason(state, events.Parked(replace(ITEM, text=" ")))
    assert "after the votes have been seen" in reason(after(start(), *TO_VOTE), events.Parked(ITEM))


@pytest.mark.parametrize("phase", ["say_it_better", "wrap_up"])
def test_cards_are_counted_at_the_end(phase: str) -> None:
    end = after(start(calls=1), *REVEALED, events.Continued())
    end = after(end, events.Moved("wrap_up")) if phase == "wrap_up" else end
    counted = after(end, events.BarriersCounted(((Topic.TIME, 3), (Topic.TOOL, 0))))
    assert counted.barriers == ((Topic.TIME, 3),)
    cards = after(counted, events.CardsCounted(CardCount(11, 1), CardCount(9, 3)))
    assert cards.fair == CardCount(11, 1)
    assert cards.useful == CardCount(9, 3)
    assert cards.useful.answered == 12
    assert "cards" in reason(end, events.BarriersCounted(((Topic.TIME, 99),)))
    assert "cards" in reason(end, events.CardsCounted(CardCount(-1, 1), CardCount(1, 1)))
    assert "at the end" in reason(after(start(), *SHOWN), events.CardsCounted(CardCount(1, 1), CardCount(1, 1)))


def test_leaders_are_counted_apart() -> None:
    apart = after(start(), events.SeatsApart((3, 3)))
    voted = after(apart, *TO_VOTE, *FOUR)
    assert voted.ballot is not None
    assert voted.ballot.levels() == (4, 4, 2)
    assert voted.ballot.levels_apart() == (5,)
    assert voted.ballot.missing == 0
    view = room_view(after(voted, events.VotesTaken(), events.DistributionShown()))
    assert isinstance(view, TalliedRound)
    assert (view.levels, view.no_vote) == ((2, 4, 4), 0)
    counted = after(voted, events.FilledIn((level(5),) * 3, is_tally=True))
    assert counted.ballot is not None
    assert counted.ballot.levels() == (5, 5, 5)
    assert reason(start(), events.SeatsApart((4,))) == "there are seats 1 to 4"
    assert reason(start(), events.SeatsApart((0, 1, 2, 3))) == "somebody has to count"
    assert reason(voted, events.SeatsApart((1,))) == "who is counted apart is said before a vote"


def test_counted_hands_beside_seats_apart() -> None:
    apart = after(start(), events.SeatsApart((2, 3)), *TO_VOTE)
    assert reason(apart, events.FilledIn((level(4),) * 3, is_tally=True)) == "3 votes for 2 seats"
    counted = after(apart, events.FilledIn((level(4),) * 2, is_tally=True))
    assert counted.ballot is not None
    assert (counted.ballot.levels(), counted.ballot.missing, len(counted.ballot.counted)) == ((4, 4), 0, 2)


def test_seats_apart_go_with_their_seats() -> None:
    apart = after(start(), events.SeatsApart((2, 3)))
    fewer = after(apart, events.SeatsChanged(3))
    assert fewer.apart == (2,)
    assert after(fewer, events.SeatsChanged(4)).apart == (2,)
    only = after(start(), events.SeatsApart((0, 1)))
    assert "somebody has to count" in reason(only, events.SeatsChanged(2))
