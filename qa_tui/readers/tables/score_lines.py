"""The lines of a table that each hold one score: which run a line stands in, and of which kind it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.scores.rows import Codes, blank_codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa_tui.readers.tables.opened import Kinds
    from qa_tui.scores.rows import Ints, Longs, Whole

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class ScoreLines:
    """N lines in R runs and of K kinds."""

    sizes: Longs
    """[R] lines of each run, which stand together"""
    kind: Whole
    """[N]"""
    kinds: int
    fields: Mapping[str, Codes]
    """Field -> [K] what lines of each kind hold in it."""

    @classmethod
    def of(cls, sizes: Longs, kinds: Kinds, places: Mapping[str, int]) -> ScoreLines:
        fields = {field: kinds.columns[place] for field, place in places.items() if place in kinds.columns}
        return cls(sizes, kinds.of_row, kinds.count, fields)

    @property
    def count(self) -> int:
        return int(self.kind.size)

    @cached_property
    def run(self) -> Ints:
        """[N] the run of each line."""
        return np.repeat(np.arange(self.sizes.size, dtype=np.int32), self.sizes)

    def codes(self, field: str) -> Codes:
        """[K] blank where the table has no such column."""
        return self.fields.get(field) or blank_codes(self.kinds)

    def where(self, runs: Bools | None, kinds: Bools | None) -> Bools:
        """[N] lines of one of these runs and one of these kinds; None is all."""
        if kinds is not None and not kinds.any():
            return np.zeros(self.count, bool)
        here = np.ones(self.count, bool) if kinds is None or kinds.all() else kinds[self.kind]
        return here if runs is None or runs.all() else here & np.repeat(runs, self.sizes)

    def kinds_in(self, runs: Bools, left_out: Bools) -> Bools:
        """[K] kinds of which one of these runs has a line that is not among those `left_out` ([N], or empty for none)."""
        if runs.all() and not left_out.any():
            return np.ones(self.kinds, bool)
        here = np.repeat(runs, self.sizes)
        if left_out.size:
            here &= ~left_out
        return np.bincount(self.kind[here], minlength=self.kinds) > 0
