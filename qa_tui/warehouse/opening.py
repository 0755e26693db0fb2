"""What is asked once of a table of scores: who is in it, which criteria, how many rows, until which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.warehouse.standings import longs
from qa_tui.warehouse.sums import Known

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from qa_tui.warehouse.connection import Asks, Expression
    from qa_tui.warehouse.score_table import ScoreColumns, ScoreTable


def find_newest(table: Expression, columns: ScoreColumns, last_day: date, ask: Asks) -> tuple[date | None, int]:
    """The last day with a call, none after `last_day`, None where no row has a date; and all rows of the table."""
    import ibis

    rows = columns.named(table)
    day = columns.day(rows)
    rows = rows.select(day=ibis.cases((day <= ibis.date(last_day), day), else_=ibis.null("date")))
    found = ask(rows.agg(day=rows.day.max()))["day"].to_pylist()[0]
    return found, int(ask(table.agg(rows=table.count()))["rows"].to_pylist()[0])


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
