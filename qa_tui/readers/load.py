"""Everything a person named, read into one directory of arrays and facts."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa_tui.domain.loading import FileReading, LoadRequest
from qa_tui.domain.problem import Problem, Severity, has_error
from qa_tui.domain.rubric import Criterion, Rubric
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.registry import FileKind, Recognised, could_be_read, files_of, recognise

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa_tui.domain.people import Agent
    from qa_tui.readers.evaluations.table import TableReading

READER_VERSION = 2
"""Part of the cache key: raise it when the same file would be read differently."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files of a request, sorted by what they are."""

    scores: tuple[Recognised, ...]
    roster: Recognised | None
    rubric: Recognised | None
    transcripts: tuple[Recognised, ...]
    problems: tuple[Problem, ...]
    is_incomplete: bool = False
    """A file that was named for a purpose is not there: without it the answers would be others."""


def shown_name(path: Path, base: str) -> str:
    """The name a person knows a file by: relative to the folder they gave, else its own."""
    folder = Path(base).expanduser()
    name = path.relative_to(folder) if folder.is_dir() and path.is_relative_to(folder) else Path(path.name)
    return safe_line(str(name), 120)


def gather(request: LoadRequest) -> Gathered:
    """Recognise every file of `request`; what is named for a purpose is taken for that purpose."""
    found: dict[FileKind, list[Recognised]] = {kind: [] for kind in FileKind}
    problems: list[Problem] = []
    named: list[tuple[str, FileKind | None]] = [(path, None) for path in request.paths]
    if request.transcripts:
        named.append((request.transcripts, FileKind.TRANSCRIPT))
    for given, only in named:
        files = files_of(given)
        if isinstance(files, Problem):
            problems.append(files)
            continue
        other = [path for path in files if len(files) > 1 and not could_be_read(path)]
        if other:
            names = safe_line(", ".join(path.name for path in other[:4]), 120)
            message = f"holds {len(other)} files of other kinds, which are left out: {names}."
            problems.append(Problem(Severity.NOTE, shown_name(Path(given), ""), message, None, None, len(other)))
        for path in files:
            if path in other:
                continue
            file = recognise(path, shown_name(path, given))
            if isinstance(file, Problem):
                problems.append(file)
            elif only is None or file.kind is only:
                found[file.kind].append(file)
                if file.kind is FileKind.UNKNOWN and len(files) == 1:
                    problems.append(
                        Problem(Severity.ERROR, file.shown, "is not a kind of file this program reads. Save it as CSV.")
                    )
    roster = _one(request.roster, FileKind.ROSTER, found, problems)
    rubric = _one(request.rubric, FileKind.RUBRIC, found, problems)
    missing = bool(request.roster and roster is None) or bool(request.rubric and rubric is None)
    missing = missing or bool(request.transcripts and not found[FileKind.TRANSCRIPT])
    return Gathered(
        tuple(found[FileKind.SCORES]), roster, rubric, tuple(found[FileKind.TRANSCRIPT]), tuple(problems), missing
    )


def _one(
    given: str | None, kind: FileKind, found: dict[FileKind, list[Recognised]], problems: list[Problem]
) -> Recognised | None:
    if given:
        path = Path(given).expanduser()
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


