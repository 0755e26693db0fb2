"""The calls of a warehouse, page by page: what is asked is asked there, and read here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa_tui.domain.problem import NotAnsweredError
from qa_tui.steps.calls import PAGE, CallLabels, CallPage
from qa_tui.steps.loaded import Unusable

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import numpy.typing as npt

    from qa_tui.analysis.calls import CallSelection
    from qa_tui.domain.calls import CallFilter
    from qa_tui.domain.scope import Window
    from qa_tui.steps.loaded import Loaded
    from qa_tui.warehouse.connection import Answer
    from qa_tui.warehouse.score_table import ScoreTable
    from qa_tui.warehouse.sums import WarehouseSums


@dataclass(frozen=True, eq=False, slots=True)
class WarehouseCalls:
    """Calls that are fetched page by page."""

    scores: ScoreTable
    sums: WarehouseSums
    read: Callable[[Answer], Loaded | Unusable]
    sample: Loaded

    @property
    def is_at_hand(self) -> bool:
        return False

    def labels(self) -> CallLabels:
        from qa_tui.warehouse.calls import find_labels

        evaluators, types = (find_labels(self.scores, name, self.sums.ask) for name in ("evaluator_id", "call_type"))
        return CallLabels(evaluators, types, self.sums.known.agents)

    def find(
        self, window: Window, wanted: CallFilter, inside: npt.NDArray[np.bool_] | None, start: int = 0
    ) -> CallPage:
        from qa_tui.analysis.calls import select_calls
        from qa_tui.warehouse.calls import fetch_calls, find_page

        agents = self.sums.known.agents
        chosen = None if inside is None else {agents[n] for n in inside.nonzero()[0].tolist()}
        page = find_page(self.scores, window, wanted, chosen, start, PAGE, self.sums.ask)
        read: Loaded | Unusable = self.sample
        if page.calls:
            read = self.read(fetch_calls(self.scores.table, self.scores.columns, page.calls, self.sums.ask))
        if isinstance(read, Unusable):
            raise NotAnsweredError(f"These calls cannot be read: {read.problems[0].message}")
        # Whose calls, and with which words, was asked of the warehouse: only such calls have come.
        of_page = replace(wanted, segments=(), text="")
        calls = select_calls(read.matrix, self.sample.names, window, of_page, read.transcripts)
        return CallPage(_only(calls, frozenset(page.rows)), page.total, start)


def _only(calls: CallSelection, wanted: frozenset[tuple[str, str, str]]) -> CallSelection:
    """Those of (call, agent, evaluator) that were asked for: with a call come its scores by others."""
    import numpy as np

    found = (calls[place] for place in range(len(calls)))
    kept = np.array([(call.call_id, call.agent, call.evaluator) in wanted for call in found], bool)
    return replace(calls, rows=calls.rows[kept], percent=calls.percent[kept])
