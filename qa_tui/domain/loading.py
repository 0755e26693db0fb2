"""What to load, and what came of it, as plain values that travel between processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """A set of files to be read as one data set."""

    paths: tuple[str, ...]
    """Files and folders; folders are read whole."""
    today: date
    """Rows dated after it are problems."""
    rubric: str | None = None
    roster: str | None = None
    transcripts: str | None = None
    accept: bool = False
    """Take column proposals that are not certain."""
    mapping: tuple[tuple[str, str], ...] = field(default=())
    """(column header, field) pairs settled by a person."""

    def as_json(self) -> dict[str, Any]:
        return {
            "paths": list(self.paths),
            "today": self.today.isoformat(),
            "rubric": self.rubric,
            "roster": self.roster,
            "transcripts": self.transcripts,
            "accept": self.accept,
            "mapping": [list(pair) for pair in self.mapping],
        }

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> LoadRequest:
        return cls(
            paths=tuple(body["paths"]),
            today=date.fromisoformat(body["today"]),
            rubric=body["rubric"],
            roster=body["roster"],
            transcripts=body["transcripts"],
            accept=body["accept"],
            mapping=tuple((header, name) for header, name in body["mapping"]),
        )


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """How one column of a file was understood."""

    header: str
    field: str
    """Canonical field, or a criterion's id behind `criterion:`, or a dimension behind `dimension:`."""
    certainty: float
    """0..1; 1 is certain: equal to a canonical name or a listed alias."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file turned out to be."""

    file: str
    what: str
    """scores, roster, rubric, transcript, or unknown."""
    rows: int
    columns: tuple[ColumnMatch, ...] = ()
    ignored: tuple[str, ...] = ()
