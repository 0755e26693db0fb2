"""The calls behind a number: filtered by criterion, range, agent and segment, as row numbers of the matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.analysis.call_search import find_words
from qa_tui.domain.calls import CallFilter, CallRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from qa_tui.domain.scope import Window
    from qa_tui.scores.matrix import CallMatrix


@dataclass(frozen=True, eq=False, slots=True)
class CallSelection:
    """Scored calls in order of percent, then of date; a row's texts are made when it is looked at."""

    matrix: CallMatrix
    column: int
    rows: npt.NDArray[np.int64]
    percent: npt.NDArray[np.float64]
    names: Mapping[str, str]
    transcripts: Mapping[str, str]

    def __len__(self) -> int:
        return int(self.rows.size)

    def __getitem__(self, place: int) -> CallRow:
        matrix, row = self.matrix, int(self.rows[place])
        agent = matrix.agents[matrix.agent[row]]
        call_id = matrix.call_id(row)
        when = matrix.local_time(row)
        call_type = int(matrix.call_type[row])
        evaluator = int(matrix.evaluator[row])
        value, maximum = matrix.value(row, self.column), matrix.maximum(row, self.column)
        return CallRow(
            row=row,
            call_id=call_id,
            agent=agent,
            agent_name=self.names.get(agent) or matrix.agent_names[matrix.agent[row]] or agent,
            day=when.date().isoformat() if when else "",
            percent=float(self.percent[place]),
            points=f"{value:g} of {maximum:g}",
            call_type=matrix.call_types[call_type] if call_type >= 0 else "",
            evaluator=matrix.evaluators[evaluator] if evaluator >= 0 else "",
            has_evidence=matrix.evidence(row, self.column) is not None,
            comment=matrix.comment(row, self.column),
            transcript=self.transcripts.get(call_id),
        )


def calls_with_transcript(matrix: CallMatrix, transcripts: Collection[str]) -> npt.NDArray[np.int64]:
    """Codes of the calls that have a transcript."""
    calls = matrix.call_id_ends.size
    return np.array([code for code in range(calls) if matrix.call_label(code) in transcripts], np.int64)


def _code(labels: Sequence[str], label: str) -> int:
    """Code of a label; one that no row has, where it is unknown."""
    return labels.index(label) if label in labels else len(labels)


def select_calls(
    matrix: CallMatrix,
    names: Mapping[str, str],
    window: Window,
    wanted: CallFilter,
    transcripts: Mapping[str, str],
    inside: npt.NDArray[np.bool_] | None = None,
) -> CallSelection:
    """The scored calls of `window` that `wanted` asks for; none where the criterion is unknown.

    `names` are those that the roster knows, by agent. `inside` ([A]) says which agents are in all wanted segments; None where
    none is wanted.
    """
    if wanted.criterion not in matrix.criteria:
        nothing = np.zeros(0, np.int64)
        return CallSelection(matrix, 0, nothing, np.zeros(0), names, transcripts)
    column = matrix.criteria.index(wanted.criterion)
    in_window = matrix.rows_between(window.start, window.end)
    if wanted.agent is not None:
        place = matrix.agents.index(wanted.agent) if wanted.agent in matrix.agents else -1
        in_window &= matrix.agent == place
    if wanted.evaluator is not None:
        in_window &= matrix.evaluator == _code(matrix.evaluators, wanted.evaluator)
    if wanted.call_type is not None:
        in_window &= matrix.call_type == _code(matrix.call_types, wanted.call_type)
    if inside is not None:
        in_window &= inside[matrix.agent]
    rows = np.flatnonzero(in_window)
    percent = matrix.percent(column, rows)
    kept = np.isfinite(percent)
    # A call at exactly the limit must not cross it by a rounding of the last bit.
    if wanted.below is not None:
        kept &= percent < wanted.below - 1e-9
    if wanted.above is not None:
        kept &= percent >= wanted.above - 1e-9
    rows, percent = rows[kept], percent[kept]
    if wanted.text.strip():
        found = find_words(matrix, rows, column, wanted.text, names)
        rows, percent = rows[found], percent[found]
    order = np.lexsort((-matrix.called_at[rows], percent))
    return CallSelection(matrix, column, rows[order], percent[order], names, transcripts)
