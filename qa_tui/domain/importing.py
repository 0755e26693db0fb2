"""Doubts about what a file means, and what a person decided about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAVE_OUT = "-"
"""Answer to a doubt: the column, name or person has no counterpart."""
EACH_ROW = "each row"
"""Answer to "which column names the call?": none, every row is a call of its own."""
NEW = "new"
"""Answer to "which criterion of the rubric is this?": none, it is one more."""
LEFT_OUT, COUNTED = "leave out", "count"
"""Answers to "many calls were zeroed by an automatic fail"."""
DAY_FIRST, MONTH_FIRST = "day first", "month first"


class About(StrEnum):
    """What a doubt is about."""

    COLUMN = "column"
    """Subject: a header. Answer: a field, `criterion:...`, `dimension:...` or `-`."""
    FIELD = "field"
    """Subject: a needed field that no header names. Answer: a header, or `each row`."""
    CRITERION = "criterion"
    """Subject: a criterion as the scores call it. Answer: the id of a criterion of the rubric, or `new`."""
    DATES = "dates"
    """Subject: a date column. Answer: `day first` or `month first`."""
    ZEROS = "zeros"
    """Subject: the column of scores. Answer: `blank is zero`, or `-`."""
    AGENT = "agent"
    """Subject: an agent as the scores write them. Answer: an agent id of the roster or of the scores, or `-`."""
    AUTO_FAIL = "auto-fail"
    """Subject: `zeroed calls`. Answer: `leave out` or `count`."""
    SPEAKER = "speaker"
    """Subject: a speaker's label in transcripts. Answer: `agent` or `customer`."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer of a person."""

    about: About
    subject: str
    answer: str


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """All that a person decided about files with the same headers."""

    decisions: tuple[Decision, ...] = ()

    def answer(self, about: About, subject: str) -> str | None:
        return next((d.answer for d in self.decisions if d.about is about and d.subject == subject), None)

    def answers(self, about: About) -> dict[str, str]:
        """Subject -> answer."""
        return {d.subject: d.answer for d in self.decisions if d.about is about}

    def over(self, other: ImportMapping) -> ImportMapping:
        """These decisions, and those of `other` about everything else."""
        mine = {(d.about, d.subject) for d in self.decisions}
        return ImportMapping((*self.decisions, *(d for d in other.decisions if (d.about, d.subject) not in mine)))

    def as_json(self) -> list[list[str]]:
        return [[d.about.value, d.subject, d.answer] for d in self.decisions]

    @classmethod
    def from_json(cls, body: Iterable[Any]) -> ImportMapping:
        """From `as_json`; pairs are columns, as an earlier form of this program kept them."""
        return cls(tuple(Decision(About(parts[0]) if len(parts) == 3 else About.COLUMN, *parts[-2:]) for parts in body))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question about a file that only a person can answer, with a proposal."""

    about: About
    subject: str
    proposal: str
    """The likeliest answer; empty where there is none to propose."""
    certainty: float
    """0..1 of the proposal, always below 1."""
    question: str
    """The whole question in a sentence, with the certainty."""
    alternatives: tuple[str, ...] = ()
    """Other answers, the likeliest first."""
    is_blocking: bool = False
    """Without an answer the file cannot be used, or would be read in a way that changes the numbers."""
    samples: tuple[str, ...] = field(default=())
    """What stands there in the file."""

    def decided(self, answer: str) -> Decision:
        return Decision(self.about, self.subject, answer)

    def as_json(self) -> dict[str, Any]:
        return {
            "about": self.about.value,
            "subject": self.subject,
            "proposal": self.proposal,
            "certainty": self.certainty,
            "question": self.question,
            "alternatives": list(self.alternatives),
            "is_blocking": self.is_blocking,
            "samples": list(self.samples),
        }

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Doubt:
        return cls(
            about=About(body["about"]),
            subject=body["subject"],
            proposal=body["proposal"],
            certainty=body["certainty"],
            question=body["question"],
            alternatives=tuple(body["alternatives"]),
            is_blocking=body["is_blocking"],
            samples=tuple(body["samples"]),
        )
