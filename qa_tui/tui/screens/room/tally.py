"""Counting a show of hands, level by level from the top. The counts are never on the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa_tui.domain.session_events import Vote, VoteKind

if TYPE_CHECKING:
    from qa_tui.domain.rubric import Scale

OTHERS = {
    VoteKind.NOT_APPLICABLE: "does not apply",
    VoteKind.WORDING: "the wording doesn't tell me",
    VoteKind.PASS: "pass",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """Which answer is asked for, what was counted so far, and what is being typed."""

    answers: tuple[Vote, ...]
    seats: int
    counts: tuple[int, ...] = ()
    typed: str = ""

    @property
    def counted(self) -> int:
        return sum(self.counts)

    @property
    def is_done(self) -> bool:
        return self.counted == self.seats or len(self.counts) == len(self.answers)

    def asks(self, scale: Scale) -> str:
        """The question that is read aloud."""
        answer = self.answers[len(self.counts)]
        what = scale.word(answer.level) if answer.level is not None else OTHERS[answer.kind]
        typed = "•" * len(self.typed)
        return f"Cards up: who shows {what}? {typed} Type how many, then space."

    def with_digit(self, digit: str) -> Tally:
        return replace(self, typed=(self.typed + digit)[-2:])

    def without_last(self) -> Tally:
        """One digit back; where none is typed, one answer back."""
        return replace(self, typed=self.typed[:-1]) if self.typed else replace(self, counts=self.counts[:-1])

    def cleared(self) -> Tally:
        """Nothing typed for the answer that is asked for."""
        return replace(self, typed="")

    def taken(self) -> Tally | str:
        """On to the next answer, or what is wrong with the count."""
        count = int(self.typed or 0)
        if self.counted + count > self.seats:
            return "That is more than there are seats. Count again."
        return replace(self, counts=(*self.counts, count), typed="")

    def votes(self) -> tuple[Vote, ...]:
        """Every vote that was counted, in the order of the answers."""
        return tuple(vote for vote, count in zip(self.answers, self.counts, strict=False) for _ in range(count))


def begin_tally(scale: Scale, seats: int) -> Tally:
    levels = tuple(Vote(VoteKind.LEVEL, level) for level in reversed(scale.vote_levels()))
    return Tally((*levels, *(Vote(kind) for kind in OTHERS)), seats)
