"""The detectors that the settings ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.detectors.timed import TimedDetector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.anonymise import Found
    from qa_tui.anonymise.spans import NamedDetector
    from qa_tui.domain.settings import Settings
    from qa_tui.domain.transcript import Turn


class DetectorError(Exception):
    """A detector that is set cannot look; the message is for a person."""


@dataclass(frozen=True, slots=True)
class MissingDetector:
    """Stands for a detector that is set and cannot be loaded: whatever it is asked, nothing can be shown."""

    name: str
    problem: str

    def find(self, turns: Sequence[Turn]) -> Sequence[Found]:
        raise DetectorError(f"{self.problem} ({len(turns)} turns were not looked at)")


def detectors_of(settings: Settings) -> tuple[NamedDetector, ...]:
    """What is set, ready to look. Loading a model takes seconds: ask once, where no key waits."""
    if settings.presidio_model is None:
        return ()
    from qa_tui.detectors import presidio

    try:
        return (TimedDetector(presidio.load(settings.presidio_model)),)
    except presidio.NotThereError as problem:
        return (MissingDetector("presidio", str(problem)),)


def problem_of(detectors: Sequence[NamedDetector]) -> str:
    """Why a detector that is set cannot look; empty where all can."""
    return next((detector.problem for detector in detectors if isinstance(detector, MissingDetector)), "")
