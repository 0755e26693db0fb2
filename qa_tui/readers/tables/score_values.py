"""Scores and maxima of a table, worked out once for each kind of line: criterion, text and stated maximum."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qa_tui.domain.importing import NEW, About, Doubt
from qa_tui.domain.problem import Severity
from qa_tui.domain.rubric import MOST_POINTS, Criterion, Rubric, Scale
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.columns import PROPOSAL_FROM, criterion_names, nearest, plain_name
from qa_tui.readers.tables.scales import identifier, stated_scale, without_scale
from qa_tui.readers.tables.seen_scales import scale_of_counts, slips_among
from qa_tui.readers.values import CellValue, Unreadable, is_number, misfit, numbers_in, read_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.readers.tables.evaluation_columns import Bools, Doubles, EvaluationColumns
    from qa_tui.readers.tables.score_lines import ScoreLines
    from qa_tui.scores.rows import Codes

MOST_COMPLAINTS = 1_000


@dataclass(frozen=True, eq=False, slots=True)
class Wanted:
    """Lines that are to hold a score: those of one of `runs` and of one of `kinds`."""

    runs: Bools
    kinds: Bools
    """Kinds without a line in `runs` are not among them."""


def stated_maxima(columns: EvaluationColumns, lines: ScoreLines) -> Doubles:
    """[kinds] the maximum that lines state; NaN where they state none."""
    column = lines.codes("max_score")
    if not column.labels:
        return np.full(lines.kinds, np.nan)
    numbers = [
        float(text) if re.fullmatch(r"\d+(\.\d+)?", text := label.replace(",", ".")) else math.nan
        for label in column.labels
    ]
    values = np.array(numbers)
    bad = (column.codes >= 0) & ~(values[column.codes] > 0)
    message = "the maximum is not a number above 0; the rubric's is used if there is one."
    columns.note_lines(lines, None, bad, message, "max_score")
    return np.where((column.codes < 0) | bad, np.nan, values[column.codes])


def criteria_of(
    columns: EvaluationColumns, lines: ScoreLines, named: Codes, maxima: Doubles, rubric: Rubric | None
) -> tuple[list[Criterion | None], tuple[Criterion, ...]]:
    """The criterion of each label of `named`, which has a code for each kind, and those that the rubric does not have.

    A line's stable id (`criterion_id`) decides where the rubric lists it among the aliases; else its name does.
    """
    known = criterion_names(rubric) if rubric else {}
    result: list[Criterion | None] = []
    new: dict[str, Criterion] = {}
    used = np.bincount(named.codes[named.codes >= 0], minlength=len(named.labels)) > 0
    for code, label in enumerate(named.labels):
        if not used[code]:
            result.append(None)
            continue
        settled = columns.mapping.answer(About.CRITERION, label)
        found_id = settled or known.get(plain_name(label)) or _by_stable_id(lines, named.codes == code, known)
        found = rubric.criterion(found_id) if rubric and found_id else None
        if found or not label:
            result.append(found)
            continue
        criterion = None if settled else _asked_about(columns, lines, label, named.codes == code, known, rubric)
        if criterion is None:
            mine = named.codes == code
            criterion = _new_criterion(columns, lines, label, mine, maxima, is_new=rubric is not None)
            new.setdefault(criterion.id, criterion)
            criterion = new[criterion.id]
        result.append(criterion)
    return result, tuple(new.values())


def _by_stable_id(lines: ScoreLines, mine: Bools, known: dict[str, str]) -> str | None:
    """What the rubric calls the criterion whose lines carry a stable id, if it lists that id."""
    keys = lines.codes("criterion_id")
    if not keys.labels or not known:
        return None
    found = [known.get(plain_name(keys.labels[code])) for code in np.unique(keys.codes[mine]) if code >= 0]
    return next(filter(None, found), None)


def _asked_about(
    columns: EvaluationColumns,
    lines: ScoreLines,
    label: str,
    mine: Bools,
    known: dict[str, str],
    rubric: Rubric | None,
) -> Criterion | None:
    """The criterion of the rubric that `label` is like; a person is asked unless proposals are accepted."""
    near = nearest(label, known) if rubric else []
    if not rubric or not near or near[0][1] < PROPOSAL_FROM:
        return None
    proposal, certainty = near[0]
    criterion = rubric.criterion(proposal)
    name = criterion.name if criterion else proposal
    question = f'is "{safe_line(label, 60)}" the rubric\'s "{safe_line(name, 60)}" ({certainty:.0%})?'
    others = [c.id for c in rubric.criteria if c.id != proposal]
    ranked = [answer for answer, _ in near[1:]]
    alternatives = (NEW, *ranked, *(other for other in others if other not in ranked))
    columns.doubts.append(Doubt(About.CRITERION, label, proposal, certainty, question, alternatives, is_blocking=True))
    if columns.accept:
        said = f"{question} Accepted as proposed."
        columns.note_lines(lines, None, mine, said, "criterion", Severity.NOTE)
    return criterion


def _seen_scale(lines: ScoreLines, mine: Bools) -> Scale:
    """What the scores of a criterion look like that nothing says the end of; percent where they look like nothing.

    And where another criterion of the table has more than ten points: a file is not half in percent.
    """
    score = lines.codes("score")
    often = np.bincount(lines.kind, minlength=lines.kinds)
    beyond = np.array(
        [any(number > MOST_POINTS for number in numbers_in([label])) for label in score.labels] or [False]
    )
    is_beyond = (score.codes >= 0) & beyond[score.codes]
    if int(often[is_beyond].sum()) > slips_among(int(often.sum())):
        return Scale.percent()
    counts = Counter[str]()
    for code, count in zip(score.codes[mine].tolist(), often[mine].tolist(), strict=True):
        if code >= 0:
            counts[score.labels[code]] += count
    seen = scale_of_counts(counts)
    return seen.likely if seen is not None else Scale.percent()


def _new_criterion(
    columns: EvaluationColumns, lines: ScoreLines, label: str, mine: Bools, maxima: Doubles, *, is_new: bool
) -> Criterion:
    tops = maxima[mine & ~np.isnan(maxima)]
    stated = stated_scale(label)
    name = without_scale(safe_line(label, 80))
    scale = stated or (Scale.between(0, float(tops.max())) if tops.size else _seen_scale(lines, mine))
    if is_new:
        message = f'"{safe_line(label, 60)}" is not in the rubric; it is shown without level texts.'
        columns.note_lines(lines, None, mine, message, "criterion")
    elif not tops.size and not stated:
        ends = " or ".join(scale.names) or f"{scale.minimum:g} to {scale.maximum:g}"
        taken = "percent (0-100)" if scale == Scale.percent() else f"{ends}, as its scores look"
        message = f'no maximum is known for "{name}": add max_score or a rubric. Taken as {taken}.'
        columns.note_lines(lines, None, mine, message, "criterion")
    return Criterion(identifier(name), name, scale)


def points_of(
    columns: EvaluationColumns,
    lines: ScoreLines,
    named: Codes,
    criteria: Sequence[Criterion | None],
    score: Codes,
    maxima: Doubles,
    wanted: Wanted,
    field: str,
) -> tuple[Doubles, Doubles, Bools]:
    """[kinds] points, maximum, and which of the `wanted` kinds hold no usable score.

    `named` and `score` have a code for each kind, `maxima` what each kind states.
    """
    points = np.full(lines.kinds, np.nan)
    maximum = np.full(lines.kinds, np.nan)
    bad = np.zeros(lines.kinds, bool)
    complaints: dict[str, list[int]] = {}
    header = columns.table.headers[columns.place[field]] if field in columns.place else field
    left_out = "The row is left out." if field in columns.place else "This score is left out."
    units = _units(columns, lines, named, criteria, score, wanted, header, field)
    for kind in range(lines.kinds):
        code = int(named.codes[kind])
        criterion = criteria[code] if code >= 0 else None
        if criterion is None:
            continue
        text = score.labels[score.codes[kind]] if score.codes[kind] >= 0 else ""
        top = float(maxima[kind])
        value = _cell(text, criterion.scale, top if top > 0 else None, units[code])
        if isinstance(value, Unreadable):
            bad[kind] = True
            # A line that is marked not applicable is kept whatever its text: it has a maximum all the same.
            maximum[kind] = top if top > 0 else criterion.scale.maximum
            said = f'"{safe_line(text, 30)}" is not a score of {safe_line(criterion.name, 60)}'
            hint = _hint_for_halves(text, criterion.scale)
            complaints.setdefault(f"{said}; expected {value.expected}. {left_out}{hint}", []).append(kind)
        else:
            points[kind] = value.points
            maximum[kind] = value.maximum if value.maximum is not None else criterion.scale.maximum
            if maximum[kind] < value.points:
                points[kind] = maximum[kind]
                said = f'"{safe_line(text, 30)}" of {safe_line(criterion.name, 60)} is above its own maximum'
                message = f"{said}: bonus points count as the maximum, so that they hide no gap."
                complaints.setdefault(message, []).append(kind)
    for message, kinds in list(complaints.items())[:MOST_COMPLAINTS]:
        here = np.zeros(lines.kinds, bool)
        here[kinds] = True
        columns.note_lines(lines, wanted.runs, here & wanted.kinds, message, field)
    return points, maximum, bad & wanted.kinds


def _hint_for_halves(text: str, scale: Scale) -> str:
    """What a rubric says where evaluators give halves on its scale."""
    between = [n for n in numbers_in([text]) if scale.minimum < n < scale.maximum and (2 * n).is_integer()]
    if not between or not scale.values or scale.is_binary:
        return ""
    return f" Where halves are given the rubric lists them: values: [{scale.minimum:g}, {scale.minimum + 0.5:g}, ...]."


def _units(
    columns: EvaluationColumns,
    lines: ScoreLines,
    named: Codes,
    criteria: Sequence[Criterion | None],
    score: Codes,
    wanted: Wanted,
    header: str,
    field: str,
) -> list[float | None]:
    """What plain numbers of each criterion are out of: 100 under a header with %, 1 where all are shares, else None.

    0.8 on a scale from 1 to 5 can only be a share; the 1 beside it then is one, too. Cells that a spreadsheet shows as 80 %
    hold 0.8 as well.
    """
    units: list[float | None] = []
    # "(20%)" behind a name is its weight.
    says_percent = "%" in re.sub(r"[(\[]\s*\d+\s*%\s*[)\]]", "", header)
    for code, criterion in enumerate(criteria):
        scale = criterion.scale if criterion else None
        could_be_shares = says_percent or (
            scale is not None
            and scale.maximum > 1
            and (scale.minimum >= 1 or scale.maximum >= 50 or bool(scale.values))
        )
        if criterion is None or scale is None or not could_be_shares:
            units.append(None)
            continue
        mine = wanted.kinds & (named.codes == code) & (score.codes >= 0)
        texts = [score.labels[found] for found in np.unique(score.codes[mine])]
        numbers = numbers_in(texts)
        off_scale = [number for number in numbers if 0 < number < 1 and number not in scale.values]
        # Nobody gives exactly 1 % and never more: under a percent sign, a column of 0 and 1 holds none and all.
        are_shares = bool(off_scale or (says_percent and 1.0 in numbers)) and max(numbers) <= 1
        units.append(1.0 if are_shares else 100.0 if says_percent else None)
        if are_shares:
            said = f"the scores of {safe_line(criterion.name, 60)} are all between 0 and 1 and are read as shares (0.8 is 80 %)."
            columns.note_lines(lines, wanted.runs, mine, said, field)
    return units


MOST_BONUS = 1.5
"""A score above this share of its own maximum is no bonus but a slip."""


def _cell(text: str, scale: Scale, stated: float | None, unit: float | None) -> CellValue | Unreadable:
    """The score in `text`; only one whose text states its maximum itself can lie above it, as a bonus."""
    value = read_value(text, scale)
    if isinstance(value, Unreadable):
        return value
    has_own_maximum = value.maximum is not None
    if unit is not None and value.maximum is None and math.isfinite(value.points) and is_number(text):
        value = CellValue(value.points, unit)
    maximum = value.maximum if value.maximum is not None else stated if stated is not None else scale.maximum
    if has_own_maximum and maximum < value.points <= MOST_BONUS * maximum:
        return CellValue(value.points, maximum)
    expected = misfit(value.points, maximum, scale)
    return Unreadable(expected) if expected else CellValue(value.points, maximum)
