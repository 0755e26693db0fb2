"""What is wrong with a file, as a value: listed on screens and in commands, never thrown at a person."""

from __future__ import annotations

import errno
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


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


SEVERAL = 4
"""Files with the same problem from which they are told of together."""


def said_once(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The same, where several files with one problem are told of in one: the first of them, and how many more there are."""
    alike: dict[Problem, dict[str, None]] = {}
    for problem in problems:
        alike.setdefault(replace(problem, file=""), {})[problem.file] = None
    told: dict[Problem, None] = {}
    for problem in problems:
        files = list(alike[replace(problem, file="")])
        more = f" and {len(files) - 1:,} more files" if len(files) >= SEVERAL else ""
        told[replace(problem, file=f"{files[0] if more else problem.file}{more}")] = None
    return tuple(told)


def is_out_of_room(problem: OSError) -> bool:
    """Whether what is written found no room. NumPy says so without a number: fewer bytes were written than it gave."""
    return problem.errno in {None, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}


def has_error(problems: tuple[Problem, ...]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
