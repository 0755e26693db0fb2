"""A table, opened: only the columns that mean something are read, as categories wherever their values repeat."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

import numpy as np
import pandas as pd

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.text_file import physical_lines
from qa_tui.scores.rows import Codes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qa_tui.readers.text_file import TextFormat

MOST_CHARACTERS = 1_000
"""Kept of one cell; what is longer is a paste that went wrong."""


@dataclass(frozen=True, eq=False, slots=True)
class OpenedTable:
    """The columns of a table, and how to name its lines."""

    path: Path
    shown: str
    form: TextFormat
    delimiter: str
    headers: tuple[str, ...]
    frame: Any

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

    def line(self, row: int) -> int | None:
        """Physical line of a data row, found by a second pass over the text."""
        return physical_lines(self.path, self.form.encoding, self.delimiter, [row]).get(row)


class _Renamed(io.TextIOBase):
    """A text stream whose header line is replaced by plain names, one more than it has."""

    def __init__(self, stream: TextIO, delimiter: str, columns: int) -> None:
        super().__init__()
        next(csv.reader(iter(stream.readline, ""), delimiter=delimiter), None)
        self._first = delimiter.join(f"c{n}" for n in range(columns)) + "\n"
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> str:
        first, self._first = self._first, ""
        return first or self._stream.read(size if size is not None else -1)


def open_table(
    path: Path, shown: str, form: TextFormat, delimiter: str, headers: Sequence[str], used: Sequence[int], many: int
) -> OpenedTable | Problem:
    """Read the columns `used` of `path`; `many` is the one whose values hardly repeat.

    One column more than the header has is read, so that rows with too many fields can be told from the others.
    """
    beyond = len(headers)
    wanted = [*used, beyond]
    try:
        with path.open(encoding=form.encoding, errors="replace", newline="") as stream:
            frame = pd.read_csv(
                _Renamed(stream, delimiter, beyond + 1),
                sep=delimiter,
                usecols=[f"c{n}" for n in wanted],
                dtype={f"c{n}": "str" if n == many else "category" for n in wanted},
                na_filter=False,
                index_col=False,
                engine="c",
            )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError, OverflowError) as problem:
        text = safe_line(str(problem).removeprefix("Error tokenizing data. C error: "), 160)
        found = re.search(r"row (\d+)|line (\d+)", text)
        line = int(next(g for g in found.groups() if g)) + 1 if found else None
        message = f"cannot be read as a table: {text}. Look for a quote that is never closed."
        return Problem(Severity.ERROR, shown, message, line)
    return OpenedTable(path, shown, form, delimiter, tuple(headers), frame)
