"""What a file is, found from its content: one line per format."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.places import written_path
from qa_tui.readers.text_file import inspect_text
from qa_tui.readers.transcripts import canonical, plain_text, subtitles
from qa_tui.readers.transcripts.opened import SUFFIXES as TRANSCRIPT_SUFFIXES
from qa_tui.readers.transcripts.opened import from_json, from_text, json_reader_of, open_transcript
from qa_tui.readers.transcripts.spoken import greeters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa_tui.domain.transcript import Transcript
    from qa_tui.readers.evaluations.export import EvaluationReader, ExportFile
    from qa_tui.readers.tables.opened import TableSource
    from qa_tui.readers.transcripts.opened import OpenedTranscript


TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".txt"})
RUBRIC_SUFFIXES = frozenset({".yaml", ".yml"})
JSON_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})
BINARY_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".parquet"})
RECORDING_SUFFIXES = frozenset({".wav", ".mp3", ".flac", ".ogg"})
_NEVER = frozenset({".md", ".py", ".svg", ".png", ".pdf", ".log", ".html", ".ics"})


def evaluation_readers() -> tuple[EvaluationReader, ...]:
    """Readers of the exports of named tools, asked in this order."""
    from qa_tui.readers.evaluations import (
        connect,
        connect_table,
        genesys,
        google_ccai,
        maestroqa,
        playvox,
        talkdesk,
        zendesk_qa,
    )

    return (connect, connect_table, genesys, zendesk_qa, maestroqa, playvox, talkdesk, google_ccai)


def could_be_read(path: Path) -> bool:
    """Whether a file found in a folder is worth opening: a form this program reads."""
    known = (
        TABLE_SUFFIXES | RUBRIC_SUFFIXES | JSON_SUFFIXES | BINARY_SUFFIXES | TRANSCRIPT_SUFFIXES | RECORDING_SUFFIXES
    )
    return path.suffix.casefold() in known


class FileKind(StrEnum):
    """What a file is for."""

    SCORES = "scores"
    EVALUATIONS = "evaluations"
    """An export of a named tool, which may be one of several files."""
    ROSTER = "roster"
    RUBRIC = "rubric"
    TRANSCRIPT = "transcript"
    RECORDING = "recording"
    """The sound of a call: told by its name alone, and opened when a clip of it is made."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class HeardTranscript:
    """What is kept of a transcript when files are sorted: nothing of what was said."""

    source: str
    """Name of its format."""
    ids: tuple[str, ...]
    """Texts in which the call's id may stand, the surest first."""
    labels: tuple[str, ...] = ()
    """Speakers without a role."""
    greeting: str = ""
    """The label of who greets as agents do; empty where nobody does."""
    is_original: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Recognised:
    """A file, or one sheet of it, and what it is."""

    path: Path
    shown: str
    kind: FileKind
    transcript: HeardTranscript | None = None
    source: TableSource | None = None
    """Of a table."""
    reader: EvaluationReader | None = None
    export: ExportFile | None = None
    """Of an export that `reader` reads."""


def recognise(path: Path, shown: str) -> list[Recognised] | Problem:
    """What `path` holds, or why it cannot be read at all."""
    suffix = path.suffix.casefold()
    if suffix in _NEVER:
        return [Recognised(path, shown, FileKind.UNKNOWN)]
    if suffix in RECORDING_SUFFIXES:
        return [Recognised(path, shown, FileKind.RECORDING)]
    sources = _binary_tables(path, shown)
    if isinstance(sources, Problem):
        return sources
    if sources:
        return [_table(path, source) for source in sources]
    form = inspect_text(path, shown)
    if isinstance(form, Problem):
        return form
    if suffix in RUBRIC_SUFFIXES:
        return [Recognised(path, shown, FileKind.RUBRIC)]
    if suffix == ".json" and (call_id := canonical.quick_call_id(form.head)):
        heard = HeardTranscript(canonical.NAME, (call_id, path.stem))
        return [Recognised(path, shown, FileKind.TRANSCRIPT, heard)]
    is_text = suffix in plain_text.SUFFIXES and plain_text.sniff(form.head)
    if is_text or (suffix not in {".csv", ".tsv", ".tab"} and subtitles.sniff(form.head)):
        text = path.read_text(encoding=form.encoding, errors="replace")
        return _heard(path, shown, from_text(text, path, shown))
    if suffix in JSON_SUFFIXES or form.head.lstrip()[:1] in {"{", "["}:
        return _json(path, shown, form.encoding)
    if suffix in TABLE_SUFFIXES:
        from qa_tui.readers.tables.delimited import delimited_source

        source = delimited_source(path, shown)
        return source if isinstance(source, Problem) else [_table(path, source)]
    return [Recognised(path, shown, FileKind.UNKNOWN)]


