"""Single calls of a table: how many there are of what is asked for, and which ones stand on one page of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from qa_tui.domain.calls import CallFilter
    from qa_tui.domain.scope import Window
    from qa_tui.warehouse.connection import Answer, Asks, Expression
    from qa_tui.warehouse.score_table import ScoreColumns, ScoreTable

_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the calls that were asked for."""

    total: int
    rows: tuple[tuple[str, str, str], ...]
    """Call, agent and evaluator of each, in order of percent, then of date."""

    @property
    def calls(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(call for call, _, _ in self.rows))


def find_page(
    scores: ScoreTable,
    window: Window,
    wanted: CallFilter,
    agents: Collection[str] | None,
    start: int,
    most: int,
    ask: Asks,
) -> Page:
    """At most `most` scored calls from the `start`th on; `agents` are the only ones whose calls count, where any are named."""
    labels = [label for label, criterion in scores.criteria.items() if criterion.id == wanted.criterion]
    if not labels:
        return Page(0, ())
    rows = _matching(scores.scores(window), wanted, agents, labels)
    total = int(ask(rows.agg(total=rows.count()))["total"].to_pylist()[0])
    ordered = rows.order_by(rows.percent, rows["at"].desc(), rows.call, rows.agent, rows.evaluator)
    # Ids are small, and not every backend can begin in the middle of an order.
    found = ask(ordered.select("call", "agent", "evaluator").limit(start + most)).slice(start)
    columns = (found[name].to_pylist() for name in ("call", "agent", "evaluator"))
    return Page(total, tuple((call, agent, evaluator or "") for call, agent, evaluator in zip(*columns, strict=True)))


def _matching(
    rows: Expression, wanted: CallFilter, agents: Collection[str] | None, labels: Sequence[str]
) -> Expression:
    import ibis

    rows = rows.filter(rows.criterion.isin(labels), rows.points.notnull(), rows.top > rows.floor)
    rows = rows.mutate(percent=100.0 * (rows.points - rows.floor) / (rows.top - rows.floor))
    if agents is not None:
        rows = rows.filter(rows.agent.isin(sorted(agents)))
    for column, text in (("agent", wanted.agent), ("evaluator", wanted.evaluator), ("call_type", wanted.call_type)):
        if text is not None:
            rows = rows.filter(rows[column] == text)
    if wanted.below is not None:
        rows = rows.filter(rows.percent < wanted.below - _SLACK)
    if wanted.above is not None:
        rows = rows.filter(rows.percent >= wanted.above - _SLACK)
    no = ibis.literal(value=False)
    for word in wanted.text.lower().split():
        texts = [rows[name] for name in ("agent", "name", "call_type", "call", "evaluator", "comment")]
        texts.append(rows["at"].cast("date").cast("string"))
        found = texts[0].lower().contains(word).fill_null(no)
        for text in texts[1:]:
            found |= text.lower().contains(word).fill_null(no)
        rows = rows.filter(found)
    return rows


def fetch_calls(table: Expression, columns: ScoreColumns, calls: Sequence[str], ask: Asks) -> Answer:
    """All rows of these calls, with every column of the table."""
    return ask(columns.among(table, "call_id", calls))


def find_labels(scores: ScoreTable, field: str, ask: Asks) -> tuple[str, ...]:
    """Distinct texts of a field, in order; none where the table has no such column."""
    if field not in scores.columns.fields:
        return ()
    found = ask(scores.table.select(label=scores.columns.text(scores.table, field)).distinct())
    return tuple(sorted({text for text in found["label"].to_pylist() if text}))
