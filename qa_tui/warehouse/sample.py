"""The few calls of a table that are fetched when it is opened: they say what its columns mean, and serve sessions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.warehouse.calls import fetch_calls
from qa_tui.warehouse.score_table import labels_in

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path

    from qa_tui.warehouse.connection import Answer, Asks, Expression
    from qa_tui.warehouse.score_table import ScoreColumns

FIRST_ROWS = 2_000
NEWEST_CALLS = 200
MOST_DAYS = 200
MOST_AGENTS = 200
MOST_WITH_TRANSCRIPT = 5_000


@dataclass(frozen=True, eq=False, slots=True)
class Sample:
    """Calls of each day, each criterion and many agents, and those that have a transcript."""

    rows: Answer
    chosen: tuple[str, ...]
    """Ids of calls, without those that came for their transcript alone"""
    labels: tuple[str, ...]
    """All labels of criteria, as they stand in the table"""


def fetch_sample(
    table: Expression, columns: ScoreColumns, last_day: date, with_transcript: Collection[str], ask: Asks
) -> Sample:
    """The calls of a table by which it is understood; of those `with_transcript` the ones that it knows."""
    chosen, heard = _find_sample(table, columns, last_day, with_transcript, ask)
    rows = fetch_calls(table, columns, (*chosen, *heard), ask)
    criterion = columns.fields["criterion"]
    seen = {str(label) for label in rows[criterion].unique().to_pylist()}
    labels = labels_in(table, criterion, ask)
    rare = [label for label in labels if label not in seen]
    if not rare:
        return Sample(rows, chosen, labels)
    # As it stands: labels are told apart before they are understood.
    named = columns.named(table)
    more = named.select(call=columns.text(named, "call_id"), label=named[criterion].cast("string"))
    more = more.filter(more.label.isin(rare))
    found = ask(more.group_by("label").agg(call=more.call.max()))["call"].to_pylist()
    chosen = tuple(dict.fromkeys((*chosen, *found)))
    return Sample(fetch_calls(table, columns, (*chosen, *heard), ask), chosen, labels)


def _find_sample(
    table: Expression, columns: ScoreColumns, last_day: date, with_transcript: Collection[str], ask: Asks
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    import ibis

    rows = columns.named(table)
    rows = rows.select(
        call=columns.text(rows, "call_id"),
        day=columns.day(rows),
        agent=columns.text(rows, "agent_id"),
    )
    known = (
        ask(rows.filter(rows.call.isin(sorted(with_transcript)[:MOST_WITH_TRANSCRIPT])).select("call").distinct())
        if with_transcript
        else None
    )
    rows = rows.filter(rows.day <= ibis.date(last_day))
    days = rows.group_by("day").agg(first=rows.call.min(), last=rows.call.max())
    found = ask(days.order_by(ibis.desc("day")).limit(MOST_DAYS))
    chosen = [*found["first"].to_pylist(), *found["last"].to_pylist()]
    newest = found["day"].to_pylist()[0]
    of_newest = rows.filter(rows.day == ibis.date(newest)).select("call").distinct()
    chosen += ask(of_newest.order_by("call").limit(NEWEST_CALLS))["call"].to_pylist()
    chosen += ask(rows.group_by("agent").agg(call=rows.call.max()).limit(MOST_AGENTS))["call"].to_pylist()
    heard = tuple(sorted(known["call"].to_pylist())) if known is not None else ()
    return tuple(dict.fromkeys(chosen)), heard


def write_sample(rows: Answer, path: Path) -> None:
    """Rows as a Parquet file, which the reader of files understands; numbers of a fixed precision as plain ones."""
    import pyarrow as pa
    from pyarrow import parquet

    plain = pa.schema(
        [field.with_type(pa.float64()) if pa.types.is_decimal(field.type) else field for field in rows.schema]
    )
    parquet.write_table(rows.cast(plain), path)
