"""Step 4, the private side, in lines: what to check before the projector is on, and the sessions so far."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qa_tui.domain.plan import FEWEST_CALLS
from qa_tui.domain.safe_text import safe_line
from qa_tui.domain.vote_set import Use
from qa_tui.reports.words import count_of
from qa_tui.tui.lines import EMPTY, hanging, line
from qa_tui.tui.screens.held.view import session_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from qa_tui.domain.excerpt import ApprovedExcerpt
    from qa_tui.domain.recorded import SessionSummary
    from qa_tui.tui.lines import Line

CHECKS = (
    "Notifications off, chat and mail off the shared screen.",
    "Charger in. Terminal font at 20 points or more.",
    "Cards on every seat, one for each level. Who reads the votes of people who are remote?",
    "Leaders, and whoever scored these calls, do not vote.",
)
SHOWN_SESSIONS = 8


def ready_sentence(parts: Sequence[tuple[str, Sequence[ApprovedExcerpt], int]], seats: int) -> str:
    """Whether the approved excerpts make a session, and which of them the room votes on.

    Each part is the name of a criterion, its approved excerpts, and how many of them are voted on.
    """
    for criterion, _, played in parts:
        if played < FEWEST_CALLS:
            return (
                f"{criterion}: {played} of at least {FEWEST_CALLS} calls are approved. Press 3 and approve the others."
            )
    uses = Counter(excerpt.use for _, approved, _ in parts for excerpt in approved)
    criterion = " and ".join(name for name, _, _ in parts)
    calls = " and ".join(str(played) for _, _, played in parts)
    kept = f", {count_of(uses[Use.PARTNER], 'partner')}" if uses[Use.PARTNER] else ""
    kept += f", {uses[Use.RESERVE]} in reserve" if uses[Use.RESERVE] else ""
    return (
        f"Ready: {criterion}, {calls} calls to vote on{kept}, {seats} seats. Enter starts; the screen is black first."
    )


def lines(
    sessions: Sequence[SessionSummary],
    votes: Mapping[str, int],
    seats: int | None,
    width: int,
    *,
    paper_day: date | None = None,
    people: Sequence[str] = (),
    cycle: str = "",
) -> list[Line]:
    """The checks, the seats of a session that is not open yet with the `cycle` it belongs to, and the newest sessions with their votes."""
    shown: list[Line] = [line(("Before the projector is on", "accent")), EMPTY]
    for check in CHECKS:
        shown += hanging(("- ", "muted"), check, width)
    if seats is not None:
        shown += [EMPTY, line("Seats ", (str(seats), "strong"), ("   + and - change it", "muted"))]
        if people:
            linked = f"QA calibration: seats are linked with {', '.join(safe_line(name, 40) for name in people)}."
            shown += hanging(("- ", "accent"), linked, width)
        if paper_day is not None:
            said = f"From paper, held on {paper_day}: the votes are typed in now and marked as entered afterwards."
            shown += hanging(("- ", "accent"), said, width)
        if cycle:
            shown += hanging(("- ", "accent"), cycle, width)
    shown.append(EMPTY)
    shown.append(line(("Sessions so far", "accent")))
    if not sessions:
        shown.append(line(("none", "muted")))
    for summary in sessions[:SHOWN_SESSIONS]:
        shown.append((("  ", ""), *session_line(summary, votes[summary.id], width - 2)))
    return shown
