"""`?` in the room: what happens in this phase, and every key that works in it. All of it is safe to project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.session import Phase
from qa_tui.domain.session_rules import BEFORE_SCORE
from qa_tui.tui.dialogs.reading import ReadingDialog
from qa_tui.tui.lines import EMPTY, hanging, line, paragraph
from qa_tui.tui.screens.room.keys import COUNTING, KEEPS_THE_PAGE, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa_tui.domain.session import Session
    from qa_tui.tui.lines import Line

_READ = "Two volunteers read the lines aloud, one for each speaker. Nobody comments yet. What is hidden stays hidden."
WHAT_HAPPENS: Mapping[Phase, str] = {
    Phase.OPENING: (
        "Read the lines to the room. Set the seats to the cards on the table: a seat is a place in the row, counted from the left. "
        "The trial vote shows how cards are turned; it counts for nothing."
    ),
    Phase.TRIAL: "A vote to try the cards with. It counts for nothing.",
    Phase.TRIAL_SHOWN: "This is how a vote looks when it is shown. It counts for nothing.",
    Phase.BRIEF: (
        "Read the question and the levels aloud, so that everybody votes on the same thing. If somebody recognises the call, "
        "another one comes: the screen goes black, and nobody is told why."
    ),
    Phase.EXCERPT: _READ,
    Phase.VOTE: (
        "Everybody writes a level, card face down. On three all cards turn. Type what you see, seat by seat from the left: each key "
        "goes to the seat in brackets, and is saved at once. A pass, a vote for the wording and a level look the same here. "
        "Who votes from elsewhere sends on three, to you alone."
    ),
    Phase.VOTES_IN: "The votes are saved, and nobody has seen them together yet. A card that was typed as another can be put right.",
    Phase.HOW_YOU_VOTED: (
        "Ask which line made people decide: one voice from each side, then the others. Only first votes are counted; "
        "a second vote shows what talking changed. QA's score comes when the talk is over."
    ),
    Phase.SCORE: (
        "One outcome ends the call. 1: the room and QA agree on a level, because of a line. 2: two readings stand, one sentence each. "
        "3: parked, with somebody who takes it on and a day. 4: QA's score is to be looked at again; it is not changed here."
    ),
    Phase.PARTNER: _READ,
    Phase.SAY_IT_BETTER: "In pairs: say the lines anew as the good call does. Two pairs read theirs aloud.",
    Phase.WRAP_UP: (
        "Read what was agreed, who takes on what was parked, and the day until which everybody practises. "
        "Two questions can be answered by cards: what stops us, and whether this was fair and useful."
    ),
    Phase.CLOSED: "The session is over, and everything is kept.",
}


COUNT_HANDS = "Each answer is read aloud, and the cards that show it are counted. The counts are not on the screen."


class RoomHelp(ReadingDialog):
    """Help for the phase that is on."""

    def __init__(self, state: Session, sound_keys: tuple[str, ...], *, is_counting: bool) -> None:
        super().__init__("What you can do here")
        self._phase = state.phase
        keys = (COUNTING,) if is_counting else words(state)
        here = [part for told in (*keys, *sound_keys) for part in told.split(" · ")]
        always = {told.split()[0] for told in KEEPS_THE_PAGE} | {"?"}
        kept = [told for told in KEEPS_THE_PAGE if state.phase in BEFORE_SCORE or not told.startswith("k ")]
        self._told = [*(part for part in here if part.split()[0] not in {*always, "Read"}), *kept]
        self._is_counting = is_counting

    def lines(self, width: int) -> list[Line]:
        said = COUNT_HANDS if self._is_counting else WHAT_HAPPENS[self._phase]
        shown = [*paragraph(said, width), EMPTY, line(("Keys", "accent"))]
        for part in dict.fromkeys(self._told):
            shown += hanging(("  ", ""), part, width)
        return shown
