"""How long steps 1 and 2 take on a matrix in memory: `python -m tests.benchmarks.gap_analysis`.

One line per size: the whole report, the concentration test alone (999 shuffles over every criterion and dimension), and the
same test the plain way (one shuffle at a time, hypergeometric tails by scipy.stats) as a peer in the same run.
"""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

import numpy as np

from qa_tui.analysis.concentration import SHUFFLES, test_segments
from qa_tui.analysis.criteria import find_gaps
from qa_tui.analysis.membership import memberships
from qa_tui.analysis.window_sums import MatrixSums
from qa_tui.domain.gaps import RowCounts
from qa_tui.domain.rubric import Rubric
from qa_tui.domain.scope import Scope, Window
from qa_tui.scores.matrix import CallMatrix, day_as_date
from tests.builders import make_criterion

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa_tui.analysis.membership import Membership

RUNS = 5
SIZES = ((2_400, 24, 12), (20_000, 200, 40), (50_000, 1_000, 40))
"""(evaluations, agents, criteria)"""
DIMENSIONS = 4
FIRST_DAY, DAYS = 20_600, 60


def make_matrix(evaluations: int, agents: int, criteria: int) -> CallMatrix:
    """Random scores of 1 to 5 over 60 days; every agent is in one segment of each of four dimensions."""
    generator = np.random.default_rng(1)
    agent = generator.integers(0, agents, evaluations).astype(np.int32)
    nothing, zeros = np.zeros(0, np.int64), np.zeros(evaluations, np.int32)
    called = generator.integers(FIRST_DAY, FIRST_DAY + DAYS, evaluations).astype(np.int64) * 86_400
    return CallMatrix(
        points=generator.integers(1, 6, (evaluations, criteria)).astype(np.float32),
        form=zeros, max_points=np.full((1, criteria), 5.0), decimals=np.zeros(criteria, np.int64),
        floors=np.zeros((1, criteria)), cells=np.full(evaluations, criteria, np.int32),
        call=np.arange(evaluations, dtype=np.int32), agent=agent,
        evaluator=generator.integers(0, 5, evaluations).astype(np.int32), call_type=zeros, version=zeros - 1,
        zeroed=np.zeros(evaluations, np.int8), called_at=called, evaluated_at=called,
        call_id_bytes=np.zeros(0, np.uint8), call_id_ends=np.zeros(evaluations, np.int64), comment_cell=nothing,
        comment_bytes=np.zeros(0, np.uint8), comment_ends=nothing, evidence_cell=nothing,
        evidence_seconds=np.zeros((0, 2), np.float32),
        dimensions=tuple(((agent * 7 + d) % (3 + d)).astype(np.int32) for d in range(DIMENSIONS)),
        criteria=tuple(f"c{n}" for n in range(criteria)), agents=tuple(f"A{n}" for n in range(agents)),
        agent_names=("",) * agents, evaluators=tuple("abcde"), call_types=("x",), versions=(),
        dimension_names=tuple(f"d{d}" for d in range(DIMENSIONS)),
        dimension_labels=tuple(tuple(f"s{k}" for k in range(3 + d)) for d in range(DIMENSIONS)),
    )  # fmt: skip


def plain_test(low: np.ndarray[tuple[int], np.dtype[np.bool_]], everyone: Sequence[Membership]) -> float:
    """The smallest corrected p, one shuffle at a time."""
    from scipy.stats import hypergeom

    masks = [m.codes == code for m in everyone for code in range(len(m.segments))]
    generator = np.random.default_rng(1)

    def smallest(labels: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float:
        return min(
            float(hypergeom.sf(int((labels & mask).sum()) - 1, low.size, int(low.sum()), int(mask.sum())))
            for mask in masks
        )

    observed = smallest(low)
    return (1 + sum(smallest(generator.permutation(low)) <= observed for _ in range(SHUFFLES))) / (SHUFFLES + 1)


def median_seconds(run: Callable[[], object], runs: int = RUNS) -> float:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    print(f"{'scores':>10} {'agents':>7} {'criteria':>9} {'report s':>9} {'tests s':>8} {'plain test x':>13}")
    for evaluations, agents, criteria in SIZES:
        matrix = make_matrix(evaluations, agents, criteria)
        rubric = Rubric("r", tuple(make_criterion(c) for c in matrix.criteria))
        scope = Scope(minimum_calls=5)
        report = median_seconds(lambda: find_gaps(MatrixSums(matrix), rubric, [], scope, RowCounts()))  # noqa: B023 - run at once
        everyone = memberships(MatrixSums(matrix).of(Window.before(day_as_date(FIRST_DAY + DAYS), DAYS)), [])
        generator = np.random.default_rng(3)
        lows = [generator.random(agents) < 0.3 for _ in range(criteria)]
        means = np.full(agents, 70.0)
        tests = median_seconds(lambda: [test_segments(low, means, everyone) for low in lows])  # noqa: B023
        plain = median_seconds(lambda: plain_test(lows[0], everyone), 1) * criteria  # noqa: B023
        print(
            f"{evaluations * criteria:>10,} {agents:>7,} {criteria:>9} {report:>9.3f} {tests:>8.3f} {plain / tests:>13.0f}"
        )


if __name__ == "__main__":
    main()
