"""Score tables as people export them: one line per call and criterion, or one line per call and a column per criterion.

pandas' C engine reads only the columns that mean something, as categories wherever the values repeat; every rule is then
applied to the few distinct values, and arrays carry the rest. A second pass over the text finds physical lines, and only
where something was rejected.
"""

from __future__ import annotations

import math
import re
import warnings
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from qa_tui.domain.loading import ColumnMatch, FileReading
from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.rubric import Criterion, Rubric, Scale
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.columns import (
    FIELDS,
    REQUIRED_LONG,
    REQUIRED_WIDE,
    bracketed_scale,
    criterion_names,
    match_columns,
    nearest,
    plain_name,
    without_scale,
)
from qa_tui.readers.text_file import TextFormat, guess_delimiter, header_of, inspect_text, physical_lines
from qa_tui.readers.values import CellValue, Unreadable, misfit, read_value
from qa_tui.scores.columns import SECONDS_PER_DAY, UNKNOWN_TIME
from qa_tui.scores.rows import Codes, ScoreRows, blank_codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qa_tui.domain.loading import LoadRequest

Bools = npt.NDArray[np.bool_]
Longs = npt.NDArray[np.int64]

MOST_DIMENSION_VALUES = 20
_SAMPLE_ROWS = 500
_TRUE = frozenset({"1", "true", "yes", "y", "na", "n/a", "x"})
_BAD_LINE = re.compile(r"line (\d+): expected (\d+) fields, saw (\d+)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")


@dataclass(frozen=True, eq=False, slots=True)
class TableReading:
    """What one table gave."""

    rows: ScoreRows | None
    criteria: tuple[Criterion, ...]
    """Criteria met that the rubric does not have."""
    reading: FileReading
    problems: tuple[Problem, ...]
    read: int
    """Score cells read."""
    rejected: int
    needs_person: bool = False
    """A column that is needed is only proposed."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table, opened: its columns as categories, and how to name its lines."""

    path: Path
    shown: str
    form: TextFormat
    delimiter: str
    frame: Any
    lines_skipped: frozenset[int]

    def column(self, header_place: int) -> Codes:
        series = self.frame[f"c{header_place}"]
        if isinstance(series.dtype, pd.CategoricalDtype):
            found, distinct = series.array.codes, series.array.categories
        else:
            found, distinct = pd.factorize(series)
        labels = tuple(str(label).strip() for label in distinct)
        codes = np.asarray(found, np.int32)
        blank = np.array([label == "" for label in labels] or [False])
        return Codes(np.where((codes < 0) | blank[codes], -1, codes).astype(np.int32), labels)

    def line(self, rows: Sequence[int]) -> dict[int, int]:
        """Physical lines of data rows, counting the lines that pandas skipped."""
        if not self.lines_skipped:
            return physical_lines(self.path, self.form.encoding, self.delimiter, rows)
        skipped = sorted(self.lines_skipped)
        shifted: dict[int, int] = {}
        for row in rows:
            place = row
            for bad in skipped:
                if bad - 2 <= place:
                    place += 1
            shifted[row] = place
        lines = physical_lines(self.path, self.form.encoding, self.delimiter, shifted.values())
        return {row: lines[place] for row, place in shifted.items() if place in lines}


def looks_like_scores(form: TextFormat, rubric: Rubric | None) -> bool:
    """Whether a table's header names calls or scores."""
    headers = header_of(form.head, guess_delimiter(form.head))
    fields = {m.field for m in match_columns(headers, FIELDS, {}, rubric)}
    return bool(fields & {"call_id", "criterion", "score"})


