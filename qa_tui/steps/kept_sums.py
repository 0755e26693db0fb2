"""The sums of the windows looked at last: another segment or minimum is then answered without a look at a single score."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from qa_tui.domain.scope import Window
    from qa_tui.scores.standings import Standings
    from qa_tui.scores.window_sums import SumSource, WindowSums

MOST_WINDOWS = 6
K = TypeVar("K")
V = TypeVar("V")


class KeptSums:
    """A source of sums that asks another one once for each window and evaluator. Several threads may ask it."""

    def __init__(self, source: SumSource) -> None:
        self._source = source
        self._lock = threading.Lock()
        self._newest: tuple[date | None] | None = None
        self._cells: int | None = None
        self._sums: dict[Window, WindowSums] = {}
        self._without: dict[tuple[Window, str], tuple[Standings, ...]] = {}

    def newest_day(self) -> date | None:
        if self._newest is None:
            self._newest = (self._source.newest_day(),)
        return self._newest[0]

    def cells(self) -> int:
        if self._cells is None:
            self._cells = self._source.cells()
        return self._cells

    def of(self, window: Window) -> WindowSums:
        return _kept(self._lock, self._sums, window, lambda: self._source.of(window))

    def without(self, window: Window, evaluator: str) -> tuple[Standings, ...]:
        key = window, evaluator
        return _kept(self._lock, self._without, key, lambda: self._source.without(window, evaluator))


def _kept(lock: threading.Lock, kept: dict[K, V], key: K, ask: Callable[[], V]) -> V:
    with lock:
        if key not in kept:
            found = ask()
            while len(kept) >= MOST_WINDOWS:
                del kept[next(iter(kept))]
            kept[key] = found
        else:
            kept[key] = kept.pop(key)
        return kept[key]
