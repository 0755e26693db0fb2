"""While a room looks at the screen, nothing of the private side comes over it: messages and answers wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class RoomGuard:
    """Knows whether the room is on, and keeps what came meanwhile."""

    def __init__(self) -> None:
        self.is_on = False
        self._waiting: list[Callable[[], None]] = []

    def hold(self, action: Callable[[], None]) -> bool:
        """Keep `action` for later if the room is on; returns whether it was kept."""
        if self.is_on:
            self._waiting.append(action)
        return self.is_on

    def enter(self) -> None:
        self.is_on = True

    def leave(self) -> None:
        """The room is off: everything that waited happens now, in order."""
        self.is_on = False
        waiting, self._waiting = self._waiting, []
        failed: Exception | None = None
        for action in waiting:
            try:
                action()
            except Exception as problem:  # noqa: BLE001 - raised below: the others wait no longer
                failed = failed or problem
        if failed is not None:
            raise failed
