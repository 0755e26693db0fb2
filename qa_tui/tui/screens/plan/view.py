"""Step 3 in lines: the objective, the agenda, and the chosen calls, each low one with its high partner."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.domain.plan import (
    FEWEST_CALLS,
    MINUTES,
    Approval,
    Readiness,
    agenda,
    agenda_minutes,
    levels_without_text,
    objective,
)
from qa_tui.reports.privacy_words import recognised_by
from qa_tui.tui.lines import EMPTY, column, cut, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from qa_tui.domain.excerpt import ApprovedExcerpt
    from qa_tui.domain.identifying import Groups
    from qa_tui.domain.plan import Candidate, Pair
    from qa_tui.domain.rubric import Criterion
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line of the plan: a low call or its partner."""

    pair: int
    candidate: Candidate
    is_chosen: bool
    approval: Approval


def rows_of(pairs: Sequence[Pair], chosen: frozenset[int], approvals: dict[str, Approval]) -> tuple[PlanRow, ...]:
    """The low call of every pair, and under it the high one."""
    result = []
    for number, pair in enumerate(pairs):
        for candidate in (pair.low, pair.high):
            if candidate is not None:
                result.append(
                    PlanRow(number, candidate, number in chosen, approvals.get(candidate.call_id, Approval.OPEN))
                )
    return tuple(result)


def approvals(kept: Mapping[str, ApprovedExcerpt]) -> dict[str, Approval]:
    return {call: Approval.LAPSED if excerpt.lapsed else Approval.APPROVED for call, excerpt in kept.items()}


def first_choice(pairs: Sequence[Pair], approved: Collection[str]) -> frozenset[int]:
    """The pairs to begin with: those of which a call is approved already, then the usual ones up to the fewest."""
    kept = [
        n
        for n, pair in enumerate(pairs)
        if pair.low.call_id in approved or (pair.high is not None and pair.high.call_id in approved)
    ]
    usual = [n for n, pair in enumerate(pairs) if pair.high is not None] or list(range(len(pairs)))
    more = [n for n in usual if n not in kept][: max(0, FEWEST_CALLS - len(kept))]
    return frozenset((*kept, *more))


def readiness(rows: Sequence[PlanRow], chosen: frozenset[int]) -> Readiness:
    waiting = [row for row in rows if row.is_chosen and row.approval is not Approval.APPROVED]
    lapsed = sum(row.approval is Approval.LAPSED for row in waiting)
    played = len(chosen) + any(row.is_chosen and row.candidate.role.value == "high" for row in rows)
    return Readiness(len(chosen), len(waiting), lapsed, agenda_minutes(played))


def row(shown: PlanRow, width: int, glyphs: Glyphs, *, at_cursor: bool) -> Line:
    state = {
        Approval.APPROVED: (f"{glyphs.ready} approved", "accent"),
        Approval.OPEN: (f"{glyphs.attention} needs a look", "low"),
        Approval.LAPSED: (f"{glyphs.attention} look again", "low"),
    }[shown.approval]
    is_low = shown.candidate.role.value == "low"
    box = ("[x]" if shown.is_chosen else "[ ]") if is_low else "   "
    quiet = "" if shown.is_chosen else "muted"
    return cut(
        (
            (glyphs.cursor if at_cursor else " ", "accent"),
            (f"{box} ", "accent" if shown.is_chosen else "muted"),
            column("low" if is_low else "  good", 7, "low" if is_low and shown.is_chosen else quiet),  # type: ignore[arg-type]
            column(f"{shown.candidate.percent:.0f} %", 6, quiet, right=True), ("  ", ""),  # type: ignore[arg-type]
            column(shown.candidate.call_type, 18, "strong" if at_cursor else quiet),  # type: ignore[arg-type]
            column(shown.candidate.agent, 6, "muted"), column(shown.candidate.day[5:], 7, "muted"),
            state if shown.is_chosen else ("left out" if is_low else "", "muted"),
        ),
        width,
    )  # fmt: skip


def private_lines(shown: PlanRow, lapsed: str, groups: Groups, width: int) -> list[Line]:
    """What no room may know about the call under the cursor: what could say whose it is, and why it needs another look."""
    said = [text for text in (lapsed, recognised_by(shown.candidate.agent, groups)) if text]
    if not said:
        return []
    sentences = " ".join(f"{text[:1].upper()}{text[1:]}." for text in said)
    return [line(("Private: what could say whose call this is", "accent")), *paragraph(sentences, width), EMPTY]


def heard_twice(rows: Sequence[PlanRow]) -> tuple[str, ...]:
    """Agents of whom more than one chosen call would be played."""
    heard = Counter(row.candidate.agent for row in rows if row.is_chosen)
    return tuple(agent for agent, calls in heard.items() if calls > 1)


def facts(criterion: Criterion, calls: int, twice: Sequence[str], width: int) -> list[Line]:
    """Objective and agenda, and whose calls would be heard more than once."""
    lines = [
        line(("Objective", "accent")),
        *paragraph(objective(criterion), width),
        EMPTY,
        line((f"Agenda, {agenda_minutes(calls)} of {MINUTES} min", "accent")),
    ]
    lines += [cut(line(column(str(minutes), 4, right=True), "  ", what), width) for what, minutes in agenda(calls)]
    missing = levels_without_text(criterion)
    if missing:
        lines += [
            EMPTY,
            *paragraph(
                f"Level {', '.join(missing)} has no description: the room has nothing to point at.", width, "low"
            ),
        ]
    if twice:
        lines += [
            EMPTY,
            *paragraph(
                f"Several of the chosen calls are by {', '.join(twice)}: one voice is easily known again.", width
            ),
        ]
    return lines
