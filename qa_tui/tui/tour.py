"""A tour over the demo: one line that says what stands here and what to press next, from the scores to a finished session and on.

It follows the person, not the other way round: what it says depends on where they are, and whoever wanders off is still told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from qa_tui.domain.session import Phase
from qa_tui.tui.text import literal

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS = {
    "ScoresScreen": "Every criterion, the lowest first. With the cursor on Active listening, Enter shows for whom it fails.",
    "SegmentsScreen": "Active listening is low in every segment: no shift explains it, so the team is trained together. 3 is the plan.",
    "PlanScreen": "One session, drafted. A person has to look at each excerpt: Enter opens the one under the cursor.",
    "PlanScreen ready": "Every excerpt is approved. 4 is the session.",
    "ExcerptScreen": "This is what a room would see: who speaks is hidden. Read the lines beside the bar, then a approves them.",
    "SessionScreen ready": "Enter opens the room's screen, black at first: time to turn the projector on.",
    "SessionScreen": "Before a session its plan is approved (3). After it, a and then A note who was there; d shows what its votes say.",
    "LedgerScreen": "Every vote of every session, by criterion: where rooms are split, a line between two levels is unclear. 5 is practice.",
    "PracticeScreen": "Cards made of the session's low calls, for everybody who was there, due in a week. [ goes to earlier cycles. 6 is the outcome.",
    "OutcomeScreen": "Today's session is measured two weeks after the practice; [ goes to one that was. This is the end of the tour: o on Scores opens your own files.",
}
"""By private screen; `ready` where a session could start."""
ROOM_WORDS: Mapping[Phase, str] = {
    Phase.OPENING: "You read these lines to the room. Then Enter.",
    Phase.TRIAL: "A trial vote: type a level for each seat, then Enter.",
    Phase.TRIAL_SHOWN: "Enter goes back to the opening.",
    Phase.BRIEF: "What the room listens for. Enter opens the excerpt.",
    Phase.EXCERPT: "Two volunteers read it aloud. space turns the page; after the last one Enter.",
    Phase.VOTE: "Everybody turns a card. Type what you see, a key for each seat, such as 5542. Then Enter.",
    Phase.VOTES_IN: "All votes are in, and on disk. r shows how the room voted.",
    Phase.HOW_YOU_VOTED: "They talk: l notes the lines they name. Nobody has seen QA's score yet; s shows it (asks twice if you are quick).",
    Phase.SCORE: "1 notes what the room and QA agree on, with a level and why. Then Enter goes on.",
    Phase.PARTNER: "A good call of the same kind. Enter goes back.",
    Phase.SAY_IT_BETTER: "In pairs they say it better. Enter.",
    Phase.WRAP_UP: "c counts cards on what stops people, f on whether it was fair. Then Enter finishes the session.",
    Phase.CLOSED: "ctrl+q leaves the room's screen.",
}
BLACK = "Enter shows the room its page."


class TourLine(Static):
    """The tour's line, on screens that have one; no line where no tour is on."""

    DEFAULT_CSS = "TourLine { display: none; height: auto; padding: 0 1; background: $accent; color: $background; }"

    def __init__(self) -> None:
        super().__init__("", id="tour", markup=False)

    def show(self, words: str) -> None:
        self.display = bool(words)
        self.update(literal(f"Tour: {words}" if words else ""))


def private_words(screen: str, *, is_ready: bool) -> str:
    """What to press on a private screen; empty where the tour has nothing to say."""
    return WORDS.get(f"{screen} ready" if is_ready else screen) or WORDS.get(screen, "")


def room_words(phase: Phase, *, is_black: bool) -> str:
    """What to press in the room. All of it is safe to project."""
    return BLACK if is_black and phase is not Phase.CLOSED else ROOM_WORDS[phase]
