"""Everything by name: what ctrl+p offers on the private screens."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from qa_tui.tui.navigation import STEPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa_tui.tui.app import QaApp


def system_commands(app: QaApp) -> Iterator[SystemCommand]:
    for step in STEPS:
        yield SystemCommand(f"{step.key} {step.title}", f"Go to step {step.key}", partial(app.action_step, step.mode))
    yield SystemCommand("Disagreements", "The ledger across sessions", app.action_ledger)
    yield SystemCommand("Open files", "Open score files or a folder", app.action_open_files)
    yield SystemCommand("Open the demo", "A fictional team, with a database of its own", app.open_demo)
    if app.is_touring:
        yield SystemCommand("End the tour", "Take its line away", app.toggle_tour)
    elif app.services.is_demo:
        yield SystemCommand("Tour", "A line on every screen that says what to press next", app.toggle_tour)
    yield SystemCommand("Help", "Help for this screen, in words", app.action_words)
    yield SystemCommand("Everyone", "Look at all segments again", app.action_everyone)
    yield SystemCommand("Undo the scope", "Back to the dates and segments before", app.action_undo_scope)
    yield SystemCommand(
        "Light, dark or high contrast", "Switch to the next theme; `theme` in the settings keeps one", app.switch_theme
    )
    yield SystemCommand("Leave", "Close the program", app.action_quit)
