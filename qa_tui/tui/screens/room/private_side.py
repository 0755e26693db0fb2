"""For the facilitator alone, while the room looks at another window: votes by seat, the time, and what to say next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.session import Phase
from qa_tui.domain.session_events import VoteKind
from qa_tui.reports.printables import prompts
from qa_tui.tui.lines import line, paragraph, wrap_parts
from qa_tui.tui.screens.room.clock import minutes_planned

if TYPE_CHECKING:
    from qa_tui.domain.rubric import Scale
    from qa_tui.domain.session import Session
    from qa_tui.domain.session_events import Vote
    from qa_tui.domain.shown import Shown
    from qa_tui.tui.lines import Line
    from qa_tui.tui.screens.room.page import Page

TITLE = "For you alone"
_MARKS = {VoteKind.PASS: "pass", VoteKind.NOT_APPLICABLE: "n/a", VoteKind.WORDING: "wording", VoteKind.NO_VOTE: "–"}
_SPLIT, _ONE_APART = prompts.SITUATIONS[0], prompts.SITUATIONS[1]
_SAY = {
    Phase.OPENING: prompts.OPENING[0],
    Phase.BRIEF: prompts.PER_CALL[0],
    Phase.EXCERPT: prompts.PER_CALL[1],
    Phase.VOTE: prompts.PER_CALL[2],
    Phase.VOTES_IN: prompts.PER_CALL[3],
    Phase.HOW_YOU_VOTED: prompts.PER_CALL[3],
    Phase.SCORE: prompts.PER_CALL[5],
    Phase.SAY_IT_BETTER: prompts.SAY_IT_BETTER[0],
    Phase.WRAP_UP: prompts.WRAP_UP[0],
}


def private_lines(shown: Shown, minutes: float, page: Page) -> list[Line]:
    """Below the room's page: what helps, and nothing that the room could not be told by the person who reads it."""
    state = shown.session
    behind = round(minutes - minutes_planned(state)[0])
    time = f"{TITLE} · {round(minutes)} min since the opening, {max(0, behind)} behind the agenda"
    lines = [line((time, "accent"))]
    seats = seat_votes(state)
    if seats:
        lines += [line((part, "strong")) for part in wrap_parts(tuple(seats), page.cells, "   ")]
    return [*lines, *paragraph(_say(shown), page.width, "muted")]


def seat_votes(state: Session) -> list[str]:
    """Such as "1: 5", "2: pass", in the order of the seats, of the ballot that is being worked on."""
    ballot = state.ballot or (state.round.ballots[-1] if state.round.ballots else None)
    if ballot is None or ballot.is_tally or state.phase in {Phase.SAY_IT_BETTER, Phase.WRAP_UP}:
        return []
    scale = state.round.brief.scale
    return [f"{seat}: {vote_word(vote, scale)}" for seat, vote in enumerate(ballot.entries, 1) if vote is not None]


def vote_word(vote: Vote, scale: Scale) -> str:
    return scale.word(vote.level) if vote.level is not None else _MARKS[vote.kind]


def _say(shown: Shown) -> str:
    if shown.session.phase is Phase.HOW_YOU_VOTED:
        if shown.judgement.is_contested:
            return f"{_SPLIT[0]}. {_SPLIT[1]}"
        if "lone_dissent" in shown.judgement.labels:
            return f"{_ONE_APART[0]}. {_ONE_APART[1]}"
    return _SAY.get(shown.session.phase, "")
