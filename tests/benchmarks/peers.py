"""The same questions answered by other tools, each as a program of its own: `python -m tests.benchmarks.peers NAME FILE`.

`aggregates` are the sums behind a ranking and its segments: agent x criterion, and each dimension x criterion, over all rows.
`same work` is what this program's report rests on: dates parsed and the last thirty days and the thirty before them compared,
agent x criterion with sums of squares, days, evaluators, each agent's segment by calls, names, and whether a call, evaluator
and criterion came twice.
"""

from __future__ import annotations

import sys
from datetime import datetime, time, timedelta
from typing import Any

DIMENSIONS = ("queue", "shift", "site")
WINDOW = timedelta(days=30)


def _windows(newest: datetime) -> tuple[datetime, datetime]:
    """First moments of the last thirty days and of the thirty before them."""
    end = datetime.combine(newest.date() + timedelta(days=1), time())
    return end - WINDOW, end - 2 * WINDOW


def polars_aggregates(path: str) -> int:
    """Polars, streaming."""
    import polars as pl

    rows = pl.scan_csv(path, schema_overrides={"score": pl.Float64})
    rows = rows.with_columns(share=pl.col("score") / pl.col("max_score"))
    sums = [pl.col("share").sum(), pl.col("share").count().alias("n")]
    asked = [rows.group_by(name, "criterion").agg(sums) for name in ("agent_id", *DIMENSIONS)]
    return sum(len(table) for table in pl.collect_all(asked, engine="streaming"))


def _polars_same_work(path: str, engine: Any) -> int:
    import polars as pl

    rows = pl.scan_csv(path, schema_overrides={"score": pl.Float64, "called_at": pl.String})
    rows = rows.with_columns(
        share=pl.col("score") / pl.col("max_score"), at=pl.col("called_at").str.to_datetime("%Y-%m-%d %H:%M:%S")
    )
    now, before = _windows(rows.select(pl.col("at").max()).collect(engine=engine).item())
    window = rows.filter(pl.col("at") >= now)
    earlier = rows.filter((pl.col("at") >= before) & (pl.col("at") < now))
    share = pl.col("share")
    sums = [share.sum(), share.count().alias("n"), (share**2).sum().alias("squares"), pl.len().alias("rows")]
    asked = [
        window.group_by("agent_id", "criterion").agg(sums),
        earlier.group_by("agent_id", "criterion").agg(sums),
        window.group_by(pl.col("at").dt.date(), "criterion").agg(sums),
        window.group_by("evaluator_id", "agent_id", "criterion").agg(sums),
        *(window.group_by("agent_id", name).agg(pl.col("call_id").n_unique()) for name in DIMENSIONS),
        rows.group_by("agent_id").agg(pl.col("agent_name").first()),
        rows.group_by("call_id", "evaluator_id", "criterion").agg(pl.len()).filter(pl.col("len") > 1),
    ]
    return sum(len(table) for table in pl.collect_all(asked, engine=engine))


def polars_streaming(path: str) -> int:
    """Polars, streaming, same work."""
    return _polars_same_work(path, "streaming")


def polars_eager(path: str) -> int:
    """Polars, in memory, same work."""
    return _polars_same_work(path, "in-memory")


def duckdb(path: str) -> int:
    """DuckDB, same work."""
    import duckdb as db

    connection = db.connect()
    connection.execute(
        "create view s as select *, score / max_score as share, cast(called_at as timestamp) as moment from "
        f"read_csv('{path}', types = {{'score': 'DOUBLE', 'called_at': 'VARCHAR'}})"
    )
    newest = connection.execute("select max(moment) from s").fetchone()
    assert newest is not None
    now, before = _windows(newest[0])
    sums = "sum(share), count(share), sum(share * share), count(*)"
    window, earlier = f"moment >= '{now}'", f"moment >= '{before}' and moment < '{now}'"
    asked = [
        f"select agent_id, criterion, {sums} from s where {window} group by all",
        f"select agent_id, criterion, {sums} from s where {earlier} group by all",
        f"select cast(moment as date), criterion, {sums} from s where {window} group by all",
        f"select evaluator_id, agent_id, criterion, {sums} from s where {window} group by all",
        *(f"select agent_id, {d}, count(distinct call_id) from s where {window} group by all" for d in DIMENSIONS),
        "select agent_id, any_value(agent_name) from s group by all",
        "select call_id, evaluator_id, criterion, count(*) from s group by all having count(*) > 1",
    ]
    return sum(len(connection.execute(question).fetchall()) for question in asked)


def pandas_same_tests(path: str) -> int:
    """pandas, same work, then this program's own tests on its sums."""
    import pandas as pd

    rows = pd.read_csv(path, parse_dates=["called_at"])
    rows["share"] = 100 * rows["score"] / rows["max_score"]
    rows["square"] = rows["share"] ** 2
    now, before = _windows(rows["called_at"].max().to_pydatetime())
    window = rows[rows["called_at"] >= now]
    earlier = rows[(rows["called_at"] >= before) & (rows["called_at"] < now)]
    keys = ["agent_id", "criterion"]
    found = window.groupby(keys).agg({"share": ["sum", "count"], "square": "sum"})
    others = [
        earlier.groupby(keys)["share"].agg(["sum", "count"]),
        window.groupby([window["called_at"].dt.date, "criterion"])["share"].agg(["sum", "count"]),
        window.groupby(["evaluator_id", *keys])["share"].agg(["sum", "count"]),
        *(window.groupby(["agent_id", name])["call_id"].nunique() for name in DIMENSIONS),
        rows.groupby("agent_id")["agent_name"].first(),
        rows.duplicated(["call_id", "evaluator_id", "criterion"]),
    ]
    return sum(len(table) for table in others) + _tests(found, others[3:6])


def _tests(found: Any, segments: Any) -> int:
    """Intervals, noise and concentration of every criterion, by this program's functions."""
    import numpy as np

    from qa_tui.analysis.concentration import test_segments
    from qa_tui.analysis.intervals import t_intervals
    from qa_tui.analysis.membership import Membership
    from qa_tui.analysis.noise import Posterior

    agents = sorted(found.index.get_level_values("agent_id").unique())
    settled = []
    for name, counts in zip(DIMENSIONS, segments, strict=True):
        largest = counts.groupby(level="agent_id").idxmax()
        labels = sorted({pair[1] for pair in largest})
        settled.append(Membership(name, tuple(labels), np.array([labels.index(largest[agent][1]) for agent in agents])))
    tested = 0
    for _, part in found.groupby(level="criterion"):
        of_agents = part.droplevel("criterion").reindex(agents)
        scored = of_agents[("share", "count")].fillna(0).to_numpy().astype(np.int64)
        kept = scored >= 3
        means = (of_agents[("share", "sum")].to_numpy()[kept]) / scored[kept]
        squares = of_agents[("square", "sum")].to_numpy()[kept]
        low = means < 70
        t_intervals(means, scored[kept], squares, 70)
        posterior = Posterior.of(means, scored[kept], squares)
        if posterior is not None:
            posterior.expected_low_share(70)
            posterior.drawn_shares(70)
        tested += len(test_segments(low, means, [membership.take(kept) for membership in settled]))
    return tested


PEERS = {
    "polars aggregates": polars_aggregates,
    "polars streaming": polars_streaming,
    "polars eager": polars_eager,
    "duckdb": duckdb,
    "pandas": pandas_same_tests,
}

if __name__ == "__main__":
    print(PEERS[sys.argv[1]](sys.argv[2]))
