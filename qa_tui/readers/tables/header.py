"""What the header of a score table says: which columns are certain, which hold a criterion each, what is missing."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.rubric import Criterion, Rubric, Scale
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.columns import FIELDS, REQUIRED_LONG, REQUIRED_WIDE, bracketed_scale, without_scale

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa_tui.domain.loading import ColumnMatch
    from qa_tui.readers.text_file import TextFormat

MOST_DIMENSION_VALUES = 20
_SAMPLE_ROWS = 500
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")


def missing_columns(
    shown: str, headers: Sequence[str], matches: Sequence[ColumnMatch], certain: Mapping[str, int], *, is_wide: bool
) -> tuple[Problem, ...]:
    """What stands in the way of reading the table at all."""
    required = REQUIRED_WIDE if is_wide else REQUIRED_LONG
    problems = []
    met = {match.field for match in matches}
    if not is_wide and set(REQUIRED_WIDE) <= set(certain) and not met & {"criterion", "score"}:
        message = (
            "no columns for criterion and score. If every criterion has a column of its own, add --rubric FILE that names "
            f"them, or write the scale into the headers, such as Tone (0-5). Found {safe_line(', '.join(headers), 160)}."
        )
        return (Problem(Severity.ERROR, shown, message, 1, "criterion"),)
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
        message = (
            "no column for the date of the call (called_at): without it no window of days can be made. "
            f"Found {safe_line(', '.join(headers), 160)}; --mapping FILE can name it."
        )
        problems.append(Problem(Severity.ERROR, shown, message, 1, "called_at"))
    return tuple(problems)


def wide_columns(headers: list[str], matches: Sequence[ColumnMatch], rubric: Rubric | None) -> dict[int, Criterion]:
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
            found[place] = Criterion(identifier(name), name, whole_or_between(*scale))
    return found


def whole_or_between(low: float, high: float) -> Scale:
    """A scale known by its ends alone: whole levels where they are few."""
    if low.is_integer() and high.is_integer() and high - low <= 20:
        return Scale.of_levels(*range(int(low), int(high) + 1))
    return Scale.between(low, high)


def identifier(name: str) -> str:
    """An id for a criterion that is known by its name alone."""
    return re.sub(r"\W+", "_", safe_line(name, 80).strip().casefold()).strip("_") or "criterion"


def likely_dimensions(form: TextFormat, delimiter: str, headers: list[str], extra: list[int]) -> dict[int, str]:
    """Columns that nobody claimed and whose first rows look like segments."""
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