def load(request: LoadRequest, directory: Path, progress: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """Read all files of `request` and write the call matrix to `directory`, if there is one. Returns the facts.

    The facts are plain JSON values: problems, rubric, roster, transcripts, files, rows, and `usable`.
    """
    gathered = gather(request)
    problems = list(gathered.problems)
    rubric: Rubric | None = None
    files: list[FileReading] = []
    if gathered.rubric:
        from qa_tui.readers.rubric import read_rubric

        progress(gathered.rubric.shown)
        rubric, found = read_rubric(gathered.rubric.path, gathered.rubric.shown)
        problems += found
        files.append(FileReading(gathered.rubric.shown, "rubric", len(rubric.criteria) if rubric else 0))
    tables = _read_tables(gathered, request, rubric, progress)
    for table in tables:
        problems += table.problems
        files.append(table.reading)
    usable = [table for table in tables if table.rows is not None and table.rows.row.size]
    facts: dict[str, Any] = {
        "read": sum(table.read for table in tables),
        "rejected": sum(table.rejected for table in tables),
        "left_out": 0,
        "needs_person": any(table.needs_person for table in tables),
        "transcripts": {file.call_id: os.fspath(file.path) for file in gathered.transcripts},
    }
    if gathered.transcripts:
        count = len(gathered.transcripts)
        files.append(FileReading("1 transcript" if count == 1 else f"{count} transcripts", "transcript", count))
    roster: tuple[Agent, ...] = ()
    rubric_failed = gathered.rubric is not None and rubric is None
    if usable and not gathered.is_incomplete and not rubric_failed and not facts["needs_person"]:
        from qa_tui.scores.build import build_matrix
        from qa_tui.scores.cache import save_matrix

        rubric = _completed(rubric, usable)
        built = build_matrix([table.rows for table in usable if table.rows is not None], rubric.criteria)
        problems += [
            problem for n, table in enumerate(usable) for problem in _set_aside(table, n, built.findings, gathered)
        ]
        duplicates = sum(f.rows.size for f in built.findings)
        facts["left_out"] = int(duplicates)
        newest = built.matrix.newest_day()
        if gathered.roster:
            from qa_tui.readers.roster import read_roster

            as_of = (newest or request.today) + timedelta(days=1)
            roster, reading, found = read_roster(gathered.roster.path, gathered.roster.shown, as_of)
            files.append(reading)
            problems += found
            problems += _unknown_agents(roster, built.matrix.agents, gathered.roster.shown)
        facts |= _plain(problems, rubric, roster, files, usable=True)
        save_matrix(built.matrix, facts, directory)
        return facts
    if not gathered.scores and not has_error(tuple(problems)):
        problems.append(
            Problem(Severity.ERROR, ", ".join(request.paths), "holds no score file. Expected a CSV of scored calls.")
        )
    elif gathered.is_incomplete and not has_error(tuple(problems)):
        message = "holds no transcript this program knows."
        problems.append(Problem(Severity.ERROR, request.transcripts or "", message))
    elif not has_error(tuple(problems)):
        names = ", ".join(file.shown for file in gathered.scores[:3])
        problems.append(Problem(Severity.ERROR, names, "no row of it can be used: every one of them is named above."))
    return facts | _plain(problems, rubric, roster, files, usable=False)


def _read_tables(
    gathered: Gathered, request: LoadRequest, rubric: Rubric | None, progress: Callable[[str], None]
) -> list[TableReading]:
    if not gathered.scores or (gathered.rubric is not None and rubric is None):
        return []
    from qa_tui.readers.evaluations.table import read_table

    tables = []
    for file in gathered.scores:
        progress(file.shown)
        tables.append(read_table(file.path, file.shown, request, rubric))
    return tables


def _completed(rubric: Rubric | None, tables: list[TableReading]) -> Rubric:
    """The rubric with every criterion that was met; taken from the scores alone where there is no rubric file."""
    known = {criterion.id: criterion for criterion in rubric.criteria} if rubric else {}
    extra: dict[str, Criterion] = {}
    for table in tables:
        for criterion in table.criteria:
            if criterion.id not in known:
                extra.setdefault(criterion.id, criterion)
    if rubric is None:
        return Rubric("Scores without a rubric", tuple(extra.values()), inferred=True)
    return replace(rubric, criteria=(*rubric.criteria, *extra.values()))


def _set_aside(table: TableReading, number: int, findings: tuple[Any, ...], gathered: Gathered) -> list[Problem]:
    from qa_tui.readers.text_file import TextFormat, guess_delimiter, inspect_text, physical_lines

    problems = []
    for finding in findings:
        if finding.file != number:
            continue
        file = next(file for file in gathered.scores if file.shown == table.reading.file)
        form = inspect_text(file.path, file.shown)
        line = None
        if isinstance(form, TextFormat):
            first = int(finding.rows[0])
            line = physical_lines(file.path, form.encoding, guess_delimiter(form.head), [first]).get(first)
        message = (
            "the same call, evaluator and criterion came again later; the newest row is used."
            if finding.what == "duplicate"
            else "the rows of this call name two agents; the first one is used and this row left out."
        )
        problems.append(Problem(Severity.WARNING, file.shown, message, line, None, int(finding.rows.size)))
    return problems


def _unknown_agents(roster: tuple[Agent, ...], agents: tuple[str, ...], shown: str) -> list[Problem]:
    known = {agent.id for agent in roster}
    missing = [agent for agent in agents if agent not in known]
    if not missing:
        return []
    names = safe_line(", ".join(missing[:5]), 120)
    message = f"does not have {len(missing)} agents of the scores ({names}); they are in no segment."
    return [Problem(Severity.WARNING, shown, message, None, "agent_id", len(missing))]


def _plain(
    problems: list[Problem], rubric: Rubric | None, roster: tuple[Agent, ...], files: list[FileReading], *, usable: bool
) -> dict[str, Any]:
    def day(value: date | None) -> str | None:
        return value.isoformat() if value else None

    return {
        "usable": usable,
        "problems": [asdict(problem) for problem in problems],
        "rubric": rubric.as_json() if rubric else None,
        "roster": [
            [agent.id, agent.name, day(agent.hired_on), day(agent.left_on), [list(pair) for pair in agent.dimensions]]
            for agent in roster
        ],
        "files": [asdict(file) for file in files],
    }
