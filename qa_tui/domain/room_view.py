"""What the room may see of the current call, phase by phase, as types that cannot hold more.

Before the votes are in a screen is handed a `HiddenRound`: marks, never levels. No type here has a field for the agent or
the call, and only `RevealedRound` has one for the actual score.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qa_tui.domain.session import Phase
from qa_tui.domain.session_events import VoteKind

if TYPE_CHECKING:
    from qa_tui.domain.disagreement import ActualScore, Judgement, Outcome
    from qa_tui.domain.session import Session
    from qa_tui.domain.session_events import CallBrief


class Mark(StrEnum):
    """All that is shown of a seat while votes are taken."""

    IN = "in"
    NO_VOTE = "no vote"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class HiddenRound:
    """What the room may see until the votes are in: which seats have voted, not what."""

    number: int
    of: int
    brief: CallBrief
    phase: Phase
    again: bool
    marks: tuple[Mark, ...]
    next_seat: int


@dataclass(frozen=True, slots=True)
class TalliedRound:
    """What the room may see once the votes are in: totals, and after `how you voted` the distribution."""

    number: int
    of: int
    brief: CallBrief
    phase: Phase
    again: bool
    levels: tuple[float, ...]
    """Votes of the latest ballot, in order of level, so that no seat can be read from them."""
    passed: int
    not_applicable: int
    wording: int
    no_vote: int
    outcome: Outcome | None = None
    note: str = ""
    cited: tuple[int, ...] = ()
    """Numbers of the lines that made people decide."""


@dataclass(frozen=True, slots=True)
class RevealedRound:
    """What the room may see after the reveal: its votes and the score, still without the call or the agent."""

    tally: TalliedRound
    actual: ActualScore
    judgement: Judgement
    """Of the votes in `tally`."""


def room_view(session: Session) -> HiddenRound | TalliedRound:
    """What the screen gets of the current call before the reveal."""
    current, ballot = session.round, session.ballot
    number, of = session.number, session.of
    again = len(current.ballots) > 1
    if ballot is None or session.phase in {
        Phase.OPENING,
        Phase.TRIAL,
        Phase.BRIEF,
        Phase.EXCERPT,
        Phase.VOTE,
    }:
        entries = ballot.entries if ballot else (None,) * session.seats
        marks = tuple(
            Mark.MISSING if entry is None else Mark.NO_VOTE if entry.kind is VoteKind.NO_VOTE else Mark.IN
            for entry in entries
        )
        return HiddenRound(number, of, current.brief, session.phase, again, marks, ballot.next_seat if ballot else 0)
    return TalliedRound(
        number=number,
        of=of,
        brief=current.brief,
        phase=session.phase,
        again=again,
        levels=tuple(sorted(ballot.levels())),
        passed=ballot.count(VoteKind.PASS),
        not_applicable=ballot.count(VoteKind.NOT_APPLICABLE),
        wording=ballot.count(VoteKind.WORDING),
        no_vote=ballot.without_vote,
        outcome=current.outcome,
        note=current.note,
        cited=current.cited,
    )
