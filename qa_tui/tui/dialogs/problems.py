"""What was rejected or doubted while reading, with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.problem import said_once
from qa_tui.tui.dialogs.reading import ReadingDialog
from qa_tui.tui.lines import hanging, line, paragraph

if TYPE_CHECKING:
    from qa_tui.domain.problem import Problem
    from qa_tui.tui.lines import Line


def problem_lines(problems: tuple[Problem, ...], width: int) -> list[Line]:
    """Every problem: where, how many rows, and what to do."""
    if not problems:
        return paragraph("Everything was read as it stands. Nothing was rejected or doubted.", width)
    lines: list[Line] = []
    for problem in said_once(problems):
        times = f" ({problem.count:,} rows)" if problem.count > 1 else ""
        role = "low" if problem.severity.value == "error" else "accent"
        lines.append(line((f"{problem.severity.value} ", role), (problem.where() + times, "strong")))  # type: ignore[arg-type]
        lines += hanging(("  ", ""), problem.message, width)
    return lines


class ProblemsDialog(ReadingDialog):
    """The list of problems."""

    def __init__(self, problems: tuple[Problem, ...], title: str = "What was rejected or doubted") -> None:
        super().__init__(title)
        self._problems = problems

    def lines(self, width: int) -> list[Line]:
        return problem_lines(self._problems, width)
