"""The calls behind a number, from wherever the scores lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt

    from qa_tui.analysis.calls import CallSelection
    from qa_tui.domain.calls import CallFilter
    from qa_tui.domain.scope import Window
    from qa_tui.scores.matrix import CallMatrix


PAGE = 500
"""Calls that are fetched together."""


@dataclass(frozen=True, eq=False, slots=True)
class CallPage:
    """Calls that are at hand, of all that were asked for."""

    calls: CallSelection
    total: int
    start: int = 0
    """How many come before them."""


@dataclass(frozen=True, slots=True)
class CallLabels:
    """What calls can be asked for by."""

    evaluators: tuple[str, ...]
    call_types: tuple[str, ...]
    agents: tuple[str, ...]


class CallSource(Protocol):
    """Where calls come from."""

    @property
    def is_at_hand(self) -> bool:
        """Whether an answer takes no longer than a key press may."""
        ...

    def labels(self) -> CallLabels: ...

    def find(
        self, window: Window, wanted: CallFilter, inside: npt.NDArray[np.bool_] | None, start: int = 0
    ) -> CallPage:
        """Scored calls from the `start`th on; `inside` ([A], in the order of the sums' agents) says whose count, None: all.

        Raises:
            NotAnsweredError: they lie elsewhere, and do not come.
        """
        ...


@dataclass(frozen=True, eq=False, slots=True)
class MatrixCalls:
    """Calls that lie in memory: every answer is all of them."""

    matrix: CallMatrix
    names: Mapping[str, str]
    transcripts: Mapping[str, str]

    @property
    def is_at_hand(self) -> bool:
        return True

    def labels(self) -> CallLabels:
        return CallLabels(self.matrix.evaluators, self.matrix.call_types, self.matrix.agents)

    def find(
        self,
        window: Window,
        wanted: CallFilter,
        inside: npt.NDArray[np.bool_] | None,
        start: int = 0,  # noqa: ARG002 - there is one page
    ) -> CallPage:
        from qa_tui.analysis.calls import select_calls

        calls = select_calls(self.matrix, self.names, window, wanted, self.transcripts, inside)
        return CallPage(calls, len(calls))
