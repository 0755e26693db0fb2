"""Step 4, the private side, in lines: what to check before the projector is on, and the sessions so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.tui.lines import EMPTY, column, hanging, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.recorded import SessionSummary
    from qa_tui.tui.lines import Line

CHECKS = (
    "Notifications off, chat and mail off the shared screen.",
    "Charger in. Terminal font at 20 points or more.",
    "Cards on every seat, one for each level. Who reads the votes of people who are remote?",
    "Leaders, and whoever scored these calls, do not vote.",
)
SHOWN_SESSIONS = 8


def lines(sessions: Sequence[SessionSummary], seats: int, width: int) -> list[Line]:
    """The checks, the seats, and the newest sessions."""
    shown: list[Line] = [line(("Before the projector is on", "accent")), EMPTY]
    for check in CHECKS:
        shown += hanging(("- ", "muted"), check, width)
    shown += [EMPTY, line("Seats ", (str(seats), "strong"), ("   + and - change it", "muted")), EMPTY]
    shown.append(line(("Sessions so far", "accent")))
    if not sessions:
        shown.append(line(("none", "muted")))
    for summary in sessions[:SHOWN_SESSIONS]:
        state = "open" if summary.is_open else "finished"
        shown.append(
            line(
                "  ", column(summary.opened_at[:16].replace("T", " "), 18), column(summary.criterion, 24),
                column(f"{summary.votes} votes", 11), state,
            )
        )  # fmt: skip
    return shown
