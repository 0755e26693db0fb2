"""Scores of any number of files become one call matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.scores.auto_fails import Fails, find_zeroed
from qa_tui.scores.columns import MOST_DECIMALS, UNKNOWN_TIME
from qa_tui.scores.labels import first_known, merge, met_pairs
from qa_tui.scores.matrix import CallMatrix, pack_texts
from qa_tui.scores.rows import blank_codes
from qa_tui.scores.together import Scores, newest_of_each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.rubric import Criterion
    from qa_tui.scores.rows import Ints, ScoreRows, Whole
    from qa_tui.scores.together import Finding

Longs = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False, slots=True)
class Built:
    """A matrix, and what was set aside."""

    matrix: CallMatrix
    findings: tuple[Finding, ...]
    zeroed: int = 0
    """Evaluations whose scores an automatic fail set to zero."""


def _firsts(group: Longs, count: int) -> Longs:
    """[count] index of the first element of each group."""
    first = np.full(count, -1, np.int64)
    first[group[::-1]] = np.arange(group.size - 1, -1, -1)
    return first


def _dense(keys: Longs) -> tuple[Longs, int]:
    """Codes 0..n-1 for arbitrary keys, in order of value."""
    distinct, codes = np.unique(keys, return_inverse=True)
    return codes.astype(np.int64), distinct.size


def decimals_of(values: Doubles) -> int:
    """Fewest decimal places, at most four, that write every finite value exactly."""
    finite = np.unique(values[np.isfinite(values)])
    for places in range(MOST_DECIMALS):
        scaled = finite * 10.0**places
        if np.all(np.abs(scaled - np.round(scaled)) < 1e-6):
            return places
    return MOST_DECIMALS


def exact_decimals(maxima: Doubles) -> int:
    """Most decimal places at which every whole number up to the largest maximum is exact in float32."""
    largest = float(np.nanmax(np.abs(maxima), initial=1.0))
    return max(0, min(MOST_DECIMALS, int(np.floor(np.log10(2**24 / largest)))))


def build_matrix(files: Sequence[ScoreRows], criteria: Sequence[Criterion], *, count_zeroed: bool = False) -> Built:
    """One matrix of all scores of `files`; `criteria` gives the columns and must name every criterion met.

    Scores that an automatic fail set to zero are left out, but for the criterion that failed, unless `count_zeroed`.
    """
    ids = [criterion.id for criterion in criteria]
    scores = Scores.of(files, ids)
    call, call_labels = merge([f.call for f in files])
    agent, agents = merge([f.agent for f in files])
    call, call_labels, of_two = _call_of_each_agent(call, call_labels, agent)
    evaluator, evaluators = merge([f.evaluator for f in files])
    call_type, call_types = merge([f.call_type for f in files])
    version, versions = merge([f.form_version for f in files])
    called_at = np.concatenate([f.called_at for f in files])
    evaluated_at = np.concatenate([f.evaluated_at for f in files])
    findings = scores.findings(np.flatnonzero(of_two[scores.run]), "agent") if of_two.any() else []

    evaluation, count = _dense(call * (len(evaluators) + 1) + evaluator + 1)
    first = _firsts(evaluation, count)
    cell = _cells(scores, evaluation, count, len(ids))
    chosen = newest_of_each(scores, cell, count * len(ids), evaluated_at)
    findings += scores.findings(chosen.superseded, "duplicate")
    findings += scores.findings(chosen.undecided, "undecided")
    use = chosen.use
    fail_codes, fail_labels = merge([f.auto_fail for f in files])
    silent = [np.full(f.called_at.size, not any(f.auto_fail.labels)) for f in files]
    fails = Fails(evaluation, fail_codes, fail_labels, np.concatenate(silent), count)
    zero = find_zeroed(fails, scores, use, cell, criteria)
    if not count_zeroed and zero.scores.size:
        findings += scores.findings(zero.scores, "auto_fail")
        is_used = np.zeros(scores.count, bool)
        is_used[use] = True
        is_used[zero.scores] = False
        use = np.flatnonzero(is_used)
    if zero.unexplained.any():
        findings += scores.findings(fails.scores_of(zero.unexplained, scores, use), "all_zero")

    floors = np.array([criterion.floor for criterion in criteria], np.float64)
    # The rubric's floor is a point of the rubric's scale: scores out of another maximum are shares of that maximum.
    tops = np.array([criterion.scale.maximum for criterion in criteria], np.float64)
    met = scores.kinds_met(use)
    decimals = np.zeros(len(ids), np.int64)
    for n, floor in enumerate(floors):
        here = met & (scores.column == n)
        wanted = max(
            decimals_of(scores.points[here]), decimals_of(scores.maximum[here]), decimals_of(np.array([floor]))
        )
        decimals[n] = min(wanted, exact_decimals(scores.maximum[here]))
    floor_of_kind = np.where(scores.maximum == tops[scores.column], floors[scores.column], 0.0)
    with np.errstate(invalid="ignore"):
        exact = np.round((scores.points - floor_of_kind) * np.power(10.0, decimals[scores.column])).astype(np.float32)
    points = np.full(count * len(ids), np.nan, np.float32)
    points[cell[use]] = exact[scores.kind[use]]
    form, top_points = _forms(scores, cell, use, met, count, len(ids))
    form_floors = np.where(top_points == tops, floors, 0.0)

    earliest = np.full(count, np.iinfo(np.int64).max, np.int64)
    np.minimum.at(earliest, evaluation, np.where(called_at == UNKNOWN_TIME, np.iinfo(np.int64).max, called_at))
    latest = np.full(count, UNKNOWN_TIME, np.int64)
    np.maximum.at(latest, evaluation, evaluated_at)
    call_bytes, call_ends = pack_texts(call_labels)
    comment_cell, comments = _comments(scores, cell, use)
    comment_bytes, comment_ends = pack_texts(comments)
    evidence_cell, evidence = _evidence(scores, cell, use)
    dimension_names = tuple(dict.fromkeys(name for f in files for name in f.dimensions))
    dimensions = [
        merge([f.dimensions.get(name) or blank_codes(f.called_at.size) for f in files]) for name in dimension_names
    ]
    matrix = CallMatrix(
        points=points.reshape(count, len(ids)),
        form=form,
        max_points=np.round((top_points - form_floors) * np.power(10.0, decimals)),
        decimals=decimals,
        floors=form_floors,
        cells=_scores_of_each(scores, evaluation, use, count),
        call=call[first].astype(np.int32),
        agent=agent[first].astype(np.int32),
        evaluator=evaluator[first].astype(np.int32),
        call_type=first_known(call_type, evaluation, count),
        version=first_known(version, evaluation, count),
        zeroed=np.where(count_zeroed, 0, zero.evaluations).astype(np.int8),
        called_at=np.where(earliest == np.iinfo(np.int64).max, UNKNOWN_TIME, earliest),
        evaluated_at=latest,
        call_id_bytes=call_bytes,
        call_id_ends=call_ends,
        comment_cell=comment_cell,
        comment_bytes=comment_bytes,
        comment_ends=comment_ends,
        evidence_cell=evidence_cell,
        evidence_seconds=evidence,
        dimensions=tuple(first_known(codes, evaluation, count) for codes, _ in dimensions),
        criteria=tuple(ids),
        agents=agents,
        agent_names=_names(files, agents),
        evaluators=evaluators,
        call_types=call_types,
        versions=versions,
        dimension_names=dimension_names,
        dimension_labels=tuple(labels for _, labels in dimensions),
    )
    return Built(matrix, tuple(findings), int(zero.evaluations.sum()))


def _cells(scores: Scores, evaluation: Longs, count: int, criteria: int) -> Whole:
    """[N] cell of each score: evaluation x criteria + column."""
    narrow = np.int32 if count * criteria < np.iinfo(np.int32).max else np.int64
    cell = scores.of_each((evaluation * criteria).astype(narrow))
    cell += scores.column.astype(narrow)[scores.kind]
    return cell


def _scores_of_each(scores: Scores, evaluation: Longs, use: Longs | slice, count: int) -> Ints:
    """[E] scores that count."""
    runs = scores.sizes if isinstance(use, slice) else np.bincount(scores.run[use], minlength=evaluation.size)
    return np.bincount(evaluation, runs, count).astype(np.int32)


def _call_of_each_agent(
    call: Longs, labels: tuple[str, ...], agent: Longs
) -> tuple[Longs, tuple[str, ...], npt.NDArray[np.bool_]]:
    """Calls and their labels, where a call that names two agents is a call of each; and rows with another agent than the first."""
    agents = int(agent.max(initial=0)) + 1
    pair = call * agents + agent
    is_other = pair != pair[_firsts(call, len(labels))][call]
    if not is_other.any():
        return call, labels, is_other
    distinct, codes = np.unique(pair, return_inverse=True)
    return codes.astype(np.int64), tuple(labels[code // agents] for code in distinct.tolist()), is_other


def _forms(
    scores: Scores, cell: Whole, use: Longs | slice, met: npt.NDArray[np.bool_], count: int, criteria: int
) -> tuple[Ints, Doubles]:
    """The form of each evaluation: usually one, more where the same criterion has had several maxima."""
    plain = np.full((1, criteria), np.nan)
    column, maximum = scores.column[met], scores.maximum[met]
    plain[0, column] = maximum
    if np.array_equal(plain[0, column], maximum):
        return np.zeros(count, np.int32), plain
    flat = np.full(count * criteria, np.nan)
    flat[cell[use]] = scores.maximum[scores.kind[use]]
    table = flat.reshape(count, criteria)
    table = np.where(np.isnan(table), plain, table)
    form = np.zeros(count, np.int64)
    for n in range(criteria):
        distinct, codes = np.unique(table[:, n], return_inverse=True)
        if distinct.size > 1:
            form, _ = _dense(form * distinct.size + codes)
    return form.astype(np.int32), table[_firsts(form, int(form.max()) + 1)]


def _comments(scores: Scores, cell: Whole, use: Longs | slice) -> tuple[Longs, list[str]]:
    """Cells with a comment, ascending, and the comments."""
    codes, labels = merge([f.comment for f in scores.files])
    at = np.concatenate([f.comment_score + start for f, start in zip(scores.files, scores.starts, strict=False)])
    order = _in_use(scores, cell, use, at)
    return cell[at[order]].astype(np.int64), [labels[code] for code in codes[order].tolist()]


def _evidence(scores: Scores, cell: Whole, use: Longs | slice) -> tuple[Longs, Floats]:
    """Cells with an evidence mark, ascending, and the marks."""
    at = np.concatenate([f.evidence_score + start for f, start in zip(scores.files, scores.starts, strict=False)])
    order = _in_use(scores, cell, use, at)
    return cell[at[order]].astype(np.int64), np.concatenate([f.evidence for f in scores.files])[order]


def _in_use(scores: Scores, cell: Whole, use: Longs | slice, at: Longs) -> Longs:
    """Which of the scores `at` count, in order of their cells."""
    if not at.size:
        return at
    is_used = np.zeros(scores.count, bool)
    is_used[use] = True
    kept = np.flatnonzero(is_used[at])
    return kept[np.argsort(cell[at[kept]])]


def _names(files: Sequence[ScoreRows], agents: Sequence[str]) -> tuple[str, ...]:
    """The name that the score files give to each agent, empty where they give none."""
    found: dict[str, str] = {}
    for rows in files:
        for agent, name in met_pairs(rows.agent, rows.agent_name):
            if agent >= 0 and name >= 0:
                found.setdefault(rows.agent.labels[agent], rows.agent_name.labels[name])
    return tuple(found.get(agent, "") for agent in agents)
