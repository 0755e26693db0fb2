"""The screen of each mode, imported when it is first gone to: the first frame waits for one screen, not for all."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

_SCREENS = {
    "welcome": "welcome.screen.WelcomeScreen",
    "scores": "scores.screen.ScoresScreen",
    "segments": "segments.screen.SegmentsScreen",
    "plan": "plan.screen.PlanScreen",
    "session": "session.screen.SessionScreen",
    "practice": "practice.screen.PracticeScreen",
    "outcome": "outcome.screen.OutcomeScreen",
}


def _make(place: str) -> Screen[Any]:
    module, _, name = place.rpartition(".")
    screen: Screen[Any] = getattr(import_module(f"qa_tui.tui.screens.{module}"), name)()
    return screen


MODES: dict[str, str | Callable[[], Screen[Any]]] = {mode: partial(_make, place) for mode, place in _SCREENS.items()}
