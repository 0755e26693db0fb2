"""What is wrong with a file, as a value: listed on screens and in commands, never thrown at a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem takes away."""

    ERROR = "error"
    """The file, or the row, cannot be used."""
    WARNING = "warning"
    """Used, but a person should know."""
    NOTE = "note"
    """Nothing is lost; said so that nobody wonders."""


class NotAnsweredError(Exception):
    """What lies elsewhere was asked for and did not come; says in a whole sentence why not."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about an input file."""

    severity: Severity
    file: str
    """Name of the file as the person gave it."""
    message: str
    """What was found, what was expected, what to do."""
    line: int | None = None
    """Physical line, counted from 1."""
    column: str | None = None
    """Column header, or the path of a field in a YAML file."""
    count: int = 1
    """How many rows have this problem; `line` is the first of them."""

    def where(self) -> str:
        parts = [self.file]
        if self.line is not None:
            parts.append(f"line {self.line}")
        if self.column is not None:
            parts.append(self.column)
        return ", ".join(parts)


def has_error(problems: tuple[Problem, ...]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
