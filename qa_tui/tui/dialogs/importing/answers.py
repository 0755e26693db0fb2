"""The answers of the import dialog while a person chooses them: one place owns them, and nothing here knows Textual."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa_tui.domain.importing import LEAVE_OUT, About, Decision, Doubt, ImportMapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.loading import FileReading

CORRECTABLE = (
    "call_id", "agent_id", "agent_name", "called_at", "criterion", "score", "max_score", "not_applicable", "evaluator_id",
    "evaluated_at", "evaluation_id", "evaluation_version", "evaluation_type", "form", "form_version", "call_type", "comment",
    "evidence_start", "evidence_end",
)  # fmt: skip
"""Fields that a person can give to a column that was understood otherwise."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the dialog: a doubt, or a column that is understood and can be corrected."""

    file: int
    """Index of its file."""
    about: About
    subject: str
    options: tuple[str, ...]
    """The proposal first; an empty one means that nothing could be proposed."""
    chosen: int = 0
    certainty: float = 1.0
    is_blocking: bool = False
    question: str = ""
    samples: tuple[str, ...] = ()

    @property
    def answer(self) -> str:
        return self.options[self.chosen]

    @property
    def is_open(self) -> bool:
        """Whether the file cannot be read before something is chosen here."""
        return self.is_blocking and not self.answer

    @property
    def is_doubt(self) -> bool:
        return self.certainty < 1.0

    def turned(self, by: int) -> Choice:
        """The next or the previous answer."""
        return replace(self, chosen=(self.chosen + by) % len(self.options))

    def left_out(self) -> Choice:
        return replace(self, chosen=self.options.index(LEAVE_OUT)) if LEAVE_OUT in self.options else self


def choices_of(files: Sequence[FileReading]) -> tuple[Choice, ...]:
    """All choices of all files: doubts first, blocking ones before the others, then the columns that are understood.

    An answer holds for all files with the same headers, so what is the same of them is asked about once.
    """
    found: list[Choice] = []
    asked_of: set[tuple[str, About, str, str]] = set()

    def add(choice: Choice) -> None:
        same = (files[choice.file].header_set, choice.about, choice.subject, choice.options[0])
        if same not in asked_of:
            asked_of.add(same)
            found.append(choice)

    for number, file in enumerate(files):
        if not file.header_set:
            continue
        doubts = sorted(file.doubts, key=lambda doubt: not doubt.is_blocking)
        for doubt in doubts:
            add(_of_doubt(number, doubt))
        asked = {doubt.subject for doubt in doubts if doubt.about is About.COLUMN}
        if file.what != "scores":
            continue
        for column in dict.fromkeys(c.header for c in file.columns):
            match = next(c for c in file.columns if c.header == column)
            if column not in asked and match.certainty == 1.0:
                others = [f for f in (LEAVE_OUT, f"dimension:{column}", *CORRECTABLE) if f != match.field]
                add(Choice(number, About.COLUMN, column, (match.field, *others)))
        for header in file.ignored[:40]:
            options = (LEAVE_OUT, f"dimension:{header}", f"criterion:{header}", *CORRECTABLE)
            add(Choice(number, About.COLUMN, header, options))
    return tuple(found)


def _of_doubt(file: int, doubt: Doubt) -> Choice:
    return Choice(
        file=file,
        about=doubt.about,
        subject=doubt.subject,
        options=(doubt.proposal, *(a for a in doubt.alternatives if a != doubt.proposal)),
        certainty=min(doubt.certainty, 0.99),
        is_blocking=doubt.is_blocking,
        question=doubt.question,
        samples=doubt.samples,
    )


def decided(files: Sequence[FileReading], choices: Sequence[Choice]) -> tuple[tuple[str, ImportMapping], ...]:
    """Header set -> decisions: an answer to every doubt, and every correction."""
    found: dict[str, ImportMapping] = {}
    # Files with the same headers may be proposed different things: what a person chose goes before what nobody touched.
    for choice in sorted(choices, key=lambda one: one.chosen != 0):
        if not choice.answer or (not choice.is_doubt and choice.chosen == 0):
            continue
        key = files[choice.file].header_set
        decision = Decision(choice.about, choice.subject, choice.answer)
        found[key] = ImportMapping((decision,)).over(found.get(key, ImportMapping()))
    return tuple(found.items())
