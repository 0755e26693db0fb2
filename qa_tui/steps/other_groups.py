"""What other groups have done with a plan of the same criterion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from qa_tui.domain.cycle import running_cycle
from qa_tui.domain.session import Session
from qa_tui.domain.session_rules import replay
from qa_tui.reports.plan_words import day_words
from qa_tui.steps.half_day import plans_of
from qa_tui.steps.packet import PacketStore

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from qa_tui.domain.cycle import Cycle
    from qa_tui.domain.excerpt import ApprovedExcerpt
    from qa_tui.domain.recorded import SessionSummary
    from qa_tui.domain.session_events import Event


class GroupStore(PacketStore, Protocol):
    """What knows which groups have been trained."""

    def cycles(self) -> tuple[Cycle, ...]: ...
    def sessions(self) -> tuple[SessionSummary, ...]: ...
    def events(self, session: str) -> tuple[Event, ...]: ...


@dataclass(frozen=True, slots=True)
class PlayedBefore:
    """The plan on a criterion that a group has played last."""

    groups: int
    """How many have played it."""
    excerpts: dict[str, ApprovedExcerpt]
    """Key of a call -> what was approved of it."""
    cycle: Cycle | None
    """That it belongs to, while it runs."""
    voted: frozenset[str] = frozenset()
    """Keys of the calls that were voted on: to the same people they are a matter of memory."""

    def words(self, planned: Iterable[str]) -> str:
        """Whether a group has seen QA's scores of the calls that are `planned` now, by their keys; empty where that is past."""
        unused = len(self.excerpts.keys() - self.voted)
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
    excerpts, voted = store.excerpts_of(last), _voted_in(store, last)
    return PlayedBefore(
        groups, excerpts, cycle, frozenset(key for key, excerpt in excerpts.items() if excerpt.id in voted)
    )


def _voted_in(store: GroupStore, plan: str) -> set[str]:
    """Ids of the excerpts on which a session of the plan has votes: not those that it passed over, or has not come to."""
    states = [replay(store.events(held.id)) for held in store.sessions() if plan in plans_of(store, held.plan)]
    return {
        played.brief.excerpt
        for state in states
        if isinstance(state, Session)
        for played in state.rounds
        if played.first_ballot is not None and any(played.first_ballot.entries) and not played.is_skipped
    }
