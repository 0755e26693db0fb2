"""Everything a person named, read into one directory of arrays and facts."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from qa_tui.domain.importing import COUNTED, About
from qa_tui.domain.loading import FileReading, LoadRequest
from qa_tui.domain.problem import Problem, Severity, has_error
from qa_tui.domain.rubric import Criterion, Rubric
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.double_ids import merge_double_ids
from qa_tui.readers.gather import Gathered, changed_files, counted, gather
from qa_tui.readers.header_set import header_set_of
from qa_tui.readers.registry import Recognised, table_of
from qa_tui.readers.roster import NO_ROSTER
from qa_tui.readers.roster_join import join_roster
from qa_tui.readers.set_aside import (
    COUNTED_ALL_THE_SAME,
    SET_ASIDE,
    ZEROED_CALLS,
    many_zeroed,
    said_of_agent,
    said_of_zeroed,
)
from qa_tui.readers.transcripts.joining import join_recordings, join_transcripts, times_in_names, transcript_readings
from qa_tui.scores.columns import SECONDS_PER_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from qa_tui.domain.importing import Doubt
    from qa_tui.domain.people import Agent
    from qa_tui.readers.roster import Roster
    from qa_tui.readers.tables.score_table import TableReading
    from qa_tui.scores.rows import ScoreRows


def load(request: LoadRequest, directory: Path, progress: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """Read all files of `request` and write the call matrix to `directory`, if there is one. Returns the facts.

    The facts are plain JSON values: problems, rubric, roster, transcripts, files, rows, and `usable`.
    """
    gathered = gather(request, progress)
    problems = list(gathered.problems)
    rubric: Rubric | None = None
    files: list[FileReading] = []
    if gathered.rubric:
        from qa_tui.readers.rubric import read_rubric

        progress(gathered.rubric.shown)
        rubric, found = read_rubric(gathered.rubric.path, gathered.rubric.shown)
        problems += found
        files.append(FileReading(gathered.rubric.shown, "rubric", len(rubric.criteria) if rubric else 0))
    tables = _without_foreign(_read_tables(gathered, request, rubric, progress))
    for table in tables:
        problems += table.problems
        files.append(table.reading)
    usable = [table for table in tables if table.rows is not None and table.rows.count]
    facts: dict[str, Any] = {
        "read": sum(table.read for table in tables),
        "rejected": sum(table.rejected for table in tables),
        "left_out": sum(table.left_out for table in tables),
        "needs_person": any(table.needs_person for table in tables),
        "transcripts": {},
        "recordings": {},
    }
    roster = NO_ROSTER
    rubric_failed = gathered.rubric is not None and rubric is None
    changed = changed_files(gathered)
    if usable and not gathered.is_incomplete and not rubric_failed and not facts["needs_person"] and not changed:
        from qa_tui.scores.build import build_matrix
        from qa_tui.scores.cache import save_matrix

        rubric = _completed(rubric, usable)
        rows = [table.rows for table in usable if table.rows is not None]
        if gathered.roster:
            roster, reading, found = _roster(gathered.roster, rows, request)
            problems += found
            rows, doubts = join_roster(rows, roster, request.mapping_for(reading.header_set), accept=request.accept)
            files.append(replace(reading, doubts=doubts))
            problems += [Problem(Severity.WARNING, reading.file, said_of_agent(doubt)) for doubt in doubts]
        first = usable[0].reading
        settled = request.mapping_for(first.header_set)
        rows, doubts, merged = merge_double_ids(rows, {a.id for a in roster.agents}, settled, accept=request.accept)
        built = build_matrix(
            rows, rubric.criteria, count_zeroed=settled.answer(About.AUTO_FAIL, ZEROED_CALLS) == COUNTED
        )
        asked = many_zeroed(built, settled, accept=request.accept)
        files = [_with_doubts(file, (*doubts, *asked)) if file is first else file for file in files]
        problems += [Problem(Severity.WARNING, first.file, said_of_agent(doubt)) for doubt in doubts]
        problems += [Problem(Severity.WARNING, first.file, said) for said in merged]
        if asked:
            problems += [Problem(Severity.ERROR, first.file, said_of_zeroed(doubt)) for doubt in asked]
            facts["needs_person"] = True
            return facts | _plain(problems, rubric, roster.agents, files, request, usable=False)
        problems += [_set_aside(usable[finding.file], finding.what, finding.rows) for finding in built.findings]
        facts["left_out"] += sum(int(f.rows.size) for f in built.findings if f.what not in COUNTED_ALL_THE_SAME)
        if gathered.roster:
            problems += _unknown_agents(roster.agents, built.matrix.agents, gathered.roster.shown)
        if gathered.transcripts:
            calls = [built.matrix.call_label(code) for code in range(built.matrix.call_id_ends.size)]
            facts["transcripts"], readings, found_out = join_transcripts(gathered.transcripts, calls, request)
            files += readings
            problems += found_out
            facts["recordings"], readings, found_out = join_recordings(gathered.recordings, calls)
            files += readings
            problems += found_out
        facts |= _plain(problems, rubric, roster.agents, files, request, usable=True)
        save_matrix(built.matrix, facts, directory)
        return facts
    files += transcript_readings(gathered.transcripts, request)
    problems += changed
    if not gathered.scores and not gathered.exports and not has_error(tuple(problems)):
        message = "holds no score file. Expected scored calls, as CSV, a workbook, or an export of your QA tool."
        problems.append(Problem(Severity.ERROR, ", ".join(request.paths), message))
    elif gathered.is_incomplete and not has_error(tuple(problems)):
        message = "holds no transcript this program knows."
        problems.append(Problem(Severity.ERROR, request.transcripts or "", message))
    elif not has_error(tuple(problems)):
        names = ", ".join(file.shown for file in (*gathered.scores, *gathered.exports)[:3])
        problems.append(Problem(Severity.ERROR, names, "no row of it can be used: every one of them is named above."))
    return facts | _plain(problems, rubric, roster.agents, files, request, usable=False)


def _roster(
    file: Recognised, rows: Sequence[ScoreRows], request: LoadRequest
) -> tuple[Roster, FileReading, tuple[Problem, ...]]:
    from qa_tui.readers.roster import read_roster
    from qa_tui.scores.columns import UNKNOWN_TIME
    from qa_tui.scores.matrix import day_as_date

    source = file.source or table_of(file.path, file.shown)
    if isinstance(source, Problem):
        return NO_ROSTER, FileReading(file.shown, "roster", 0), (source,)
    newest = max((int(part.called_at.max()) for part in rows if part.called_at.size), default=int(UNKNOWN_TIME))
    last_day = request.today if newest == UNKNOWN_TIME else day_as_date(newest // SECONDS_PER_DAY)
    roster, reading, problems = read_roster(source, last_day + timedelta(days=1))
    return roster, replace(reading, header_set=header_set_of("roster", source.headers)), problems


def _with_doubts(file: FileReading, doubts: tuple[Doubt, ...]) -> FileReading:
    return replace(file, doubts=(*file.doubts, *doubts))


def _read_tables(
    gathered: Gathered, request: LoadRequest, rubric: Rubric | None, progress: Callable[[str], None]
) -> list[TableReading]:
    if gathered.rubric is not None and rubric is None:
        return []
    from qa_tui.readers.tables.score_table import read_score_table

    tables = []
    for number, file in enumerate(gathered.scores, 1):
        progress(counted(number, len(gathered.scores), file.shown))
        if file.source is not None:
            tables.append(read_score_table(file.source, request, rubric, progress=progress))
    by_reader: dict[str, list[Recognised]] = {}
    for file in gathered.exports:
        if file.reader is not None:
            by_reader.setdefault(file.reader.NAME, []).append(file)
    times = times_in_names(gathered.transcripts)
    for name, parts in by_reader.items():
        progress(name)
        tables.append(_read_export(name, parts, request, rubric, times))
    return tables


def _without_foreign(tables: list[TableReading]) -> list[TableReading]:
    """The tables, those of which nothing is a score left out where there are others: a legend must not stop the scores."""
    foreign = [table.needs_person and not table.looks_like_scores for table in tables]
    if all(foreign):
        return tables
    return [table.as_foreign() if is_foreign else table for table, is_foreign in zip(tables, foreign, strict=True)]


def _read_export(
    name: str, parts: Sequence[Recognised], request: LoadRequest, rubric: Rubric | None, times: Mapping[str, str]
) -> TableReading:
    """The scores of all files of one kind of export, together."""
    from qa_tui.readers.evaluations.forms import with_newest_names
    from qa_tui.readers.tables.score_table import TableReading, read_score_table

    reader = parts[0].reader
    assert reader is not None
    key = header_set_of(name)
    files = [file.export for file in parts if file.export is not None]
    export = reader.read(files, request.mapping_for(key), accept=request.accept)
    shown = parts[0].shown if len(parts) == 1 else f"{name} ({len(parts)} files)"
    if not export.records:
        reading = FileReading(shown, "scores", 0, form=name)
        return TableReading(None, (), reading, tuple(export.problems), export.left_out, 0, export.left_out)
    dated = [r if r.called_at else replace(r, called_at=times.get(r.call_id, "")) for r in export.records]
    export.records, changes = with_newest_names(dated, shown)
    table = read_score_table(export.source(shown), request, rubric, name, key)
    return replace(
        table,
        # Its columns are this program's own names for what the export says: there is nothing to correct in them.
        reading=replace(table.reading, columns=(), ignored=(), doubts=(*export.doubts, *table.reading.doubts)),
        problems=(*export.problems, *changes, *table.problems),
        read=table.read + export.left_out,
        left_out=table.left_out + export.left_out,
    )


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


def _set_aside(table: TableReading, what: str, rows: NDArray[np.int64]) -> Problem:
    place = table.place(int(rows[0]))
    return Problem(Severity.WARNING, place.file, SET_ASIDE[what], place.line, None, int(rows.size))


def _unknown_agents(roster: tuple[Agent, ...], agents: tuple[str, ...], shown: str) -> list[Problem]:
    known = {agent.id for agent in roster}
    missing = [agent for agent in agents if agent not in known]
    if not missing:
        return []
    names = safe_line(", ".join(missing[:5]), 120)
    message = f"does not have {len(missing)} agents of the scores ({names}); they are in no segment."
    return [Problem(Severity.WARNING, shown, message, None, "agent_id", len(missing))]


def _plain(
    problems: Sequence[Problem],
    rubric: Rubric | None,
    roster: tuple[Agent, ...],
    files: Sequence[FileReading],
    request: LoadRequest,
    *,
    usable: bool,
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
        "files": [file.as_json() for file in files],
        "mappings": {f.header_set: request.mapping_for(f.header_set).as_json() for f in files if f.header_set},
    }
