"""Steps 1 and 2: which criterion fails, for whom; and the calls behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa_tui.analysis.calls import CallSelection
    from qa_tui.domain.calls import CallFilter
    from qa_tui.domain.gaps import GapReport
    from qa_tui.domain.scope import Scope
    from qa_tui.steps.loaded import Loaded


def find_gaps(loaded: Loaded, scope: Scope) -> GapReport | None:
    """The gap report of `scope`; None where no call has a date."""
    from qa_tui.analysis import criteria

    return criteria.find_gaps(loaded.matrix, loaded.rubric, loaded.roster, scope, loaded.rows)


def find_calls(loaded: Loaded, scope: Scope, wanted: CallFilter) -> CallSelection:
    """The scored calls in the scope's window that `wanted` asks for."""
    from qa_tui.analysis.calls import select_calls
    from qa_tui.analysis.criteria import window_of
    from qa_tui.domain.scope import Window

    window = window_of(loaded.matrix, scope) or Window.before(loaded.request.today)
    return select_calls(loaded.matrix, loaded.roster, window, wanted, loaded.transcripts)
