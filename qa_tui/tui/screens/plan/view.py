"""Step 3 in lines: the calls of the session, each with its state, and what is known about the plan."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.domain.plan import Approval, Readiness
from qa_tui.domain.plan_state import Permission
from qa_tui.domain.vote_set import Use
from qa_tui.reports.plan_words import (
    PERMISSIONS,
    ROLES,
    USES,
    calendar_lines,
    cost,
    objective_words,
    plan_cautions,
    work_left,
)
from qa_tui.reports.privacy_words import recognised_by
from qa_tui.reports.words import as_sentence, count_of
from qa_tui.tui.lines import EMPTY, column, cut, hanging, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa_tui.domain.excerpt import ApprovedExcerpt
    from qa_tui.domain.identifying import Groups
    from qa_tui.domain.invited import InvitedGroup
    from qa_tui.domain.plan import Candidate
    from qa_tui.domain.plan_draft import PlanDraft
    from qa_tui.domain.plan_state import PlanState
    from qa_tui.domain.rubric import Criterion
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line, Role


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One call: chosen for something, or one that could be taken instead."""

    candidate: Candidate
    use: Use | None
    """None for a call that is not chosen."""
    why: str = ""
    approval: Approval = Approval.OPEN
    permission: Permission = Permission.NOT_ASKED
    is_pinned: bool = False
    is_played: bool = False
    """The facilitator plays it with a player of their own."""
    is_voted_before: bool = False
    """A session has voted on it, and seen QA's score."""

    @property
    def is_chosen(self) -> bool:
        return self.use is not None

    @property
    def waits(self) -> bool:
        """Chosen, and not approved."""
        return self.is_chosen and self.approval is not Approval.APPROVED


def rows_of(
    draft: PlanDraft,
    state: PlanState,
    keys: Mapping[str, str],
    kept: Mapping[str, ApprovedExcerpt],
    voted_before: frozenset[str] = frozenset(),
) -> tuple[PlanRow, ...]:
    """The chosen calls, low ones first, each above its partner; then those that could be taken instead.

    `voted_before` are keys of calls that a session has voted on.
    """

    def row(candidate: Candidate, use: Use | None, why: str) -> PlanRow:
        excerpt, key = kept.get(candidate.call_id), keys[candidate.call_id]
        approval = Approval.OPEN if excerpt is None else Approval.LAPSED if excerpt.lapsed else Approval.APPROVED
        is_played = excerpt is not None and excerpt.is_played
        return PlanRow(
            candidate, use, why, approval, state.permission(key), key in state.pinned, is_played, key in voted_before
        )

    chosen = [row(pick.candidate, pick.use, pick.why) for pick in draft.vote_set.picks]
    return (*chosen, *(row(candidate, None, "") for candidate in draft.others))


def readiness(
    rows: Sequence[PlanRow], criterion: Criterion, *, needs_permission: bool, other_half: str = ""
) -> Readiness:
    waiting = [row for row in rows if row.waits]
    return Readiness(
        voted=sum(row.use is Use.VOTE for row in rows),
        to_approve=len(waiting),
        lapsed=sum(row.approval is Approval.LAPSED for row in waiting),
        permissions_open=to_ask(rows) if needs_permission else 0,
        other_half=other_half,
        is_bare=not any(level.text.strip() for level in criterion.levels),
    )


def to_ask(rows: Sequence[PlanRow]) -> int:
    """Chosen calls whose agent was not asked."""
    return sum(row.is_chosen and row.permission is Permission.NOT_ASKED for row in rows)


def sentence(
    draft: PlanDraft, ready: Readiness, rows: Sequence[PlanRow], *, needs_permission: bool, is_open: bool = False
) -> str:
    """Whether the session can start, and what is left to do; first of all whether one `is_open`."""
    if is_open:
        return f"{draft.criterion.name}. A session is open: 4 goes on with it. This is the plan of the next one."
    left = work_left(ready.to_approve, to_ask(rows) if needs_permission else 0)
    said = f"{draft.criterion.name}. {ready.words()} {draft.agenda.words()}. {left} {draft.advice}"
    return " ".join(said.split())


_ROW_CELLS = 69
"""Cells of a whole row: what is less comes off the day, then off the call type, never off what there is to do."""
MOST_OF_A_NAME = 20


