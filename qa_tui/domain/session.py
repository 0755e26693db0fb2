"""The state of a live session.

It holds votes, phases and outcomes. It cannot hold the actual score, the agent or the call: no field of it could carry them,
so nothing that is drawn from it before the reveal can show them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from qa_tui.domain.session_events import CallBrief, Vote, VoteKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa_tui.domain.disagreement import Outcome
    from qa_tui.domain.parking import CardCount, ParkedItem, Topic

MOST_SEATS = 60


class Phase(StrEnum):
    """Where the session is."""

    OPENING = "opening"
    TRIAL = "trial"
    """A vote on nothing, so that everybody knows how it goes. It enters no statistic."""
    TRIAL_SHOWN = "trial_shown"
    BRIEF = "brief"
    EXCERPT = "excerpt"
    VOTE = "vote"
    VOTES_IN = "votes_in"
    HOW_YOU_VOTED = "how_you_voted"
    SCORE = "score"
    PARTNER = "partner"
    """The good call of the same type is read."""
    SAY_IT_BETTER = "say_it_better"
    WRAP_UP = "wrap_up"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Ballot:
    """One blind vote of the room: an entry per seat, and what each entry replaced."""

    entries: tuple[Vote | None, ...]
    replaced: tuple[tuple[int, Vote | None], ...] = ()
    is_tally: bool = False
    """Counted level by level: which seat gave which vote is not known."""
    before: Ballot | None = None
    """What a whole row of votes replaced."""
    apart: tuple[int, ...] = ()
    """Seats of leaders and of whoever scored: they vote with the others, and are in no count that is shown."""

    @property
    def is_empty(self) -> bool:
        return all(entry is None for entry in self.entries)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was typed into it, not even to be taken back."""
        return self.is_empty and not self.replaced and self.before is None

    @property
    def missing(self) -> int:
        """Places without a vote; of counted hands only those of seats that count."""
        return sum(entry is None for entry in (self.counted if self.is_tally else self.entries))

    @property
    def next_seat(self) -> int:
        """Index of the seat that votes next: the first empty one after the last entry, else the seat of the last entry."""
        last = self.replaced[-1][0] if self.replaced else -1
        order = [*range(last + 1, len(self.entries)), *range(last + 1)]
        return next((seat for seat in order if self.entries[seat] is None), max(last, 0))

    @property
    def counted(self) -> tuple[Vote | None, ...]:
        """What the seats that count have said."""
        return tuple(entry for seat, entry in enumerate(self.entries) if seat not in self.apart)

    def levels(self) -> tuple[float, ...]:
        return _levels(self.counted)

    def levels_apart(self) -> tuple[float, ...]:
        """What leaders and scorers gave: for the debrief alone."""
        return _levels(entry for seat, entry in enumerate(self.entries) if seat in self.apart)

    @property
    def without_vote(self) -> int:
        """Seats that count and gave no vote, whether that was typed or not."""
        return self.count(VoteKind.NO_VOTE) + sum(entry is None for entry in self.counted)

    def count(self, kind: VoteKind) -> int:
        return sum(entry is not None and entry.kind is kind for entry in self.counted)


def _levels(entries: Iterable[Vote | None]) -> tuple[float, ...]:
    return tuple(v.level for v in entries if v and v.kind is VoteKind.LEVEL and v.level is not None)


COUNTED = "these votes were counted, not taken seat by seat: take them back and count again"
"""Why no single one of them can be put right."""


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
    cited: tuple[int, ...] = ()
    """Numbers of the lines that made people decide."""
    is_skipped: bool = False
    """Another call was taken instead; it enters no statistic."""
    corrections: int = 0
    """Votes that were typed wrongly and put right after the votes were in."""

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
    reserve: tuple[CallBrief, ...] = ()
    parked: tuple[ParkedItem, ...] = ()
    barriers: tuple[tuple[Topic, int], ...] = ()
    """Cards that answered what stands in the way of the top level."""
    fair: CardCount | None = None
    useful: CardCount | None = None
    trial: Ballot | None = None
    entered_afterwards: bool = False
    """Typed in from paper after the room had gone."""
    apart: tuple[int, ...] = ()
    """Seats that are counted apart from the next ballot on."""
    is_calibration: bool = False
    """Seats are linked with names, which the opening says."""

    @property
    def round(self) -> CallRound:
        return self.rounds[self.current]

    def numbered(self) -> Iterator[tuple[int, CallRound]]:
        """The calls that the room works on, each with its number."""
        return enumerate((played for played in self.rounds if not played.is_skipped), 1)

    @property
    def number(self) -> int:
        """Which call the room is on, counted from 1; calls that were passed over do not count."""
        return sum(not played.is_skipped for played in self.rounds[: self.current + 1])

    @property
    def of(self) -> int:
        """Calls that the room works on."""
        return sum(not played.is_skipped for played in self.rounds)

    @property
    def ballot(self) -> Ballot | None:
        if self.phase in {Phase.TRIAL, Phase.TRIAL_SHOWN}:
            return self.trial
        return self.round.ballots[-1] if self.round.ballots else None

    def with_round(self, changed: CallRound, phase: Phase | None = None) -> Session:
        """The same with the call that is on changed, and perhaps in another phase."""
        rounds = (*self.rounds[: self.current], changed, *self.rounds[self.current + 1 :])
        return replace(self, rounds=rounds, phase=phase or self.phase)

    def with_ballot(self, ballot: Ballot) -> Session:
        """The same with the ballot that is on changed."""
        if self.phase in {Phase.TRIAL, Phase.TRIAL_SHOWN}:
            return replace(self, trial=ballot)
        return self.with_round(replace(self.round, ballots=(*self.round.ballots[:-1], ballot)))

    def votes(self) -> int:
        """Votes that stand so far, in every ballot; a seat that said it has no vote is none."""
        return sum(map(_is_vote, (entry for r in self.rounds for b in r.ballots for entry in b.entries)))

    def first_votes(self) -> int:
        """Those of the blind first ballots, which statistics are made of."""
        first = (r.first_ballot for r in self.rounds)
        return sum(map(_is_vote, (entry for ballot in first if ballot for entry in ballot.entries)))


def _is_vote(entry: Vote | None) -> bool:
    return entry is not None and entry.kind is not VoteKind.NO_VOTE


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why an event does not fit the state. Nothing has changed."""

    reason: str

    @property
    def sentence(self) -> str:
        """The reason as a sentence of its own."""
        return f"{self.reason[:1].upper()}{self.reason[1:]}."
