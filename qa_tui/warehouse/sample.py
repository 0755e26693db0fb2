"""The few calls of a table that are fetched when it is opened: they say what its columns mean, and serve sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.warehouse.score_table import among, on_or_after

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from pathlib import Path

    from qa_tui.warehouse.connection import Answer, Asks, Expression

FIRST_ROWS = 2_000
NEWEST_CALLS = 400
MOST_WITH_TRANSCRIPT = 5_000


def find_sample(
    table: Expression, fields: Mapping[str, str], newest: date, with_transcript: Collection[str], ask: Asks
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of calls of the newest day and of each criterion, and of those among `with_transcript` that the table knows."""
    call = fields["call_id"]

    def ids(rows: Expression) -> list[str]:
        found = ask(rows.select(call=rows[call].cast("string")).filter(rows[call].notnull()).distinct())
        return [text for text in found["call"].to_pylist() if text.strip()]

    some = ids(on_or_after(table, fields["called_at"], newest).limit(100 * NEWEST_CALLS))
    one_each = ask(
        table.filter(table[call].notnull()).group_by(fields["criterion"]).agg(call=table[call].cast("string").max())
    )
    chosen = sorted(some)[:NEWEST_CALLS] + one_each["call"].to_pylist()
    known = ids(among(table, call, sorted(with_transcript)[:MOST_WITH_TRANSCRIPT])) if with_transcript else []
    return tuple(dict.fromkeys(chosen)), tuple(sorted(known))


def write_sample(rows: Answer, path: Path) -> None:
    """Rows as a Parquet file, which the reader of files understands; numbers of a fixed precision as plain ones."""
    import pyarrow as pa
    from pyarrow import parquet

    plain = pa.schema(
        [field.with_type(pa.float64()) if pa.types.is_decimal(field.type) else field for field in rows.schema]
    )
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    parquet.write_table(rows.cast(plain), path)
