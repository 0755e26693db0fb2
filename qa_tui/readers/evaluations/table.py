"""Score tables as people export them: one line per call and criterion, or one line per call and a column per criterion.

pandas' C engine reads only the columns that mean something; every rule is then applied to the few distinct values, and
arrays carry the rest. A second pass over the text finds physical lines, and only where something was rejected.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qa_tui.domain.loading import ColumnMatch, FileReading
from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.columns import FIELDS, match_columns
from qa_tui.readers.tables.evaluation_columns import EvaluationColumns
from qa_tui.readers.tables.header import likely_dimensions, missing_columns, wide_columns
from qa_tui.readers.tables.opened import open_table
from qa_tui.readers.tables.score_values import criteria_of, points_of, stated_maxima
from qa_tui.readers.text_file import guess_delimiter, header_of, inspect_text
from qa_tui.scores.rows import Codes, joined

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qa_tui.domain.loading import LoadRequest
    from qa_tui.domain.rubric import Criterion, Rubric
    from qa_tui.scores.rows import ScoreRows

_TRUE = frozenset({"1", "true", "yes", "y", "na", "n/a", "x", "ja", "oui"})
_FALSE = frozenset({"0", "false", "no", "n", "-", "nein", "non"})


@dataclass(frozen=True, eq=False, slots=True)
class TableReading:
    """What one table gave."""

    rows: ScoreRows | None
    criteria: tuple[Criterion, ...]
    """Criteria met that the rubric does not have."""
    reading: FileReading
    problems: tuple[Problem, ...]
    read: int = 0
    """Score cells read."""
    rejected: int = 0
    needs_person: bool = False
    """A column that is needed is only proposed."""


def read_table(path: Path, shown: str, request: LoadRequest, rubric: Rubric | None) -> TableReading:
    """All usable score cells of `path`, with a problem for every one that is not usable."""
    nothing = FileReading(shown, "scores", 0)
    form = inspect_text(path, shown)
    if isinstance(form, Problem):
        return TableReading(None, (), nothing, (form,))
    delimiter = guess_delimiter(form.head)
    headers = header_of(form.head, delimiter)
    matches = match_columns(headers, FIELDS, dict(request.mapping), rubric)
    if request.accept:
        matches = tuple(ColumnMatch(m.header, m.field, 1.0) for m in matches)
    certain = {m.field: headers.index(m.header) for m in matches if m.certainty == 1.0}
    is_long = any(m.field in {"criterion", "score"} for m in matches)
    wide = {} if is_long else wide_columns(headers, matches, rubric)
    stop = missing_columns(shown, headers, matches, certain, is_wide=bool(wide))
    if stop:
        reading = FileReading(shown, "scores", 0, matches)
        return TableReading(None, (), reading, stop, needs_person=any(m.certainty < 1.0 for m in matches))
    extra = [n for n, name in enumerate(headers) if n not in certain.values() and n not in wide and name]
    dimensions = likely_dimensions(form, delimiter, headers, extra)
    doubts = _doubts(shown, headers, matches, is_utf8=form.is_certain)
    used = sorted({*certain.values(), *wide, *dimensions})
    table = open_table(path, shown, form, delimiter, headers, used, certain["call_id"])
    if isinstance(table, Problem):
        return TableReading(None, (), nothing, (*doubts, table))
    if table.count == 0:
        empty = Problem(Severity.ERROR, shown, "has a header but no rows. Export it again.", 1)
        return TableReading(None, (), nothing, (*doubts, empty))
    columns = EvaluationColumns(table, certain, request.today)
    rows, new = _wide(columns, wide, dimensions, rubric) if wide else _long(columns, dimensions, rubric)
    read = table.count * (len(wide) or 1)
    understood = (
        *(m for m in matches if m.certainty == 1.0 and not m.field.startswith("criterion:")),
        *(ColumnMatch(headers[n], f"criterion:{c.id}", 1.0) for n, c in wide.items()),
        *(ColumnMatch(headers[n], f"dimension:{name}", 1.0) for n, name in columns.dimension_places.items()),
    )
    known = {column.header for column in understood}
    ignored = tuple(name for name in headers if name and name not in known)
    reading = FileReading(shown, "scores", read, understood, ignored)
    return TableReading(rows, new, reading, (*doubts, *columns.problems), read, read - rows.row.size)


def _doubts(shown: str, headers: list[str], matches: tuple[ColumnMatch, ...], *, is_utf8: bool) -> list[Problem]:
    doubts = []
    twice = sorted({name for name in headers if name and headers.count(name) > 1})
    if twice:
        message = f"has several columns of the name {safe_line(', '.join(twice), 120)}; the first of each is read."
        doubts.append(Problem(Severity.WARNING, shown, message, 1))
    if not is_utf8:
        message = "is not UTF-8; read as Windows-1252. Check names with accents."
        doubts.append(Problem(Severity.WARNING, shown, message))
    for match in matches:
        if match.certainty < 1.0:
            message = (
                f'the column "{safe_line(match.header, 40)}" could be {match.field} ({match.certainty:.0%}); it is left out. '
                "Use --accept to take it."
            )
            doubts.append(Problem(Severity.NOTE, shown, message, 1))
    return doubts


def _long(
    columns: EvaluationColumns, likely: Mapping[int, str], rubric: Rubric | None
) -> tuple[ScoreRows, tuple[Criterion, ...]]:
    """One line per call and criterion."""
    usable, called_at, evaluated_at = columns.usable()
    dimensions = columns.dimensions(likely)
    named = columns.codes("criterion")
    blank = named.codes < 0
    columns.reject(usable & blank, "no criterion; the row is left out.", "criterion")
    usable &= ~blank
    maxima = stated_maxima(columns)
    criteria, new = criteria_of(columns, named, maxima, rubric)
    marks = columns.codes("not_applicable")
    marked = np.array([label.casefold() in _TRUE for label in marks.labels] or [False])
    unclear = np.array([label.casefold() not in _TRUE | _FALSE for label in marks.labels] or [False])
    is_na = (marks.codes >= 0) & marked[marks.codes]
    said = "is neither yes nor no; the row counts as scored."
    columns.reject(usable & (marks.codes >= 0) & unclear[marks.codes], said, "not_applicable")
    score = columns.codes("score")
    said = "is marked not applicable and has a score as well; it counts as not applicable."
    columns.reject(usable & is_na & (score.codes >= 0), said, "score")
    points, maximum, bad = points_of(columns, named, criteria, score, maxima, usable & ~is_na, "score")
    points = np.where(is_na, -np.inf, points)
    ids: dict[str, int] = {}
    recode = np.array([ids.setdefault(c.id, len(ids)) if c else -1 for c in criteria] or [0], np.int32)
    criterion = Codes(np.where(named.codes < 0, -1, recode[named.codes]).astype(np.int32), tuple(ids))
    usable &= ~bad & (criterion.codes >= 0)
    times = (called_at, evaluated_at)
    return columns.score_rows(usable, criterion, points, maximum, times, dimensions, with_evidence=True), new


def _wide(
    columns: EvaluationColumns, wide: Mapping[int, Criterion], likely: Mapping[int, str], rubric: Rubric | None
) -> tuple[ScoreRows, tuple[Criterion, ...]]:
    """One line per call and a column per criterion."""
    usable, called_at, evaluated_at = columns.usable()
    dimensions = columns.dimensions({n: name for n, name in likely.items() if n not in wide})
    ids = tuple(dict.fromkeys(criterion.id for criterion in wide.values()))
    unstated = np.full(columns.count, np.nan)
    parts: list[ScoreRows] = []
    for place, criterion in wide.items():
        one = Codes(np.full(columns.count, ids.index(criterion.id), np.int32), ids)
        named = Codes(np.zeros(columns.count, np.int32), (criterion.id,))
        score, header = columns.table.column(place), columns.table.headers[place]
        points, maximum, bad = points_of(columns, named, [criterion], score, unstated, usable, header)
        times = (called_at, evaluated_at)
        parts.append(columns.score_rows(usable & ~bad, one, points, maximum, times, dimensions, with_evidence=False))
    known = {criterion.id for criterion in rubric.criteria} if rubric else set()
    return joined(parts), tuple(criterion for criterion in wide.values() if criterion.id not in known)
