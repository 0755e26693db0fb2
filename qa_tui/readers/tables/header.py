"""What the header of a score table says: which columns are certain, which hold a criterion each, what a person must say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa_tui.domain.importing import EACH_ROW, LEAVE_OUT, About, Doubt
from qa_tui.domain.loading import ColumnMatch
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.columns import FIELDS, REQUIRED_LONG, REQUIRED_WIDE, criterion_names, match_columns, plain_name
from qa_tui.readers.tables.opened import MOST_DIMENSION_VALUES, ROW_IS_CALL
from qa_tui.readers.tables.scales import (
    is_total,
    stated_criterion,
    stated_scale,
    weight_of,
    without_scale,
    written,
)
from qa_tui.readers.tables.seen_scales import SeenScale, end_of_form, loosened, scale_seen_in
from qa_tui.readers.values import is_not_applicable, is_number, numbers_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa_tui.domain.importing import ImportMapping
    from qa_tui.domain.rubric import Criterion, Rubric
    from qa_tui.readers.tables.opened import TableSource

CRITERION, DIMENSION = "criterion:", "dimension:"
_MOST_DIMENSIONS = 60
"""Columns beyond the named ones that are looked at as segments."""
_SEEN_CERTAINTY = 0.8
"""Of a criterion that only its values give away."""
_ONLY_CERTAINTY = 0.95
"""Of a field that can only be one column, or none."""
_PERSONAL = re.compile(r"\bname\b|e-?mail|phone|customer|caller(?! type)|address|account", re.IGNORECASE)
"""Headers of columns that may tell who somebody is: never a segment."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")


@dataclass(frozen=True, eq=False, slots=True)
class Understanding:
    """A header, understood as far as it can be."""

    place: dict[str, int]
    """Field -> number of its header; `ROW_IS_CALL` for calls that are rows."""
    wide: dict[int, Criterion]
    """Header number -> criterion, where every criterion has a column of its own."""
    dimensions: dict[int, str]
    matches: tuple[ColumnMatch, ...]
    """What each column was taken for, or could be."""
    doubts: tuple[Doubt, ...]
    totals: tuple[str, ...]
    """Headers of totals, which are never used."""

    @property
    def is_blocked(self) -> bool:
        return any(doubt.is_blocking for doubt in self.doubts)


def understand(source: TableSource, mapping: ImportMapping, rubric: Rubric | None, *, accept: bool) -> Understanding:
    """Read the header of `source`; with `accept`, proposals are taken as if a person had agreed."""
    headers = list(source.headers)
    settled = mapping.answers(About.COLUMN)
    matches = match_columns(headers, FIELDS, settled, rubric)
    met = {match.field for match in matches}
    is_long = any(match.field == "criterion" and (match.certainty == 1.0 or "score" in met) for match in matches)
    if not is_long:
        matches = _with_criteria(source, matches, settled)
    if accept:
        matches = tuple(replace(match, certainty=1.0) for match in matches)
    place: dict[str, int] = {}
    for match in matches:
        if match.certainty == 1.0 and match.field in FIELDS:
            place.setdefault(match.field, headers.index(match.header))
    wide = {} if is_long else _wide(headers, matches, rubric)
    could_be_wide = bool(wide) or any(match.field.startswith(CRITERION) for match in matches)
    if could_be_wide:
        for field in ("score", "max_score", "not_applicable"):
            place.pop(field, None)
        matches = tuple(m for m in matches if m.field not in {"score", "max_score", "not_applicable"})
    needed, filled = _needed(source, place, matches, mapping, accept=accept, is_wide=could_be_wide)
    place |= filled
    proposed = [_column_doubt(source, match, is_only=not wide) for match in matches if match.certainty < 1.0]
    totals = tuple(header for header in headers if could_be_wide and is_total(header))
    used = {*place.values(), *wide}
    asked = {doubt.subject for doubt in proposed} | {match.header for match in matches if match.certainty < 1.0}
    left = {header for header, field in settled.items() if field == LEAVE_OUT}
    extra = [
        n
        for n, name in enumerate(headers)
        if n not in used and name and name not in {*asked, *left} and name not in totals
    ]
    dimensions = _likely_dimensions(source, extra)
    for n, header in enumerate(headers):
        if settled.get(header, "").startswith(DIMENSION):
            dimensions[n] = settled[header].removeprefix(DIMENSION)
    return Understanding(place, wide, dimensions, matches, (*needed, *proposed), totals)


