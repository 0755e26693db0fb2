"""Standings summed up from the evaluations of a call matrix.

Only where maxima and numbers of evaluators are so many that they have no usable common denominator are sums rounded, to a
billionth of a call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.scores.standings import EXACT_BELOW, ROUNDED_TO, Standings, common

if TYPE_CHECKING:
    from qa_tui.scores.matrix import CallMatrix

Longs = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]
Whole = npt.NDArray[np.integer]

_MOST_LEVELS = 32


def stand(matrix: CallMatrix, rows: Longs, column: int, part: Whole | None = None, parts: int = 1) -> Standings:
    """Standings on criterion `column` over the evaluations `rows` (indices), each in one of `parts` ([rows] `part`, from 0)."""
    is_all = rows.size == matrix.evaluations
    points = matrix.points[:, column] if is_all else matrix.points[rows, column]
    agent = matrix.agent if is_all else matrix.agent[rows]
    group = agent if part is None else agent * np.int32(parts) + part
    if matrix.call_multiplicity_is_one and matrix.max_points.shape[0] == 1:
        return _stand_simply(points, float(matrix.max_points[0, column]), group, len(matrix.agents), parts)
    values = points.astype(np.float64)
    top = matrix.max_points[matrix.form[rows], column]
    scored = np.isfinite(values) & (top > 0)
    blank = _blank(points, agent, len(matrix.agents))
    values, top, group, agent = values[scored], top[scored], group[scored], agent[scored]
    calls = matrix.call_of_agent[rows][scored]
    times = matrix.times_scored(calls)
    denominator = common(top) * common(times)
    largest = max(1.0, float(np.abs(values / top).max(initial=0)))
    shape = (len(matrix.agents), parts)
    if denominator < EXACT_BELOW / (largest * max(1, values.size)):
        sums = np.bincount(group, values * (denominator / (top * times)), shape[0] * parts).reshape(shape)
    else:
        denominator = ROUNDED_TO
        sums = np.bincount(group, values / (top * times), shape[0] * parts).reshape(shape) * denominator
    counts = np.bincount(group, 1 / times, shape[0] * parts).reshape(shape)
    percent = 100.0 * values / (top * times)
    if calls.size and not matrix.call_multiplicity_is_one:
        percent = np.bincount(calls, percent)[calls]
    return Standings(
        np.round(sums.sum(axis=1)).astype(np.int64),
        np.round(counts.sum(axis=1)).astype(np.int64),
        denominator,
        *blank,
        np.bincount(agent, percent**2 / times, shape[0]).astype(np.float64),
        np.bincount(agent[_is_between(percent)], minlength=shape[0]),
        sums.astype(np.float64),
        counts.astype(np.float64),
    )


def _blank(points: npt.NDArray[np.float32], agent: Whole, agents: int) -> tuple[Longs, Longs]:
    """[A] scores that are not applicable, and missing ones."""
    return (
        np.bincount(agent[np.isneginf(points)], minlength=agents),
        np.bincount(agent[np.isnan(points)], minlength=agents),
    )


def _is_between(percent: Doubles) -> npt.NDArray[np.bool_]:
    return np.asarray((percent > 1e-9) & (percent < 100 - 1e-9))


def _stand_simply(points: npt.NDArray[np.float32], top: float, group: Whole, agents: int, parts: int) -> Standings:
    """As `stand`, where every call has one evaluation and the criterion one maximum: sums of points need no scaling."""
    shape = (agents, parts)
    levels = _levels(points, top)
    if levels is not None:
        return _stand_by_level(*levels, top, group, shape)
    scored = np.isfinite(points) if top > 0 else np.zeros(points.size, bool)
    values = points[scored].astype(np.float64)
    percent, group_scored = values * (100.0 / top) if top > 0 else values, group[scored]

    def counted(chosen: Whole) -> Longs:
        return np.bincount(chosen, minlength=agents * parts).reshape(shape)

    sums = np.bincount(group_scored, values, agents * parts).reshape(shape)
    count = counted(group_scored)
    return Standings(
        np.round(sums.sum(axis=1)).astype(np.int64),
        count.sum(axis=1),
        int(top) if top > 0 else 1,
        counted(group[np.isneginf(points)]).sum(axis=1),
        counted(group[np.isnan(points)]).sum(axis=1),
        np.bincount(group_scored, percent**2, agents * parts).reshape(shape).sum(axis=1).astype(np.float64),
        counted(group_scored[_is_between(percent)]).sum(axis=1),
        sums.astype(np.float64),
        count.astype(np.float64),
    )


def _levels(points: npt.NDArray[np.float32], top: float) -> tuple[Longs, npt.NDArray[np.int32]] | None:
    """The points 0, 1, 2 ... of a scale and of each score which of them it is, then not applicable, then missing.

    None for a scale of many points or with points outside 0 to `top`.
    """
    if not 0 < top < _MOST_LEVELS:
        return None
    width = int(top) + 1
    blank = ~np.isfinite(points)
    code = np.where(blank, 0, points).astype(np.int32)
    if code.size and not 0 <= int(code.min()) <= int(code.max()) < width:
        return None
    if blank.any():
        code[blank] = np.where(np.isnan(points[blank]), width + 1, width)
    return np.arange(width), code


def _stand_by_level(
    values: Longs, code: npt.NDArray[np.int32], top: float, group: Whole, shape: tuple[int, int]
) -> Standings:
    """Of few levels it is enough to count how often each comes."""
    agents, parts = shape
    width = values.size + 2
    counts = np.bincount(group * np.int32(width) + code, minlength=agents * parts * width)
    by_part = counts.reshape(agents, parts, width)
    each = by_part.sum(axis=1)
    scored = each[:, : values.size]
    percent: Doubles = values * np.float64(100.0 / top)
    return Standings(
        scored @ values,
        scored.sum(axis=1),
        int(top),
        each[:, -2],
        each[:, -1],
        scored @ percent**2,
        scored[:, _is_between(percent)].sum(axis=1),
        (by_part[:, :, : values.size] @ values).astype(np.float64),
        by_part[:, :, : values.size].sum(axis=2).astype(np.float64),
    )
