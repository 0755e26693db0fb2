"""The live session as a state machine: an event and a state in, a new state out.

A wrong event is answered with `Rejected`, never with an exception, and `replay` of the recorded events gives the same state
again: that is the crash recovery.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa_tui.domain import session_events as events
from qa_tui.domain import session_notes as notes
from qa_tui.domain import session_votes as votes
from qa_tui.domain.session import MOST_SEATS, Ballot, CallRound, Phase, Rejected, Session
from qa_tui.domain.session_notes import AFTER_VOTES, AT_THE_END

if TYPE_CHECKING:
    from collections.abc import Iterable


_STEPS = {
    (Phase.OPENING, Phase.TRIAL),
    (Phase.TRIAL, Phase.OPENING),
    (Phase.TRIAL_SHOWN, Phase.OPENING),
    (Phase.OPENING, Phase.BRIEF),
    (Phase.BRIEF, Phase.EXCERPT),
    (Phase.EXCERPT, Phase.BRIEF),
    (Phase.EXCERPT, Phase.VOTE),
    (Phase.VOTE, Phase.EXCERPT),
    (Phase.SCORE, Phase.PARTNER),
    (Phase.PARTNER, Phase.SCORE),
    (Phase.SAY_IT_BETTER, Phase.WRAP_UP),
    (Phase.WRAP_UP, Phase.SAY_IT_BETTER),
}
BEFORE_SCORE = frozenset({Phase.BRIEF, Phase.EXCERPT, Phase.VOTE, Phase.VOTES_IN, Phase.HOW_YOU_VOTED})


def _move(session: Session, to: str) -> Session | Rejected:
    if (session.phase, to) not in _STEPS:
        return Rejected(f"the session cannot go from {session.phase} to {to}")
    phase = Phase(to)
    if phase is Phase.PARTNER and not session.round.brief.partner:
        return Rejected("there is no partner to this call")
    if phase is Phase.TRIAL:
        return replace(session, trial=Ballot((None,) * session.seats), phase=phase)
    if phase is Phase.VOTE:
        return votes.to_vote(session)
    return replace(session, phase=phase)


def _show(session: Session) -> Session | Rejected:
    if session.phase is not Phase.VOTES_IN:
        return Rejected("the votes are not in yet")
    return session.with_round(replace(session.round, shown=len(session.round.ballots)), Phase.HOW_YOU_VOTED)


def _vote_again(session: Session) -> Session | Rejected:
    if session.phase is not Phase.HOW_YOU_VOTED or session.round.is_revealed:
        return Rejected("the room votes again only between seeing its votes and seeing QA's score")
    if len(session.round.ballots) > 1:
        return Rejected("the room has already voted again")
    again = Ballot((None,) * session.seats, apart=session.apart)
    return session.with_round(replace(session.round, ballots=(*session.round.ballots, again)), Phase.VOTE)


def _reveal(session: Session) -> Session | Rejected:
    if session.phase is not Phase.HOW_YOU_VOTED:
        return Rejected("QA's score comes after the room has seen how it voted")
    return session.with_round(replace(session.round, is_revealed=True), Phase.SCORE)


def _continue(session: Session) -> Session | Rejected:
    if session.phase not in AFTER_VOTES:
        return Rejected("this call is not finished")
    return _go_on(session)


def _go_on(session: Session) -> Session:
    """To the next call that is not passed over, or to what comes after the last."""
    following = range(session.current + 1, len(session.rounds))
    place = next((n for n in following if not session.rounds[n].is_skipped), None)
    if place is None:
        return replace(session, phase=Phase.SAY_IT_BETTER)
    return replace(session, current=place, phase=Phase.BRIEF)


def _skip(session: Session) -> Session | Rejected:
    """Another call instead: the reserve of the same criterion where there is one, else the next."""
    if session.phase not in BEFORE_SCORE or session.round.is_revealed:
        return Rejected("a call is passed over before QA's score")
    passed = session.with_round(replace(session.round, is_skipped=True))
    criterion = session.round.brief.criterion
    kept = next((brief for brief in session.reserve if brief.criterion == criterion), None)
    if kept is not None:
        here = passed.current + 1
        rounds = (*passed.rounds[:here], CallRound(kept), *passed.rounds[here:])
        reserve = tuple(brief for brief in passed.reserve if brief is not kept)
        passed = replace(passed, rounds=rounds, reserve=reserve)
    return _go_on(passed)


def _reopen(session: Session) -> Session | Rejected:
    """Back to the last finished call, whose outcome and note can be changed."""
    if session.phase is not Phase.BRIEF and session.phase not in AT_THE_END:
        return Rejected("a finished call is opened from what comes after it")
    last = session.current if session.phase in AT_THE_END else session.current - 1
    place = next((n for n in range(last, -1, -1) if session.rounds[n].shown and not session.rounds[n].is_skipped), None)
    if place is None:
        return Rejected("no call is finished yet")
    phase = Phase.SCORE if session.rounds[place].is_revealed else Phase.HOW_YOU_VOTED
    return replace(session, current=place, phase=phase)


def _close(session: Session) -> Session | Rejected:
    if session.phase not in AT_THE_END:
        return Rejected("the session is closed from its wrap-up")
    return replace(session, phase=Phase.CLOSED)


def open_session(event: events.Opened) -> Session | Rejected:
    """The state that the first event makes."""
    if not event.calls:
        return Rejected("a session needs at least one call")
    if not 1 <= event.seats <= MOST_SEATS:
        return Rejected(f"a session has 1 to {MOST_SEATS} seats")
    rounds = tuple(CallRound(brief) for brief in event.calls)
    return Session(
        seats=event.seats,
        rounds=rounds,
        current=0,
        phase=Phase.OPENING,
        reserve=event.reserve,
        entered_afterwards=event.entered_afterwards,
        is_calibration=event.is_calibration,
    )


def apply(session: Session, event: events.Event) -> Session | Rejected:
    """The state after `event`, or why it does not fit."""
    match event:
        case events.Opened():
            return Rejected("the session is already open")
        case events.SeatsChanged(seats=seats):
            return votes.change_seats(session, seats)
        case events.SeatsApart(seats=seats):
            return votes.set_apart(session, seats)
        case events.Moved(to=to):
            return _move(session, to)
        case events.Cast():
            return votes.cast(session, event)
        case events.FilledIn():
            return votes.fill_in(session, event)
        case events.Undone():
            return votes.undo(session)
        case events.VotesTaken():
            return votes.take_votes(session)
        case events.VotesReturned():
            return votes.return_votes(session)
        case events.Corrected():
            return votes.correct(session, event)
        case events.DistributionShown():
            return _show(session)
        case events.VotedAgain():
            return _vote_again(session)
        case events.ScoreRevealed():
            return _reveal(session)
        case events.OutcomeAgreed(outcome=outcome):
            return notes.set_outcome(session, outcome)
        case events.Noted(text=text):
            return notes.note(session, text)
        case events.LinesCited(lines=lines):
            return notes.cite(session, lines)
        case events.Parked():
            return notes.park(session, event)
        case events.BarriersCounted():
            return notes.count_barriers(session, event)
        case events.CardsCounted():
            return notes.count_cards(session, event)
        case events.Skipped():
            return _skip(session)
        case events.Reopened():
            return _reopen(session)
        case events.Continued():
            return _continue(session)
        case events.Closed():  # pragma: no branch - every event has its case
            return _close(session)


def replay(recorded: Iterable[events.Event]) -> Session | Rejected:
    """The state after all events, the first of which opens the session."""
    state: Session | None = None
    for event in recorded:
        if state is not None:
            found = apply(state, event)
        elif isinstance(event, events.Opened):
            found = open_session(event)
        else:
            found = Rejected("the log does not begin with an opening")
        if isinstance(found, Rejected):
            return found
        state = found
    return state if state is not None else Rejected("the log is empty")
