"""What to load, and what came of it, as plain values that travel between processes."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from qa_tui.domain.importing import Doubt, ImportMapping
from qa_tui.domain.safe_text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence


_HERE = re.compile(r"/\.(?=/|$)")
"""A folder's name for itself."""


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
    mapping: ImportMapping = field(default=ImportMapping())
    """What a person settled for all files of this request."""
    zone: str | None = None
    """IANA name of the centre's time zone; None takes times as they are written."""
    remembered: tuple[tuple[str, ImportMapping], ...] = ()
    """Header set -> what was decided when files with these headers were opened before."""

    @property
    def places(self) -> tuple[str, ...]:
        """The paths, however they were typed: what makes two requests one workspace."""
        return tuple(path if is_address(path) else plain_path(path) for path in self.paths)

    @property
    def is_of_warehouse(self) -> bool:
        return any(map(is_address, self.paths))

    def mapping_for(self, header_set: str) -> ImportMapping:
        """What is settled for a file with these headers."""
        return self.mapping.over(dict(self.remembered).get(header_set, ImportMapping()))

    def in_full(self, folder: str) -> LoadRequest:
        """The same files by absolute paths; relative ones are taken from `folder`."""

        def full(path: str) -> str:
            is_full = path.startswith(("/", "\\", "~")) or path[1:3] in {":\\", ":/"} or is_address(path)
            return path if is_full else _HERE.sub("", f"{folder.rstrip('/')}/{path}") or "/"

        def maybe(path: str | None) -> str | None:
            return None if path is None else full(path)

        return replace(
            self,
            paths=tuple(full(path) for path in self.paths),
            rubric=maybe(self.rubric),
            roster=maybe(self.roster),
            transcripts=maybe(self.transcripts),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "paths": list(self.paths),
            "today": self.today.isoformat(),
            "rubric": self.rubric,
            "roster": self.roster,
            "transcripts": self.transcripts,
            "accept": self.accept,
            "mapping": self.mapping.as_json(),
            "zone": self.zone,
            "remembered": [[header_set, mapping.as_json()] for header_set, mapping in self.remembered],
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
            mapping=ImportMapping.from_json(body["mapping"]),
            zone=body.get("zone"),
            remembered=tuple(
                (header_set, ImportMapping.from_json(mapping)) for header_set, mapping in body.get("remembered", ())
            ),
        )


def is_address(path: str) -> bool:
    """Whether it names a table in a warehouse, and no file."""
    return "://" in path


def plain_path(path: str) -> str:
    """A path without the names of a folder for itself and for the one above: for comparing and naming, not for opening."""
    if path[1:2] == ":" or path.startswith("\\\\"):
        path = path.replace("\\", "/")
    parts: list[str] = []
    for part in path.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in {"", ".", ".."}:
            parts.append(part)
    root = "//" if path.startswith("//") else "/" if path.startswith("/") else ""
    return f"{root}{'/'.join(parts)}" or "."


def workspace_name(request: LoadRequest, known: Sequence[tuple[str, LoadRequest]]) -> str:
    """What a person calls this set of files: its first path's last two parts, made different from what is known.

    The same paths are the same workspace, whatever rubric or roster goes with them today.
    """
    for name, other in known:
        if other.places == request.places:
            return name
    parts = [part for part in plain_path(request.paths[0].replace("\\", "/")).split("/") if part]
    short = safe_line("/".join(parts[-2:]), 40) or "files"
    taken = {name for name, _ in known}
    return next(name for n in range(1, len(taken) + 2) if (name := short if n == 1 else f"{short} ({n})") not in taken)


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """How one column of a file was understood."""

    header: str
    field: str
    """Canonical field, or a criterion's id behind `criterion:`, or a dimension behind `dimension:`."""
    certainty: float
    """0..1; 1 is certain: equal to a canonical name or a listed alias."""
    alternatives: tuple[str, ...] = ()
    """Other fields it could be, the likeliest first."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file turned out to be."""

    file: str
    what: str
    """scores, roster, rubric, transcript, or unknown."""
    rows: int
    columns: tuple[ColumnMatch, ...] = ()
    ignored: tuple[str, ...] = ()
    form: str = ""
    """How it was read, in words: "one line per call and criterion", "Genesys Cloud evaluations"."""
    header_set: str = ""
    """What decisions about it are remembered by; empty where nothing is to be decided."""
    doubts: tuple[Doubt, ...] = ()
    before: tuple[tuple[str, ...], ...] = ()
    """The first rows as they stand in the file, the header first."""
    after: tuple[str, ...] = ()
    """The first scores as they were understood."""

    @property
    def needs_person(self) -> bool:
        return any(doubt.is_blocking for doubt in self.doubts)

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "doubts": [doubt.as_json() for doubt in self.doubts]}

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> FileReading:
        columns = tuple(
            ColumnMatch(c["header"], c["field"], c["certainty"], tuple(c["alternatives"])) for c in body["columns"]
        )
        return cls(
            file=body["file"],
            what=body["what"],
            rows=body["rows"],
            columns=columns,
            ignored=tuple(body["ignored"]),
            form=body["form"],
            header_set=body["header_set"],
            doubts=tuple(Doubt.from_json(doubt) for doubt in body["doubts"]),
            before=tuple(tuple(row) for row in body["before"]),
            after=tuple(body["after"]),
        )
