"""Takes two plans into one session, and parts them again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from qa_tui.domain.agenda import Length
from qa_tui.domain.half_day import OtherHalf
from qa_tui.domain.vote_set import Use, votes_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from qa_tui.domain.rubric import Criterion
    from qa_tui.steps.packet import PacketStore


class PairedPlans(Protocol):
    """What knows which plans share a session."""

    def second_of(self, plan: str) -> str | None: ...


def plans_of(store: PairedPlans, plan: str) -> tuple[str, ...]:
    """The plan, and the one that a half-day plays after it."""
    second = store.second_of(plan)
    return (plan,) if second is None else (plan, second)


def other_half(store: PacketStore, plan: str) -> OtherHalf | None:
    """What shares the session with `plan`; None where it has one to itself."""
    first = store.first_of(plan)
    other = first or store.second_of(plan)
    if other is None:
        return None
    approved = store.approved(other)
    return OtherHalf(
        plan=other,
        name=store.plan_criterion(other).name,
        is_first=first is not None,
        approved=sum(excerpt.use is Use.VOTE for excerpt in approved.values()),
        planned=votes_for(store.plan_state(other).lows),
        calls=frozenset(approved),
    )


def join(
    store: PacketStore, plan: str, criterion: Criterion, workspace: str, new_id: Callable[[], str], now: datetime
) -> None:
    """Make `plan` the first half of a half-day, with the open plan of `criterion`, or a new one, as the second."""
    second = store.open_plan(workspace, criterion.id)
    if second is None:
        second = new_id()
        store.make_plan(second, workspace, criterion, now)
    store.pair(plan, second)
    _set_length(store, (plan, second), Length.HALF_DAY, now)


def part(store: PacketStore, plan: str, now: datetime) -> None:
    """Give each of two plans a session to itself again; what is approved stays approved."""
    first = store.first_of(plan) or plan
    second = store.second_of(first)
    if second is not None:
        store.pair(first, None)
        _set_length(store, (first, second), Length.SESSION, now)


def _set_length(store: PacketStore, plans: tuple[str, ...], length: Length, now: datetime) -> None:
    selection = store.plan_state(plans[0]).selection
    for plan in plans:
        state = store.plan_state(plan)
        store.save_state(plan, replace(state, length=length, selection=state.selection or selection), now)
