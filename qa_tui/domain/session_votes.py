"""Votes in the session's state machine: cast, counted, taken back, put right, and the seats they belong to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa_tui.domain.session import COUNTED, MOST_SEATS, Ballot, Phase, Rejected, Session
from qa_tui.domain.session_events import Vote, VoteKind

if TYPE_CHECKING:
    from qa_tui.domain import session_events as events

VOTING = frozenset({Phase.VOTE, Phase.TRIAL})
OVER = frozenset({Phase.WRAP_UP, Phase.CLOSED})


def _is_level(session: Session, vote: Vote) -> bool:
    return vote.kind is not VoteKind.LEVEL or vote.level in session.round.brief.scale.vote_levels()


def cast(session: Session, event: events.Cast) -> Session | Rejected:
    ballot = session.ballot
    if session.phase not in VOTING or ballot is None:
        return Rejected("votes are not being taken now")
    if ballot.is_tally:
        return Rejected("these votes were counted, and belong to no seat: take them back and count again")
    if not 0 <= event.seat < session.seats:
        return Rejected(f"there is no seat {event.seat + 1}")
    if not _is_level(session, event.vote):
        return Rejected("that is not a level of this scale")
    entries = (*ballot.entries[: event.seat], event.vote, *ballot.entries[event.seat + 1 :])
    replaced = (*ballot.replaced, (event.seat, ballot.entries[event.seat]))
    return session.with_ballot(replace(ballot, entries=entries, replaced=replaced))


def fill_in(session: Session, event: events.FilledIn) -> Session | Rejected:
    ballot = session.ballot
    if session.phase not in VOTING or ballot is None:
        return Rejected("votes are not being taken now")
    apart = ballot.apart
    if event.is_tally:
        # Counted hands belong to no seat: as many places as there are seats that count, and the rest stay empty.
        apart = tuple(range(session.seats - len(apart), session.seats))
    room_for = session.seats - len(apart) if event.is_tally else session.seats
    if len(event.votes) > room_for:
        return Rejected(f"{len(event.votes)} votes for {room_for} seats")
    if not all(vote is None or _is_level(session, vote) for vote in event.votes):
        return Rejected("that is not a level of this scale")
    if all(vote is None for vote in event.votes):
        return Rejected("there is no vote in it")
    entries = (*event.votes, *((None,) * (session.seats - len(event.votes))))
    return session.with_ballot(Ballot(entries, is_tally=event.is_tally, before=ballot, apart=apart))


def undo(session: Session) -> Session | Rejected:
    ballot, ballots = session.ballot, session.round.ballots
    if session.phase is Phase.VOTE and len(ballots) > 1 and ballot is not None and ballot.is_untouched:
        # A second vote that nobody has begun is taken back whole.
        return session.with_round(replace(session.round, ballots=ballots[:-1]), Phase.HOW_YOU_VOTED)
    if session.phase not in VOTING or ballot is None or not (ballot.replaced or ballot.before):
        return Rejected("there is no vote to take back")
    if not ballot.replaced:
        before = ballot.before
        assert before is not None
        entries = (*before.entries, *((None,) * session.seats))[: max(session.seats, len(before.entries))]
        return replace(session.with_ballot(replace(before, entries=entries)), seats=len(entries))
    seat, earlier = ballot.replaced[-1]
    entries = (*ballot.entries[:seat], earlier, *ballot.entries[seat + 1 :])
    return session.with_ballot(replace(ballot, entries=entries, replaced=ballot.replaced[:-1]))


def take_votes(session: Session) -> Session | Rejected:
    ballot = session.ballot
    if session.phase not in VOTING or ballot is None:
        return Rejected("votes are not being taken now")
    if ballot.is_empty:
        is_again = session.phase is Phase.VOTE and len(session.round.ballots) > 1
        return Rejected(f"nobody has voted yet{': backspace takes the second vote back' if is_again else ''}")
    return replace(session, phase=Phase.VOTES_IN if session.phase is Phase.VOTE else Phase.TRIAL_SHOWN)


def return_votes(session: Session) -> Session | Rejected:
    if session.phase is not Phase.VOTES_IN:
        return Rejected("votes go on only before the room has seen how it voted")
    return to_vote(session)


def to_vote(session: Session) -> Session:
    """To the vote; a ballot from before seats came or went gets its empty places, and keeps the ones with votes."""
    ballot = session.round.ballots[-1] if session.round.ballots else Ballot((), apart=session.apart)
    seats = max(session.seats, len(ballot.entries)) if not ballot.is_empty else session.seats
    entries = (*ballot.entries, *((None,) * seats))[:seats]
    voting = replace(session, seats=seats, phase=Phase.VOTE)
    return voting.with_round(
        replace(session.round, ballots=(*session.round.ballots[:-1], replace(ballot, entries=entries)))
    )


def correct(session: Session, event: events.Corrected) -> Session | Rejected:
    ballot = session.ballot
    if session.phase not in {Phase.VOTES_IN, Phase.HOW_YOU_VOTED} or ballot is None or session.round.is_revealed:
        return Rejected("a vote is put right between the votes being in and QA's score")
    if ballot.is_tally:
        return Rejected(COUNTED)
    if not 0 <= event.seat < len(ballot.entries):
        return Rejected(f"there is no seat {event.seat + 1}")
    if not _is_level(session, event.vote):
        return Rejected("that is not a level of this scale")
    if not event.reason.strip():
        return Rejected("a correction needs its reason")
    entries = (*ballot.entries[: event.seat], event.vote, *ballot.entries[event.seat + 1 :])
    changed = session.with_ballot(replace(ballot, entries=entries, replaced=(), before=None))
    return changed.with_round(replace(changed.round, corrections=changed.round.corrections + 1))


def change_seats(session: Session, seats: int) -> Session | Rejected:
    if not 1 <= seats <= MOST_SEATS:
        return Rejected(f"a session has 1 to {MOST_SEATS} seats")
    if session.phase in OVER:
        return Rejected("the session is over")
    apart = tuple(seat for seat in session.apart if seat < seats)
    if len(apart) == seats:
        return Rejected("somebody has to count: seats that are counted apart are left alone")
    session = replace(session, apart=apart)
    ballot = session.ballot
    if session.phase not in {Phase.BRIEF, Phase.EXCERPT, *VOTING} or ballot is None:
        return replace(session, seats=seats)
    if any(entry is not None for entry in ballot.entries[seats:]):
        return Rejected("that seat has voted: take its vote back first")
    entries = (*ballot.entries[:seats], *((None,) * (seats - len(ballot.entries))))
    here = tuple(seat for seat in ballot.apart if seat < seats)
    return replace(session.with_ballot(replace(ballot, entries=entries, apart=here)), seats=seats)


def set_apart(session: Session, seats: tuple[int, ...]) -> Session | Rejected:
    if session.phase not in {Phase.OPENING, Phase.BRIEF}:
        return Rejected("who is counted apart is said before a vote")
    if any(not 0 <= seat < session.seats for seat in seats):
        return Rejected(f"there are seats 1 to {session.seats}")
    if len(set(seats)) == session.seats:
        return Rejected("somebody has to count")
    return replace(session, apart=tuple(sorted(set(seats))))
