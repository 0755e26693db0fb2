"""What other groups have done with a plan of the same criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from qa_tui.domain.cycle import running_cycle
from qa_tui.domain.vote_set import Use
from qa_tui.reports.plan_words import day_words
from qa_tui.steps.packet import PacketStore

if TYPE_CHECKING:
    from datetime import date

    from qa_tui.domain.cycle import Cycle


class GroupStore(PacketStore, Protocol):
    """What knows which groups have been trained."""

    def cycles(self) -> tuple[Cycle, ...]: ...


def voted_before(store: GroupStore, workspace: str, criterion: str) -> frozenset[str]:
    """Keys of the calls that the last session on `criterion` voted on: to the same people they are a matter of memory."""
    played = store.last_played(workspace, criterion)
    seen = store.excerpts_of(played[0]) if played else {}
    return frozenset(key for key, excerpt in seen.items() if excerpt.use is Use.VOTE)


def seen_before(store: GroupStore, workspace: str, criterion: str, plan: str | None, today: date) -> str:
    """Whether a group has seen QA's scores of the calls of `plan`, in a sentence.

    Empty where none played a plan, or where the cycle of those that did is over: then a plan is made afresh.
    """
    played = store.last_played(workspace, criterion)
    if played is None:
        return ""
    last, groups = played
    seen = store.excerpts_of(last)
    again = [key for key in (store.excerpts_of(plan) if plan else {}) if key in seen]
    unused = sum(excerpt.use is not Use.VOTE for excerpt in seen.values())
    who = "1 group has" if groups == 1 else f"{groups} groups have"
    if again:
        return f"{who} seen QA's scores of these calls; {unused} approved excerpts were not voted on."
    cycle = running_cycle(store.cycles(), workspace, store.plan_criterion(last), today)
    if cycle is None:
        return ""
    days = " and ".join(dict.fromkeys(day_words(held.held_on) for held in cycle.sessions))
    return f"Played on {days}: go on with 5, practice. For another group c takes the same calls, approved as they are. A new plan:"