def _with_criteria(
    source: TableSource, matches: tuple[ColumnMatch, ...], settled: Mapping[str, str]
) -> tuple[ColumnMatch, ...]:
    """`matches` with the columns that state a scale, or whose values look like scores, as criteria of their own."""
    found = list(matches)
    taken = {match.header for match in matches if match.certainty == 1.0 and match.field not in {"score", "max_score"}}
    scales = {
        n: _seen_in(source, n)
        for n, header in enumerate(source.headers)
        if header and header not in taken and header not in settled and not is_total(header)
    }
    end = end_of_form(scales.values())
    for n, seen in scales.items():
        header, values = source.headers[n], source.sampled(n)
        if header in taken:
            continue
        stated = stated_scale(header)
        if stated and (seen or all(map(is_not_applicable, values))):
            match = ColumnMatch(header, f"{CRITERION}{written(without_scale(header), loosened(stated, values))}", 1.0)
        elif seen and _varies_like_scores(values):
            name = safe_line(without_scale(header), 80)
            shown = seen.ending_at(end)
            others = (f"{CRITERION}{written(name, other)}" for other in shown.others)
            field = f"{CRITERION}{written(name, shown.likely)}"
            match = ColumnMatch(header, field, _SEEN_CERTAINTY, (*others, f"{DIMENSION}{name}"))
        else:
            continue
        if any(m.header == header and m.certainty > match.certainty for m in found):
            continue
        found = [m for m in found if m.header != header]
        found.append(match)
        taken.add(header)
    return tuple(found)


def _seen_in(source: TableSource, place: int) -> SeenScale | None:
    values = source.sampled(place)
    by_weight = weight_of(source.headers[place], values)
    return SeenScale(by_weight) if by_weight else scale_seen_in(values)


