"""What a round is judged by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain import session_events as events
from qa_tui.domain.session import Session
from qa_tui.domain.session_rules import replay
from qa_tui.steps.live import judge_round, judge_shown
from tests.builders import NO_VOTE, PASS, TO_VOTE, WORDING, ballots, level, make_brief

if TYPE_CHECKING:
    from qa_tui.domain.session_events import Event, Vote

SPLIT = [level(value) for value in (5, 5, 2, 2)]


def played(*votes: Vote, again: tuple[Vote, ...] = ()) -> Session:
    log: list[Event] = [
        events.Opened(len(votes), (make_brief(),)),
        *TO_VOTE,
        *ballots(*votes),
        events.VotesTaken(),
        events.DistributionShown(),
    ]
    if again:
        log += [events.VotedAgain(), *ballots(*again), events.VotesTaken(), events.DistributionShown()]
    found = replay(log)
    assert isinstance(found, Session)
    return found


def test_four_votes_of_four_seats_are_a_split_room() -> None:
    assert "contested" in judge_round(played(*SPLIT).round, None).labels


def test_four_votes_of_twelve_seats_are_no_quorum_whatever_the_others_said() -> None:
    for other in (NO_VOTE, PASS, WORDING):
        assert judge_round(played(*SPLIT, *[other] * 8).round, None).labels == {"no_quorum"}


def test_the_first_vote_counts_and_the_second_is_what_the_room_sees() -> None:
    found = played(*SPLIT, again=tuple(level(3) for _ in range(4))).round
    assert "contested" in judge_round(found, None).labels
    assert judge_shown(found, None).labels == {"aligned"}
