"""Steps 1 and 2: which criterion fails, for whom; and the calls behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qa_tui.domain.calls import CallFilter
    from qa_tui.domain.gaps import GapReport, WindowComparison
    from qa_tui.domain.scope import Scope, Window
    from qa_tui.steps.calls import CallPage
    from qa_tui.steps.loaded import Loaded


def find_gaps(loaded: Loaded, scope: Scope) -> GapReport | None:
    """The gap report of `scope`; None where no call has a date."""
    from qa_tui.steps.kept_report import keep, read_kept

    kept = read_kept(loaded.directory, scope)
    if kept is not None:
        return kept
    from qa_tui.analysis import criteria

    report = criteria.find_gaps(loaded.sums, loaded.rubric, loaded.roster, scope, loaded.rows)
    if report is not None:
        keep(loaded.directory, report)
    return report


def find_gaps_in_stages(
    loaded: Loaded, scope: Scope, first: str | None, is_wanted: Callable[[], bool]
) -> Iterator[GapReport]:
    """The ranking, with the criterion `first` tested, and then the whole gap report; the whole alone where it has been kept.

    Nothing where no call has a date; no whole report once `is_wanted` says that nobody waits for it.
    """
    from qa_tui.steps.kept_report import keep, read_kept

    kept = read_kept(loaded.directory, scope)
    if kept is not None:
        yield kept
        return
    from qa_tui.analysis import criteria

    asked = (loaded.sums, loaded.rubric, loaded.roster, scope, loaded.rows)
    for report in criteria.find_gaps_in_stages(*asked, first, is_wanted):
        yield report
        if report.is_whole:
            keep(loaded.directory, report)


def window_of(loaded: Loaded, scope: Scope) -> Window | None:
    """The window that `scope` asks for; None where no call has a date."""
    from qa_tui.analysis.criteria import window_of as of_sums

    return of_sums(loaded.sums, scope)


def known_segments(loaded: Loaded, scope: Scope) -> dict[str, tuple[str, ...]]:
    """Dimension -> its segments, as the scope's window has them."""
    from qa_tui.analysis.membership import memberships

    window = window_of(loaded, scope)
    if window is None:
        return {}
    return {m.dimension: m.segments for m in memberships(loaded.sums.of(window), loaded.roster)}


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


def find_calls(loaded: Loaded, scope: Scope, wanted: CallFilter, start: int = 0) -> CallPage:
    """The scored calls in the scope's window that `wanted` asks for, from the `start`th on.

    Raises:
        NotAnsweredError: they lie elsewhere, and do not come.
    """
    from qa_tui.analysis.membership import agents_in_segments, memberships
    from qa_tui.domain.scope import Window

    window = window_of(loaded, scope) or Window.before(loaded.request.today)
    inside = None
    if wanted.segments:
        sums = loaded.sums.of(window)
        inside = agents_in_segments(memberships(sums, loaded.roster), wanted.segments, len(sums.agents))
    return loaded.calls.find(window, wanted, inside, start)
