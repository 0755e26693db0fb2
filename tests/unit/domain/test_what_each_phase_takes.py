"""The whole table of the session: in each phase, which events fit. Everything else is refused and changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa_tui.domain import session_events as events
from qa_tui.domain.disagreement import Outcome, OutcomeKind
from qa_tui.domain.parking import CardCount, ParkedItem, Topic
from qa_tui.domain.session import MOST_SEATS, Phase, Rejected, Session
from qa_tui.domain.session_notes import MOST_LINES
from qa_tui.domain.session_rules import apply, open_session
from tests.builders import TO_VOTE, level, make_brief
from tests.unit.domain.test_session import FOUR, REVEALED, SHOWN, VOTES_IN, after


def sent(state: Session | Rejected, *each: events.Event) -> Session:
    for event in each:
        assert isinstance(state, Session)
        state = apply(state, event)
    assert isinstance(state, Session)
    return state


ONE_CALL: tuple[events.Event, ...] = (
    *TO_VOTE[1:],
    *FOUR,
    events.VotesTaken(),
    events.DistributionShown(),
    events.Continued(),
)
TO_THE_END: tuple[events.Event, ...] = (TO_VOTE[0], *ONE_CALL, *ONE_CALL)
WITH_PARTNER = open_session(events.Opened(4, (replace(make_brief("e0"), partner="good"),)))
TRIAL: tuple[events.Event, ...] = (events.Moved("trial"), events.Cast(0, level(4)))
PHASES = {
    Phase.OPENING: after(),
    Phase.TRIAL: after(*TRIAL),
    Phase.TRIAL_SHOWN: after(*TRIAL, events.VotesTaken()),
    Phase.BRIEF: after(TO_VOTE[0], *ONE_CALL),
    Phase.EXCERPT: after(TO_VOTE[0], *ONE_CALL, events.Moved("excerpt")),
    Phase.VOTE: after(*TO_VOTE, FOUR[0]),
    Phase.VOTES_IN: after(*VOTES_IN),
    Phase.HOW_YOU_VOTED: after(*SHOWN),
    Phase.SCORE: after(*REVEALED),
    Phase.PARTNER: sent(WITH_PARTNER, *REVEALED, events.Moved("partner")),
    Phase.SAY_IT_BETTER: after(*TO_THE_END),
    Phase.WRAP_UP: after(*TO_THE_END, events.Moved("wrap_up")),
    Phase.CLOSED: after(*TO_THE_END, events.Moved("wrap_up"), events.Closed()),
}
CARDS = CardCount(1, 0)
VOTING = {Phase.TRIAL, Phase.VOTE}
SEEN = {Phase.HOW_YOU_VOTED, Phase.SCORE}
END = {Phase.SAY_IT_BETTER, Phase.WRAP_UP}
BEFORE_SCORE = {Phase.BRIEF, Phase.EXCERPT, Phase.VOTE, Phase.VOTES_IN, Phase.HOW_YOU_VOTED}
TAKEN: dict[events.Event, set[Phase]] = {
    events.Cast(1, level(3)): VOTING,
    events.FilledIn((level(3), level(4)), is_tally=False): VOTING,
    events.Undone(): VOTING,
    events.VotesTaken(): VOTING,
    events.VotesReturned(): {Phase.VOTES_IN},
    events.Corrected(0, level(2), "typed wrongly"): {Phase.VOTES_IN, Phase.HOW_YOU_VOTED},
    events.DistributionShown(): {Phase.VOTES_IN},
    events.VotedAgain(): {Phase.HOW_YOU_VOTED},
    events.ScoreRevealed(): {Phase.HOW_YOU_VOTED},
    events.OutcomeAgreed(Outcome(OutcomeKind.AGREED, "line 7", level=3.0)): {Phase.SCORE},
    events.Noted("one sentence"): SEEN,
    events.LinesCited((3, 1)): SEEN,
    events.Parked(ParkedItem(Topic.WORDING, "ask quality", "QA", "")): {*SEEN, Phase.PARTNER, *END},
    events.BarriersCounted(((Topic.WORDING, 2),)): END,
    events.CardsCounted(CARDS, CARDS): END,
    events.Skipped(): BEFORE_SCORE,
    events.Reopened(): {Phase.BRIEF, *END},
    events.Continued(): SEEN,
    events.Closed(): END,
    events.SeatsChanged(5): set(Phase) - {Phase.WRAP_UP, Phase.CLOSED},
    events.SeatsApart((1,)): {Phase.OPENING, Phase.BRIEF},
    events.Opened(4, ()): set(),
}


@pytest.mark.parametrize("phase", PHASES)
def test_what_fits_in_a_phase(phase: Phase) -> None:
    state = PHASES[phase]
    assert state.phase is phase
    taken = {type(event).__name__ for event in TAKEN if isinstance(apply(state, event), Session)}
    assert taken == {type(event).__name__ for event, phases in TAKEN.items() if phase in phases}


def test_every_phase_is_in_the_table() -> None:
    assert set(PHASES) == set(Phase)


def test_every_event_is_in_the_table() -> None:
    kinds = {kind for kind in vars(events).values() if isinstance(getattr(kind, "kind", None), str)}
    assert kinds - {type(event) for event in TAKEN} <= {events.Moved}


def test_a_score_that_was_seen_leaves_no_way_back_to_a_vote() -> None:
    """Opened again after QA's score was shown, a call takes neither a vote, nor another call in its place."""
    seen = after(*REVEALED, events.Continued(), events.Reopened())
    assert seen.phase is Phase.SCORE
    refused: tuple[events.Event, ...] = (
        events.VotedAgain(),
        events.Skipped(),
        events.Corrected(0, level(2), "typed wrongly"),
    )
    for event in refused:
        assert isinstance(apply(seen, event), Rejected)


def test_the_edges_of_what_is_counted() -> None:
    end, seen = PHASES[Phase.WRAP_UP], PHASES[Phase.SCORE]
    full, over = CardCount(MOST_SEATS, 0), CardCount(MOST_SEATS, 1)
    none = CardCount(0, 0)
    for cards, fits in ((full, True), (none, True), (over, False), (CardCount(-1, 0), False)):
        assert isinstance(apply(end, events.CardsCounted(cards, none)), Session) is fits
        assert isinstance(apply(end, events.CardsCounted(none, cards)), Session) is fits
    for counts, fits in (
        (((Topic.WORDING, MOST_SEATS),), True),
        (((Topic.WORDING, 0),), True),
        (((Topic.WORDING, MOST_SEATS), (Topic.TOOL, 1)), False),
        (((Topic.WORDING, -1),), False),
    ):
        assert isinstance(apply(end, events.BarriersCounted(counts)), Session) is fits
    for lines, fits in (
        (tuple(range(1, MOST_LINES + 1)), True),
        (tuple(range(1, MOST_LINES + 2)), False),
        ((0,), False),
    ):
        assert isinstance(apply(seen, events.LinesCited(lines)), Session) is fits
    assert (MOST_LINES, MOST_SEATS) == (99, 60)
