"""A drafted session as a page: for whoever has to agree to it. Private: it names calls and agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.safe_text import safe_line
from qa_tui.reports.page import Page, Section, Table
from qa_tui.reports.plan_words import ROLES, USES, calendar_lines, cost, level_list, plan_cautions

if TYPE_CHECKING:
    from qa_tui.domain.plan_draft import PlanDraft
    from qa_tui.domain.plan_state import PlanState


def plan_page(draft: PlanDraft, state: PlanState) -> Page:
    """The plan as it stands; nothing in it says that an excerpt is approved."""
    calls = Table(
        "Calls",
        ("for", "score", "percent", "call type", "agent", "call", "why"),
        tuple(
            (
                USES[pick.use], ROLES[pick.candidate.role], round(pick.candidate.percent), pick.candidate.call_type,
                pick.candidate.agent, pick.candidate.call_id, pick.why,
            )
            for pick in draft.vote_set.picks
        ),
    )  # fmt: skip
    agenda = Table("Agenda", ("what", "minutes"), tuple((item.what, item.minutes) for item in draft.agenda.items))
    levels = Table("Levels", ("level", "what it means"), level_list(draft.criterion))
    patterns = Table(
        "How the low calls fail",
        ("pattern", "low calls by the level given", "mentioned in comments"),
        tuple((pattern.title, len(pattern.calls), len(pattern.mentioned)) for pattern in draft.patterns),
    )
    dates = Table("Dates", ("what", "when"), calendar_lines(draft.calendar))
    return Page(
        title=f"Session plan: {safe_line(draft.criterion.name, 80)}",
        answer=safe_line(draft.objective, 600),
        facts=tuple(
            text
            for text in (
                draft.advice,
                draft.agenda.words(),
                cost(draft, state.seats),
                *(f"To settle: {caution}" for caution in plan_cautions(draft)),
            )
            if text
        ),
        sections=(
            Section("Calls", (), (calls,)),
            Section("Agenda", (), (agenda,)),
            Section("What we listen for", (draft.criterion.asks,), (levels,)),
            *((Section("How the low calls fail", (), (patterns,)),) if draft.patterns else ()),
            Section("When it is measured", (draft.measurable.words(),), (dates,)),
        ),
    )
