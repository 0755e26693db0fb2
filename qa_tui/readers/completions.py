"""A learning system's export of who completed a practice: any table that has a person and a day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_tui.domain.completion import Completion
from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.columns import match_columns
from qa_tui.readers.registry import recognise
from qa_tui.readers.tables.dates import read_dates
from qa_tui.scores.columns import SECONDS_PER_DAY, UNKNOWN_TIME
from qa_tui.scores.matrix import day_as_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from qa_tui.readers.tables.opened import OpenedTable, TableSource

FIELDS: dict[str, tuple[str, ...]] = {
    "agent_id": ("learner id", "user id", "employee id", "login", "user name", "username", "agent"),
    "agent_name": ("learner", "learner name", "name", "full name", "employee", "employee name", "user"),
    "completed_on": ("completed", "completion date", "completed at", "date completed", "finished", "finished on", "date", "end date"),
    "score": ("score %", "score (%)", "final score", "grade", "result", "percent", "mark"),
    "scored_by": ("assessor", "graded by", "evaluator", "marked by", "reviewer", "by"),
    "course": ("course name", "course code", "training", "module", "activity", "title"),
    "status": ("completion status", "state", "progress"),
}  # fmt: skip
_NOT_BEGUN = frozenset({"not started", "assigned", "enrolled", "not attempted", "open", "new", "registered"})
_DONE = frozenset(
    {
        "",
        "completed",
        "complete",
        "done",
        "passed",
        "pass",
        "finished",
        "satisfied",
        "successful",
        "yes",
        "100%",
        "100 %",
    }
)
_UNDER_WAY = frozenset(
    {"in progress", "started", "incomplete", "attempted", "not completed", "failed", "not passed", "fail"}
)
"""Begun and not done: who failed it tries again."""
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\s*(%|/\s*(\d+(?:[.,]\d+)?))?")


def read_completions(path: Path, shown: str, today: date) -> tuple[tuple[Completion, ...], tuple[Problem, ...]]:
    """Every row with a person and a day, and what was wrong with the others. Rows of practices that nobody began are left out."""
    found = recognise(path, shown)
    if isinstance(found, Problem):
        return (), (found,)
    source = next((entry.source for entry in found if entry.source is not None), None)
    if source is None:
        return (), (Problem(Severity.ERROR, shown, "is no table; expected columns for the person and the day."),)
    return _read(source, shown, today)


def _read(source: TableSource, shown: str, today: date) -> tuple[tuple[Completion, ...], tuple[Problem, ...]]:
    headers = list(source.headers)
    place = {
        m.field: headers.index(m.header) for m in match_columns(headers, FIELDS, {}, likely={}) if m.certainty == 1.0
    }
    if "completed_on" not in place or not {"agent_id", "agent_name"} & place.keys():
        message = (
            "expected a column for the person (agent_id or name) and one for the day (completed_on); "
            f"found {safe_line(', '.join(headers), 160)}."
        )
        return (), (Problem(Severity.ERROR, shown, message, source.header_line),)
    table = source.open(sorted(place.values()))
    if isinstance(table, Problem):
        return (), (table,)
    return _rows(table, place, today)


def _rows(table: OpenedTable, place: dict[str, int], today: date) -> tuple[tuple[Completion, ...], tuple[Problem, ...]]:
    columns = {field: table.texts(n) for field, n in place.items()}
    blank = [""] * table.count
    days = _days(columns["completed_on"], today)
    scores = columns.get("score", blank)
    are_shares = _are_shares(scores)
    kept: list[Completion] = []
    problems: list[Problem] = []
    for n in range(table.count):
        status = " ".join(columns.get("status", blank)[n].casefold().replace("_", " ").replace("-", " ").split())
        agent, name = columns.get("agent_id", blank)[n], columns.get("agent_name", blank)[n]
        if status in _NOT_BEGUN or not (agent or name):
            continue
        where = table.place(n)
        day, written = days[n], columns["completed_on"][n]
        if day is None:
            if written or status not in _UNDER_WAY:
                what = f"expected a day such as 2026-10-08, found {safe_line(written, 40) or 'nothing'!r}; the row is left out."
                problems.append(Problem(Severity.WARNING, where.file, what, where.line, "completed_on"))
            continue
        if status not in _DONE | _UNDER_WAY:
            what = f"{safe_line(columns['status'][n], 40)!r} does not say that it was done; the row is left out."
            problems.append(Problem(Severity.WARNING, where.file, what, where.line, "status"))
            continue
        score = _percent(scores[n], is_one_whole=are_shares)
        if scores[n] and score is None:
            what = f"expected a percent, found {safe_line(scores[n], 40)!r}; the row counts without a score."
            problems.append(Problem(Severity.WARNING, where.file, what, where.line, "score"))
        by = columns.get("scored_by", blank)[n]
        kept.append(
            Completion(
                where.line,
                agent,
                name,
                day,
                score,
                safe_line(by, 60),
                is_complete=status not in _UNDER_WAY,
                course=safe_line(columns.get("course", blank)[n], 80),
            )
        )
    return tuple(kept), tuple(problems)


def _days(texts: Sequence[str], today: date) -> list[date | None]:
    seconds = read_dates(texts, None, today).seconds.tolist()
    return [None if value == UNKNOWN_TIME else day_as_date(int(value) // SECONDS_PER_DAY) for value in seconds]


def _are_shares(texts: Sequence[str]) -> bool:
    """Whether a column without a % sign holds shares of 1, such as 0.85."""
    numbers = [_NUMBER.fullmatch(text.strip()) for text in texts if text.strip()]
    known = [found for found in numbers if found]
    values = [float(found[1].replace(",", ".")) for found in known if not found[2]]
    return len(values) == len(known) and bool(values) and max(values) <= 1 and any(0 < value < 1 for value in values)


def _percent(text: str, *, is_one_whole: bool) -> float | None:
    """Percent of a cell; what lies between 0 and 1 without a % sign is a share, and 1 is where the column holds shares."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    value = float(found[1].replace(",", "."))
    if found[3]:
        most = float(found[3].replace(",", "."))
        value = 100 * value / most if most else -1.0
    elif not found[2] and (0 < value < 1 or (value == 1 and is_one_whole)):
        value *= 100
    return value if 0 <= value <= 100 else None
