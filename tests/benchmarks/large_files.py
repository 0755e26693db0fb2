"""Large score files against named peers, in one run: `python -m tests.benchmarks.large_files [--rows N ...] [--runs N]`.

Every program is a process of its own and they take turns; bytecode is compiled first and files are in the page cache. Shown are
medians of wall time and of the peak memory of all processes of a program together, and ratios within the run. Nothing here
passes or fails. `--json FILE` writes the figures; `--folder DIR` keeps the generated files for the next run.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.compiled import compile_all
from tests.benchmarks.generated import file_of
from tests.benchmarks.peers import PEERS

SIZES = (200_000, 2_000_000, 10_000_000)
SLOW_ABOVE = 3_000_000
"""Rows above which peers that need many gigabytes sit out."""
HEAVY = ("polars eager", "pandas")
_SAMPLED_EVERY = 0.01


@dataclass(frozen=True, slots=True)
class Run:
    """One program, once."""

    seconds: float
    peak_mb: float
    """Resident memory of the process and all its descendants together, sampled."""
    output: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One program on one file, several times."""

    rows: int
    program: str
    seconds: float
    least: float
    most: float
    peak_mb: float
    runs: int


def run(command: list[str]) -> Run:
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as child:
        peak = 0.0
        is_over = threading.Event()

        def watch() -> None:
            nonlocal peak
            while not is_over.wait(_SAMPLED_EVERY):
                peak = max(peak, _resident_mb(child.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        output, _ = child.communicate()
        taken = time.perf_counter() - start
        is_over.set()
        watcher.join()
    if child.returncode not in {0, 4}:
        raise RuntimeError(f"{command} ended with {child.returncode}")
    return Run(taken, peak, output)


def _resident_mb(process: int) -> float:
    """Of a process and its descendants; 0 for those that have ended."""
    total = 0.0
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
        total = sum(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))
        for thread in Path(f"/proc/{process}/task").iterdir():
            total += sum(map(_resident_mb, map(int, (thread / "children").read_text(encoding="ascii").split())))
    except (OSError, ValueError):
        pass
    return total


def gaps(path: Path, home: Path) -> list[str]:
    return [sys.executable, "-m", "qa_tui", "gaps", str(path), "--accept", "--home", str(home)]


def measure(rows: int, folder: Path, runs: int) -> list[Figure]:
    path = file_of(folder, rows, "long.csv")
    peers = [name for name in PEERS if rows <= SLOW_ABOVE or name not in HEAVY]
    found: dict[str, list[Run]] = {}
    with tempfile.TemporaryDirectory() as place:
        for turn in range(runs):
            home = Path(place, str(turn))
            found.setdefault("qa-tui, first opening", []).append(run(gaps(path, home)))
            found.setdefault("qa-tui, second opening", []).append(run(gaps(path, home)))
            shutil.rmtree(home)
            for name in peers:
                found.setdefault(name, []).append(
                    run([sys.executable, "-m", "tests.benchmarks.peers", name, str(path)])
                )
    first, second = found["qa-tui, first opening"], found["qa-tui, second opening"]
    assert {one.output for one in first} == {one.output for one in second}, "both openings give the same answer"
    return [
        Figure(
            rows, name, statistics.median(one.seconds for one in all_runs), min(one.seconds for one in all_runs),
            max(one.seconds for one in all_runs), statistics.median(one.peak_mb for one in all_runs), runs,
        )
        for name, all_runs in found.items()
    ]  # fmt: skip


def print_table(figures: list[Figure]) -> None:
    peer = next(figure for figure in figures if figure.program == "polars streaming")
    print(f"\n{figures[0].rows:,} rows, {figures[0].runs} runs each")
    print(f"{'':>24} {'wall s':>8} {'least':>7} {'most':>7} {'peak MB':>8} {'x polars':>9} {'x memory':>9}")
    for figure in figures:
        print(
            f"{figure.program:>24} {figure.seconds:>8.2f} {figure.least:>7.2f} {figure.most:>7.2f} {figure.peak_mb:>8,.0f} "
            f"{figure.seconds / peer.seconds:>9.2f} {figure.peak_mb / peer.peak_mb:>9.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    compile_all()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        figures = []
        for rows in options.rows:
            here = measure(rows, folder, options.runs)
            print_table(here)
            figures += here
    if options.json:
        options.json.write_text(json.dumps([asdict(figure) for figure in figures], indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
