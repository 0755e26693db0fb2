"""The scores of a table whose columns are understood: in one line per call and criterion, or in a column per criterion."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from qa_tui.readers.tables.fail_labels import failed_by
from qa_tui.readers.tables.official import leave_out_older, leave_out_unofficial
from qa_tui.readers.tables.opened import kinds_of
from qa_tui.readers.tables.scales import is_auto_fail, stated_scale
from qa_tui.readers.tables.score_lines import ScoreLines
from qa_tui.readers.tables.score_values import Wanted, criteria_of, points_of, stated_maxima
from qa_tui.readers.tables.seen_scales import widened
from qa_tui.scores.rows import Codes, ScoreRows, blank_codes, smallest

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from qa_tui.domain.rubric import Criterion, Rubric
    from qa_tui.readers.tables.evaluation_columns import Bools, Doubles, EvaluationColumns, Longs
    from qa_tui.readers.tables.header import Understanding
    from qa_tui.scores.rows import Ints, Whole

KIND_FIELDS = ("criterion", "criterion_id", "score", "max_score", "not_applicable")
"""What makes the kind of a score line."""
LINE_FIELDS = ("comment", "evidence_start", "evidence_end")
"""What is said of a single score."""
_TRUE = frozenset({"1", "true", "yes", "y", "na", "n/a", "x", "ja", "oui"})
_FALSE = frozenset({"0", "false", "no", "n", "-", "nein", "non"})


def read_long(
    columns: EvaluationColumns, header: Understanding, rubric: Rubric | None
) -> tuple[ScoreRows, tuple[Criterion, ...]]:
    """One line per call and criterion."""
    runs, called_at, evaluated_at = columns.usable()
    runs = leave_out_unofficial(columns, runs)
    table = columns.table
    places = {field: columns.place[field] for field in KIND_FIELDS if columns.place.get(field, -1) >= 0}
    kinds = table.kinds(list(places.values()))
    lines = ScoreLines.of(table.sizes, kinds, places)
    runs = leave_out_older(columns, runs, evaluated_at, lines)
    dimensions = columns.dimensions(header.dimensions)
    named = lines.codes("criterion")
    good = named.codes >= 0
    columns.note_lines(lines, runs, ~good, "no criterion; the row is left out.", "criterion")
    against = np.array([is_auto_fail(label) for label in named.labels] or [False])
    marks = good & against[named.codes]
    score = lines.codes("score")
    said = "automatic fails and critical errors are marks against a call, no criterion; they are left out."
    replaced = columns.lines_left_out.copy()
    if marks.any():
        columns.leave_out_lines(lines.where(runs, marks), said, "criterion")
    failed = np.array([failed_by(label) == "yes" for label in score.labels] or [False])
    hit = lines.where(runs, marks & (score.codes >= 0) & failed[score.codes])
    if replaced.size:
        # What was replaced by a newer answer fails nothing.
        hit &= ~replaced
    marked_runs = np.bincount(lines.run[hit], minlength=table.runs) > 0 if hit.any() else np.zeros(table.runs, bool)
    auto_fail = columns.auto_fails(marked_runs)
    good &= ~marks
    named = Codes(np.where(good, named.codes, -1).astype(np.int32), named.labels)
    maxima = stated_maxima(columns, lines)
    criteria, new = criteria_of(columns, lines, named, maxima, rubric)
    is_na = _not_applicable(columns, lines, runs, good)
    said = "is marked not applicable and has a score as well; it counts as not applicable."
    columns.note_lines(lines, runs, good & is_na & (score.codes >= 0), said, "score")
    wanted = Wanted(runs, good & ~is_na & lines.kinds_in(runs, columns.lines_left_out))
    points, maximum, bad = points_of(columns, lines, named, criteria, score, maxima, wanted, "score")
    points = np.where(is_na, -np.inf, points)
    ids: dict[str, int] = {}
    recode = np.array([ids.setdefault(c.id, len(ids)) if c else -1 for c in criteria] or [0], np.int32)
    criterion = Codes(np.where(named.codes < 0, -1, recode[named.codes]).astype(np.int32), tuple(ids))
    kept = _kept(columns, lines, runs, good & ~bad & (criterion.codes >= 0))
    rows = _score_rows(
        columns, kept, None, lines.run, lines.kind, criterion, points, maximum, (called_at, evaluated_at), dimensions, auto_fail,
        _remarks(columns),
    )  # fmt: skip
    return rows, new


def read_wide(
    columns: EvaluationColumns, header: Understanding, rubric: Rubric | None
) -> tuple[ScoreRows, tuple[Criterion, ...]]:
    """One line per call and a column per criterion."""
    runs, called_at, evaluated_at = columns.usable()
    runs = leave_out_unofficial(columns, runs)
    runs = leave_out_older(columns, runs, evaluated_at, None)
    dimensions = columns.dimensions({n: name for n, name in header.dimensions.items() if n not in header.wide})
    ids = tuple(dict.fromkeys(criterion.id for criterion in header.wide.values()))
    auto_fail = columns.auto_fails(np.zeros(columns.count, bool))
    parts: list[tuple[Whole, Longs, Doubles, Doubles]] = []
    codes: list[int] = []
    known = {criterion.id for criterion in rubric.criteria} if rubric else set()
    read_as: dict[int, Criterion] = {}
    for place, proposed in header.wide.items():
        kinds = kinds_of({place: columns.table.steady[place]}, columns.count)
        lines = ScoreLines.of(columns.table.sizes, kinds, {"score": place})
        named = Codes(np.zeros(lines.kinds, np.int32), (proposed.id,))
        wanted = Wanted(runs, lines.kinds_in(runs, columns.lines_left_out))
        unstated = np.full(lines.kinds, np.nan)
        score, name = lines.codes("score"), columns.table.headers[place]
        criterion = proposed
        if criterion.id not in known and stated_scale(name) is None:
            # The scale was seen in the first rows alone.
            criterion = replace(criterion, scale=widened(criterion.scale, score.labels))
        read_as[place] = criterion
        points, maximum, bad = points_of(columns, lines, named, [criterion], score, unstated, wanted, name)
        parts.append((lines.kind, np.flatnonzero(lines.where(runs, ~bad)), points, maximum))
        codes += [ids.index(criterion.id)] * lines.kinds
    before = np.cumsum([0, *(points.size for _, _, points, _ in parts)])
    most = int(before[-1])
    kind = np.concatenate(
        [
            smallest(kind[kept].astype(np.int64) + at, most)
            for (kind, kept, _, _), at in zip(parts, before, strict=False)
        ]
    )
    run = np.concatenate([kept.astype(np.int32) for _, kept, _, _ in parts])
    rows = _score_rows(
        columns, None, run.astype(np.int64), run, kind, Codes(np.array(codes, np.int32), ids), np.concatenate([p for _, _, p, _ in parts]),
        np.concatenate([top for _, _, _, top in parts]), (called_at, evaluated_at), dimensions, auto_fail, _no_remarks(),
    )  # fmt: skip
    new = {criterion.id: criterion for criterion in read_as.values() if criterion.id not in known}
    return rows, tuple(new.values())


def _not_applicable(columns: EvaluationColumns, lines: ScoreLines, runs: Bools, good: Bools) -> Bools:
    """[kinds] marked as not applicable in a column of its own."""
    marks = lines.codes("not_applicable")
    marked = np.array([label.casefold() in _TRUE for label in marks.labels] or [False])
    unclear = np.array([label.casefold() not in _TRUE | _FALSE for label in marks.labels] or [False])
    said = "is neither yes nor no; the row counts as scored."
    columns.note_lines(lines, runs, good & (marks.codes >= 0) & unclear[marks.codes], said, "not_applicable")
    return np.asarray((marks.codes >= 0) & marked[marks.codes])


def _kept(columns: EvaluationColumns, lines: ScoreLines, runs: Bools, kinds: Bools) -> Bools | None:
    """[lines] of these runs and kinds that are not left out; None for all."""
    has_lines_out = bool(columns.lines_left_out.size)
    if runs.all() and not has_lines_out and bool(kinds.all()):
        return None
    kept = lines.where(runs, kinds)
    return kept & ~columns.lines_left_out if has_lines_out else kept


@dataclass(frozen=True, eq=False, slots=True)
class _Remarks:
    """What is said of single scores, and on which line."""

    comment: Codes
    comment_line: Longs
    evidence: npt.NDArray[np.float32]
    """[marks, 2] seconds"""
    evidence_line: Longs

    def among(self, kept: Bools) -> _Remarks:
        """Those of the lines that are `kept`, which are counted anew."""
        number = np.cumsum(kept) - 1
        has_comment, has_evidence = kept[self.comment_line], kept[self.evidence_line]
        return _Remarks(
            self.comment.take(has_comment),
            number[self.comment_line[has_comment]],
            self.evidence[has_evidence],
            number[self.evidence_line[has_evidence]],
        )


def _no_remarks() -> _Remarks:
    nothing = np.zeros(0, np.int64)
    return _Remarks(blank_codes(0), nothing, np.zeros((0, 2), np.float32), nothing)


def _remarks(columns: EvaluationColumns) -> _Remarks:
    """Comments that are there, and evidence marks that have both ends."""
    places = {field: columns.place[field] for field in LINE_FIELDS if columns.place.get(field, -1) >= 0}
    found = _no_remarks()
    if "comment" in places:
        column = columns.table.column(places["comment"])
        rows = np.flatnonzero(column.codes >= 0)
        found = replace(found, comment=column.take(rows), comment_line=rows)
    if not places.keys() & {"evidence_start", "evidence_end"}:
        return found
    seconds = np.full((columns.table.count, 2), np.nan, np.float32)
    for side, field in enumerate(("evidence_start", "evidence_end")):
        if field not in places:
            continue
        column = columns.table.column(places[field])
        numbers = np.array([_seconds(label) for label in column.labels] or [np.nan], np.float32)
        seconds[:, side] = np.where(column.codes < 0, np.nan, numbers[column.codes])
        unread = (column.codes >= 0) & np.isnan(seconds[:, side])
        said = "is not a time; expected seconds or m:ss. The evidence mark is left out."
        columns.note_rows(unread, said, field)
    known = np.flatnonzero(~np.isnan(seconds).any(axis=1))
    return replace(found, evidence=seconds[known], evidence_line=known)


def _seconds(text: str) -> float:
    """Seconds of "83.5", "1:23" or "0:01:23"; NaN where the text is no time."""
    parts = text.strip().split(":")
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        return np.nan
    if len(parts) > 3 or any(number < 0 for number in numbers):
        return np.nan
    return float(sum(number * 60**place for place, number in enumerate(reversed(numbers))))


def _score_rows(
    columns: EvaluationColumns,
    kept: Bools | None,
    row: Longs | None,
    run: Ints,
    kind: Whole,
    criterion: Codes,
    points: Doubles,
    maximum: Doubles,
    times: tuple[Longs, Longs],
    dimensions: Mapping[str, Codes],
    auto_fail: Codes,
    remarks: _Remarks,
) -> ScoreRows:
    """The lines that are `kept` (None: all) as score rows, with the runs that have one."""
    if kept is not None:
        row = np.flatnonzero(kept)
        run, kind = run[row], kind[row]
        remarks = remarks.among(kept)
    sizes = columns.table.sizes if row is None else np.bincount(run, minlength=columns.count)
    chosen: Bools | slice = slice(None)
    used = sizes > 0
    if not used.all():
        chosen, sizes = used, sizes[used]
        run = (np.cumsum(used, dtype=np.int32) - 1)[run]

    def of(field: str) -> Codes:
        return columns.codes(field).take(chosen)

    return ScoreRows(
        file=columns.table.shown,
        sizes=sizes,
        run=run,
        kind=kind,
        row=row,
        call=of("call_id"),
        agent=of("agent_id"),
        agent_name=of("agent_name"),
        evaluator=of("evaluator_id"),
        call_type=of("call_type"),
        form_version=columns.form_versions().take(chosen),
        auto_fail=auto_fail.take(chosen),
        called_at=times[0][chosen],
        evaluated_at=times[1][chosen],
        criterion=criterion,
        points=points,
        maximum=maximum,
        comment=remarks.comment,
        comment_score=remarks.comment_line,
        evidence=remarks.evidence,
        evidence_score=remarks.evidence_line,
        dimensions={name: column.take(chosen) for name, column in dimensions.items()},
    )
