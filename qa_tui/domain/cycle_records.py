"""Everything that was recorded of one cycle, read at once: what follows from it needs no store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa_tui.domain.cycle import Cycle
    from qa_tui.domain.disagreement import JudgedRound
    from qa_tui.domain.outcome import KeptAnswer
    from qa_tui.domain.parking import ParkedQuestion, Topic
    from qa_tui.domain.practice_board import PracticeBoard
    from qa_tui.domain.wording_request import WordingRequest


@dataclass(frozen=True, slots=True)
class CycleRecords:
    """One cycle. Private: the board names agents."""

    board: PracticeBoard
    trained: frozenset[str]
    """Criteria that the same sessions trained: a half-day has two."""
    is_chosen_by_person: bool
    """A person chose the topic, for a reason of their own: then no score did."""
    rounds: tuple[JudgedRound, ...]
    """Every revealed round of every session on the criterion, the oldest first."""
    barriers: tuple[tuple[Topic, int], ...]
    """Cards of "what stops you doing the top level", over its sessions."""
    parked: tuple[ParkedQuestion, ...]
    answer: KeptAnswer | None
    """As it was read last; None where nobody has seen one."""
    requests: tuple[WordingRequest, ...]
    """On its criterion, whatever has become of them."""

    @property
    def cycle(self) -> Cycle:
        return self.board.cycle
