"""The plain words for a plan, the same on the screen, in the command and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.agenda import cost_words
from qa_tui.domain.measuring import Baseline
from qa_tui.domain.plan import Role, levels_without_text
from qa_tui.domain.plan_state import Permission
from qa_tui.domain.vote_set import Use

if TYPE_CHECKING:
    from datetime import date

    from qa_tui.domain.measuring import MeasuringCalendar
    from qa_tui.domain.plan_draft import PlanDraft
    from qa_tui.domain.rubric import Criterion

USES = {Use.VOTE: "vote", Use.PARTNER: "partner", Use.RESERVE: "reserve"}
ROLES = {Role.LOW: "low", Role.BORDERLINE: "line", Role.HIGH: "good"}
PERMISSIONS = {
    Permission.NOT_ASKED: "not asked",
    Permission.AGREED: "agreed",
    Permission.PRESENT: "agreed, will be there",
    Permission.DECLINED: "declined",
}
MINUTES_TO_APPROVE, MINUTES_TO_ASK = 3, 1


def work_left(to_approve: int, to_ask: int) -> str:
    """The facilitator's own minutes before the session can start."""
    minutes = to_approve * MINUTES_TO_APPROVE + to_ask * MINUTES_TO_ASK
    return f"About {minutes} min of your work left." if minutes else ""


def day_words(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def calendar_lines(calendar: MeasuringCalendar) -> tuple[tuple[str, str], ...]:
    """What happens when: (what, when)."""
    kind = {
        Baseline.FRESH: "fresh: none of these days chose the topic",
        Baseline.SPLIT: "split: the topic is chosen on the days before them",
        Baseline.CORRECTED: "the days that chose the topic: what comes back by itself is taken off",
    }[calendar.baseline_kind]
    return (
        ("Topic chosen on", calendar.selection.words()),
        ("Baseline", f"{calendar.baseline.words()} ({kind})"),
        ("Session", day_words(calendar.session)),
        ("Practice until", day_words(calendar.deadline)),
        ("Re-score", calendar.post.words()),
        ("Earliest honest answer", day_words(calendar.answer_on)),
    )


def objective_words(draft: PlanDraft) -> str:
    """The objective, or what it takes to have one."""
    return draft.objective or (
        f"No rubric says what a good answer on {draft.criterion.name} does. `qa-tui rubric new FILE` makes one to fill in; open it "
        "with the scores."
    )


def plan_cautions(draft: PlanDraft) -> tuple[str, ...]:
    """What a plan lacks, and what its effect could not show."""
    said = list(draft.vote_set.missing)
    if draft.agenda.over > 0:
        said.append(f"the agenda is {draft.agenda.over} min too long: take a call out (-) or plan a half-day (l)")
    without = levels_without_text(draft.criterion)
    if without:
        said.append(f"level {', '.join(without)} has no description: the room has nothing to point at")
    if not draft.criterion.behaviours:
        said.append(
            "the rubric names no behaviours: the objective has little to point at, and no failure can be told from another"
        )
    return tuple(said)


def cost(draft: PlanDraft, seats: int) -> str:
    return cost_words(seats, max(draft.agenda.minutes, draft.agenda.length.minutes))


def level_list(criterion: Criterion) -> tuple[tuple[str, str], ...]:
    """The levels from the top: (word, text)."""
    return tuple(
        (criterion.scale.word(level), criterion.level_text(level)) for level in reversed(criterion.scale.vote_levels())
    )
