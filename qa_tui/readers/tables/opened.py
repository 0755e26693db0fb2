"""A table, opened: only the columns that mean something, as codes into their distinct texts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import compress
from operator import le, lt
from typing import TYPE_CHECKING, Protocol

import numpy as np

from qa_tui.readers.tables.scales import is_totals_cell
from qa_tui.scores.rows import Codes, Longs, smallest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from qa_tui.domain.problem import Problem
    from qa_tui.scores.rows import Ints, Whole

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
class Kinds:
    """The different combinations of texts in some columns, and which of them each row holds."""

    of_row: Whole
    """[rows]"""
    columns: Mapping[int, Codes]
    """Place of a header -> its column, one code for each kind."""
    count: int


@dataclass(frozen=True, eq=False, slots=True)
class OpenedTable:
    """The columns of a table, and how to name its rows.

    Rows that stand together and agree in every column but the changing ones are one run, so that what is said twenty times of
    one evaluation is looked at once.
    """

    shown: str
    headers: tuple[str, ...]
    steady: Mapping[int, Codes]
    """Place of a header -> its column, one code for each run. One place past the last holds what stands beyond the header."""
    groups: Sequence[Kinds]
    """The other columns, in groups."""
    sizes: Longs
    """[runs] rows of each"""
    place: Callable[[int], Place]
    """File and physical line of a data row."""
    delimiter: str = ""
    """Of a text file; empty elsewhere."""
    problems: tuple[Problem, ...] = ()
    """What came out while the rows were read."""

    @property
    def count(self) -> int:
        """Data rows."""
        return int(self.sizes.sum())

    @property
    def runs(self) -> int:
        return int(self.sizes.size)

    def column(self, place: int) -> Codes:
        """The column under header number `place`, one code for each row."""
        column = self.steady.get(place)
        if column is not None:
            return column if self.runs == self.count else Codes(np.repeat(column.codes, self.sizes), column.labels)
        group = next(group for group in self.groups if place in group.columns)
        return Codes(group.columns[place].codes[group.of_row], group.columns[place].labels)

    def kinds(self, places: Collection[int]) -> Kinds:
        """The kinds of rows by the columns under these header numbers."""
        group = next((group for group in self.groups if set(places) <= set(group.columns)), None)
        if group is None:
            return kinds_of({place: self.column(place) for place in places}, self.count)
        within = kinds_of({place: group.columns[place] for place in places}, group.count)
        if within.count == group.count and np.array_equal(within.of_row, np.arange(group.count)):
            return Kinds(group.of_row, within.columns, within.count)
        return Kinds(smallest(within.of_row, within.count)[group.of_row], within.columns, within.count)

    def texts(self, place: int) -> list[str]:
        """The column, row by row: for small tables."""
        column = self.column(place)
        return [column.labels[code] if code >= 0 else "" for code in column.codes]


class OpenTable(Protocol):
    """Reads the columns of these header numbers, and one past the last header.

    Columns that are `changing` differ from row to row, in groups of those that are asked for together; where there are none,
    every row is a run of its own. At most `most` rows are read. `progress` is told how much of a large file is read.
    """

    def __call__(
        self,
        used: Sequence[int],
        changing: Collection[Collection[int]] = (),
        most: int | None = None,
        progress: Callable[[str], None] = ...,
    ) -> OpenedTable | Problem: ...


@dataclass(frozen=True, eq=False, slots=True)
class TableSource:
    """A table whose header has been found and whose rows have not been read yet."""

    shown: str
    headers: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    """The first rows below the header."""
    open: OpenTable
    header_line: int = 1
    problems: tuple[Problem, ...] = ()
    """What is in doubt about the file as a whole."""

    def sampled(self, place: int) -> list[str]:
        """Values of one column in the sample, blanks and rows of totals left out."""
        values = [row[place].strip() for row in self.sample if place < len(row) and not _is_totals_row(row)]
        return [value for value in values if value]


def table_of_texts(
    shown: str,
    headers: tuple[str, ...],
    columns: Mapping[int, Iterable[str]],
    place: Callable[[int], Place],
) -> OpenedTable:
    """A table whose columns are lists of texts already, every row a run of its own."""
    steady = {}
    rows = 0
    for number, texts in columns.items():
        codes: dict[str, int] = {}
        found = np.array([codes.setdefault(text, len(codes)) for text in texts], np.int32)
        steady[number] = tidy(found, list(codes))
        rows = found.size
    return OpenedTable(shown, headers, steady, (), np.ones(rows, np.int64), place)


def table_in_runs(
    shown: str,
    headers: tuple[str, ...],
    columns: Mapping[int, Codes],
    changing: Collection[Collection[int]],
    place: Callable[[int], Place],
) -> OpenedTable:
    """A table whose columns have a code for each row already."""
    rows = next(iter(columns.values())).codes.size
    apart = {number for group in changing for number in group}
    begins = np.ones(rows, bool)
    if apart and rows:
        begins[1:] = False
        for number, column in columns.items():
            if number not in apart:
                begins[1:] |= column.codes[1:] != column.codes[:-1]
    first = np.flatnonzero(begins)
    steady = {number: column.take(first) for number, column in columns.items() if number not in apart}
    groups = [kinds_of({number: columns[number] for number in group}, rows) for group in changing if group]
    return OpenedTable(shown, headers, steady, groups, np.diff(np.append(first, rows)), place)


def tidy(codes: Whole, texts: Sequence[str]) -> Codes:
    """Codes into `texts`, with -1 for what is blank and every label once, in order of the alphabet."""
    labels = [text[:MOST_CHARACTERS].strip() for text in texts]
    if not labels:
        return Codes(np.full(codes.size, -1, np.int32), ())
    recode, names = _in_order(labels)
    if recode.size == len(names) and bool((recode == np.arange(recode.size)).all()):
        return Codes(codes.astype(np.int32, copy=False), names)
    return Codes(recode[codes], names)


def _in_order(labels: Sequence[str]) -> tuple[Ints, tuple[str, ...]]:
    """The place of each label among the distinct ones that are not blank, and those, in order of the alphabet."""
    if labels[0] and all(map(le, labels, labels[1:])):
        # Ids and times mostly come in order.
        is_next = np.fromiter(map(lt, labels, labels[1:]), bool, len(labels) - 1)
        names = labels if is_next.all() else [labels[0], *compress(labels[1:], is_next)]
        return np.concatenate([[0], np.cumsum(is_next)]).astype(np.int32), tuple(names)
    place = {name: n for n, name in enumerate(sorted(dict.fromkeys(filter(None, labels))))}
    names = tuple(place)
    place[""] = -1
    return np.fromiter(map(place.__getitem__, labels), np.int32, len(labels)), names


_MOST_COMBINATIONS = 1 << 22
_BLOCK = 1 << 20


def kinds_of(columns: Mapping[int, Codes], rows: int) -> Kinds:
    """The kinds of rows of a table of `rows` rows, in order of the codes of `columns`."""
    if not columns:
        return Kinds(np.zeros(rows, np.uint8), {}, min(rows, 1))
    sizes = [len(column.labels) + 1 for column in columns.values()]
    combinations = math.prod(sizes)
    if combinations <= _MOST_COMBINATIONS:
        of_row = np.empty(rows, np.min_scalar_type(combinations))
        met = np.zeros(combinations, bool)
        # Block by block, so that the long numbers in between never stand in memory for all rows at once.
        for at in range(0, rows, _BLOCK):
            key = _key(columns, slice(at, at + _BLOCK))
            of_row[at : at + _BLOCK] = key
            met[key] = True
        distinct = np.flatnonzero(met)
        of_row = smallest(np.cumsum(met) - 1, max(distinct.size, 1))[of_row]
    else:
        distinct, where = np.unique(_key(columns, slice(None)), return_inverse=True)
        of_row = smallest(where, distinct.size)
    held = {}
    rest = distinct
    for (place, column), size in reversed(list(zip(columns.items(), sizes, strict=True))):
        rest, code = np.divmod(rest, size)
        held[place] = Codes((code - 1).astype(np.int32), column.labels)
    return Kinds(of_row, held, int(distinct.size))


def _key(columns: Mapping[int, Codes], block: slice) -> Longs:
    """One number for the combination of texts in each row of `block`."""
    key: Longs | None = None
    for column in columns.values():
        code = column.codes[block].astype(np.int64) + 1
        key = code if key is None else key * (len(column.labels) + 1) + code
    assert key is not None
    return key


def _is_totals_row(row: Sequence[str]) -> bool:
    return any(is_totals_cell(cell) for cell in row[:6] if cell)
