"""`python -m tests.sweep [--cases N] [--room NAME] [--first N]`: sweep, and say which cases failed and how."""

from __future__ import annotations

import argparse
import collections
import faulthandler
import random
import sys
import time
import traceback
import warnings

from tests.sweep.rooms import ROOMS

SHARE = {
    "scores": 20,
    "rosters": 8,
    "exports": 12,
    "transcripts": 16,
    "rubrics": 8,
    "texts": 16,
    "masks": 10,
    "sessions": 10,
}
"""Per cent of the cases that each room gets."""
LONGEST_SECONDS = 20.0


def sweep(room: str, cases: range) -> collections.Counter[str]:
    """Run the cases of one room; how often each fault was met, by where it comes from."""
    faults: collections.Counter[str] = collections.Counter()
    for case in cases:
        faulthandler.dump_traceback_later(LONGEST_SECONDS, exit=True)
        try:
            ROOMS[room](random.Random(f"{room} {case}"))  # noqa: S311 - a case is its name
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is what is looked for
            last = traceback.extract_tb(problem.__traceback__)[-1]
            where = f"{type(problem).__name__} at {last.filename.rpartition('/')[2]}:{last.lineno}"
            faults[where] += 1
            if faults[where] == 1:
                print(f"{room} case {case}: {where}: {str(problem)[:200]}", flush=True)
    faulthandler.cancel_dump_traceback_later()
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.sweep")
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--room", choices=list(ROOMS))
    parser.add_argument("--first", type=int, default=0, help="number of the first case of a room")
    options = parser.parse_args()
    warnings.simplefilter("error")
    failed = 0
    for room in [options.room] if options.room else list(ROOMS):
        count = options.cases if options.room else options.cases * SHARE[room] // 100
        begun = time.perf_counter()
        faults = sweep(room, range(options.first, options.first + count))
        failed += faults.total()
        print(f"{room}: {count:,} cases, {faults.total()} faults, {time.perf_counter() - begun:.0f} s", flush=True)
    return 1 if failed else 0


sys.exit(main())
