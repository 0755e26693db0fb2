"""The live session as a frozen state machine: events in, new state out.

The state holds votes, phases and outcomes. It cannot hold the actual score, the agent or the call: no field of it could
carry them, so nothing that is drawn from it before the reveal can show them. A wrong event is answered with `Rejected`,
never with an exception, and `replay` of the recorded events gives the same state again: that is the crash recovery.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from qa_tui.domain import session_events as events
from qa_tui.domain.session_events import CallBrief, Vote, VoteKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa_tui.domain.disagreement import Outcome

MOST_SEATS = 60


class Phase(StrEnum):
    """Where the session is."""

    OPENING = "opening"
    BRIEF = "brief"
    EXCERPT = "excerpt"
    VOTE = "vote"
    VOTES_IN = "votes_in"
    HOW_YOU_VOTED = "how_you_voted"
    SCORE = "score"
    WRAP_UP = "wrap_up"
    CLOSED = "closed"


_STEPS = {
    (Phase.OPENING, Phase.BRIEF),
    (Phase.BRIEF, Phase.EXCERPT),
    (Phase.EXCERPT, Phase.BRIEF),
    (Phase.EXCERPT, Phase.VOTE),
    (Phase.VOTE, Phase.EXCERPT),
}


@dataclass(frozen=True, slots=True)
class Ballot:
    """One blind vote of the room: an entry per seat, and what each entry replaced."""

    entries: tuple[Vote | None, ...]
    replaced: tuple[tuple[int, Vote | None], ...] = ()

    @property
    def missing(self) -> int:
        return sum(entry is None for entry in self.entries)

    @property
    def next_seat(self) -> int:
        """Index of the seat that votes next: the first empty one after the last entry, else the seat of the last entry."""
        last = self.replaced[-1][0] if self.replaced else -1
        order = [*range(last + 1, len(self.entries)), *range(last + 1)]
        return next((seat for seat in order if self.entries[seat] is None), max(last, 0))

    def levels(self) -> tuple[float, ...]:
        return tuple(v.level for v in self.entries if v and v.kind is VoteKind.LEVEL and v.level is not None)

    def count(self, kind: VoteKind) -> int:
        return sum(entry is not None and entry.kind is kind for entry in self.entries)


@dataclass(frozen=True, slots=True)
class CallRound:
    """One call of the session."""

    brief: CallBrief
    ballots: tuple[Ballot, ...] = ()
    shown: int = 0
    """Ballots whose distribution the room has seen."""
    is_revealed: bool = False
    outcome: Outcome | None = None
    note: str = ""

    @property
    def first_ballot(self) -> Ballot | None:
        return self.ballots[0] if self.ballots else None


@dataclass(frozen=True, slots=True)
class Session:
    """The whole state of a live session."""

    seats: int
    rounds: tuple[CallRound, ...]
    current: int
    """Index of the call that is on."""
    phase: Phase

    @property
    def round(self) -> CallRound:
        return self.rounds[self.current]

    @property
    def ballot(self) -> Ballot | None:
        return self.round.ballots[-1] if self.round.ballots else None

    def votes(self) -> int:
        """Votes recorded so far, in every ballot."""
        return sum(entry is not None for r in self.rounds for b in r.ballots for entry in b.entries)


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why an event does not fit the state. Nothing has changed."""

    reason: str


def _with_round(session: Session, changed: CallRound, phase: Phase | None = None) -> Session:
    rounds = (*session.rounds[: session.current], changed, *session.rounds[session.current + 1 :])
    return replace(session, rounds=rounds, phase=phase or session.phase)


def _with_ballot(session: Session, ballot: Ballot) -> Session:
    return _with_round(session, replace(session.round, ballots=(*session.round.ballots[:-1], ballot)))


def _cast(session: Session, event: events.Cast) -> Session | Rejected:
    ballot = session.ballot
    if session.phase is not Phase.VOTE or ballot is None:
        return Rejected("votes are not being taken now")
    if not 0 <= event.seat < session.seats:
        return Rejected(f"there is no seat {event.seat + 1}")
    if event.vote.kind is VoteKind.LEVEL and event.vote.level not in session.round.brief.scale.vote_levels():
        return Rejected("that is not a level of this scale")
    entries = (*ballot.entries[: event.seat], event.vote, *ballot.entries[event.seat + 1 :])
    return _with_ballot(session, Ballot(entries, (*ballot.replaced, (event.seat, ballot.entries[event.seat]))))


def _undo(session: Session) -> Session | Rejected:
    ballot = session.ballot
    if session.phase is not Phase.VOTE or ballot is None or not ballot.replaced:
        return Rejected("there is no vote to take back")
    seat, before = ballot.replaced[-1]
    entries = (*ballot.entries[:seat], before, *ballot.entries[seat + 1 :])
    return _with_ballot(session, Ballot(entries, ballot.replaced[:-1]))


def _take_votes(session: Session) -> Session | Rejected:
    ballot = session.ballot
    if session.phase is not Phase.VOTE or ballot is None:
        return Rejected("votes are not being taken now")
    if not ballot.replaced:
        return Rejected("nobody has voted yet")
    return replace(session, phase=Phase.VOTES_IN)