def _binary_tables(path: Path, shown: str) -> list[TableSource] | Problem:
    """Tables of a workbook or a Parquet file, by their first bytes; none where it is neither."""
    from qa_tui.readers.tables import parquet, spreadsheet

    try:
        with path.open("rb") as stream:
            head = stream.read(8)
    except OSError:
        return []
    if head.startswith(spreadsheet.SIGNATURES):
        return spreadsheet.spreadsheet_sources(path, shown)
    if head.startswith(parquet.SIGNATURE):
        source = parquet.parquet_source(path, shown)
        return source if isinstance(source, Problem) else [source]
    return []


def _json(path: Path, shown: str, encoding: str) -> list[Recognised] | Problem:
    from qa_tui.readers.evaluations.export import ExportFile
    from qa_tui.readers.tables.json_records import json_source, read_json

    values = read_json(path, shown, encoding)
    if isinstance(values, Problem):
        return values
    export = ExportFile(shown, path.name, tuple(values))
    for reader in evaluation_readers():
        if reader.sniff(export):
            return [Recognised(path, shown, FileKind.EVALUATIONS, reader=reader, export=export)]
    body = values[0][0] if values and values[0][1] is None else None
    if transcripts := json_reader_of(body):
        return _heard(path, shown, from_json(body, transcripts, path, shown))
    source = json_source(values, shown)
    return source if isinstance(source, Problem) else [_table(path, source)]


def _table(path: Path, source: TableSource) -> Recognised:
    from qa_tui.readers.evaluations.export import ExportFile
    from qa_tui.readers.roster import looks_like_roster

    export = ExportFile(source.shown, path.name, source=source)
    for reader in evaluation_readers():
        if reader.sniff(export):
            return Recognised(path, source.shown, FileKind.EVALUATIONS, reader=reader, export=export)
    kind = FileKind.ROSTER if looks_like_roster(source) else FileKind.SCORES
    return Recognised(path, source.shown, kind, source=source)


def are_plain_tables(paths: Iterable[str]) -> bool:
    """Whether these are files of delimited text by their names."""
    return all(Path(path).suffix.casefold() in TABLE_SUFFIXES for path in paths)


def table_of(path: Path, shown: str) -> TableSource | Problem:
    """The first table of a file that was named for what it is."""
    found = recognise(path, shown)
    if isinstance(found, Problem):
        return found
    source = next((file.source for file in found if file.source is not None), None)
    return source or Problem(Severity.ERROR, shown, "holds no table. Expected a header and rows below it.")


def _heard(path: Path, shown: str, opened: OpenedTranscript | Problem) -> list[Recognised] | Problem:
    if isinstance(opened, Problem):
        return opened
    transcript = opened.transcript
    greeting = next(iter(greeters(transcript.turns)), "")
    heard = HeardTranscript(transcript.source, opened.ids, transcript.labels, greeting, opened.is_original)
    return [Recognised(path, shown, FileKind.TRANSCRIPT, heard)]


def read_transcript(path: Path, shown: str) -> Transcript | Problem:
    """The transcript of `path`, whichever known form it has."""
    opened = open_transcript(path, shown)
    return opened if isinstance(opened, Problem) else opened.transcript


@dataclass(frozen=True, slots=True)
class FilesFound:
    """The files behind a path that a person gave."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


def files_of(given: str) -> FilesFound:
    """The file `given`, or all files of the folder `given`; hidden ones and links are not followed."""
    path = written_path(given)
    try:
        if path.is_file():
            return FilesFound((path,))
        if path.is_dir():
            return _files_in(path, given)
        exists = path.exists()
    except OSError as problem:
        return _nothing(given, f"cannot be opened: {problem.strerror}. Check the path and your permissions.")
    if exists:
        return _nothing(given, "is neither a file nor a folder, so it is not read. Export to a file first.")
    return _nothing(given, "does not exist. Check the spelling, or drag the file into the terminal.")


def _nothing(given: str, message: str) -> FilesFound:
    return FilesFound((), (Problem(Severity.ERROR, given, message),))


def _files_in(folder: Path, given: str) -> FilesFound:
    problems: list[Problem] = []

    def refused(problem: OSError) -> None:
        inside = Path(str(problem.filename))
        name = given if inside == folder else str(inside.relative_to(folder))
        message = f"may not be looked into: {problem.strerror}. Check your permissions."
        problems.append(Problem(Severity.ERROR, safe_line(name, 120), message))

    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=refused):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = [Path(place, name) for name in names if not name.startswith(".")]
        found += [path for path in paths if path.is_file() and not path.is_symlink()]
    return FilesFound(tuple(sorted(found)), tuple(problems))
