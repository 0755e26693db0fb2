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


def step_line(here: str, ready: frozenset[str], glyphs: Glyphs) -> Line:
    """The six steps: the one that is on is underlined by its mark, those that have what they need carry a tick."""
    words: list[tuple[str, str]] = []
    for step in STEPS:
        tick = glyphs.ready if step.mode in ready else " "
        if step.mode == here:
            words.append((f"{step.key} {step.title}{tick}{glyphs.here * 2}", "accent"))
        else:
            words.append((f"{step.key} {step.title}{tick}", "" if step.mode in ready else "muted"))
        words.append((" ", ""))
    return line(*words)  # type: ignore[arg-type]  # roles are literals above


def ready_steps(*, has_report: bool, has_transcripts: bool, is_planned: bool) -> frozenset[str]:
    """Modes of the steps that have what they need."""
    ready = {"scores", "segments"} if has_report else set()
    if has_report and has_transcripts:
        ready.add("plan")
    return frozenset(ready | ({"session"} if is_planned else set()))
