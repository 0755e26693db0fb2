"""What is asked once of a table of scores: who is in it, which criteria, how many rows, until which day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.warehouse.standings import longs
from qa_tui.warehouse.sums import Known

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from qa_tui.warehouse.connection import Asks, Expression
    from qa_tui.warehouse.score_table import ScoreColumns, ScoreTable

TEXTS = ("call_id", "agent_id", "agent_name", "evaluator_id", "call_type", "form", "form_version")
"""Fields of which a warehouse compares the texts"""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a table reaches."""

    newest: date | None
    """The last day with a call, none after the last one that counts; None where no row has a date."""
    rows: int
    """All rows of the table"""
    tidy: frozenset[str]
    """Columns of text fields in which no text is blank or has space around it"""


def find_extent(table: Expression, columns: ScoreColumns, last_day: date, ask: Asks) -> Extent:
    """In one pass over the table."""
    import ibis

    texts = [columns.fields[field] for field in TEXTS if field in columns.fields]
    is_named = columns.text(table, "call_id").notnull() & columns.text(table, "agent_id").notnull()
    day = columns.day(table)
    rows = table.select(
        day=ibis.cases((is_named & (day <= ibis.date(last_day)), day), else_=ibis.null("date")),
        **{f"t{n}": _is_untidy(table[name]) for n, name in enumerate(texts)},
    )
    found = ask(
        rows.agg(day=rows.day.max(), rows=rows.count(), **{f"t{n}": rows[f"t{n}"].max() for n in range(len(texts))})
    ).to_pylist()[0]
    tidy = frozenset(name for n, name in enumerate(texts) if not found[f"t{n}"])
    return Extent(found["day"], int(found["rows"]), tidy)


def _is_untidy(column: Expression) -> Expression:
    """1 where a text is blank or has space around it, else 0."""
    import ibis

    if not column.type().is_string():
        return ibis.literal(0)
    return ibis.cases(((column.strip() != column) | (column == ""), 1), else_=0)


def find_known(
    scores: ScoreTable, newest: date | None, codes: Mapping[str, int], criteria: tuple[str, ...], ask: Asks
) -> Known:
    """Agents and rows of the usable part of a table; `codes` are those of the labels of its criteria."""
    table = scores.usable()
    fields = scores.columns.fields
    agent = scores.columns.text(table, "agent_id")
    name = scores.columns.text(table, "agent_name") if "agent_name" in fields else agent
    rows = table.select(agent=agent, name=name)
    found = ask(rows.group_by("agent").agg(name=rows.name.max(), rows=rows.count()))
    names = {agent: name or "" for agent, name in zip(*(found[c].to_pylist() for c in ("agent", "name")), strict=True)}
    agents = tuple(sorted(names))
    return Known(
        agents=agents,
        agent_names=tuple(names[agent] if "agent_name" in fields else "" for agent in agents),
        criteria=criteria,
        criterion_of=codes,
        newest=newest,
        code_of={agent: code for code, agent in enumerate(agents)},
        rows=int(longs(found["rows"]).sum()),
    )
