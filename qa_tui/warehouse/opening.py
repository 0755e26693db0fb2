"""What is asked once of a table of scores: who is in it, which criteria, how many rows, until which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.warehouse.standings import longs
from qa_tui.warehouse.sums import Known

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from qa_tui.warehouse.connection import Asks, Expression
    from qa_tui.warehouse.score_table import ScoreTable


def find_newest(table: Expression, called_at: str, last_day: date, ask: Asks) -> tuple[date | None, int]:
    """The last day with a call, none after `last_day`, None where no row has a date; and all rows of the table."""
    import ibis

    day = table[called_at].cast("date")
    found = ask(table.agg(day=day.max(where=day <= ibis.date(last_day)), rows=table.count()))
    return found["day"].to_pylist()[0], int(found["rows"].to_pylist()[0])


def find_known(
    scores: ScoreTable, newest: date | None, codes: Mapping[str, int], criteria: tuple[str, ...], ask: Asks
) -> Known:
    """Agents and rows of the usable part of a table; `codes` are those of the labels of its criteria."""
    table = scores.usable()
    fields = scores.columns.fields
    agent = table[fields["agent_id"]].cast("string")
    name = table[fields["agent_name"]].cast("string") if "agent_name" in fields else agent
    rows = table.select(agent=agent, name=name)
    found = ask(rows.group_by("agent").agg(name=rows.name.max(), rows=rows.count()))
    names: dict[str, str] = {}
    for raw, named in zip(found["agent"].to_pylist(), found["name"].to_pylist(), strict=True):
        names.setdefault(raw.strip(), (named or "").strip())
    agents = tuple(sorted(names))
    return Known(
        agents=agents,
        agent_names=tuple(names[agent] if "agent_name" in fields else "" for agent in agents),
        criteria=criteria,
        criterion_of=codes,
        newest=newest,
        rows=int(longs(found["rows"]).sum()),
    )
