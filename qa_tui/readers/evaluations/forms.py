"""Criteria across versions of a form: one stable id is one criterion, whatever its text was; its newest text is its name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.columns import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa_tui.readers.evaluations.export import ScoreRecord


def question_names(questions: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Name of each (id, section, text) of one form: the text, behind its section where the form asks it twice."""
    known = list(questions)
    times = Counter(plain_name(text) for _, _, text in known)
    return {
        key: f"{section}: {text}" if section and times[plain_name(text)] > 1 else text or key
        for key, section, text in known
    }


def _key(record: ScoreRecord) -> tuple[str, str]:
    return record.form_id or record.form, record.criterion_id


def with_newest_names(records: list[ScoreRecord], shown: str) -> tuple[list[ScoreRecord], list[Problem]]:
    """The records, each criterion under the newest name of its stable id; a change of wording is said."""
    newest: dict[tuple[str, str], tuple[str, str]] = {}
    names: dict[tuple[str, str], set[str]] = {}
    for record in records:
        if record.criterion_id:
            key = _key(record)
            names.setdefault(key, set()).add(plain_name(record.criterion))
            candidate = (record.evaluated_at, record.criterion)
            newest[key] = max(newest.get(key, candidate), candidate)
    changed = [newest[key][1] for key, texts in names.items() if len(texts) > 1]
    kept = [replace(record, criterion=newest[_key(record)][1]) if record.criterion_id else record for record in records]
    if not changed:
        return kept, []
    message = (
        f"the wording of {len(changed)} criteria changed between versions of the form, such as "
        f'"{safe_line(changed[0], 60)}"; they are joined by their stable id and carry their newest name.'
    )
    return kept, [Problem(Severity.WARNING, shown, message, None, None, len(changed))]
