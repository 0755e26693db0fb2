"""What a plan is drafted from: found in a thread of its own, while keys are heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from qa_tui.steps.identifying import HeardCalls, find_groups
from qa_tui.steps.invited import find_invitable
from qa_tui.steps.plan_draft import lay_ground

if TYPE_CHECKING:
    from qa_tui.domain.gaps import GapReport
    from qa_tui.domain.identifying import Groups
    from qa_tui.domain.invited import InvitedGroup
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.scope import Scope
    from qa_tui.steps.loaded import Loaded
    from qa_tui.steps.plan_draft import PlanGround
    from qa_tui.steps.services import Services

Question = tuple["Loaded", str, "Scope"]
"""What a plan answers: of which files, on which criterion, in which scope."""


@dataclass
class GroundLaid(Message):
    """The answer to a question."""

    question: Question
    ground: PlanGround | None
    groups: Groups
    heard: HeardCalls
    invitable: tuple[InvitedGroup, ...]


def find_ground(
    question: Question, report: GapReport | None, criterion: Criterion, also: frozenset[str], services: Services
) -> GroundLaid:
    """Everything that a draft needs; `also` are calls that are in the plan without a transcript file."""
    loaded, _, scope = question
    gap = report.criterion(criterion.id) if report else None
    ground = lay_ground(loaded, scope, criterion, gap, also)
    agents = {call.agent for call in ground.pool.candidates} if ground else set()
    groups = find_groups(loaded, scope, agents)
    heard = HeardCalls(loaded, services.read_transcript)
    # A second detector takes seconds to load: here no key waits for it.
    services.detectors()
    return GroundLaid(question, ground, groups, heard, find_invitable(loaded, scope))
