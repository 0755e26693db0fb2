"""What stands between head and keys in each phase but the reading of the excerpt, which has pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.room_view import HiddenRound, RevealedRound, TalliedRound
from qa_tui.domain.session import Phase
from qa_tui.tui.screens.room import view, votes

if TYPE_CHECKING:
    from qa_tui.domain.shown import Shown
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line
    from qa_tui.tui.screens.room.page import Page


def body_lines(of: Shown, seat: int, page: Page, glyphs: Glyphs) -> list[Line]:
    """The lines of the phase that is on; `seat` (from 0) is the one that the next vote is for."""
    state = of.session
    phase = state.phase
    if phase is Phase.OPENING:
        return view.opening(state, page)
    if phase is Phase.SAY_IT_BETTER:
        return view.say_it_better(of.cited, page)
    if phase in {Phase.WRAP_UP, Phase.CLOSED}:
        return view.wrap_up(state, page)
    shown = of.round
    match shown:
        case HiddenRound() if phase in {Phase.VOTE, Phase.TRIAL}:
            return view.vote(shown, seat, page, glyphs)
        case HiddenRound():
            return view.levels(shown.brief, page, lead="Read this aloud.")
        case TalliedRound() if phase is Phase.TRIAL_SHOWN:
            return votes.trial_shown(shown, page, glyphs)
        case TalliedRound() if phase is Phase.VOTES_IN:
            return votes.votes_in(shown, page)
        case TalliedRound():
            return votes.how_you_voted(shown, of.judgement, page, glyphs)
        case RevealedRound():
            return votes.score(shown, page, glyphs)