def read_table(path: Path, shown: str, request: LoadRequest, rubric: Rubric | None) -> TableReading:
    """All usable score cells of `path`, with a problem for every one that is not usable."""
    nothing = FileReading(shown, "scores", 0)
    form = inspect_text(path, shown)
    if isinstance(form, Problem):
        return TableReading(None, (), nothing, (form,), 0, 0)
    delimiter = guess_delimiter(form.head)
    headers = header_of(form.head, delimiter)
    matches = match_columns(headers, FIELDS, dict(request.mapping), rubric)
    if request.accept:
        matches = tuple(ColumnMatch(m.header, m.field, 1.0) for m in matches)
    certain = {m.field: headers.index(m.header) for m in matches if m.certainty == 1.0}
    is_long = "criterion" in certain or "score" in certain or any(m.field in {"criterion", "score"} for m in matches)
    wide = _wide_columns(headers, matches, rubric) if not is_long else {}
    stop = _missing_columns(shown, headers, matches, certain, is_wide=bool(wide))
    if stop:
        reading = FileReading(shown, "scores", 0, matches)
        return TableReading(None, (), reading, stop, 0, 0, needs_person=any(m.certainty < 1.0 for m in matches))
    extra = [n for n, name in enumerate(headers) if n not in certain.values() and n not in wide and name]
    dimensions = _likely_dimensions(form, delimiter, headers, extra)
    problems: list[Problem] = []
    if not form.is_certain:
        problems.append(
            Problem(Severity.WARNING, shown, "is not UTF-8; read as Windows-1252. Check names with accents.")
        )
    problems += [
        Problem(
            Severity.NOTE,
            shown,
            f'the column "{safe_line(m.header, 40)}" could be {m.field} ({m.certainty:.0%}); it is left out. Use --accept to take it.',
            1,
        )
        for m in matches
        if m.certainty < 1.0
    ]
    used = sorted({*certain.values(), *wide, *dimensions})
    opened = _open(path, shown, form, delimiter, headers, used, certain["call_id"])
    if isinstance(opened, Problem):
        return TableReading(None, (), nothing, (*problems, opened), 0, 0)
    table, skipped = opened
    problems += skipped
    if table.frame.shape[0] == 0:
        problems.append(Problem(Severity.ERROR, shown, "has a header but no rows. Export it again.", 1))
        return TableReading(None, (), nothing, tuple(problems), 0, 0)
    maker = _RowMaker(table, certain, headers, rubric, request, problems)
    rows, criteria, read, rejected = maker.wide(wide, dimensions) if wide else maker.long(dimensions)
    columns = (
        *(m for m in matches if m.certainty == 1.0 and not m.field.startswith("criterion:")),
        *(ColumnMatch(headers[n], f"criterion:{c.id}", 1.0) for n, c in wide.items()),
        *(ColumnMatch(headers[n], f"dimension:{name}", 1.0) for n, name in maker.kept_dimensions.items()),
    )
    known = {column.header for column in columns}
    reading = FileReading(shown, "scores", read, columns, tuple(name for name in headers if name and name not in known))
    return TableReading(rows, criteria, reading, tuple(problems), read, rejected)


def _missing_columns(
    shown: str, headers: list[str], matches: Sequence[ColumnMatch], certain: Mapping[str, int], *, is_wide: bool
) -> tuple[Problem, ...]:
    required = REQUIRED_WIDE if is_wide else REQUIRED_LONG
    problems = []
    for field in required:
        if field in certain:
            continue
        proposal = next((m for m in matches if m.field == field), None)
        if proposal:
            message = (
                f'no certain column for {field}; "{safe_line(proposal.header, 40)}" could be it ({proposal.certainty:.0%}). '
                "Use --accept to take the proposals, or --mapping FILE to settle them."
            )
        else:
            message = (
                f"no column for {field}. Expected {', '.join(required)}; found {safe_line(', '.join(headers), 160)}."
            )
        problems.append(Problem(Severity.ERROR, shown, message, 1, field))
    if not problems and "called_at" not in certain and "evaluated_at" not in certain:
        message = "no column for the date of the call (called_at): without it no window of days can be made."
        problems.append(Problem(Severity.ERROR, shown, message, 1, "called_at"))
    return tuple(problems)


def _wide_columns(headers: list[str], matches: Sequence[ColumnMatch], rubric: Rubric | None) -> dict[int, Criterion]:
    """Columns that hold one criterion each: known to the rubric, or with a scale in brackets."""
    fields = {m.header: m.field for m in matches}
    found: dict[int, Criterion] = {}
    for place, header in enumerate(headers):
        field = fields.get(header, "")
        scale = bracketed_scale(header)
        if field.startswith("criterion:") and rubric:
            criterion = rubric.criterion(field.removeprefix("criterion:"))
            if criterion:
                found[place] = criterion
        elif scale and field not in FIELDS:
            name = without_scale(header)
            found[place] = Criterion(_identifier(name), name, _whole_or_between(*scale))
    return found


