"""A drafted session as a page: for whoever has to agree to it. Private: it names calls and agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.safe_text import safe_line
from qa_tui.reports.page import Page, Section, Table
from qa_tui.reports.plan_words import ROLES, USES, calendar_lines, cost, level_list, objective_words, plan_cautions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.plan_draft import PlanDraft
    from qa_tui.domain.plan_state import PlanState


def plan_page(drafts: Sequence[PlanDraft], state: PlanState) -> Page:
    """The plan as it stands; nothing in it says that an excerpt is approved. Two drafts share a half-day."""
    first = drafts[0]
    agenda = Table("Agenda", ("what", "minutes"), tuple((item.what, item.minutes) for item in first.agenda.items))
    cautions = dict.fromkeys(caution for draft in drafts for caution in plan_cautions(draft))
    facts = (
        *(draft.advice for draft in drafts),
        first.agenda.words(),
        cost(first, state.seats),
        *(f"To settle: {caution}" for caution in cautions),
    )
    return Page(
        title=f"Session plan: {safe_line(' and '.join(draft.criterion.name for draft in drafts), 120)}",
        answer=safe_line(" ".join(map(objective_words, drafts)), 900),
        facts=tuple(text for text in facts if text),
        sections=(
            *(section for draft in drafts for section in _sections(draft, is_one=len(drafts) == 1)),
            Section("Agenda", (), (agenda,)),
        ),
    )


def _sections(draft: PlanDraft, *, is_one: bool) -> tuple[Section, ...]:
    """What there is to say of one criterion."""
    on = "" if is_one else f"{safe_line(draft.criterion.name, 80)}: "
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
    levels = Table("Levels", ("level", "what it means"), level_list(draft.criterion))
    patterns = Table(
        "How the low calls fail",
        ("pattern", "low calls by the level given", "mentioned in comments"),
        tuple((pattern.title, len(pattern.calls), len(pattern.mentioned)) for pattern in draft.patterns),
    )
    dates = Table("Dates", ("what", "when"), calendar_lines(draft.calendar))
    return (
        Section(f"{on}Calls".strip(), (), (calls,)),
        Section(f"{on}What we listen for", (draft.criterion.asks,), (levels,)),
        *((Section(f"{on}How the low calls fail", (), (patterns,)),) if draft.patterns else ()),
        Section(f"{on}When it is measured", (draft.measurable.words(),), (dates,)),
    )
