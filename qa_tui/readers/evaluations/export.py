"""What every reader of evaluation exports gives: score records, all of one shape, each with its place in a file."""

from __future__ import annotations

from dataclasses import astuple, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Protocol

from qa_tui.readers.tables.grid import records_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.importing import Doubt, ImportMapping
    from qa_tui.domain.problem import Problem
    from qa_tui.readers.tables.opened import Place, TableSource


@dataclass(frozen=True, eq=False, slots=True)
class ExportFile:
    """A file that may belong to an export: JSON values, each with its line where lines tell, or a table."""

    shown: str
    name: str = ""
    """The file's own name."""
    values: tuple[tuple[Any, int | None], ...] = ()
    source: TableSource | None = None

    @property
    def headers(self) -> frozenset[str]:
        """Names of a table's columns, without case."""
        return frozenset(header.casefold() for header in self.source.headers) if self.source else frozenset()


@dataclass(frozen=True, slots=True)
class ScoreRecord:
    """One criterion of one evaluation, as texts; an empty text is unknown. Times are ISO texts."""

    call_id: str
    agent_id: str
    criterion: str
    score: str
    """A number, "7/10", or empty where there is none."""
    max_score: str = ""
    criterion_id: str = ""
    not_applicable: str = ""
    agent_name: str = ""
    called_at: str = ""
    evaluated_at: str = ""
    evaluator_id: str = ""
    evaluation_id: str = ""
    evaluation_version: str = ""
    evaluation_type: str = ""
    """"calibration", "self-assessment", "practice" where it is one of these."""
    form: str = ""
    form_id: str = ""
    """Of the form whatever its version: ids of questions mean something within it only."""
    form_version: str = ""
    call_type: str = ""
    comment: str = ""
    queue: str = ""
    team: str = ""
    scored_by: str = ""
    """"person" or "automation"."""


RECORD_HEADERS = tuple(f.name for f in fields(ScoreRecord))


@dataclass(eq=False, slots=True)
class Export:
    """Everything an export gave, gathered record by record."""

    records: list[ScoreRecord]
    places: list[Place]
    """Of each record."""
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    left_out: int = 0
    """Score cells that are no production scores or not the newest, left out by the reader itself."""

    def add(self, records: Sequence[ScoreRecord], place: Place) -> None:
        self.records.extend(records)
        self.places.extend([place] * len(records))

    def source(self, shown: str) -> TableSource:
        """The records as a table whose columns are all certain; columns without any value are left out."""
        rows = [astuple(record) for record in self.records]
        shown_fields = [n for n, name in enumerate(RECORD_HEADERS) if name != "form_id"]
        used = [n for n in shown_fields if n < 4 or any(row[n] for row in rows)]
        return records_source(
            shown, [RECORD_HEADERS[n] for n in used], [tuple(row[n] for n in used) for row in rows], self.places
        )


class EvaluationReader(Protocol):
    """What every module in `readers.evaluations` offers."""

    NAME: str
    """As it is shown to a person."""

    def sniff(self, file: ExportFile) -> bool: ...
    def read(self, files: Sequence[ExportFile], mapping: ImportMapping, *, accept: bool) -> Export:
        """All scores of files that `sniff` took; several files may be parts of one export.

        `mapping` holds what a person decided about this kind of export; `accept` takes proposals instead.
        """
        ...
