"""How long step 3 takes on files of a large team: `python -m tests.benchmarks.plan_draft`.

One line per size: laying the ground (once for a topic), one draft (after every key), and reading the files in the same run, so
that ratios can be compared between machines.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from qa_tui.domain.plan_state import PlanState
from qa_tui.domain.scope import Scope
from qa_tui.steps.gaps import find_gaps
from qa_tui.steps.plan_draft import draft_plan, lay_ground
from tests.benchmarks.gap_analysis import median_seconds
from tests.big_team import write_big_team
from tests.builders import NOW
from tests.files import loaded

SIZES = ((150, 3_000, 400), (1_000, 50_000, 5_000))
"""(agents, calls, transcripts)"""


def main() -> None:
    print(f"{'agents':>7} {'calls':>7} {'transcripts':>12} {'read s':>7} {'ground s':>9} {'draft ms':>9}")
    for agents, calls, transcripts in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            team = write_big_team(Path(folder) / "team", agents, calls, transcripts)
            start = time.perf_counter()
            found = loaded(team)
            reading = time.perf_counter() - start
        criterion, report = found.rubric.criterion("listening"), find_gaps(found, Scope())
        assert criterion is not None
        assert report is not None
        gap = report.criterion("listening")
        ground = lay_ground(found, Scope(), criterion, gap)
        assert ground is not None
        keys = {candidate.call_id: candidate.call_id for candidate in ground.pool.candidates}
        today = NOW.date()
        laying = median_seconds(lambda: lay_ground(found, Scope(), criterion, gap))  # noqa: B023 - run at once
        drafting = median_seconds(lambda: draft_plan(ground, PlanState(), keys, today))  # noqa: B023
        print(f"{agents:>7,} {calls:>7,} {transcripts:>12,} {reading:>7.2f} {laying:>9.3f} {drafting * 1000:>9.1f}")


if __name__ == "__main__":
    main()
