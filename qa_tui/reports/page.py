"""A page of a report as plain values: what it says, whatever it is written as."""

from __future__ import annotations

from dataclasses import dataclass

from qa_tui.reports.words import percent


@dataclass(frozen=True, slots=True)
class Bar:
    """A percent that is drawn where the format can, with its text beside it."""

    percent: float | None
    limit: float | None = None
    """Percent at which the bar has its line, if it has one."""
    places: int = 1

    @property
    def text(self) -> str:
        return percent(self.percent, self.places, self.limit)

    @property
    def is_low(self) -> bool:
        return self.percent is not None and self.limit is not None and self.percent < self.limit

    @property
    def label(self) -> str:
        """For those who hear the page."""
        if self.percent is None:
            return "unknown"
        if self.limit is None:
            return f"{self.text} percent"
        return f"{self.text} percent, {'below' if self.is_low else 'not below'} the line at {self.limit:g}"


Cell = str | int | float | None | Bar


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; every row has as many cells as the header."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page. The first table of its first section is the one that formats with room for one table keep."""

    title: str
    answer: str
    """What the page says in a sentence, above everything else."""
    facts: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for section in self.sections for table in section.tables)


def cell_text(cell: Cell) -> str:
    match cell:
        case None:
            return "-"
        case Bar():
            return cell.text
        case float():
            return f"{cell:g}"
        case _:
            return str(cell)