def _whole_or_between(low: float, high: float) -> Scale:
    if low.is_integer() and high.is_integer() and high - low <= 20:
        return Scale.of_levels(*range(int(low), int(high) + 1))
    return Scale.between(low, high)


def _identifier(name: str) -> str:
    return re.sub(r"\W+", "_", safe_line(name, 80).strip().casefold()).strip("_") or "criterion"


def _likely_dimensions(form: TextFormat, delimiter: str, headers: list[str], extra: list[int]) -> dict[int, str]:
    """Columns that nobody claimed and whose first rows look like segments."""
    import csv
    import io

    sample = []
    for fields in csv.reader(io.StringIO(form.head), delimiter=delimiter):
        sample.append(fields)
        if len(sample) > _SAMPLE_ROWS:
            break
    found: dict[int, str] = {}
    for place in extra:
        values = {fields[place].strip() for fields in sample[1:-1] if place < len(fields)} - {""}
        if not values or len(values) > MOST_DIMENSION_VALUES:
            continue
        if any(_DATE.match(v) or "://" in v or len(v) > 60 for v in values):
            continue
        found[place] = safe_line(headers[place], 40)
    return found


def _open(
    path: Path, shown: str, form: TextFormat, delimiter: str, headers: list[str], used: list[int], many_values: int
) -> tuple[_Table, list[Problem]] | Problem:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            frame = pd.read_csv(
                path,
                sep=delimiter,
                encoding=form.encoding,
                encoding_errors="replace",
                header=0,
                names=[f"c{n}" for n in range(len(headers))],
                usecols=[f"c{n}" for n in used],
                dtype={f"c{n}": "str" if n == many_values else "category" for n in used},
                na_filter=False,
                index_col=False,
                on_bad_lines="warn",
                engine="c",
            )
        except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError, OverflowError) as problem:
            text = safe_line(str(problem).removeprefix("Error tokenizing data. C error: "), 160)
            found = re.search(r"row (\d+)|line (\d+)", text)
            line = int(next(g for g in found.groups() if g)) + 1 if found else None
            return Problem(
                Severity.ERROR,
                shown,
                f"cannot be read as a table: {text}. Look for a quote that is never closed.",
                line,
            )
    bad = [tuple(map(int, found)) for w in caught for found in _BAD_LINE.findall(str(w.message))]
    problems = [
        Problem(
            Severity.WARNING,
            shown,
            f"has {saw} fields where {expected} were expected; the line is left out. Look for a stray {delimiter!r} or quote.",
            line,
        )
        for line, expected, saw in bad[:1000]
    ]
    return _Table(path, shown, form, delimiter, frame, frozenset(line for line, _, _ in bad)), problems


