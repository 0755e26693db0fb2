"""The facilitator's clock: how far behind the agenda, and what each way out would save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.agenda import BREAK, BUFFER, CALL, OPENING, PARTNER, SAY_IT_BETTER, WRAP_UP
from qa_tui.domain.session import Phase
from qa_tui.reports.words import count_of
from qa_tui.tui.lines import EMPTY, column, line, paragraph

if TYPE_CHECKING:
    from qa_tui.domain.session import Session
    from qa_tui.tui.lines import Line
    from qa_tui.tui.screens.room.page import Page

AGAIN = 2
"""Minutes that a second vote takes."""
SHORTER_SAYING = 7
"""Minutes of "say it better" when each pair rewrites one line and one of them reads."""


def minutes_planned(session: Session) -> tuple[int, int]:
    """Minutes that should have passed when the phase that is on began, and minutes for all that is left, without the buffer."""
    finished = session.number - 1 if session.phase not in _AFTER_CALLS else session.of
    partner = PARTNER if any(played.brief.partner for played in session.rounds) else 0
    # A half-day reads a partner for each criterion, with a break between the two; in the end pairs work on both.
    criteria = list(dict.fromkeys(played.brief.criterion for played in session.rounds if not played.is_skipped))
    for_each, saying = partner + BREAK, SAY_IT_BETTER * len(criteria)
    before = criteria.index(session.round.brief.criterion) if session.round.brief.criterion in criteria else 0
    talk = OPENING + session.of * CALL + len(criteria) * for_each - BREAK + saying
    begun = 0 if session.phase in _BEFORE_CALLS else OPENING + finished * CALL + before * for_each
    if session.phase in {Phase.WRAP_UP, Phase.CLOSED}:
        begun = talk
    elif session.phase is Phase.SAY_IT_BETTER:
        begun = talk - saying
    return begun, talk + WRAP_UP - begun


_BEFORE_CALLS = frozenset({Phase.OPENING, Phase.TRIAL, Phase.TRIAL_SHOWN})
_AFTER_CALLS = frozenset({Phase.SAY_IT_BETTER, Phase.WRAP_UP, Phase.CLOSED})


def clock_lines(session: Session, elapsed: float, page: Page) -> list[Line]:
    """What the clock says `elapsed` minutes after the opening."""
    begun, left = minutes_planned(session)
    behind = round(elapsed - begun)
    said = f"{round(elapsed)} min since the opening. What is left needs {left} min, and {BUFFER} are in reserve."
    lines: list[Line] = [line(("For you, not for the room", "accent")), EMPTY, *paragraph(said, page.width, "strong")]
    if behind <= CALL:
        return [*lines, EMPTY, *paragraph("You are in time.", page.width)]
    open_calls = session.of - session.number
    ways = []
    has_reserve = any(brief.criterion == session.round.brief.criterion for brief in session.reserve)
    if session.phase not in _AFTER_CALLS and open_calls and not has_reserve:
        ways.append((CALL, f"leave out a call ({count_of(open_calls, 'call')} to come): k on its first screen"))
    if session.phase not in _AFTER_CALLS:
        ways.append((AGAIN, "no second vote"))
        ways.append((PARTNER, "no partner call: point at the lines instead"))
    if session.phase is not Phase.WRAP_UP:
        ways.append((SHORTER_SAYING, "say it better: one line for each pair, one pair reads"))
    lines += [EMPTY, *paragraph(f"{behind - CALL} min behind the agenda. What would save time:", page.width)]
    for minutes, way in ways:
        lines.append(line(column(f"{minutes} min", 8, right=True), "  ", way))
    return [
        *lines,
        EMPTY,
        *paragraph("Never leave out the wrap-up: practice is where it changes.", page.width, "muted"),
    ]