def _varies_like_scores(values: Sequence[str]) -> bool:
    """Whether values repeat as scores do, and ids, durations and years do not."""
    return len(values) >= 1 and len(set(values)) <= max(12, len(values) // 3)


def _wide(headers: Sequence[str], matches: Sequence[ColumnMatch], rubric: Rubric | None) -> dict[int, Criterion]:
    found: dict[int, Criterion] = {}
    for match in matches:
        if match.certainty == 1.0 and match.field.startswith(CRITERION):
            name = match.field.removeprefix(CRITERION)
            found[headers.index(match.header)] = _of_rubric(name, rubric) or stated_criterion(name)
    return dict(sorted(found.items()))


def _of_rubric(name: str, rubric: Rubric | None) -> Criterion | None:
    """The rubric's criterion of that id or name: what it says of a scale goes before what was once said of the column."""
    if rubric is None:
        return None
    found = rubric.criterion(name)
    if found is not None:
        return found
    by_name = criterion_names(rubric).get(plain_name(without_scale(name)))
    return rubric.criterion(by_name) if by_name else None


def _needed(
    source: TableSource,
    place: Mapping[str, int],
    matches: Sequence[ColumnMatch],
    mapping: ImportMapping,
    *,
    accept: bool,
    is_wide: bool,
) -> tuple[list[Doubt], dict[str, int]]:
    """Doubts about fields without which the table cannot be read, and what answers have filled in."""
    headers = list(source.headers)
    doubts: list[Doubt] = []
    filled: dict[str, int] = {}
    required = REQUIRED_WIDE if is_wide else REQUIRED_LONG
    proposed = {match.field for match in matches if match.certainty < 1.0}
    has_date = {"called_at", "evaluated_at"} & {*place, *proposed}
    for field in (*required, *(() if has_date else ("called_at",))):
        if field in place or field in proposed or (field == "score" and "criterion" not in place):
            continue
        answer = mapping.answer(About.FIELD, field)
        likely, certainty, alternatives = _stand_ins(source, field, place, matches, is_wide=is_wide)
        answer = answer or (likely if accept and likely else None)
        if answer == EACH_ROW:
            filled[field] = ROW_IS_CALL
        elif answer in headers:
            filled[field] = headers.index(answer)
        else:
            question = _question(field, likely, certainty, source.headers, required)
            doubts.append(Doubt(About.FIELD, field, likely, certainty, question, alternatives, is_blocking=True))
    return doubts, filled


def _stand_ins(
    source: TableSource, field: str, place: Mapping[str, int], matches: Sequence[ColumnMatch], *, is_wide: bool
) -> tuple[str, float, tuple[str, ...]]:
    """What could serve as `field`: the likeliest, its certainty, the others."""
    taken = {source.headers[n] for n in place.values() if n >= 0}
    taken |= {match.header for match in matches if match.field.startswith(CRITERION)}
    free = [header for header in source.headers if header and header not in taken]
    names = [match.header for match in matches if match.field == "agent_name"]
    if field == "agent_id" and names:
        return names[0], _ONLY_CERTAINTY, tuple(header for header in free if header != names[0])
    if field == "call_id" and is_wide:
        ids = [header for header in free if _are_all_different(source.sampled(source.headers.index(header)))]
        return EACH_ROW, LIKELY_ROWS, tuple(ids)
    if field == "called_at":
        dated = [h for h in free if (v := source.sampled(source.headers.index(h))) and all(map(_DATE.match, v))]
        return (
            (dated[0] if dated else ""),
            _SEEN_CERTAINTY if dated else 0.0,
            tuple(h for h in free if h not in dated[:1]),
        )
    return "", 0.0, tuple(free)


LIKELY_ROWS = 0.9
_SHOWN_VALUES = 8


def _are_all_different(values: Sequence[str]) -> bool:
    return bool(values) and len(set(values)) == len(values)


def _question(field: str, likely: str, certainty: float, headers: Sequence[str], required: Sequence[str]) -> str:
    found = safe_line(", ".join(header for header in headers if header), 160)
    if likely == EACH_ROW:
        return f"no column names the call: is every row a call of its own ({certainty:.0%})? Found {found}."
    if likely and field == "agent_id":
        return f'no column holds an agent id: does "{safe_line(likely, 40)}" tell the agents apart ({certainty:.0%})?'
    if likely:
        return f'no column for {field}: is it "{safe_line(likely, 40)}" ({certainty:.0%})?'
    if field == "called_at":
        return (
            f"no column for the date of the call (called_at): without it no window of days can be made. Found {found}; "
            "--mapping FILE can name it."
        )
    if field == "criterion":
        return (
            f"no column for {field}. If every criterion has a column of its own, add --rubric FILE that names "
            f"them, or write the scale into the headers, such as Tone (0-5). Found {found}."
        )
    return f"no column for {field}. Expected {', '.join(required)}; found {found}."


def _column_doubt(source: TableSource, match: ColumnMatch, *, is_only: bool) -> Doubt:
    values = tuple(safe_line(text, 30) for text in dict.fromkeys(source.sampled(source.headers.index(match.header))))
    is_criterion = match.field.startswith(CRITERION)
    what = f"a criterion, {match.field.removeprefix(CRITERION)}" if is_criterion else match.field
    question = f'is the column "{safe_line(match.header, 40)}" {safe_line(what, 60)} ({match.certainty:.0%})?'
    needed = {*REQUIRED_LONG, "called_at"}
    return Doubt(
        About.COLUMN,
        match.header,
        match.field,
        match.certainty,
        question,
        (*match.alternatives, LEAVE_OUT),
        is_blocking=match.field in needed or (is_criterion and is_only),
        samples=_in_order(values) if is_criterion else values[:5],
    )


def _in_order(values: Sequence[str]) -> tuple[str, ...]:
    """The different values of scores, as a person looks for where their scale ends."""
    numbers = sorted((value for value in values if is_number(value)), key=lambda value: numbers_in([value])[0])
    return (*numbers[: _SHOWN_VALUES - 1], *numbers[_SHOWN_VALUES - 1 :][-1:]) or tuple(values[:5])


def _likely_dimensions(source: TableSource, extra: Sequence[int]) -> dict[int, str]:
    """Columns that nobody claimed and whose first rows look like segments."""
    found: dict[int, str] = {}
    for place in extra:
        if _PERSONAL.search(source.headers[place]):
            continue
        if len(found) == _MOST_DIMENSIONS:
            break
        values = set(source.sampled(place))
        if not values or len(values) > MOST_DIMENSION_VALUES:
            continue
        if any(_DATE.match(v) or "://" in v or len(v) > 60 for v in values):
            continue
        found[place] = safe_line(source.headers[place], 40)
    return found
