"""A whole session, drafted and ready for a person's yes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa_tui.domain.agenda import Agenda
    from qa_tui.domain.failure_pattern import FailurePattern
    from qa_tui.domain.measurable import Measurable
    from qa_tui.domain.measuring import MeasuringCalendar
    from qa_tui.domain.plan import Candidate
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.vote_set import VoteSet


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """Private: it names calls and agents."""

    criterion: Criterion
    vote_set: VoteSet
    others: tuple[Candidate, ...]
    """Calls that could be taken instead."""
    objective: str
    agenda: Agenda
    calendar: MeasuringCalendar
    measurable: Measurable
    patterns: tuple[FailurePattern, ...]
    advice: str
    """What the method says instead of a team session; empty where it says one."""
