"""Cycles in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.outcome_words import VERDICTS, likely
from qa_tui.reports.plan_words import day_words
from qa_tui.reports.wording_words import request_words
from qa_tui.reports.words import as_sentence, count_of, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.cycle import Cycle
    from qa_tui.domain.cycle_records import CycleRecords
    from qa_tui.domain.parking import ParkedQuestion


def joining_words(running: Cycle | None) -> str:
    """Which cycle a session that starts now belongs to: the one that is running, or a new one."""
    if running is None:
        return (
            "This session begins a cycle of its own: practice within 7 days, and the re-score in the two weeks after."
        )
    return (
        f"Session {len(running.sessions) + 1} of the cycle on {running.criterion_name} that began on {day_words(running.begun_on)}: "
        "everybody counts from the day of their own session."
    )


def history_sentence(records: Sequence[CycleRecords]) -> str:
    """How many topics, and how much they left open."""
    if not records:
        return "No session has been held yet."
    topics = len({one.cycle.criterion for one in records})
    return f"{count_of(len(records), 'cycle')} on {count_of(topics, 'criterion', 'criteria')}."


def answer_words(records: CycleRecords) -> str:
    """Its answer as it was read last, or when there will be one."""
    kept = records.answer
    if kept is None and not records.board.rows:
        return "Nobody noted who was there, so its effect cannot be measured."
    if kept is None:
        return f"No answer is kept yet: 6 in the app reads it, from {day_words(records.board.answer_on)} on."
    return (
        f"{as_sentence(VERDICTS[kept.verdict])}: {signed(kept.effect.points)} points ({likely(kept.effect, is_signed=True)}), "
        f"from {kept.before:.1f} to {kept.after:.1f}, {count_of(kept.effect.agents, 'agent')}; read {day_words(kept.read_on)}."
    )


def parked_words(question: ParkedQuestion) -> str:
    """A parked question, with its answer where there is one."""
    asked = question.item.words(no_date=", no date")
    return f"Parked, answered: {asked} {question.answer}" if question.answer else f"Parked, no answer yet: {asked}"


def left_open(records: CycleRecords) -> list[str]:
    """Its answer, practice, wording requests and parked questions, one sentence each."""
    board, said = records.board, [answer_words(records)]
    asked = [row.assignment for row in board.assigned if row.assignment and not row.assignment.waived]
    if asked:
        done = sum(assignment.completed_on is not None for assignment in asked)
        said.append(f"Practice done: {done} of {len(asked)}.")
    elif board.rows:
        said.append(f"{count_of(len(board.rows), 'agent')} trained; no practice was assigned.")
    said += [
        f"Wording request: {request.text} {request_words(request)}." for request in records.requests if request.is_open
    ]
    said += [parked_words(question) for question in records.parked]
    if records.barriers:
        named = ", ".join(f"{topic} {count}" for topic, count in records.barriers)
        said.append(f"What stops people, by cards: {named}.")
    return said
