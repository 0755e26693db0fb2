"""Steps 1 and 2: which criterion fails, for whom; and the calls behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa_tui.analysis.calls import CallSelection
    from qa_tui.domain.calls import CallFilter
    from qa_tui.domain.gaps import GapReport, WindowComparison
    from qa_tui.domain.scope import Scope, Window
    from qa_tui.steps.loaded import Loaded


def find_gaps(loaded: Loaded, scope: Scope) -> GapReport | None:
    """The gap report of `scope`; None where no call has a date."""
    from qa_tui.steps.kept_report import kept_report

    def find() -> GapReport | None:
        from qa_tui.analysis import criteria

        return criteria.find_gaps(loaded.matrix, loaded.rubric, loaded.roster, scope, loaded.rows)

    return kept_report(loaded.directory, scope, find)


def window_of(loaded: Loaded, scope: Scope) -> Window | None:
    """The window that `scope` asks for; None where no call has a date."""
    from qa_tui.analysis.criteria import window_of as of_matrix

    return of_matrix(loaded.matrix, scope)


def known_segments(loaded: Loaded, scope: Scope) -> dict[str, tuple[str, ...]]:
    """Dimension -> its segments, as the scope's window has them."""
    import numpy as np

    from qa_tui.analysis.membership import memberships

    window = window_of(loaded, scope)
    if window is None:
        return {}
    rows = np.flatnonzero(loaded.matrix.rows_between(window.start, window.end))
    return {m.dimension: m.segments for m in memberships(loaded.matrix, rows, loaded.roster, window.end)}


def compare_windows(loaded: Loaded, scope: Scope, other: Window) -> WindowComparison | None:
    """The gaps of the scope's window beside those of `other`; None where one of them holds no scored call."""
    from qa_tui.analysis.comparison import compare

    now = find_gaps(loaded, scope)
    then = find_gaps(loaded, replace(scope, as_of=other.end, window_days=other.days))
    if now is None or then is None or not now.calls or not then.calls:
        return None
    return compare(then, now)


def find_call_ids(loaded: Loaded, part: str, most: int) -> list[str]:
    """Ids of at most `most` calls that hold `part`, ignoring case."""
    from qa_tui.analysis.call_search import find_ids

    return find_ids(loaded.matrix, part, most)


def find_calls(loaded: Loaded, scope: Scope, wanted: CallFilter) -> CallSelection:
    """The scored calls in the scope's window that `wanted` asks for."""
    from qa_tui.analysis.calls import select_calls
    from qa_tui.domain.scope import Window

    window = window_of(loaded, scope) or Window.before(loaded.request.today)
    return select_calls(loaded.matrix, loaded.roster, window, wanted, loaded.transcripts)