def row(shown: PlanRow, width: int, glyphs: Glyphs, *, at_cursor: bool, longest: int = 7) -> Line:
    """One call; `longest` are the cells of the longest agent in the list."""
    state: tuple[str, Role] = {
        Approval.APPROVED: (f"{glyphs.ready} approved", "accent"),
        Approval.OPEN: (f"{glyphs.attention} needs a look", "low"),
        Approval.LAPSED: (f"{glyphs.attention} look again", "low"),
    }[shown.approval]  # type: ignore[assignment]
    if shown.is_played and shown.approval is Approval.APPROVED:
        state = (f"{glyphs.ready} you play it", "accent")
    elif shown.is_voted_before and shown.approval is Approval.OPEN:
        state = (f"{glyphs.attention} voted before", "low")
    quiet: Role = "" if shown.is_chosen else "muted"
    strong: Role = "strong" if at_cursor else quiet
    role = shown.candidate.role
    spare = max(0, _ROW_CELLS - width)
    agent = min(max(longest, 7), MOST_OF_A_NAME, 7 + max(0, width - _ROW_CELLS))
    day = column(shown.candidate.day[5:], 7, "muted") if not spare else ("", "")
    use = USES[shown.use] if shown.use is not None else "left out"
    if shown.use is Use.PARTNER:
        use = f"  {use}"
    return cut(
        (
            (glyphs.cursor if at_cursor else " ", "accent"),
            column(use, 10, quiet),
            column(ROLES[role], 5, "low" if role.value == "low" and shown.is_chosen else quiet),
            column(f"{shown.candidate.percent:.0f} %", 6, quiet, right=True),
            ("  ", ""),
            column(shown.candidate.call_type, max(8, 16 - max(0, spare - 6)), strong),
            (" " if spare else "", ""),
            column(shown.candidate.agent, agent, "muted"),
            (" ", ""),
            day,
            state if shown.is_chosen else ("", ""),
        ),
        width,
    )


def private_lines(
    shown: PlanRow, lapsed: str, groups: Groups, flags: Sequence[str], width: int, *, asks: bool
) -> list[Line]:
    """About the call under the cursor: why it is there, and what no room may know."""
    lines: list[Line] = []
    if shown.is_voted_before:
        said_of = "A session has voted on this call: to the same people it would be a matter of memory."
        lines += paragraph(said_of, width)
    if shown.is_chosen and (asks or shown.permission is not Permission.NOT_ASKED):
        lines.append(line(("Permission: ", "muted"), PERMISSIONS[shown.permission]))
    if shown.why:
        lines += [
            line(("Why this call", "accent")),
            *paragraph(f"{as_sentence(shown.why)}.", width),
            EMPTY,
        ]
    said = [text for text in (lapsed, *flags, recognised_by(shown.candidate.agent, groups)) if text]
    if said:
        sentences = " ".join(f"{as_sentence(text)}." for text in said)
        lines += [line(("Private: what could say whose call this is", "accent")), *paragraph(sentences, width), EMPTY]
    return lines


def people_cautions(rows: Sequence[PlanRow], group: InvitedGroup | None) -> list[str]:
    """What is awkward about the agents of the chosen calls taken together."""
    said = []
    twice = heard_twice(rows)
    if twice:
        said.append(f"several of the chosen calls are by {', '.join(twice)}: one voice is easily known again")
    agents = group.agents if group is not None else frozenset()
    invited = dict.fromkeys(row.candidate.agent for row in rows if row.is_chosen and row.candidate.agent in agents)
    if invited:
        are = "the agent" if len(invited) == 1 else "the agents"
        said.append(
            f"{are} of chosen calls will be in the room ({', '.join(invited)}): ask them (m), or take other calls"
        )
    return said


def heard_twice(rows: Sequence[PlanRow]) -> tuple[str, ...]:
    """Agents of whom more than one chosen call would be played."""
    heard = Counter(row.candidate.agent for row in rows if row.is_chosen)
    return tuple(agent for agent, calls in heard.items() if calls > 1)


def chosen_from(calls: int, transcripts: int, criterion: str) -> str:
    """Among how many calls the plan had a choice, and what the other transcripts are."""
    said = f"Chosen among {count_of(calls, 'call')} of the window with a score on {criterion} and a transcript"
    left = transcripts - calls
    return f"{said}; {count_of(left, 'transcript')} more are of other calls." if left > 0 else f"{said}."


def facts(draft: PlanDraft, state: PlanState, more: Sequence[str], width: int, chosen_from: str = "") -> list[Line]:
    """Everything about the plan: objective, agenda, cost, dates, what can be measured, how calls fail, what is missing.

    `more` are cautions of the screen's own.
    """
    lines: list[Line] = [line(("Objective", "accent")), *paragraph(objective_words(draft), width), EMPTY]
    cautions = [*plan_cautions(draft), *more]
    if cautions:
        lines.append(line(("To settle", "low")))
        for caution in cautions:
            lines += hanging(("- ", "muted"), f"{as_sentence(caution)}.", width)
        lines.append(EMPTY)
    lines.append(line((f"Agenda, {draft.agenda.words()}", "accent")))
    lines += [
        cut(line(column(str(item.minutes), 4, right=True), "  ", item.what), width) for item in draft.agenda.items
    ]
    lines += paragraph(cost(draft, state.seats), width, "muted")
    lines += [*(paragraph(chosen_from, width, "muted") if chosen_from else []), EMPTY]
    if draft.patterns:
        lines.append(line(("How the low calls fail", "accent")))
        for pattern in draft.patterns:
            lines += hanging(("- ", "muted"), pattern.words(), width)
        lines.append(EMPTY)
    lines.append(line(("When it is measured", "accent")))
    for what, when in calendar_lines(draft.calendar):
        lines += hanging(column(what, 24, "muted"), when, width)
    lines += paragraph(draft.measurable.words(), width)
    return lines