class _RowMaker:
    """Turns an opened table into score rows, collecting problems on the way."""

    def __init__(
        self,
        table: _Table,
        place: Mapping[str, int],
        headers: list[str],
        rubric: Rubric | None,
        request: LoadRequest,
        problems: list[Problem],
    ) -> None:
        self.table = table
        self.place = place
        self.headers = headers
        self.rubric = rubric
        self.request = request
        self.problems = problems
        self.count = int(table.frame.shape[0])
        self.kept_dimensions: dict[int, str] = {}
        self.read: dict[str, Codes] = {}

    def reject(self, rows: Bools, message: str, field: str) -> None:
        """One problem for all of `rows`, at the line of the first of them."""
        found = np.flatnonzero(rows)
        if found.size:
            line = self.table.line([int(found[0])]).get(int(found[0]))
            column = self.headers[self.place[field]] if field in self.place else field
            self.problems.append(Problem(Severity.WARNING, self.table.shown, message, line, column, int(found.size)))

    def codes(self, field: str) -> Codes:
        if field not in self.read:
            self.read[field] = self.table.column(self.place[field]) if field in self.place else blank_codes(self.count)
        return self.read[field]

    def times(self, field: str) -> tuple[Longs, Bools]:
        """Seconds of local wall-clock time, and which rows hold a text that is not a date."""
        column = self.codes(field)
        if not column.labels:
            return np.full(self.count, UNKNOWN_TIME, np.int64), np.zeros(self.count, bool)
        labels = [re.sub(r"(Z|[+-]\d{2}:?\d{2})$", "", label) if len(label) > 10 else label for label in column.labels]
        parsed = pd.to_datetime(pd.Series(labels, dtype="object"), format="ISO8601", errors="coerce")
        seconds = parsed.to_numpy(dtype="datetime64[s]").astype(np.int64)
        unknown = np.asarray(parsed.isna().to_numpy(), bool)
        seconds = np.where(unknown, UNKNOWN_TIME, seconds)
        codes = column.codes
        return np.where(codes < 0, UNKNOWN_TIME, seconds[codes]), (codes >= 0) & unknown[codes]

    def shared(self) -> tuple[Bools, Longs, Longs]:
        """Rows with a call, an agent and a usable call date; call times; evaluation times."""
        usable = np.ones(self.count, bool)
        for field in ("call_id", "agent_id"):
            blank = self.codes(field).codes < 0
            self.reject(blank, f"no {field}; the row is left out.", field)
            usable &= ~blank
        called_at, bad_call = self.times("called_at")
        evaluated_at, bad_evaluation = self.times("evaluated_at")
        expected = "is not a date; expected YYYY-MM-DD, with or without a time"
        self._reject_dates(bad_evaluation, "evaluated_at", f"{expected}. The evaluation date is left out.")
        no_call = called_at == UNKNOWN_TIME
        fallback = no_call & (evaluated_at != UNKNOWN_TIME)
        if fallback.any():
            called_at = np.where(fallback, evaluated_at, called_at)
            self.reject(fallback, "no call date: the evaluation date is used instead.", "called_at")
        self._reject_dates(bad_call & ~fallback, "called_at", f"{expected}. The row is left out.")
        dateless = (called_at == UNKNOWN_TIME) & ~bad_call
        self.reject(dateless, "no call date; the row is left out.", "called_at")
        usable &= called_at != UNKNOWN_TIME
        tomorrow = (self.request.today.toordinal() - date(1970, 1, 1).toordinal() + 1) * SECONDS_PER_DAY
        future = usable & (called_at >= tomorrow)
        self.reject(future, f"the call is dated after today ({self.request.today}); the row is left out.", "called_at")
        return usable & ~future, called_at, evaluated_at

    def _reject_dates(self, rows: Bools, field: str, message: str) -> None:
        found = np.flatnonzero(rows)
        if found.size:
            column = self.codes(field)
            self.reject(rows, f'"{safe_line(column.labels[column.codes[found[0]]], 30)}" {message}', field)

    def dimension_columns(self, likely: Mapping[int, str]) -> dict[str, Codes]:
        kept: dict[str, Codes] = {}
        for place, name in likely.items():
            column = self.table.column(place)
            met = {label for label in column.labels if label}
            if 2 <= len(met) <= MOST_DIMENSION_VALUES and name not in kept:
                kept[name] = Codes(column.codes, tuple(safe_line(label, 60) for label in column.labels))
                self.kept_dimensions[place] = name
        return kept

    def evidence(self) -> npt.NDArray[np.float32]:
        seconds = np.full((self.count, 2), np.nan, np.float32)
        for side, field in enumerate(("evidence_start", "evidence_end")):
            column = self.codes(field)
            if column.labels:
                numbers = pd.to_numeric(pd.Series(column.labels, dtype="object"), errors="coerce").to_numpy(np.float32)
                seconds[:, side] = np.where(column.codes < 0, np.nan, numbers[column.codes])
        return seconds

    def rows(self, kept: Bools, criterion: Codes, points: Any, maximum: Any, shared: Any, dimensions: Any) -> ScoreRows:
        _, called_at, evaluated_at = shared
        return ScoreRows(
            file=self.table.shown,
            row=np.flatnonzero(kept).astype(np.int64),
            call=self.codes("call_id").take(kept),
            agent=self.codes("agent_id").take(kept),
            criterion=criterion.take(kept),
            points=points[kept],
            maximum=maximum[kept],
            called_at=called_at[kept],
            evaluated_at=evaluated_at[kept],
            evaluator=self.codes("evaluator_id").take(kept),
            call_type=self.codes("call_type").take(kept),
            agent_name=self.codes("agent_name").take(kept),
            comment=self.codes("comment").take(kept),
            evidence=self.evidence()[kept],
            dimensions={name: column.take(kept) for name, column in dimensions.items()},
        )

    def long(self, likely: Mapping[int, str]) -> tuple[ScoreRows, tuple[Criterion, ...], int, int]:
        shared = self.shared()
        usable = shared[0]
        dimensions = self.dimension_columns(likely)
        named = self.codes("criterion")
        blank = named.codes < 0
        self.reject(usable & blank, "no criterion; the row is left out.", "criterion")
        usable = usable & ~blank
        maxima = self._maxima()
        criteria, new = self._criteria(named, maxima)
        score = self.codes("score")
        na_column = self.codes("not_applicable")
        marked = np.array([label.casefold() in _TRUE for label in na_column.labels] or [False])
        is_na = (na_column.codes >= 0) & marked[na_column.codes]
        points, maximum, bad = self._values(named, criteria, score, maxima, usable & ~is_na, "score")
        points = np.where(is_na, -np.inf, points)
        usable &= ~bad
        ids: dict[str, int] = {}
        recode = np.array([ids.setdefault(c.id, len(ids)) if c else -1 for c in criteria] or [0], np.int32)
        criterion = Codes(np.where(named.codes < 0, -1, recode[named.codes]).astype(np.int32), tuple(ids))
        usable &= criterion.codes >= 0
        rows = self.rows(usable, criterion, points, maximum, shared, dimensions)
        return (
            rows,
            new,
            self.count + len(self.table.lines_skipped),
            self.count + len(self.table.lines_skipped) - rows.row.size,
        )

    def _maxima(self) -> npt.NDArray[np.float64]:
        column = self.codes("max_score")
        if not column.labels:
            return np.full(self.count, np.nan)
        numbers = [
            float(text) if re.fullmatch(r"\d+(\.\d+)?", text := label.replace(",", ".")) else math.nan
            for label in column.labels
        ]
        values = np.array(numbers)
        bad = (column.codes >= 0) & ~(values[column.codes] > 0)
        self.reject(bad, "the maximum is not a number above 0; the rubric's is used if there is one.", "max_score")
        return np.where((column.codes < 0) | bad, np.nan, values[column.codes])

    def _criteria(
        self, named: Codes, maxima: npt.NDArray[np.float64]
    ) -> tuple[list[Criterion | None], tuple[Criterion, ...]]:
        """The criterion of each label, and those among them that the rubric does not have."""
        known = criterion_names(self.rubric) if self.rubric else {}
        result: list[Criterion | None] = []
        new: dict[str, Criterion] = {}
        for code, label in enumerate(named.labels):
            found = (
                self.rubric.criterion(known[plain_name(label)]) if self.rubric and plain_name(label) in known else None
            )
            if found or not label:
                result.append(found)
                continue
            mine = named.codes == code
            tops = maxima[mine & ~np.isnan(maxima)]
            scale = bracketed_scale(label)
            name = without_scale(safe_line(label, 80))
            criterion = Criterion(
                _identifier(name),
                name,
                _whole_or_between(*scale) if scale else Scale.between(0, float(tops.max()) if tops.size else 100.0),
            )
            if self.rubric and not self.rubric.inferred:
                near = nearest(label, [c.name for c in self.rubric.criteria])
                hint = f' The nearest is "{near}": if it is the same, add this name to its aliases.' if near else ""
                message = f'"{safe_line(label, 60)}" is not in the rubric; it is shown without level texts.{hint}'
                self.reject(mine, message, "criterion")
            elif not tops.size and not scale:
                self.reject(
                    mine,
                    f'no maximum is known for "{name}": add max_score or a rubric. Taken as percent (0-100).',
                    "criterion",
                )
            new.setdefault(criterion.id, criterion)
            result.append(new[criterion.id])
        return result, tuple(new.values())

    def _values(
        self,
        named: Codes,
        criteria: list[Criterion | None],
        score: Codes,
        maxima: npt.NDArray[np.float64],
        wanted: Bools,
        field: str,
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], Bools]:
        """Points, maxima and unusable rows, worked out once per distinct (criterion, text, maximum)."""
        tops, top_code = np.unique(np.nan_to_num(maxima, nan=-1.0), return_inverse=True)
        texts = max(len(score.labels), 1)
        key = ((named.codes.astype(np.int64) + 1) * (texts + 1) + score.codes + 1) * tops.size + top_code
        distinct, where = np.unique(key, return_inverse=True)
        points = np.full(distinct.size, np.nan)
        maximum = np.full(distinct.size, np.nan)
        bad = np.zeros(distinct.size, bool)
        complaints: list[tuple[int, str]] = []
        for n, combination in enumerate(distinct):
            rest, top = divmod(int(combination), tops.size)
            criterion_code, score_code = (part - 1 for part in divmod(rest, texts + 1))
            criterion = criteria[criterion_code] if criterion_code >= 0 else None
            if criterion is None:
                continue
            text = score.labels[score_code] if score_code >= 0 else ""
            stated = float(tops[top]) if tops[top] > 0 else None
            value = _cell(text, criterion.scale, stated)
            if isinstance(value, Unreadable):
                bad[n] = True
                complaints.append(
                    (n, f'"{safe_line(text, 30)}" is not a score of {criterion.name}; expected {value.expected}.')
                )
            else:
                points[n] = value.points
                maximum[n] = value.maximum if value.maximum is not None else criterion.scale.maximum
        for n, message in complaints[:1000]:
            self.reject(wanted & (where == n), f"{message} The row is left out.", field)
        return points[where], maximum[where], bad[where] & wanted

    def wide(
        self, columns: Mapping[int, Criterion], likely: Mapping[int, str]
    ) -> tuple[ScoreRows, tuple[Criterion, ...], int, int]:
        shared = self.shared()
        dimensions = self.dimension_columns({n: name for n, name in likely.items() if n not in columns})
        ids = tuple(dict.fromkeys(c.id for c in columns.values()))
        parts: list[ScoreRows] = []
        for place, criterion in columns.items():
            column = self.table.column(place)
            one = Codes(np.full(self.count, ids.index(criterion.id), np.int32), ids)
            named = Codes(np.zeros(self.count, np.int32), (criterion.id,))
            points, maximum, bad = self._values(
                named, [criterion], column, np.full(self.count, np.nan), shared[0], self.headers[place]
            )
            parts.append(self.rows(shared[0] & ~bad, one, points, maximum, shared, dimensions))
        read = self.count * len(columns)
        known = {c.id for c in self.rubric.criteria} if self.rubric else set()
        new = tuple(c for c in columns.values() if c.id not in known)
        rows = _joined(parts)
        return rows, new, read, read - rows.row.size


