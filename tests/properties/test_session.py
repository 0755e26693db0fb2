"""Whatever is pressed in whatever order: the log replays to the state, and nothing is uncovered early."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from qa_tui.domain import session_events as events
from qa_tui.domain.disagreement import Outcome, OutcomeKind
from qa_tui.domain.event_form import decode, encode
from qa_tui.domain.parking import CardCount, ParkedItem, Topic
from qa_tui.domain.room_view import HiddenRound, Mark, room_view
from qa_tui.domain.session import Phase, Rejected, Session
from qa_tui.domain.session_events import Vote, VoteKind
from qa_tui.domain.session_rules import apply, open_session, replay
from tests.builders import BINARY, FIVE, PERCENT, THREE, make_brief

if TYPE_CHECKING:
    from qa_tui.domain.session_events import Event

texts = st.text(max_size=20)
votes = st.one_of(
    st.sampled_from([Vote(kind) for kind in VoteKind if kind is not VoteKind.LEVEL]),
    st.builds(Vote, st.just(VoteKind.LEVEL), st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 25.0, 100.0])),
)
outcomes = st.builds(Outcome, st.sampled_from(OutcomeKind), texts, texts, st.none() | st.sampled_from([1.0, 3.0]))
cards = st.builds(CardCount, st.integers(-1, 40), st.integers(-1, 40))
sent = st.one_of(
    st.builds(events.Cast, st.integers(-1, 8), votes),
    st.builds(events.Moved, st.sampled_from([*(phase.value for phase in Phase), "nowhere"])),
    st.builds(events.FilledIn, st.lists(st.none() | votes, max_size=9).map(tuple), st.booleans()),
    st.builds(events.Corrected, st.integers(-1, 8), votes, texts),
    st.builds(events.LinesCited, st.lists(st.integers(-1, 30), max_size=5).map(tuple)),
    st.builds(events.Parked, st.builds(ParkedItem, st.sampled_from(Topic), texts, texts, st.just("2026-10-15"))),
    st.builds(events.BarriersCounted, st.lists(st.tuples(st.sampled_from(Topic), st.integers(-1, 30)), max_size=5).map(tuple)),
    st.builds(events.CardsCounted, cards, cards),
    st.builds(events.SeatsChanged, st.integers(-1, 70)),
    st.builds(events.SeatsApart, st.lists(st.integers(-1, 8), max_size=3).map(tuple)),
    st.builds(events.OutcomeAgreed, outcomes),
    st.builds(events.Noted, texts),
    st.sampled_from([
        events.Undone(), events.VotesTaken(), events.DistributionShown(), events.VotedAgain(), events.ScoreRevealed(),
        events.Continued(), events.Closed(), events.VotesReturned(), events.Skipped(), events.Reopened(),
    ]),
)  # fmt: skip
openings = st.builds(
    events.Opened,
    st.integers(1, 8),
    st.lists(st.sampled_from([FIVE, THREE, BINARY, PERCENT]), min_size=1, max_size=3).map(
        lambda scales: tuple(
            replace(make_brief(f"e{n}", scale), partner="p1" if n % 2 else "") for n, scale in enumerate(scales)
        )
    ),
    st.lists(st.just(make_brief("r1")), max_size=1).map(tuple),
    st.booleans(),
)
FORWARD: tuple[Event, ...] = (
    *(events.Moved(phase) for phase in ("brief", "excerpt", "vote")),
    events.Cast(0, Vote(VoteKind.PASS)),
    events.VotesTaken(),
    events.DistributionShown(),
    events.ScoreRevealed(),
)
steps = st.lists(st.one_of(sent, st.sampled_from(FORWARD)), max_size=60)


def play(opened: events.Opened, pressed: list[Event]) -> tuple[list[Event], list[Session]]:
    """The events that fitted, and the state after each."""
    state = open_session(opened)
    assert isinstance(state, Session)
    log: list[Event] = [opened]
    states = [state]
    for event in pressed:
        found = apply(states[-1], event)
        if isinstance(found, Rejected):
            assert found.reason
        else:
            log.append(event)
            states.append(found)
    return log, states


@given(openings, steps)
def test_the_log_replays_to_the_state_at_every_point(opened: events.Opened, pressed: list[Event]) -> None:
    log, states = play(opened, pressed)
    for length in range(1, len(log) + 1):
        assert replay(log[:length]) == states[length - 1]


@given(openings, steps)
def test_the_log_on_disk_reads_back_as_it_was(opened: events.Opened, pressed: list[Event]) -> None:
    log, _ = play(opened, pressed)
    assert [decode(event.kind, 1, encode(event)) for event in log] == log


@given(openings, steps)
def test_the_score_is_uncovered_only_after_the_room_has_seen_its_votes(
    opened: events.Opened, pressed: list[Event]
) -> None:
    _, states = play(opened, pressed)
    for before, state in pairwise(states):
        here = {played.brief.excerpt: played for played in state.rounds}
        for then in before.rounds:
            now = here[then.brief.excerpt]
            if now.is_revealed and not then.is_revealed:
                assert before.phase is Phase.HOW_YOU_VOTED
                assert now.shown == len(now.ballots)
            assert then.ballots[:1] == now.ballots[:1] or not then.is_revealed


@given(openings, steps)
def test_votes_never_exceed_the_seats(opened: events.Opened, pressed: list[Event]) -> None:
    _, states = play(opened, pressed)
    for state in states:
        if state.phase in {Phase.VOTE, Phase.TRIAL}:
            assert state.ballot is not None
            assert len(state.ballot.entries) == state.seats


@given(openings, steps, votes, st.integers(0, 7), st.booleans())
def test_undo_is_exact(opened: events.Opened, pressed: list[Event], vote: Vote, seat: int, is_row: bool) -> None:
    _, states = play(opened, pressed)
    event = events.FilledIn((vote,), is_tally=False) if is_row else events.Cast(seat, vote)
    for state in states:
        changed = apply(state, event)
        if isinstance(changed, Session):
            assert apply(changed, events.Undone()) == state


@given(openings, steps)
def test_while_votes_are_taken_the_view_says_who_and_never_what(opened: events.Opened, pressed: list[Event]) -> None:
    _, states = play(opened, pressed)
    for state in states:
        view = room_view(state)
        if state.phase is Phase.VOTE:
            assert isinstance(view, HiddenRound)
            assert len(view.marks) == state.seats
            assert all(isinstance(mark, Mark) for mark in view.marks)


@given(openings, steps, st.data())
@settings(max_examples=50)
def test_two_ballots_that_differ_in_level_alone_look_the_same(
    opened: events.Opened, pressed: list[Event], data: st.DataObject
) -> None:
    _, states = play(opened, pressed)
    voting = [state for state in states if state.phase is Phase.VOTE and state.ballot]
    if not voting:
        return
    state = data.draw(st.sampled_from(voting))
    levels = state.round.brief.scale.vote_levels()
    seat = data.draw(st.integers(0, state.seats - 1))
    one, other = (apply(state, events.Cast(seat, Vote(VoteKind.LEVEL, value))) for value in (levels[0], levels[-1]))
    passed = apply(state, events.Cast(seat, Vote(VoteKind.PASS)))
    assert isinstance(one, Session)
    assert isinstance(other, Session)
    assert isinstance(passed, Session)
    assert room_view(one) == room_view(other) == room_view(passed)
