"""Scores and maxima of a table, worked out once per distinct (criterion, text, maximum) and spread over the rows."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np

from qa_tui.domain.rubric import Criterion, Rubric, Scale
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.columns import bracketed_scale, criterion_names, nearest, plain_name, without_scale
from qa_tui.readers.tables.header import identifier, whole_or_between
from qa_tui.readers.values import CellValue, Unreadable, is_number, misfit, read_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.readers.tables.evaluation_columns import Bools, Doubles, EvaluationColumns
    from qa_tui.scores.rows import Codes

MOST_COMPLAINTS = 1_000


def stated_maxima(columns: EvaluationColumns) -> Doubles:
    """[rows] the maximum that each row states; NaN where it states none."""
    column = columns.codes("max_score")
    if not column.labels:
        return np.full(columns.count, np.nan)
    numbers = [
        float(text) if re.fullmatch(r"\d+(\.\d+)?", text := label.replace(",", ".")) else math.nan
        for label in column.labels
    ]
    values = np.array(numbers)
    bad = (column.codes >= 0) & ~(values[column.codes] > 0)
    message = "the maximum is not a number above 0; the rubric's is used if there is one."
    columns.reject(bad, message, "max_score")
    return np.where((column.codes < 0) | bad, np.nan, values[column.codes])


def criteria_of(
    columns: EvaluationColumns, named: Codes, maxima: Doubles, rubric: Rubric | None
) -> tuple[list[Criterion | None], tuple[Criterion, ...]]:
    """The criterion of each label of `named`, and those among them that the rubric does not have."""
    known = criterion_names(rubric) if rubric else {}
    result: list[Criterion | None] = []
    new: dict[str, Criterion] = {}
    for code, label in enumerate(named.labels):
        found = rubric.criterion(known[plain_name(label)]) if rubric and plain_name(label) in known else None
        if found or not label:
            result.append(found)
            continue
        mine = named.codes == code
        criterion = _new_criterion(columns, label, mine, maxima, rubric)
        new.setdefault(criterion.id, criterion)
        result.append(new[criterion.id])
    return result, tuple(new.values())


def _new_criterion(
    columns: EvaluationColumns, label: str, mine: Bools, maxima: Doubles, rubric: Rubric | None
) -> Criterion:
    tops = maxima[mine & ~np.isnan(maxima)]
    bracketed = bracketed_scale(label)
    name = without_scale(safe_line(label, 80))
    scale = whole_or_between(*bracketed) if bracketed else Scale.between(0, float(tops.max()) if tops.size else 100.0)
    if rubric is not None:
        near = nearest(label, [c.name for c in rubric.criteria])
        hint = f' The nearest is "{near}": if it is the same, add this name to its aliases.' if near else ""
        message = f'"{safe_line(label, 60)}" is not in the rubric; it is shown without level texts.{hint}'
        columns.reject(mine, message, "criterion")
    elif not tops.size and not bracketed:
        message = f'no maximum is known for "{name}": add max_score or a rubric. Taken as percent (0-100).'
        columns.reject(mine, message, "criterion")
    return Criterion(identifier(name), name, scale)


def points_of(
    columns: EvaluationColumns,
    named: Codes,
    criteria: Sequence[Criterion | None],
    score: Codes,
    maxima: Doubles,
    wanted: Bools,
    field: str,
) -> tuple[Doubles, Doubles, Bools]:
    """[rows] points, maximum, and which of the `wanted` rows hold no usable score."""
    tops, top_code = np.unique(np.nan_to_num(maxima, nan=-1.0), return_inverse=True)
    texts = max(len(score.labels), 1)
    key = ((named.codes.astype(np.int64) + 1) * (texts + 1) + score.codes + 1) * tops.size + top_code
    distinct, where = np.unique(key, return_inverse=True)
    points = np.full(distinct.size, np.nan)
    maximum = np.full(distinct.size, np.nan)
    bad = np.zeros(distinct.size, bool)
    complaints: list[tuple[int, str]] = []
    header = columns.table.headers[columns.place[field]] if field in columns.place else field
    units = _units(columns, named, criteria, score, wanted, header, field)
    for n, combination in enumerate(distinct):
        rest, top = divmod(int(combination), tops.size)
        criterion_code, score_code = (part - 1 for part in divmod(rest, texts + 1))
        criterion = criteria[criterion_code] if criterion_code >= 0 else None
        if criterion is None:
            continue
        text = score.labels[score_code] if score_code >= 0 else ""
        value = _cell(text, criterion.scale, float(tops[top]) if tops[top] > 0 else None, units[criterion_code])
        if isinstance(value, Unreadable):
            bad[n] = True
            said = f'"{safe_line(text, 30)}" is not a score of {safe_line(criterion.name, 60)}'
            complaints.append((n, f"{said}; expected {value.expected}. The row is left out."))
        else:
            points[n] = value.points
            maximum[n] = value.maximum if value.maximum is not None else criterion.scale.maximum
    for n, message in complaints[:MOST_COMPLAINTS]:
        columns.reject(wanted & (where == n), message, field)
    return points[where], maximum[where], bad[where] & wanted


def _units(
    columns: EvaluationColumns,
    named: Codes,
    criteria: Sequence[Criterion | None],
    score: Codes,
    wanted: Bools,
    header: str,
    field: str,
) -> list[float | None]:
    """What plain numbers of each criterion are out of: 100 under a header with %, 1 where all are shares, else None.

    0.8 on a scale from 1 to 5 can only be a share; the 1 beside it then is one, too.
    """
    units: list[float | None] = []
    for code, criterion in enumerate(criteria):
        if "%" in header:
            units.append(100.0)
            continue
        if criterion is None or criterion.scale.minimum < 1 or criterion.scale.maximum <= 1:
            units.append(None)
            continue
        mine = wanted & (named.codes == code) & (score.codes >= 0)
        texts = [score.labels[found] for found in np.unique(score.codes[mine])]
        numbers = [value.points for text in texts if isinstance(value := read_value(text, None), CellValue)]
        plain = [number for number in numbers if math.isfinite(number)]
        are_shares = bool(plain) and max(plain) <= 1 and any(0 < number < 1 for number in plain)
        units.append(1.0 if are_shares else None)
        if are_shares:
            said = f"the scores of {safe_line(criterion.name, 60)} are all between 0 and 1 and are read as shares (0.8 is 80 %)."
            columns.reject(mine, said, field)
    return units


def _cell(text: str, scale: Scale, stated: float | None, unit: float | None) -> CellValue | Unreadable:
    value = read_value(text, scale)
    if isinstance(value, Unreadable):
        return value
    if unit is not None and value.maximum is None and math.isfinite(value.points) and is_number(text):
        value = CellValue(value.points, unit)
    maximum = value.maximum if value.maximum is not None else stated if stated is not None else scale.maximum
    expected = misfit(value.points, maximum, scale)
    return Unreadable(expected) if expected else CellValue(value.points, maximum)
