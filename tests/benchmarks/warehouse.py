"""A DuckDB table of any size: `python -m tests.benchmarks.warehouse [--rows N] [--runs N] [--folder DIR]`.

`qa-tui gaps` and a page of `qa-tui calls` on it, beside the one group-by that nobody can do without, each a process of its own
taking turns: medians of wall time and of peak memory. Nobody in the table is real; figures are drawn by hashes of row numbers.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.compiled import compile_all
from tests.benchmarks.generated import AGENTS, CRITERIA, DAYS, EVALUATORS, TOPS
from tests.benchmarks.large_files import run

GROUP_BY = """
import duckdb, sys
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    found = connection.execute('''
        select agent_id, criterion, max_score, sum(score), sum(score * score), count(score) from scores
        where called_at >= (select max(called_at)::date - 59 from scores)
        group by all''').fetchall()
    print(len(found))
"""


def write_table(path: Path, rows: int) -> None:
    """A table of `rows` scores, in order of the day as a warehouse keeps them."""
    import duckdb

    with duckdb.connect(str(path)) as connection:
        names = ", ".join(f"({n}, '{name}', {top})" for n, (name, top) in enumerate(zip(CRITERIA, TOPS, strict=True)))
        connection.execute(f"create temp table known as select * from (values {names}) as t(number, criterion, top)")  # noqa: S608
        calls = rows // len(CRITERIA)
        connection.execute(
            f"""
            create table scores as
            select printf('K%09d', c) as call_id, printf('P%04d', c % {AGENTS}) as agent_id,
                timestamp '2026-08-01' + to_seconds(c * {DAYS * 86_400} // {calls}) as called_at,
                ['Bills', 'Repairs', 'Orders', 'Leaving', 'Damages'][1 + c % {AGENTS} % 5] as queue,
                ['Early', 'Late', 'Night'][1 + c % {AGENTS} % 3] as shift,
                printf('Q%02d', hash(c) % {EVALUATORS}) as evaluator_id, criterion,
                case when hash(c * 31 + number) % 100 < 3 then null
                    else least(top, (top * (30 + hash(c * 37 + number) % 60 + hash(c % {AGENTS}) % 20)) // 90) end::integer
                    as score,
                top as max_score
            from range({calls}) as r(c), known
            """  # noqa: S608 - numbers and names of this file
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    compile_all()
    with tempfile.TemporaryDirectory() as temporary:
        path = (options.folder or Path(temporary)) / f"{options.rows}.duckdb"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_table(path, options.rows)
        address = f"duckdb:///{path.absolute()}?table=scores"
        home = ["--home", str(Path(temporary) / "home")]
        commands = {
            "one group-by, DuckDB alone": [sys.executable, "-c", GROUP_BY, str(path)],
            "qa-tui gaps": [sys.executable, "-m", "qa_tui", "gaps", address, *home],
            "qa-tui calls, one page": [
                sys.executable, "-m", "qa_tui", "calls", address, "--criterion", "listening", "--below", "50", *home,
            ],
        }  # fmt: skip
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(options.runs):
            for name, command in commands.items():
                one = run(command)
                found[name].append((one.seconds, one.peak_mb))
        print(f"{options.rows:,} rows, {path.stat().st_size >> 20:,} MB")
        for name, taken in found.items():
            seconds, peak = (statistics.median(part) for part in zip(*taken, strict=True))
            print(f"{name:>28} {seconds:>7.2f} s {peak:>7.0f} MB")


if __name__ == "__main__":
    main()
