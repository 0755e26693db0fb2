"""What is made when it is first asked for: second detectors, the page of the second window, sound."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from qa_tui.anonymise.spans import NamedDetector
    from qa_tui.domain.settings import Settings
    from qa_tui.domain.shown import Blackened, Shown
    from qa_tui.steps.sound import Sound
    from qa_tui.store.public_file import Publisher


def detectors_on_demand(settings: Settings) -> Callable[[], tuple[NamedDetector, ...]]:
    """The second opinions that are set, loaded when they are first asked for."""

    @cache
    def detectors() -> tuple[NamedDetector, ...]:
        from qa_tui.detectors.registry import detectors_of

        return detectors_of(settings)

    return detectors


def problem_of(detectors: Sequence[NamedDetector]) -> str:
    """Why a second opinion that is set cannot be had; empty where it can, or none is set."""
    if not detectors:
        return ""
    from qa_tui.detectors import registry

    return registry.problem_of(detectors)


def publish_on_demand(path: Path) -> Callable[[Shown | Blackened | None], None]:
    """Tells a second window what may be seen now; the file for it is made with the first page, and goes with None."""
    made: list[Publisher] = []

    def publish(shown: Shown | Blackened | None) -> None:
        if shown is None:
            while made:
                made.pop().close()
            return
        from qa_tui.steps.public_form import encode_shown
        from qa_tui.store.public_file import Publisher

        if not made:
            made.append(Publisher(path))
        made[0].publish(encode_shown(shown))

    return publish


def sound_on_demand(folder: Path, log: Path) -> Callable[[], Sound | None]:
    """How excerpts are heard; nothing is imported before one is, and nothing at all without the extra."""

    @cache
    def sound() -> Sound | None:
        if find_spec("miniaudio") is None:
            return None
        from qa_tui.audio.playing import PlayerProcess
        from qa_tui.audio.shelf import ClipShelf
        from qa_tui.steps.sound import Sound

        return Sound(ClipShelf(folder, log), lambda tell: PlayerProcess(log, tell))

    return sound


def size_presented(lock: Path, size: Path) -> tuple[int, int] | None:
    """Columns and rows of the window of `qa-tui present`; None where none is open, or it has not said yet."""
    if not is_presenting(lock):
        return None
    try:
        columns, _, rows = size.read_text("ascii").partition("x")
        return int(columns), int(rows)
    except (OSError, ValueError):
        return None


def is_presenting(lock: Path) -> bool:
    """Whether `qa-tui present` runs: it holds a lock that goes with it, however it ends."""
    if not lock.exists():
        return False
    from filelock import FileLock, Timeout

    try:
        with FileLock(lock).acquire(timeout=0):
            return False
    except Timeout:
        return True
