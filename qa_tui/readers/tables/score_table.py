"""Score tables as people export them: one line per call and criterion, or one line per call and a column per criterion.

Only the columns that mean something are read; every rule is then applied to the few distinct values, and arrays carry the
rest. A second pass over the file finds physical lines, and only where something was rejected.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qa_tui.domain.loading import ColumnMatch, FileReading
from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.header_set import header_set_of
from qa_tui.readers.tables.evaluation_columns import EvaluationColumns
from qa_tui.readers.tables.header import understand
from qa_tui.readers.tables.opened import MOST_DIMENSION_VALUES, ROW_IS_CALL, Place
from qa_tui.readers.tables.table_scores import KIND_FIELDS, LINE_FIELDS, read_long, read_wide
from qa_tui.readers.values import is_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa_tui.domain.importing import Doubt, ImportMapping
    from qa_tui.domain.loading import LoadRequest
    from qa_tui.domain.rubric import Criterion, Rubric
    from qa_tui.readers.tables.header import Understanding
    from qa_tui.readers.tables.opened import OpenedTable, TableSource
    from qa_tui.scores.rows import ScoreRows

_PREVIEW_ROWS = 200
_SHOWN_ROWS, _SHOWN_COLUMNS = 3, 60


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
    left_out: int = 0
    place: Callable[[int], Place] = lambda _: Place("")
    """File and line of a data row."""

    @property
    def needs_person(self) -> bool:
        """A doubt that changes the numbers waits for an answer."""
        return self.reading.needs_person

    @property
    def looks_like_scores(self) -> bool:
        """Whether a column says for certain that this is about calls, agents or scores."""
        return any(match.certainty == 1.0 and match.field in _TELLING for match in self.reading.columns)

    def as_foreign(self) -> TableReading:
        """The same table, left out."""
        headers = safe_line(", ".join(self.reading.before[0] if self.reading.before else ()), 120)
        message = f"holds no scores; it is left out. Found {headers}."
        note = Problem(Severity.NOTE, self.reading.file, message)
        return TableReading(None, (), FileReading(self.reading.file, "unknown", 0), (note,))


_TELLING = frozenset({"call_id", "agent_id", "agent_name", "criterion", "score", "evaluator_id"})


def read_score_table(
    source: TableSource,
    request: LoadRequest,
    rubric: Rubric | None,
    form: str = "",
    key: str = "",
    progress: Callable[[str], None] = lambda _: None,
) -> TableReading:
    """All usable score cells of `source`, with a problem for every one that is not usable.

    `form` says in words what kind of export it is; `key` is the header set, where the source's headers are not the file's.
    """
    key = key or header_set_of("", source.headers)
    mapping = request.mapping_for(key)
    header = understand(source, mapping, rubric, accept=request.accept)
    before = tuple(tuple(safe_line(cell, 30) for cell in row[:_SHOWN_COLUMNS]) for row in _first_rows(source))
    form = form or (
        f"one line per call, {len(header.wide)} criteria"
        if header.wide
        else "one line per call, a column per criterion"
        if any(match.field.startswith("criterion:") for match in header.matches)
        else "one line per call and criterion"
    )
    if header.is_blocked:
        after = () if request.accept else _preview(source, mapping, rubric, request)
        seen = (*header.matches, *_plain_segments(source, header)) if header.matches else ()
        reading = FileReading(source.shown, "scores", 0, seen, (), form, key, header.doubts, before, after)
        stop = tuple(_problem(source, doubt) for doubt in header.doubts)
        return TableReading(None, (), reading, (*source.problems, *stop))
    doubts = [*source.problems, *_doubles(source), *(_problem(source, doubt) for doubt in header.doubts)]
    if request.accept:
        proposed = understand(source, mapping, rubric, accept=False).doubts
        doubts += [
            Problem(Severity.NOTE, source.shown, f"{d.question} Accepted as proposed.", source.header_line, d.subject)
            for d in proposed
        ]
    table = source.open(_used(header), _changing(header), None, progress)
    if isinstance(table, Problem):
        return TableReading(None, (), FileReading(source.shown, "scores", 0), (*doubts, table))
    if table.count == 0:
        empty = Problem(Severity.ERROR, source.shown, "has a header but no rows. Export it again.", source.header_line)
        return TableReading(None, (), FileReading(source.shown, "scores", 0), (*doubts, empty))
    doubts += table.problems
    columns, rows, new = _scores(table, header, request, mapping, rubric)
    read = table.count * (len(header.wide) or 1)
    left_out = columns.count_left_out() * (len(header.wide) or 1)
    matches = _understood(source, header, columns)
    known = {column.header for column in matches}
    ignored = tuple(name for name in source.headers if name and name not in known)
    open_doubts = (*header.doubts, *(() if request.accept else columns.doubts))
    after = _written(rows, (*(rubric.criteria if rubric else ()), *new))
    reading = FileReading(source.shown, "scores", read, matches, ignored, form, key, open_doubts, before, after)
    problems = (*doubts, *(_problem(source, doubt) for doubt in open_doubts[len(header.doubts) :]), *columns.problems)
    if header.totals:
        message = f"holds totals ({safe_line(', '.join(header.totals), 80)}), which are never used: criteria are."
        problems = (*problems, Problem(Severity.NOTE, source.shown, message, source.header_line))
    rejected = read - left_out - rows.count
    return TableReading(rows, new, reading, problems, read, rejected, left_out, table.place)


def _first_rows(source: TableSource) -> tuple[tuple[str, ...], ...]:
    return (source.headers, *source.sample[:_SHOWN_ROWS])


def _used(header: Understanding) -> list[int]:
    return sorted({*(n for n in header.place.values() if n >= 0), *header.wide, *header.dimensions})


def _changing(header: Understanding) -> list[list[int]]:
    """Numbers of the columns that differ from score to score of one evaluation; none where every row is a call."""
    if header.wide or header.place.get("call_id") == ROW_IS_CALL:
        return []
    groups = (KIND_FIELDS, *((field,) for field in LINE_FIELDS))
    return [[header.place[field] for field in group if field in header.place] for group in groups]


def _scores(
    table: OpenedTable, header: Understanding, request: LoadRequest, mapping: ImportMapping, rubric: Rubric | None
) -> tuple[EvaluationColumns, ScoreRows, tuple[Criterion, ...]]:
    columns = EvaluationColumns(table, header.place, request.today, mapping, accept=request.accept, zone=request.zone)
    read = read_wide if header.wide else read_long
    return (columns, *read(columns, header, rubric))


def _preview(
    source: TableSource, mapping: ImportMapping, rubric: Rubric | None, request: LoadRequest
) -> tuple[str, ...]:
    """The first scores as the proposals would have them understood."""
    header = understand(source, mapping, rubric, accept=True)
    if header.is_blocked:
        return ()
    table = source.open(_used(header), _changing(header), _PREVIEW_ROWS)
    if isinstance(table, Problem) or table.count == 0:
        return ()
    _, rows, new = _scores(table, header, request, mapping, rubric)
    return _written(rows, (*(rubric.criteria if rubric else ()), *new))


def _written(rows: ScoreRows, criteria: tuple[Criterion, ...]) -> tuple[str, ...]:
    """The first scores in words."""
    names = {criterion.id: criterion.name for criterion in criteria}
    lines = []
    for run, kind in zip(rows.run[:4].tolist(), rows.kind[:4].tolist(), strict=True):
        day = np.datetime64(int(rows.called_at[run]), "s").astype("datetime64[D]")
        criterion = rows.criterion.labels[rows.criterion.codes[kind]]
        points = rows.points[kind]
        score = (
            "no score"
            if np.isnan(points)
            else "not applicable"
            if np.isinf(points)
            else f"{points:g} of {rows.maximum[kind]:g}, {100 * points / rows.maximum[kind]:.0f} %"
        )
        call, agent = (column.labels[column.codes[run]] for column in (rows.call, rows.agent))
        lines.append(safe_line(f"{call} · {agent} · {day} · {names.get(criterion, criterion)}: {score}", 120))
    return tuple(lines)


def _problem(source: TableSource, doubt: Doubt) -> Problem:
    """A doubt, for those who read problems."""
    how = "Use --accept to take the proposals, or --mapping FILE to settle them."
    if not doubt.is_blocking:
        message = f"{doubt.question} It is left out until a person says so. {how}"
        return Problem(Severity.NOTE, source.shown, message, source.header_line, doubt.subject)
    message = f"{doubt.question} {how}" if doubt.proposal else doubt.question
    return Problem(Severity.ERROR, source.shown, message, source.header_line, doubt.subject)


def _doubles(source: TableSource) -> list[Problem]:
    times = Counter(name for name in source.headers if name)
    twice = sorted(name for name, count in times.items() if count > 1)
    if not twice:
        return []
    message = f"has several columns of the name {safe_line(', '.join(twice), 120)}; the first of each is read."
    return [Problem(Severity.WARNING, source.shown, message, source.header_line)]


def _plain_segments(source: TableSource, header: Understanding) -> list[ColumnMatch]:
    """Columns whose first rows say already that they are segments: a few words, each more than once."""
    found = []
    for place, name in header.dimensions.items():
        values = source.sampled(place)
        different = set(values)
        if 2 <= len(different) <= min(len(values) // 2, MOST_DIMENSION_VALUES) and not any(map(is_number, different)):
            found.append(ColumnMatch(source.headers[place], f"dimension:{name}", 1.0))
    return found


def _understood(source: TableSource, header: Understanding, columns: EvaluationColumns) -> tuple[ColumnMatch, ...]:
    headers = source.headers
    return (
        *(ColumnMatch(headers[n], field, 1.0) for field, n in header.place.items() if n >= 0),
        *(ColumnMatch(headers[n], f"criterion:{c.id}", 1.0) for n, c in header.wide.items()),
        *(ColumnMatch(headers[n], f"dimension:{name}", 1.0) for n, name in columns.dimension_places.items()),
    )
