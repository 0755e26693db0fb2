"""An approved plan as it is printed: everything comes from the store, so no file needs to be open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from qa_tui.domain.agenda import make_agenda
from qa_tui.domain.plan import objective
from qa_tui.domain.vote_set import Use
from qa_tui.reports.printables.packet import Packet, Part, PrintedCall
from qa_tui.steps.half_day import plans_of
from qa_tui.steps.plan import PlanStore, playing_order

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from qa_tui.domain.disagreement import ActualScore
    from qa_tui.domain.excerpt import ApprovedExcerpt
    from qa_tui.domain.rubric import Criterion


class PacketStore(PlanStore, Protocol):
    """What printing needs of the store."""

    def plan_criterion(self, plan: str) -> Criterion: ...
    def sealed_score(self, excerpt: str) -> ActualScore: ...
    def pair(self, plan: str, second: str | None) -> None: ...
    def second_of(self, plan: str) -> str | None: ...
    def first_of(self, plan: str) -> str | None: ...
    def copy_excerpts(self, plan: str, copy: str, new_id: Callable[[], str], now: datetime) -> None: ...
    def last_played(self, workspace: str, criterion: str) -> tuple[str, int] | None: ...


def packet_of(store: PacketStore, plan: str) -> Packet:
    """What is printed for a plan, and for the one that a half-day plays after it; only what is approved is in it."""
    state = store.plan_state(plan)
    parts: list[Part] = []
    for part in plans_of(store, plan):
        parts.append(_part(store, part, sum(len(before.voted) for before in parts)))
    return Packet(
        parts=tuple(parts),
        agenda=make_agenda(
            state.length, [len(part.voted) for part in parts], has_partner=any(part.partners for part in parts)
        ),
        seats=state.seats,
        session=state.session,
    )


def _part(store: PacketStore, plan: str, before: int) -> Part:
    criterion, state = store.plan_criterion(plan), store.plan_state(plan)
    approved = tuple(store.approved(plan).values())
    numbers = {excerpt.id: number for number, excerpt in enumerate(playing_order(approved, plan), before + 1)}

    def printed(use: Use) -> tuple[PrintedCall, ...]:
        chosen = sorted((e for e in approved if e.use is use), key=lambda e: numbers.get(e.id, 0))
        return tuple(_printed(e, store.sealed_score(e.id), numbers.get(e.id, 0)) for e in chosen)

    return Part(
        criterion=criterion,
        objective=state.objective or objective(criterion),
        voted=printed(Use.VOTE),
        partners=printed(Use.PARTNER),
        reserve=printed(Use.RESERVE),
    )


def _printed(excerpt: ApprovedExcerpt, actual: ActualScore, number: int) -> PrintedCall:
    said = ", ".join(actual.originals or tuple(actual.scale.word(value) for value in actual.each))
    return PrintedCall(
        number, excerpt.call_type, excerpt.turns, excerpt.first_line, said, actual.given_by, excerpt.is_played
    )
