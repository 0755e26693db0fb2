"""An approved plan as it is printed: everything comes from the store, so no file needs to be open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from qa_tui.domain.agenda import make_agenda
from qa_tui.domain.plan import objective
from qa_tui.domain.vote_set import Use
from qa_tui.reports.printables.packet import Packet, PrintedCall
from qa_tui.steps.plan import PlanStore, playing_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from qa_tui.domain.disagreement import ActualScore
    from qa_tui.domain.excerpt import ApprovedExcerpt
    from qa_tui.domain.rubric import Criterion


class PacketStore(PlanStore, Protocol):
    """What printing needs of the store."""

    def plan_criterion(self, plan: str) -> Criterion: ...
    def sealed_score(self, excerpt: str) -> ActualScore: ...
    def copy_excerpts(self, plan: str, copy: str, new_id: Callable[[], str], now: datetime) -> None: ...
    def last_played(self, workspace: str, criterion: str) -> tuple[str, int] | None: ...


def packet_of(store: PacketStore, plan: str) -> Packet:
    """What is printed for a plan; only what is approved is in it."""
    criterion, state = store.plan_criterion(plan), store.plan_state(plan)
    approved = tuple(store.approved(plan).values())
    order = playing_order(approved, plan)

    def printed(excerpts: Iterable[ApprovedExcerpt], *, numbered: bool = False) -> tuple[PrintedCall, ...]:
        calls = []
        for place, excerpt in enumerate(excerpts, 1):
            actual = store.sealed_score(excerpt.id)
            said = ", ".join(actual.originals or tuple(actual.scale.word(value) for value in actual.each))
            by = "scored automatically, not checked by a person" if actual.automatic else _scorers(len(actual.each))
            calls.append(
                PrintedCall(place if numbered else 0, excerpt.call_type, excerpt.turns, excerpt.first_line, said, by)
            )
        return tuple(calls)

    partners = [excerpt for excerpt in approved if excerpt.use is Use.PARTNER]
    return Packet(
        criterion=criterion,
        objective=state.objective or objective(criterion),
        agenda=make_agenda(state.length, (len(order),), has_partner=bool(partners)),
        seats=state.seats,
        session=state.session,
        voted=printed(order, numbered=True),
        partners=printed(partners),
        reserve=printed(excerpt for excerpt in approved if excerpt.use is Use.RESERVE),
    )


def _scorers(count: int) -> str:
    return "one human scorer" if count == 1 else f"{count} human scorers"
