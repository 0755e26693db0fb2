"""Takes a learning system's export: names that are nearly somebody's are asked about before they count."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.places import written_path
from qa_tui.steps.completions import take_completions
from qa_tui.tui.dialogs.choose import ChooseDialog
from qa_tui.tui.dialogs.confirm import ConfirmDialog
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.dialogs.problems import ProblemsDialog

if TYPE_CHECKING:
    from datetime import date

    from qa_tui.domain.completion import Completion
    from qa_tui.domain.practice import Assignment
    from qa_tui.domain.practice_board import PracticeBoard
    from qa_tui.tui.app import QaApp


async def take_file(app: QaApp, board: PracticeBoard, today: date) -> tuple[Assignment, ...]:
    """What the file changes; nothing where it was left, or holds nothing of this cycle."""
    typed = await app.push_screen_wait(
        EntryDialog(
            "Who completed it: file of the learning system", "CSV or XLSX with a person and a day.", is_needed=True
        )
    )
    if typed is None:
        return ()
    found = _read(app, typed, today)
    if found is None:
        app.tell(f"{safe_line(typed, 80)}: there is no such file.", is_bad=True)
        return ()
    completions, problems = found
    if problems:
        await app.push_screen_wait(ProblemsDialog(problems, "What could not be read in it"))
    taken = take_completions(board, completions, today)
    course = None
    if taken.courses:
        options = [(name, name, "") for name in taken.courses]
        course = await app.push_screen_wait(
            ChooseDialog("Which of these courses is this practice?", options, app.glyphs)
        )
        if course is None:
            return ()
        taken = take_completions(board, completions, today, course=course)
    confirmed = {}
    for proposal in taken.proposals:
        question = f"Is {proposal.meant} meant?"
        if await app.push_screen_wait(ConfirmDialog(question, f"The file says: {safe_line(proposal.written, 80)}")):
            confirmed[proposal.written] = proposal.meant
    if confirmed:
        taken = take_completions(board, completions, today, confirmed, course=course)
    if taken.left_out:
        notes = tuple(Problem(Severity.NOTE, Path(typed).name, text) for text in taken.left_out)
        rows = "1 row is" if len(notes) == 1 else f"{len(notes)} rows are"
        await app.push_screen_wait(ProblemsDialog(notes, f"{rows} left out; {len(taken.changed)} noted"))
    elif not taken.changed and completions:
        app.tell("Nothing in it is new.")
    return taken.changed


def _read(app: QaApp, typed: str, today: date) -> tuple[tuple[Completion, ...], tuple[Problem, ...]] | None:
    path = written_path(typed)
    return app.services.read_completions(path, path.name, today) if path.is_file() else None
