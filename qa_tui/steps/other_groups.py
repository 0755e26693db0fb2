"""What other groups have done with a plan of the same criterion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from qa_tui.domain.cycle import running_cycle
from qa_tui.domain.vote_set import Use
from qa_tui.reports.plan_words import day_words
from qa_tui.steps.packet import PacketStore

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from qa_tui.domain.cycle import Cycle
    from qa_tui.domain.excerpt import ApprovedExcerpt


class GroupStore(PacketStore, Protocol):
    """What knows which groups have been trained."""

    def cycles(self) -> tuple[Cycle, ...]: ...


@dataclass(frozen=True, slots=True)
class PlayedBefore:
    """The plan on a criterion that a group has played last."""

    groups: int
    """How many have played it."""
    excerpts: dict[str, ApprovedExcerpt]
    """Key of a call -> what was approved of it."""
    cycle: Cycle | None
    """That it belongs to, while it runs."""

    @property
    def voted(self) -> frozenset[str]:
        """Keys of the calls that were voted on: to the same people they are a matter of memory."""
        return frozenset(key for key, excerpt in self.excerpts.items() if excerpt.use is Use.VOTE)

    def words(self, planned: Iterable[str]) -> str:
        """Whether a group has seen QA's scores of the calls that are `planned` now, by their keys; empty where that is past."""
        unused = sum(excerpt.use is not Use.VOTE for excerpt in self.excerpts.values())
        who = "1 group has" if self.groups == 1 else f"{self.groups} groups have"
        if any(key in self.excerpts for key in planned):
            return f"{who} seen QA's scores of these calls; {unused} approved excerpts were not voted on."
        if self.cycle is None:
            return ""
        days = " and ".join(dict.fromkeys(day_words(held.held_on) for held in self.cycle.sessions))
        return f"Played on {days}: 5 goes on with it, c is for another group."


def played_before(store: GroupStore, workspace: str, criterion: str, today: date) -> PlayedBefore | None:
    """What was played last on `criterion`; None where nothing was."""
    played = store.last_played(workspace, criterion)
    if played is None:
        return None
    last, groups = played
    cycle = running_cycle(store.cycles(), workspace, store.plan_criterion(last), today)
    return PlayedBefore(groups, store.excerpts_of(last), cycle)
