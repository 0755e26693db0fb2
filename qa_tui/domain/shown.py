"""All that a screen which is projected may show at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa_tui.domain.disagreement import Judgement
    from qa_tui.domain.excerpt import ShownExcerpt
    from qa_tui.domain.room_view import HiddenRound, RevealedRound, TalliedRound
    from qa_tui.domain.session import Session


@dataclass(frozen=True, slots=True)
class CitedLine:
    """A line that the room named while it talked, as it was shown there."""

    call: int
    """Number of the call in the session."""
    number: int
    speaker: str
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in an excerpt something stands: the index of a turn, and of a character of it as it is shown."""

    turn: int = 0
    character: int = 0


START = Place()
END = Place(1_000_000)
"""Behind the last turn of any excerpt."""


@dataclass(frozen=True, slots=True)
class Read:
    """The part of an excerpt that is read now."""

    begin: Place
    end: Place | None
    """Where the next page begins; none on the last."""
    page: tuple[int, int]
    """Which page of how many is on, the first being 0."""

    def after(self, read: Place) -> Place:
        """How far somebody has read who had read up to `read` before this part: no further where it begins behind that."""
        return max(read, self.end or END) if self.begin <= read else read


@dataclass(frozen=True, slots=True)
class Shown:
    """What the room's screen is drawn from, in its own terminal or in a second one."""

    session: Session
    round: HiddenRound | TalliedRound | RevealedRound
    judgement: Judgement
    """Of the votes that the room has seen, without QA's score."""
    excerpt: ShownExcerpt | None = None
    """What is read now."""
    read: Read | None = None
    """Which part of it is on."""
    cited: tuple[CitedLine, ...] = ()
    """What pairs say better, while they do."""


@dataclass(frozen=True, slots=True)
class Blackened:
    """The screen is black, and says this."""

    words: str
