"""Cycles in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.plan_words import day_words

if TYPE_CHECKING:
    from qa_tui.domain.cycle import Cycle


def joining_words(running: Cycle | None) -> str:
    """Which cycle a session that starts now belongs to: the one that is running, or a new one."""
    if running is None:
        return "It begins a cycle of its own: practice within 7 days, and the re-score in the two weeks after."
    return (
        f"Session {len(running.sessions) + 1} of the cycle on {running.criterion_name} that began on {day_words(running.begun_on)}: "
        "everybody counts from the day of their own session."
    )
