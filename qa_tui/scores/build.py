"""Score cells of any number of files become one call matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.scores.auto_fails import Fails, find_zeroed
from qa_tui.scores.columns import MOST_DECIMALS, UNKNOWN_TIME
from qa_tui.scores.labels import first_known, merge
from qa_tui.scores.matrix import CallMatrix, pack_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa_tui.domain.rubric import Criterion
    from qa_tui.scores.rows import Codes, ScoreRows

Longs = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Finding:
    """Cells of one file that were set aside while building."""

    file: int
    """Index of the file among those built."""
    rows: Longs
    """Data rows of that file."""
    what: str
    """`duplicate`: the same call, evaluator and criterion came again later. `agent`: the call's rows name two agents, each counted.
    `auto_fail`: an automatic fail set the score to zero. `all_zero`: counted, but every score of the evaluation is zero.
    `undecided`: several different scores of one cell, none of them the newest."""


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
    """One matrix of all cells of `files`; `criteria` gives the columns and must name every criterion met.

    Scores that an automatic fail set to zero are left out, but for the criterion that failed, unless `count_zeroed`.
    """
    findings: list[Finding] = []
    call, call_labels = merge([f.call for f in files])
    agent, agents = merge([f.agent for f in files])
    call, call_labels, of_two = _call_of_each_agent(call, call_labels, agent)
    evaluator, evaluators = merge([f.evaluator for f in files])
    call_type, call_types = merge([f.call_type for f in files])
    version, versions = merge([f.form_version for f in files])
    named, criterion_labels = merge([f.criterion for f in files])
    ids = [criterion.id for criterion in criteria]
    column = np.array([ids.index(label) for label in criterion_labels] or [0], np.int64)[named]
    points = np.concatenate([f.points for f in files])
    maximum = np.concatenate([f.maximum for f in files])
    called_at = np.concatenate([f.called_at for f in files])
    evaluated_at = np.concatenate([f.evaluated_at for f in files])
    file = np.concatenate([np.full(f.row.size, number, np.int64) for number, f in enumerate(files)])
    row = np.concatenate([f.row for f in files])
    findings += _findings(file, row, of_two, "agent")

    evaluation, count = _dense(call * (len(evaluators) + 1) + evaluator + 1)
    first = _firsts(evaluation, count)

    cell = evaluation * len(ids) + column
    # The newest row of a cell comes last; a blank comes before every score, so that it never takes one away.
    order = np.lexsort((evaluated_at, ~np.isnan(points), cell))
    is_last = np.ones(order.size, bool)
    is_last[:-1] = cell[order[1:]] != cell[order[:-1]]
    undecided = _undecided(cell[order], evaluated_at[order], points[order] / maximum[order])
    superseded = np.zeros(cell.size, bool)
    superseded[order[~is_last & ~undecided]] = True
    findings += _findings(file, row, superseded, "duplicate")
    unsettled = np.zeros(cell.size, bool)
    unsettled[order[undecided]] = True
    findings += _findings(file, row, unsettled, "undecided")
    use = order[is_last & ~undecided]
    fail_codes, fail_labels = merge([f.auto_fail for f in files])
    is_silent = np.array([not any(f.auto_fail.labels) for f in files], bool)[file]
    fails = Fails(evaluation, fail_codes, fail_labels, is_silent, count)
    zero = find_zeroed(fails, evaluation[use], column[use], points[use], criteria)
    if not count_zeroed and zero.cells.any():
        zeroed = np.zeros(cell.size, bool)
        zeroed[use[zero.cells]] = True
        findings += _findings(file, row, zeroed, "auto_fail")
        use = use[~zero.cells]
    if zero.unexplained.any():
        suspicious = np.zeros(cell.size, bool)
        suspicious[use[np.isin(evaluation[use], np.flatnonzero(zero.unexplained))]] = True
        findings += _findings(file, row, suspicious, "all_zero")

    floors = np.array([criterion.floor for criterion in criteria], np.float64)
    at, place, points, maximum = evaluation[use], column[use], points[use], maximum[use]
    decimals = np.zeros(len(ids), np.int64)
    for n, floor in enumerate(floors):
        here = place == n
        wanted = max(decimals_of(points[here]), decimals_of(maximum[here]), decimals_of(np.array([floor])))
        decimals[n] = min(wanted, exact_decimals(maximum[here]))
    scale_up: Doubles = np.power(10.0, decimals[place])
    cells = np.full((count, len(ids)), np.nan, np.float32)
    # The rubric's floor is a point of the rubric's scale: scores out of another maximum are shares of that maximum.
    tops = np.array([criterion.scale.maximum for criterion in criteria], np.float64)
    floor = np.where(maximum == tops[place], floors[place], 0.0)
    with np.errstate(invalid="ignore"):
        exact = np.round((points - floor) * scale_up)
    cells[at, place] = exact.astype(np.float32)
    form, top_points = _forms(at, place, maximum, count, len(ids))
    form_floors = np.where(top_points == tops, floors, 0.0)
    max_points = np.round((top_points - form_floors) * np.power(10.0, decimals))

    times = np.where(called_at == UNKNOWN_TIME, np.iinfo(np.int64).max, called_at)
    earliest = np.full(count, np.iinfo(np.int64).max, np.int64)
    np.minimum.at(earliest, evaluation, times)
    latest = np.full(count, UNKNOWN_TIME, np.int64)
    np.maximum.at(latest, evaluation, evaluated_at)
    call_bytes, call_ends = pack_texts(list(call_labels))
    comment_cell, comments = _sparse_comments(files, evaluation, column, use, len(ids))
    comment_bytes, comment_ends = pack_texts(comments)
    evidence_cell, evidence = _sparse_evidence(files, evaluation, column, use, len(ids))
    dimension_names = tuple(dict.fromkeys(name for f in files for name in f.dimensions))
    dimensions = [merge([f.dimensions.get(name) or _blank_like(f) for f in files]) for name in dimension_names]
    matrix = CallMatrix(
        points=cells,
        form=form,
        max_points=max_points,
        decimals=decimals,
        floors=form_floors,
        cells=np.bincount(at, minlength=count).astype(np.int32),
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


def _undecided(cell: Longs, evaluated_at: Longs, share: Doubles) -> npt.NDArray[np.bool_]:
    """Of rows in order of cell and time: those that are the newest of their cell together, and say different things."""
    starts = np.flatnonzero(np.r_[True, cell[1:] != cell[:-1]]) if cell.size else np.zeros(0, np.int64)
    last = np.repeat(np.r_[starts[1:] - 1, cell.size - 1], np.diff(np.r_[starts, cell.size])) if cell.size else starts
    is_newest = (evaluated_at == evaluated_at[last]) & (np.isnan(share) == np.isnan(share[last]))
    differs = is_newest & ~((share == share[last]) | np.isnan(share))
    torn = np.zeros(cell.size, bool)
    torn[last[differs]] = True
    return np.asarray(is_newest & torn[last])


def _findings(file: Longs, row: Longs, chosen: npt.NDArray[np.bool_], what: str) -> Iterable[Finding]:
    return [Finding(int(n), np.sort(row[chosen & (file == n)]), what) for n in np.unique(file[chosen])]


def _blank_like(rows: ScoreRows) -> Codes:
    from qa_tui.scores.rows import blank_codes

    return blank_codes(rows.row.size)


def _forms(
    evaluation: Longs, column: Longs, maximum: Doubles, count: int, criteria: int
) -> tuple[npt.NDArray[np.int32], Doubles]:
    """The form of each evaluation: usually one, more where the same criterion has had several maxima."""
    plain = np.full((1, criteria), np.nan)
    plain[0, column] = maximum
    if np.array_equal(plain[0, column], maximum):
        return np.zeros(count, np.int32), plain
    table = np.full((count, criteria), np.nan)
    table[evaluation, column] = maximum
    table = np.where(np.isnan(table), plain, table)
    form = np.zeros(count, np.int64)
    for n in range(criteria):
        distinct, codes = np.unique(table[:, n], return_inverse=True)
        if distinct.size > 1:
            form, _ = _dense(form * distinct.size + codes)
    return form.astype(np.int32), table[_firsts(form, int(form.max()) + 1)]


def _sparse_comments(
    files: Sequence[ScoreRows], evaluation: Longs, column: Longs, use: Longs, criteria: int
) -> tuple[Longs, list[str]]:
    codes, labels = merge([f.comment for f in files])
    with_text = use[codes[use] >= 0]
    cells = evaluation[with_text] * criteria + column[with_text]
    order = np.argsort(cells)
    return cells[order], [labels[code] for code in codes[with_text][order]]


def _sparse_evidence(
    files: Sequence[ScoreRows], evaluation: Longs, column: Longs, use: Longs, criteria: int
) -> tuple[Longs, npt.NDArray[np.float32]]:
    seconds = np.concatenate([f.evidence for f in files])
    known = use[~np.isnan(seconds[use]).any(axis=1)]
    cells = evaluation[known] * criteria + column[known]
    order = np.argsort(cells)
    return cells[order], seconds[known][order]


def _names(files: Sequence[ScoreRows], agents: Sequence[str]) -> tuple[str, ...]:
    """The name that the score files give to each agent, empty where they give none."""
    found: dict[str, str] = {}
    for rows in files:
        if not rows.agent_name.labels:
            continue
        pairs = np.unique(np.stack([rows.agent.codes, rows.agent_name.codes]), axis=1)
        for agent, name in pairs.T:
            if agent >= 0 and name >= 0:
                found.setdefault(rows.agent.labels[agent], rows.agent_name.labels[name])
    return tuple(found.get(agent, "") for agent in agents)