def _move(session: Session, to: str) -> Session | Rejected:
    if (session.phase, to) not in _STEPS:
        return Rejected(f"the session cannot go from {session.phase} to {to}")
    phase = Phase(to)
    if phase is Phase.VOTE and not session.round.ballots:
        empty = Ballot((None,) * session.seats)
        return _with_round(session, replace(session.round, ballots=(empty,)), Phase.VOTE)
    return replace(session, phase=phase)


def _change_seats(session: Session, seats: int) -> Session | Rejected:
    if not 1 <= seats <= MOST_SEATS:
        return Rejected(f"a session has 1 to {MOST_SEATS} seats")
    if session.phase in {Phase.WRAP_UP, Phase.CLOSED}:
        return Rejected("the session is over")
    ballot = session.ballot
    if session.phase not in {Phase.BRIEF, Phase.EXCERPT, Phase.VOTE} or ballot is None:
        return replace(session, seats=seats)
    if any(entry is not None for entry in ballot.entries[seats:]):
        return Rejected("that seat has voted: take its vote back first")
    entries = (*ballot.entries[:seats], *((None,) * (seats - len(ballot.entries))))
    return replace(_with_ballot(session, replace(ballot, entries=entries)), seats=seats)


def _show(session: Session) -> Session | Rejected:
    if session.phase is not Phase.VOTES_IN:
        return Rejected("the votes are not in yet")
    return _with_round(session, replace(session.round, shown=len(session.round.ballots)), Phase.HOW_YOU_VOTED)


def _vote_again(session: Session) -> Session | Rejected:
    if session.phase is not Phase.HOW_YOU_VOTED:
        return Rejected("the room votes again only between seeing its votes and seeing QA's score")
    if len(session.round.ballots) > 1:
        return Rejected("the room has already voted again")
    again = Ballot((None,) * session.seats)
    return _with_round(session, replace(session.round, ballots=(*session.round.ballots, again)), Phase.VOTE)


def _reveal(session: Session) -> Session | Rejected:
    if session.phase is not Phase.HOW_YOU_VOTED:
        return Rejected("QA's score comes after the room has seen how it voted")
    return _with_round(session, replace(session.round, is_revealed=True), Phase.SCORE)


def _continue(session: Session) -> Session | Rejected:
    if session.phase not in {Phase.SCORE, Phase.HOW_YOU_VOTED}:
        return Rejected("this call is not finished")
    if session.current + 1 == len(session.rounds):
        return replace(session, phase=Phase.WRAP_UP)
    return replace(session, current=session.current + 1, phase=Phase.BRIEF)


def _set_outcome(session: Session, outcome: Outcome) -> Session | Rejected:
    if session.phase is not Phase.SCORE:
        return Rejected("an outcome is agreed after QA's score")
    return _with_round(session, replace(session.round, outcome=outcome))


def _note(session: Session, text: str) -> Session | Rejected:
    if session.phase not in {Phase.HOW_YOU_VOTED, Phase.SCORE}:
        return Rejected("a room note belongs to a call whose votes have been seen")
    return _with_round(session, replace(session.round, note=text))


def open_session(event: events.Opened) -> Session | Rejected:
    """The state that the first event makes."""
    if not event.calls:
        return Rejected("a session needs at least one call")
    if not 1 <= event.seats <= MOST_SEATS:
        return Rejected(f"a session has 1 to {MOST_SEATS} seats")
    return Session(event.seats, tuple(CallRound(brief) for brief in event.calls), 0, Phase.OPENING)


def apply(session: Session, event: events.Event) -> Session | Rejected:
    """The state after `event`, or why it does not fit."""
    match event:
        case events.Opened():
            return Rejected("the session is already open")
        case events.SeatsChanged(seats=seats):
            return _change_seats(session, seats)
        case events.Moved(to=to):
            return _move(session, to)
        case events.Cast():
            return _cast(session, event)
        case events.Undone():
            return _undo(session)
        case events.VotesTaken():
            return _take_votes(session)
        case events.DistributionShown():
            return _show(session)
        case events.VotedAgain():
            return _vote_again(session)
        case events.ScoreRevealed():
            return _reveal(session)
        case events.OutcomeAgreed(outcome=outcome):
            return _set_outcome(session, outcome)
        case events.Noted(text=text):
            return _note(session, text)
        case events.Continued():
            return _continue(session)
        case events.Closed():
            if session.phase is not Phase.WRAP_UP:
                return Rejected("the session is closed from its wrap-up")
            return replace(session, phase=Phase.CLOSED)


def replay(recorded: Iterable[events.Event]) -> Session | Rejected:
    """The state after all events, the first of which opens the session."""
    state: Session | Rejected | None = None
    for event in recorded:
        if state is None:
            state = (
                open_session(event)
                if isinstance(event, events.Opened)
                else Rejected("the log does not begin with an opening")
            )
        elif isinstance(state, Session):
            state = apply(state, event)
        if isinstance(state, Rejected):
            return state
    return state if state is not None else Rejected("the log is empty")
