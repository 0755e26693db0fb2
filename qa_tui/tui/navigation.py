"""The table of contents: the six steps of the method are the six screens, in order, under keys 1 to 6."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.tui.lines import line

if TYPE_CHECKING:
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line


@dataclass(frozen=True, slots=True)
class Step:
    """One step and the name of its screen."""

    key: str
    mode: str
    title: str


STEPS = (
    Step("1", "scores", "Scores"),
    Step("2", "segments", "Segments"),
    Step("3", "plan", "Plan"),
    Step("4", "session", "Session"),
    Step("5", "practice", "Practice"),
    Step("6", "outcome", "Outcome"),
)


WIDE_CELLS = 68
"""Of the line with a dot behind each title; with less, dots stand between number and title."""


def step_line(here: str, ready: frozenset[str], glyphs: Glyphs, cells: int = WIDE_CELLS) -> Line:
    """The six steps: the one that is on is underlined by its mark, those that have what they need carry a dot."""
    words: list[tuple[str, str]] = []
    is_narrow = cells < WIDE_CELLS
    for step in STEPS:
        mark = glyphs.can_start if step.mode in ready else " "
        if is_narrow:
            is_here = step.mode == here
            role = "accent" if is_here else "" if step.mode in ready else "muted"
            words.append((f"{step.key}{glyphs.here if is_here else mark}{step.title}", role))
        elif step.mode == here:
            words.append((f"{step.key} {step.title}{mark}{glyphs.here * 2}", "accent"))
        else:
            words.append((f"{step.key} {step.title}{mark}", "" if step.mode in ready else "muted"))
        words.append((" ", ""))
    return line(*words)  # type: ignore[arg-type]  # roles are literals above


def ready_steps(*, has_report: bool, has_transcripts: bool, is_planned: bool) -> frozenset[str]:
    """Modes of the steps that have what they need."""
    ready = {"scores", "segments"} if has_report else set()
    if has_report and has_transcripts:
        ready.add("plan")
    return frozenset(ready | ({"session"} if is_planned else set()))
