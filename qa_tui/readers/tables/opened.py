"""A table, opened: only the columns that mean something, as codes into their distinct texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qa_tui.readers.tables.scales import is_totals_cell
from qa_tui.scores.rows import Codes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa_tui.domain.problem import Problem

ROW_IS_CALL = -1
"""In the place of a header's number: every row is a call of its own."""
MOST_DIMENSION_VALUES = 20
SAMPLE_ROWS = 500
"""Read of a table to see what its columns are like."""
MOST_CHARACTERS = 1_000
"""Kept of one cell; what is longer is a paste that went wrong."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands, as a person would look it up."""

    file: str
    line: int | None = None


@dataclass(frozen=True, eq=False, slots=True)
class OpenedTable:
    """The columns of a table, and how to name its rows."""

    shown: str
    headers: tuple[str, ...]
    frame: Any
    """Columns c0, c1 ... of texts, for the headers that were asked for, and one past the last for what stands beyond it."""
    place: Callable[[int], Place]
    """File and physical line of a data row."""
    delimiter: str = ""
    """Of a text file; empty elsewhere."""

    @property
    def count(self) -> int:
        """Data rows."""
        return int(self.frame.shape[0])

    def column(self, place: int) -> Codes:
        """The column under header number `place`; one place past the last holds what stands beyond the header."""
        series = self.frame[f"c{place}"]
        if isinstance(series.dtype, pd.CategoricalDtype):
            found, distinct = series.array.codes, series.array.categories
        else:
            found, distinct = pd.factorize(series)
        labels = tuple(str(label)[:MOST_CHARACTERS].strip() for label in distinct)
        codes = np.asarray(found, np.int32)
        blank = np.array([label == "" for label in labels] or [False])
        return Codes(np.where((codes < 0) | blank[codes], -1, codes).astype(np.int32), labels)

    def texts(self, place: int) -> list[str]:
        """The column, row by row: for small tables."""
        column = self.column(place)
        return [column.labels[code] if code >= 0 else "" for code in column.codes]


@dataclass(frozen=True, eq=False, slots=True)
class TableSource:
    """A table whose header has been found and whose rows have not been read yet."""

    shown: str
    headers: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    """The first rows below the header."""
    open: Callable[[Sequence[int], int | None, int | None], OpenedTable | Problem]
    """Read the columns of these header numbers; the second value is the column whose values hardly repeat, the third a most
    number of rows."""
    header_line: int = 1
    problems: tuple[Problem, ...] = ()
    """What is in doubt about the file as a whole."""

    def sampled(self, place: int) -> list[str]:
        """Values of one column in the sample, blanks and rows of totals left out."""
        values = [row[place].strip() for row in self.sample if place < len(row) and not _is_totals_row(row)]
        return [value for value in values if value]


def _is_totals_row(row: Sequence[str]) -> bool:
    return any(is_totals_cell(cell) for cell in row[:6] if cell)