def _cell(text: str, scale: Scale, stated: float | None) -> CellValue | Unreadable:
    value = read_value(text, scale)
    if isinstance(value, Unreadable):
        return value
    maximum = value.maximum if value.maximum is not None else stated if stated is not None else scale.maximum
    expected = misfit(value.points, maximum, scale)
    return Unreadable(expected) if expected else CellValue(value.points, maximum)


def _joined(parts: list[ScoreRows]) -> ScoreRows:
    """The columns of a wide table one below the other; their codes share labels already."""

    def codes(name: str) -> Codes:
        columns = [getattr(part, name) for part in parts]
        return Codes(np.concatenate([column.codes for column in columns]), columns[0].labels)

    def array(name: str) -> Any:
        return np.concatenate([getattr(part, name) for part in parts])

    return ScoreRows(
        file=parts[0].file,
        row=array("row"),
        call=codes("call"),
        agent=codes("agent"),
        criterion=codes("criterion"),
        points=array("points"),
        maximum=array("maximum"),
        called_at=array("called_at"),
        evaluated_at=array("evaluated_at"),
        evaluator=codes("evaluator"),
        call_type=codes("call_type"),
        agent_name=codes("agent_name"),
        comment=blank_codes(sum(part.row.size for part in parts)),
        evidence=np.full((sum(part.row.size for part in parts), 2), np.nan, np.float32),
        dimensions={
            name: Codes(np.concatenate([part.dimensions[name].codes for part in parts]), column.labels)
            for name, column in parts[0].dimensions.items()
        },
    )
