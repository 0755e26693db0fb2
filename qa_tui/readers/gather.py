"""The files of a request, each recognised by its content and sorted by what it is for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.places import written_path
from qa_tui.readers.registry import FileKind, Recognised, could_be_read, files_of, recognise

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qa_tui.domain.loading import LoadRequest


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files of a request, sorted by what they are."""

    scores: tuple[Recognised, ...]
    exports: tuple[Recognised, ...]
    roster: Recognised | None
    rubric: Recognised | None
    transcripts: tuple[Recognised, ...]
    recordings: tuple[Recognised, ...]
    problems: tuple[Problem, ...]
    is_incomplete: bool = False
    """A file that was named for a purpose is not there: without it the answers would be others."""
    stamps: Mapping[Path, tuple[int, int] | None] = field(default_factory=dict)
    """Size and time of every file before it was read."""


def shown_name(path: Path, base: str) -> str:
    """The name a person knows a file by: relative to the folder they gave, else its own."""
    folder = written_path(base)
    name = path.relative_to(folder) if folder.is_dir() and path.is_relative_to(folder) else Path(path.name)
    return safe_line(str(name), 120)


def counted(number: int, of: int, shown: str) -> str:
    """Which of several files is being read, by its number and its name."""
    return f"{number:,} of {of:,}: {shown}" if of > 1 else shown


def gather(request: LoadRequest, progress: Callable[[str], None] = lambda _: None) -> Gathered:
    """Recognise every file of `request`; what is named for a purpose is taken for that purpose."""
    found: dict[FileKind, list[Recognised]] = {kind: [] for kind in FileKind}
    problems: list[Problem] = []
    stamps: dict[Path, tuple[int, int] | None] = {}
    named: list[tuple[str, FileKind | None]] = [(path, None) for path in request.paths]
    if request.transcripts:
        named.append((request.transcripts, FileKind.TRANSCRIPT))
    for given, only in named:
        looked = files_of(given)
        problems += looked.problems
        files = looked.files
        other = {path: None for path in files if len(files) > 1 and not could_be_read(path)}
        if other:
            names = safe_line(", ".join(path.name for path in list(other)[:4]), 120)
            message = f"holds {len(other)} files of other kinds, which are left out: {names}."
            problems.append(Problem(Severity.NOTE, shown_name(Path(given), ""), message, None, None, len(other)))
        for number, path in enumerate(files, 1):
            if path in other:
                continue
            progress(counted(number, len(files), shown_name(path, given)))
            stamps[path] = _stamp(path)
            inside = recognise(path, shown_name(path, given))
            if isinstance(inside, Problem):
                problems.append(inside)
                continue
            for file in inside:
                if only is None or file.kind is only or file.kind is FileKind.RECORDING:
                    found[file.kind].append(file)
                elif only is FileKind.TRANSCRIPT:
                    message = "is no transcript this program knows; it is left out."
                    problems.append(Problem(Severity.WARNING, file.shown, message))
                if only is None and file.kind is FileKind.UNKNOWN and len(files) == 1:
                    message = "is not a kind of file this program reads. Save it as CSV."
                    problems.append(Problem(Severity.ERROR, file.shown, message))
    roster = _one(request.roster, FileKind.ROSTER, found, problems)
    rubric = _one(request.rubric, FileKind.RUBRIC, found, problems)
    missing = bool(request.roster and roster is None) or bool(request.rubric and rubric is None)
    missing = missing or bool(request.transcripts and not found[FileKind.TRANSCRIPT])
    return Gathered(
        tuple(found[FileKind.SCORES]),
        tuple(found[FileKind.EVALUATIONS]),
        roster,
        rubric,
        tuple(found[FileKind.TRANSCRIPT]),
        tuple(found[FileKind.RECORDING]),
        tuple(problems),
        missing,
        stamps,
    )


def _one(
    given: str | None, kind: FileKind, found: dict[FileKind, list[Recognised]], problems: list[Problem]
) -> Recognised | None:
    if given:
        path = written_path(given)
        if path.is_file():
            return Recognised(path, safe_line(path.name, 120), kind)
        problems.append(Problem(Severity.ERROR, given, f"does not exist; expected the {kind} file."))
        return None
    several = found[kind]
    if len(several) > 1:
        names = ", ".join(file.shown for file in several[1:4])
        problems.append(
            Problem(Severity.WARNING, several[0].shown, f"is used as the {kind}; also found and left out: {names}.")
        )
    return several[0] if several else None


def _stamp(path: Path) -> tuple[int, int] | None:
    """Size and time of a file."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_size, facts.st_mtime_ns


def changed_files(gathered: Gathered) -> list[Problem]:
    message = "changed while it was being read, so nothing of it is used. Open it again when it is complete."
    return [
        Problem(Severity.ERROR, safe_line(path.name, 120), message)
        for path, stamp in gathered.stamps.items()
        if _stamp(path) != stamp
    ]
