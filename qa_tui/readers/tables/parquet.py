"""Parquet files, through the extra `[parquet]`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.tables.opened import SAMPLE_ROWS, OpenedTable, Place, TableSource, table_in_runs, tidy
from qa_tui.scores.rows import Codes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

SIGNATURE = b"PAR1"


def parquet_source(path: Path, shown: str) -> TableSource | Problem:
    """The table of a Parquet file; its columns are read when they are asked for."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        message = 'is a Parquet file, which needs one more package: pip install "qa-tui[parquet]". Or save it as CSV.'
        return Problem(Severity.ERROR, shown, message)
    try:
        with parquet.ParquetFile(path) as file:
            headers = tuple(safe_line(str(name), 200) for name in file.schema_arrow.names)
            first = next(file.iter_batches(SAMPLE_ROWS), None)
    except (pa.ArrowException, OSError, ValueError) as problem:
        message = f"cannot be read as Parquet: {safe_line(str(problem), 120)}. Export it again."
        return Problem(Severity.ERROR, shown, message)
    sample = list(zip(*(_texts(column) for column in first.columns), strict=True)) if first is not None else []

    def read(
        used: Sequence[int],
        changing: Collection[Collection[int]] = (),
        most: int | None = None,
        progress: Callable[[str], None] = lambda _: None,
    ) -> OpenedTable | Problem:
        try:
            table = parquet.read_table(path, columns=[file.schema_arrow.names[n] for n in used])
        except (pa.ArrowException, OSError, ValueError) as problem:
            message = f"cannot be read as Parquet: {safe_line(str(problem), 120)}. Export it again."
            return Problem(Severity.ERROR, shown, message)
        progress(shown)
        if most is not None:
            table = table.slice(0, most)
        columns = {place: _codes(column) for place, column in zip(used, table.columns, strict=True)}
        columns[len(headers)] = Codes(np.full(table.num_rows, -1, np.int32), ())
        return table_in_runs(shown, headers, columns, changing, lambda row: Place(shown, row + 1))

    return TableSource(shown, headers, tuple(sample), read)


def _texts(column: Any) -> list[str]:
    """The values of one column as a person would write them into a table."""
    return [_text(value) for value in column.to_pylist()]


def _codes(column: Any) -> Codes:
    """One column, of which only the distinct values are made into texts."""
    import pyarrow as pa

    if pa.types.is_nested(column.type):
        texts = _texts(column)
        return tidy(np.arange(len(texts)), texts)
    encoded = column.combine_chunks().dictionary_encode()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    texts = [*_texts(encoded.dictionary), ""]
    return tidy(np.where(codes < 0, len(texts) - 1, codes), texts)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return "" if value != value else f"{value:.15g}"  # noqa: PLR0124 - the one value that differs from itself
    return str(value)
