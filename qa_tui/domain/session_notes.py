"""The session as a state machine, second part: what a room notes. A note that does not fit is answered with `Rejected`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa_tui.domain.session import MOST_SEATS, Phase, Rejected, Session

if TYPE_CHECKING:
    from qa_tui.domain import session_events as events
    from qa_tui.domain.disagreement import Outcome

AFTER_VOTES = frozenset({Phase.HOW_YOU_VOTED, Phase.SCORE})
"""The room has seen how it voted, and works on this call."""
AT_THE_END = frozenset({Phase.SAY_IT_BETTER, Phase.WRAP_UP})
_TALKING = frozenset({*AFTER_VOTES, Phase.PARTNER, *AT_THE_END})
MOST_LINES = 99


def set_outcome(session: Session, outcome: Outcome) -> Session | Rejected:
    if session.phase is not Phase.SCORE:
        return Rejected("an outcome is agreed after QA's score")
    return session.with_round(replace(session.round, outcome=outcome))


def note(session: Session, text: str) -> Session | Rejected:
    if session.phase not in AFTER_VOTES:
        return Rejected("a room note belongs to a call whose votes have been seen")
    return session.with_round(replace(session.round, note=text))


def cite(session: Session, lines: tuple[int, ...]) -> Session | Rejected:
    if session.phase not in AFTER_VOTES:
        return Rejected("lines are cited after the votes have been seen")
    if len(lines) > MOST_LINES or any(number < 1 for number in lines):
        return Rejected("these are not lines of the excerpt")
    return session.with_round(replace(session.round, cited=tuple(sorted(set(lines)))))


def park(session: Session, event: events.Parked) -> Session | Rejected:
    if session.phase not in _TALKING:
        return Rejected("something is parked after the votes have been seen")
    if not event.item.text.strip():
        return Rejected("what is parked needs a sentence")
    return replace(session, parked=(*session.parked, event.item))


def count_barriers(session: Session, event: events.BarriersCounted) -> Session | Rejected:
    if session.phase not in AT_THE_END:
        return Rejected("these cards are counted at the end")
    if any(count < 0 for _, count in event.counts) or sum(count for _, count in event.counts) > MOST_SEATS:
        return Rejected(f"a room has 1 to {MOST_SEATS} cards")
    return replace(session, barriers=tuple((topic, count) for topic, count in event.counts if count))


def count_cards(session: Session, event: events.CardsCounted) -> Session | Rejected:
    if session.phase not in AT_THE_END:
        return Rejected("these cards are counted at the end")
    if any(not 0 <= n <= MOST_SEATS for c in (event.fair, event.useful) for n in (c.yes, c.no, c.answered)):
        return Rejected(f"a room has 1 to {MOST_SEATS} cards")
    return replace(session, fair=event.fair, useful=event.useful)
