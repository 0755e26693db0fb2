"""A detector that may take its time, but not for ever."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from qa_tui.anonymise import LONGEST_SECONDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.anonymise import Found
    from qa_tui.anonymise.spans import NamedDetector
    from qa_tui.domain.transcript import Turn


class TimedDetector:
    """Asks another detector, and gives up after some seconds: the anonymiser then blocks the call."""

    def __init__(self, inner: NamedDetector, seconds: float = LONGEST_SECONDS) -> None:
        self._inner = inner
        self._seconds = seconds

    @property
    def name(self) -> str:
        return self._inner.name

    def find(self, turns: Sequence[Turn]) -> Sequence[Found]:
        """What the other one finds.

        Raises:
            TimeoutError: it took too long.
            Exception: whatever it raised.
        """
        found: list[Sequence[Found]] = []
        failed: list[Exception] = []

        def look() -> None:
            try:
                found.append(tuple(self._inner.find(turns)))
            except Exception as problem:  # noqa: BLE001 - carried to the thread that asked
                failed.append(problem)

        # A daemon: a detector that hangs must not keep the program from ending.
        thread = threading.Thread(target=look, name="detector", daemon=True)
        thread.start()
        thread.join(self._seconds)
        if failed:
            raise failed[0]
        if not found:
            raise TimeoutError(f"{self.name} took longer than {self._seconds:g} s")
        return found[0]
