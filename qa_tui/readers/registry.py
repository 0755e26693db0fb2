"""What a file is, found from its content: one line per format."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from qa_tui.domain.problem import Problem, Severity
from qa_tui.readers.text_file import TextFormat, inspect_text
from qa_tui.readers.transcripts import canonical, plain_text

if TYPE_CHECKING:
    from qa_tui.domain.transcript import Transcript


class TranscriptReader(Protocol):
    """What every module in `readers.transcripts` offers."""

    SUFFIXES: tuple[str, ...]

    def sniff(self, head: str) -> bool: ...
    def call_id_of(self, path: Path, head: str) -> str: ...
    def read(self, path: Path, shown: str, encoding: str) -> Transcript | Problem: ...


TRANSCRIPT_READERS: tuple[TranscriptReader, ...] = (canonical, plain_text)
TABLE_SUFFIXES = (".csv", ".tsv", ".tab", ".txt")
RUBRIC_SUFFIXES = (".yaml", ".yml")
SPREADSHEET_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
_NEVER = frozenset({".md", ".py", ".svg", ".png", ".pdf", ".log", ".html", ".ics"})


def could_be_read(path: Path) -> bool:
    """Whether a file found in a folder is worth opening: a form this program reads, or a spreadsheet to be told about."""
    known = {*TABLE_SUFFIXES, *RUBRIC_SUFFIXES, *SPREADSHEET_SUFFIXES}
    return path.suffix.casefold() in known.union(*(reader.SUFFIXES for reader in TRANSCRIPT_READERS))


class FileKind(StrEnum):
    """What a file is for."""

    SCORES = "scores"
    ROSTER = "roster"
    RUBRIC = "rubric"
    TRANSCRIPT = "transcript"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file, and what it is."""

    path: Path
    shown: str
    kind: FileKind
    call_id: str = ""
    """Of a transcript."""


def recognise(path: Path, shown: str) -> Recognised | Problem:
    """What `path` is, or why it cannot be read at all."""
    suffix = path.suffix.casefold()
    if suffix in _NEVER:
        return Recognised(path, shown, FileKind.UNKNOWN)
    form = inspect_text(path, shown)
    if isinstance(form, Problem):
        return form
    if suffix in RUBRIC_SUFFIXES:
        return Recognised(path, shown, FileKind.RUBRIC)
    if suffix not in {".csv", ".tsv", ".tab"}:
        for reader in TRANSCRIPT_READERS:
            if suffix in reader.SUFFIXES and reader.sniff(form.head):
                return Recognised(path, shown, FileKind.TRANSCRIPT, reader.call_id_of(path, form.head))
    if suffix in TABLE_SUFFIXES:
        return Recognised(path, shown, _table_kind(form))
    return Recognised(path, shown, FileKind.UNKNOWN)


def _table_kind(form: TextFormat) -> FileKind:
    from qa_tui.readers.roster import looks_like_roster

    return FileKind.ROSTER if looks_like_roster(form) else FileKind.SCORES


def read_transcript(path: Path, shown: str) -> Transcript | Problem:
    """The transcript of `path`, whichever known form it has."""
    form = inspect_text(path, shown)
    if isinstance(form, Problem):
        return form
    for reader in TRANSCRIPT_READERS:
        if reader.sniff(form.head):
            return reader.read(path, shown, form.encoding)
    message = (
        "is not a transcript this program knows. Expected JSON with turns, or lines such as `Agent: Good morning.`"
    )
    return Problem(Severity.ERROR, shown, message, 1)


def files_of(given: str) -> list[Path] | Problem:
    """The file `given`, or all files of the folder `given`; hidden ones and links are not followed."""
    path = Path(given).expanduser()
    if path.is_file():
        return [path]
    if path.is_dir():
        inside = sorted(p for p in path.rglob("*") if p.is_file() and not p.is_symlink())
        return [p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts)]
    if path.exists():
        return Problem(
            Severity.ERROR, given, "is neither a file nor a folder, so it is not read. Export to a file first."
        )
    return Problem(Severity.ERROR, given, "does not exist. Check the spelling, or drag the file into the terminal.")
