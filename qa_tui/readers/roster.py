"""The roster: who the agents are, when they were hired, and which segments they belong to."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import TYPE_CHECKING

from qa_tui.domain.loading import ColumnMatch, FileReading
from qa_tui.domain.people import Agent
from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.columns import ROSTER_FIELDS, match_columns, plain_name
from qa_tui.readers.text_file import TextFormat, guess_delimiter, inspect_text

if TYPE_CHECKING:
    from pathlib import Path


def read_roster(path: Path, shown: str, as_of: date) -> tuple[tuple[Agent, ...], FileReading, tuple[Problem, ...]]:
    """Agents of `path`; a tenure in days is counted back from the day `as_of`."""
    nothing = FileReading(shown, "roster", 0)
    form = inspect_text(path, shown)
    if isinstance(form, Problem):
        return (), nothing, (form,)
    delimiter = guess_delimiter(form.head)
    problems: list[Problem] = []
    if not form.is_certain:
        problems.append(
            Problem(Severity.WARNING, shown, "is not UTF-8; read as Windows-1252. Check names with accents.")
        )
    limit = csv.field_size_limit(1 << 24)
    try:
        with path.open(encoding=form.encoding, newline="", errors="replace") as stream:
            reader = csv.reader(stream, delimiter=delimiter)
            headers = [name.strip() for name in next(reader, [])]
            matches = {m.field: m for m in match_columns(headers, ROSTER_FIELDS, {}) if m.certainty == 1.0}
            if "agent_id" not in matches:
                message = f"no column for the agent. Expected agent_id; found {safe_line(', '.join(headers), 120)}."
                return (), nothing, (*problems, Problem(Severity.ERROR, shown, message, 1))
            place = {name: headers.index(match.header) for name, match in matches.items()}
            others = [(n, name) for n, name in enumerate(headers) if n not in place.values() and name]
            agents: dict[str, Agent] = {}
            before = reader.line_num
            for fields in reader:
                line, before = before + 1, reader.line_num
                if not any(cell.strip() for cell in fields):
                    continue
                agent, found = _agent(fields, place, others, (shown, line), as_of)
                problems.extend(found)
                if agent and agent.id in agents:
                    message = f'agent "{safe_line(agent.id, 40)}" stands here a second time; the first line is kept.'
                    problems.append(Problem(Severity.WARNING, shown, message, line, "agent_id"))
                elif agent:
                    agents[agent.id] = agent
    except csv.Error as problem:
        problems.append(Problem(Severity.ERROR, shown, f"cannot be read as a table: {problem}.", before + 1))
        return (), nothing, tuple(problems)
    finally:
        csv.field_size_limit(limit)
    columns = (*matches.values(), *(ColumnMatch(name, f"dimension:{plain_name(name)}", 1.0) for _, name in others))
    return tuple(agents.values()), FileReading(shown, "roster", len(agents), columns), tuple(problems)


def _agent(
    fields: list[str], place: dict[str, int], others: list[tuple[int, str]], where: tuple[str, int], as_of: date
) -> tuple[Agent | None, list[Problem]]:
    def cell(name: str) -> str:
        return fields[place[name]].strip() if name in place and place[name] < len(fields) else ""

    problems: list[Problem] = []

    def day(name: str) -> date | None:
        text = cell(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            message = f'"{safe_line(text, 30)}" is not a date; expected YYYY-MM-DD. The date is left out.'
            problems.append(Problem(Severity.WARNING, where[0], message, where[1], name))
            return None

    if not cell("agent_id"):
        return None, [Problem(Severity.WARNING, where[0], "no agent id; the line is left out.", where[1], "agent_id")]
    hired = day("hire_date")
    if hired is None and cell("tenure_days"):
        try:
            hired = as_of - timedelta(days=int(cell("tenure_days")))
        except (ValueError, OverflowError):
            message = f'"{safe_line(cell("tenure_days"), 30)}" is not a whole number of days; left out.'
            problems.append(Problem(Severity.WARNING, where[0], message, where[1], "tenure_days"))
    dimensions = [(name, fields[n].strip()) for n, name in others if n < len(fields) and fields[n].strip()]
    return Agent(cell("agent_id"), cell("agent_name"), hired, day("left_on"), tuple(dimensions)), problems


def looks_like_roster(form: TextFormat) -> bool:
    """Whether a table's header names agents but neither calls nor scores."""
    from qa_tui.readers.columns import FIELDS
    from qa_tui.readers.text_file import header_of

    headers = header_of(form.head, guess_delimiter(form.head))
    fields = {match.field for match in match_columns(headers, FIELDS, {}) if match.certainty == 1.0}
    return "agent_id" in fields and not fields & {"call_id", "score", "criterion"}
