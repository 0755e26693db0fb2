"""What was rejected or doubted while reading, with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.tui.dialogs.dialog import Dialog
from qa_tui.tui.lines import hanging, line
from qa_tui.tui.widgets.line_view import LineList

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.problem import Problem
    from qa_tui.tui.lines import Line

WIDTH = 68


def problem_lines(problems: tuple[Problem, ...], width: int) -> list[Line]:
    """Every problem: where, how many rows, and what to do."""
    if not problems:
        return [line("Everything was read as it stands. Nothing was rejected or doubted.")]
    lines: list[Line] = []
    for problem in problems:
        times = f" ({problem.count:,} rows)" if problem.count > 1 else ""
        role = "low" if problem.severity.value == "error" else "accent"
        lines.append(line((f"{problem.severity.value} ", role), (problem.where() + times, "strong")))  # type: ignore[arg-type]
        lines += hanging(("  ", ""), problem.message, width)
    return lines


class ProblemsDialog(Dialog[None]):
    """The list of problems; scrolls."""

    KEYS = "↑↓ scroll · esc back"

    def __init__(self, problems: tuple[Problem, ...], title: str = "What was rejected or doubted") -> None:
        super().__init__(title)
        self._problems = problems

    def body(self) -> list[Widget]:
        return [LineList()]

    def on_mount(self) -> None:
        shown = self.query_one(LineList)
        shown.show(problem_lines(self._problems, WIDTH))
        shown.focus()
