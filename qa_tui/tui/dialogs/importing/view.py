"""The import dialog as lines: files, choices, and for the one under the cursor what stands in the file and what it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.importing import EACH_ROW, LEAVE_OUT, NEW, About
from qa_tui.domain.safe_text import safe_line
from qa_tui.tui.lines import EMPTY, column, cut, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.loading import FileReading
    from qa_tui.tui.dialogs.importing.answers import Choice
    from qa_tui.tui.lines import Line, Role

_FIELDS = {
    "call_id": "the call",
    "agent_id": "the agent",
    "agent_name": "the agent's name",
    "called_at": "date of the call",
    "criterion": "criterion",
    "criterion_id": "the criterion's stable id",
    "score": "score",
    "max_score": "maximum score",
    "not_applicable": "not applicable",
    "evaluator_id": "evaluator",
    "evaluated_at": "date of the evaluation",
    "evaluation_id": "the evaluation",
    "evaluation_version": "version of the evaluation",
    "evaluation_type": "kind of evaluation",
    "call_type": "call type",
    "form": "form",
    "form_version": "version of the form",
    "evidence_start": "evidence from",
    "evidence_end": "evidence to",
}
_LEFT = {
    About.FIELD: "",
    About.CRITERION: "criterion ",
    About.DATES: "dates in ",
    About.AGENT: "agent ",
    About.SPEAKER: "who is ",
}


def field_words(field: str) -> str:
    """A field as a person would say it."""
    kind, _, name = field.partition(":")
    if name and kind in {"criterion", "dimension"}:
        return f"{'criterion' if kind == 'criterion' else 'segment'} {name}"
    return _FIELDS.get(field, field)


def answer_words(choice: Choice) -> str:
    """The chosen answer, in words."""
    if not choice.answer:
        return "choose with ← →"
    if choice.answer == LEAVE_OUT:
        return "left out"
    if choice.answer == EACH_ROW:
        return "every row is a call of its own"
    if choice.about is About.CRITERION:
        return "a criterion of its own, not in the rubric" if choice.answer == NEW else f"rubric: {choice.answer}"
    if choice.about is About.FIELD:
        return f"column {choice.answer}"
    return field_words(choice.answer)


def subject_words(choice: Choice) -> str:
    if choice.about is About.FIELD:
        return field_words(choice.subject)
    return f"{_LEFT.get(choice.about, '')}{choice.subject}"


def lead(choices: Sequence[Choice]) -> str:
    """The sentence above everything."""
    open_ones = sum(choice.is_open for choice in choices)
    doubts = sum(choice.is_doubt for choice in choices)
    if open_ones:
        return f"{open_ones} of {doubts} questions need your choice: ← → on the marked line."
    if doubts:
        if doubts == 1:
            return "1 question has a proposal. If it is right, press enter. ← → changes it."
        return (
            f"{doubts} questions have proposals. If they are right, press enter. ← → changes the one under the cursor."
        )
    return "Everything was understood. ← → corrects the column under the cursor."


def file_line(file: FileReading, width: int) -> Line:
    """What one file was taken for."""
    unit = {"scores": "score cells", "roster": "agents", "rubric": "criteria"}.get(file.what, "files")
    form = f", {file.form}" if file.form else ""
    counted = f" · {file.rows:,} {unit}" if file.rows else ""
    return cut(line((safe_line(file.file, 60), "accent"), f"  {file.what}{form}{counted}"), width)


def choice_line(choice: Choice, width: int) -> Line:
    """One choice: what it is about, the answer, how sure."""
    mark = "! " if choice.is_open else "? " if choice.is_doubt else "  "
    sure = f"{choice.certainty:4.0%}" if choice.is_doubt and choice.chosen == 0 and choice.answer else "    "
    left = min(34, max(width // 3, 16))
    room = max(width - left - 12, 8)
    changed = choice.chosen != 0
    role: Role = "low" if choice.is_open else "strong" if choice.is_doubt or changed else "muted"
    return (
        (mark, "low" if choice.is_open else "accent"),
        column(subject_words(choice), left, "" if choice.is_doubt else "muted"),
        (" → ", "muted"),
        column(answer_words(choice), room, role),
        (f" {sure}", "muted"),
    )


def details(file: FileReading, choice: Choice | None, width: int) -> list[Line]:
    """The question in full, the first rows of the file before, and the first scores after."""
    shown: list[Line] = []
    if choice is not None and choice.question:
        shown += paragraph(choice.question, width)
        if choice.samples:
            shown += paragraph(f"There: {', '.join(choice.samples)}", width, "muted")
    if file.before:
        shown.append(line(("In the file", "accent")))
        shown += [cut(line(" | ".join(cell for cell in row)), width) for row in file.before[:3]]
    if file.after:
        shown.append(line(("As proposed" if file.needs_person else "As read", "accent")))
        shown += [cut(line(text), width) for text in file.after[:3]]
    return shown or [EMPTY]
