"""The scores of several files one after the other, and which of them count."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from qa_tui.scores.labels import merge
from qa_tui.scores.rows import smallest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.scores.rows import Doubles, Ints, Longs, ScoreRows, Whole

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Finding:
    """Scores of one file that were set aside while building."""

    file: int
    """Index of the file among those built."""
    rows: Longs
    """Data rows of that file."""
    what: str
    """`duplicate`: the same call, evaluator and criterion came again later. `agent`: the call's rows name two agents, each counted.
    `auto_fail`: an automatic fail set the score to zero. `all_zero`: counted, but every score of the evaluation is zero.
    `undecided`: several different scores of one cell, none of them the newest."""


@dataclass(frozen=True, eq=False)
class Scores:
    """N scores in R runs and of K kinds, of all files."""

    files: Sequence[ScoreRows]
    sizes: Longs
    """[R] scores of each run"""
    run: Ints
    """[N]"""
    kind: Whole
    """[N]"""
    column: Longs
    """[K] which criterion"""
    points: Doubles
    """[K]"""
    maximum: Doubles
    """[K]"""
    starts: Longs
    """[files + 1] the first score of each file"""

    @classmethod
    def of(cls, files: Sequence[ScoreRows], criteria: Sequence[str]) -> Scores:
        """`criteria` must name every criterion met."""
        named, labels = merge([f.criterion for f in files])
        place = np.array([criteria.index(label) for label in labels] or [0], np.int64)
        runs = np.cumsum([0, *(f.called_at.size for f in files)])
        kinds = np.cumsum([0, *(f.points.size for f in files)])
        only = files[0] if len(files) == 1 else None
        many = int(kinds[-1])
        return cls(
            files,
            np.concatenate([f.sizes for f in files]),
            only.run if only else np.concatenate([f.run + at for f, at in zip(files, runs, strict=False)]).astype("i4"),
            only.kind
            if only
            else np.concatenate([smallest(f.kind + np.int64(at), many) for f, at in zip(files, kinds, strict=False)]),
            # A kind without a score has no criterion: nothing points to it.
            place[np.maximum(named, 0)],
            np.concatenate([f.points for f in files]),
            np.concatenate([f.maximum for f in files]),
            np.cumsum([0, *(f.count for f in files)]),
        )

    @property
    def count(self) -> int:
        return int(self.run.size)

    def kinds_met(self, use: Longs | slice) -> Bools:
        """[K] kinds that one of these scores has."""
        met = np.zeros(self.points.size, bool)
        met[self.kind[use]] = True
        return met

    def runs_with(self, kinds: Bools, use: Longs | slice) -> Bools:
        """[R] runs of which one of these scores is of one of these kinds."""
        hit = kinds[self.kind[use]]
        if isinstance(use, slice) and self.are_in_order and hit.size:
            return np.logical_or.reduceat(hit, np.cumsum(self.sizes) - self.sizes)
        runs = np.zeros(self.sizes.size, bool)
        runs[self.run[use][hit]] = True
        return runs

    @cached_property
    def are_in_order(self) -> bool:
        """Whether the scores of each run stand together, run after run."""
        return bool((self.run[1:] >= self.run[:-1]).all())

    def of_each(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """[N] of each score, what [R] says of its run."""
        return np.repeat(values, self.sizes) if self.are_in_order else values[self.run]

    def findings(self, scores: Longs, what: str) -> list[Finding]:
        """What is found of these scores (ascending), one finding for each file."""
        parts = np.split(scores, np.searchsorted(scores, self.starts[1:-1]))
        return [
            Finding(n, np.sort(self.files[n].rows_of(part - self.starts[n])), what)
            for n, part in enumerate(parts)
            if part.size
        ]


@dataclass(frozen=True, eq=False, slots=True)
class Chosen:
    """Which scores count where several are of one cell."""

    use: Longs | slice
    """Scores that count, at most one of each cell."""
    superseded: Longs
    undecided: Longs


def newest_of_each(scores: Scores, cell: Whole, cells: int, evaluated_at: Longs) -> Chosen:
    """The newest score of each cell; none of a cell whose newest ones differ. `cell` is [N], `evaluated_at` [R]."""
    nothing = np.zeros(0, np.int64)
    met = np.zeros(cells, bool)
    met[cell] = True
    if int(np.count_nonzero(met)) == scores.count:
        return Chosen(slice(None), nothing, nothing)
    is_double = np.bincount(cell, minlength=cells) > 1
    several = np.flatnonzero(is_double[cell])
    group, time = cell[several].astype(np.int64), evaluated_at[scores.run[several]]
    kind = scores.kind[several]
    points, maximum = scores.points[kind], scores.maximum[kind]
    # The newest row of a cell comes last; a blank comes before every score, so that it never takes one away.
    order = np.lexsort((time, ~np.isnan(points), group))
    is_last = np.ones(order.size, bool)
    is_last[:-1] = group[order[1:]] != group[order[:-1]]
    undecided = _undecided(group[order], time[order], points[order] / maximum[order])
    superseded = several[np.sort(order[~is_last & ~undecided])]
    unsettled = several[np.sort(order[undecided])]
    use = np.ones(scores.count, bool)
    use[superseded] = use[unsettled] = False
    return Chosen(np.flatnonzero(use), superseded, unsettled)


def _undecided(cell: Longs, evaluated_at: Longs, share: Doubles) -> Bools:
    """Of rows in order of cell and time: those that are the newest of their cell together, and say different things."""
    starts = np.flatnonzero(np.r_[True, cell[1:] != cell[:-1]])
    last = np.repeat(np.r_[starts[1:] - 1, cell.size - 1], np.diff(np.r_[starts, cell.size]))
    is_newest = (evaluated_at == evaluated_at[last]) & (np.isnan(share) == np.isnan(share[last]))
    differs = is_newest & ~((share == share[last]) | np.isnan(share))
    torn = np.zeros(cell.size, bool)
    torn[last[differs]] = True
    return np.asarray(is_newest & torn[last])
