"""How long the outcome of a cycle takes, beside the report of steps 1 and 2: `python -m tests.benchmarks.outcome`.

Half of the agents were trained. The report is what a person waits for on every start anyway.
"""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType

import numpy as np

from qa_tui.analysis.criteria import find_gaps
from qa_tui.analysis.outcome import Question, measure
from qa_tui.analysis.paired import Group
from qa_tui.analysis.window_sums import MatrixSums
from qa_tui.domain.gaps import RowCounts
from qa_tui.domain.rubric import Rubric
from qa_tui.domain.scope import Scope, Window
from qa_tui.scores.matrix import day_as_date
from tests.benchmarks.gap_analysis import DAYS, FIRST_DAY, SIZES, make_matrix, median_seconds
from tests.builders import make_criterion

FORTNIGHT = timedelta(days=14)


def main() -> None:
    end = day_as_date(FIRST_DAY + DAYS)
    post, before = Window(end - FORTNIGHT, end), Window(end - 2 * FORTNIGHT, end - FORTNIGHT)
    print(f"{'scores':>10} {'agents':>7} {'outcome s':>10} {'report s':>9} {'ratio':>6}")
    for evaluations, agents, criteria in SIZES:
        matrix = make_matrix(evaluations, agents, criteria)
        codes = np.arange(agents)
        question = Question(
            0, frozenset({0}), (Group(codes[::2], before, post),), Group(codes[1::2], before, post), None,
            is_overlapping=False, names=MappingProxyType(dict(enumerate(matrix.agents))), left=frozenset(), unknown=(),
            threshold=70, target=8.0,
        )  # fmt: skip
        rubric = Rubric("r", tuple(make_criterion(c) for c in matrix.criteria))
        outcome = median_seconds(lambda: measure(matrix, question))  # noqa: B023 - run at once
        report = median_seconds(lambda: find_gaps(MatrixSums(matrix), rubric, [], Scope(minimum_calls=5), RowCounts()))  # noqa: B023
        print(f"{evaluations * criteria:>10,} {agents:>7,} {outcome:>10.3f} {report:>9.3f} {outcome / report:>6.2f}")


if __name__ == "__main__":
    main()
