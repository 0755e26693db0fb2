"""The roster: who the agents are, when they were hired, and which segments they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from qa_tui.domain.importing import DAY_FIRST, MONTH_FIRST
from qa_tui.domain.loading import ColumnMatch, FileReading
from qa_tui.domain.people import Agent
from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.columns import FIELDS, ROSTER_FIELDS, match_columns, plain_name
from qa_tui.readers.tables.dates import no_date, read_dates
from qa_tui.readers.tables.scales import stated_scale
from qa_tui.scores.columns import SECONDS_PER_DAY, UNKNOWN_TIME
from qa_tui.scores.matrix import day_as_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.readers.tables.opened import Place, TableSource


@dataclass(frozen=True, slots=True)
class Roster:
    """The agents, and what they are found by beside their id."""

    agents: tuple[Agent, ...]
    emails: tuple[tuple[str, str], ...] = ()
    """(e-mail without case, agent id)."""


NO_ROSTER = Roster(())


def read_roster(source: TableSource, as_of: date) -> tuple[Roster, FileReading, tuple[Problem, ...]]:
    """Agents of a table; a tenure in days is counted back from the day `as_of`. Without an id, the name is the id."""
    shown, headers = source.shown, list(source.headers)
    nothing = FileReading(shown, "roster", 0)
    problems: list[Problem] = list(source.problems)
    matches = {m.field: m for m in match_columns(headers, ROSTER_FIELDS, {}, likely={}) if m.certainty == 1.0}
    stand_in = next((field for field in ("email", "agent_name") if field in matches), None)
    if "agent_id" not in matches and stand_in is None:
        message = f"no column for the agent. Expected agent_id; found {safe_line(', '.join(headers), 120)}."
        return NO_ROSTER, nothing, (*problems, Problem(Severity.ERROR, shown, message, source.header_line))
    place = {name: headers.index(match.header) for name, match in matches.items()}
    if stand_in:
        place.setdefault("agent_id", place[stand_in])
    others = [(n, name) for n, name in enumerate(headers) if n not in place.values() and name]
    table = source.open(range(len(headers)))
    if isinstance(table, Problem):
        return NO_ROSTER, nothing, (*problems, table)
    agents: dict[str, Agent] = {}
    emails: dict[str, str] = {}
    columns = [table.texts(n) for n in range(len(headers))]
    dated = [name for name in ("hire_date", "left_on") if name in place]
    proved = {order for name in dated for order in read_dates(columns[place[name]], None, as_of).orders}
    # The order that one column proves is that of the file.
    order = next(iter(proved)) if len(proved) == 1 else None
    for name in dated:
        columns[place[name]], guessed = _iso_dates(columns[place[name]], order, as_of, takes_guess=name == "hire_date")
        if guessed:
            message = (
                f"nothing decides whether day or month comes first: taken as {guessed}. Write 2026-10-08 to be sure."
            )
            problems.append(Problem(Severity.NOTE, shown, message, source.header_line, name))
    for row, fields in enumerate(zip(*columns, strict=True)):
        if not any(fields):
            continue
        where = table.place(row)
        agent, found = _agent(fields, place, others, where, as_of)
        problems.extend(found)
        if agent and agent.id in agents:
            message = f'agent "{safe_line(agent.id, 40)}" stands here a second time; the first line is kept.'
            problems.append(Problem(Severity.WARNING, where.file, message, where.line, "agent_id"))
        elif agent:
            agents[agent.id] = agent
            if "email" in place and fields[place["email"]]:
                emails.setdefault(fields[place["email"]].casefold(), agent.id)
    known = (*matches.values(), *(ColumnMatch(name, f"dimension:{plain_name(name)}", 1.0) for _, name in others))
    reading = FileReading(shown, "roster", len(agents), known)
    return Roster(tuple(agents.values()), tuple(emails.items())), reading, tuple(problems)


def _iso_dates(texts: list[str], order: str | None, today: date, *, takes_guess: bool) -> tuple[list[str], str]:
    """A column of dates in ISO form, what is no date as it stands; and the order of day and month where only a guess decides it.

    A day of hiring that is guessed moves a tenure by months; a day of leaving would take somebody out of a result, so
    `takes_guess` is not for that.
    """
    dates = read_dates(texts, order, today)
    is_guess = bool(dates.undecided) and not takes_guess
    # What either order reads alike is no guess.
    either = [read_dates(texts, way, today).seconds.tolist() for way in (DAY_FIRST, MONTH_FIRST)] if is_guess else []
    days = []
    for n, (text, seconds) in enumerate(zip(texts, dates.seconds.tolist(), strict=True)):
        is_open = is_guess and either[0][n] != either[1][n]
        is_date = seconds != UNKNOWN_TIME and not is_open
        days.append(day_as_date(seconds // SECONDS_PER_DAY).isoformat() if is_date else text)
    return days, dates.likely if dates.undecided and takes_guess else ""


def _agent(
    fields: Sequence[str], place: dict[str, int], others: list[tuple[int, str]], where: Place, as_of: date
) -> tuple[Agent | None, list[Problem]]:
    def cell(name: str) -> str:
        return fields[place[name]] if name in place else ""

    problems: list[Problem] = []

    def doubt(message: str, name: str) -> None:
        problems.append(Problem(Severity.WARNING, where.file, message, where.line, name))

    def day(name: str) -> date | None:
        text = cell(name)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            shown = safe_line(text, 30)
            doubt(f'"{shown}" {no_date(shown)}. The date is left out.', name)
            return None

    if not cell("agent_id"):
        doubt("no agent id; the line is left out.", "agent_id")
        return None, problems
    hired = day("hire_date")
    if hired is None and cell("tenure_days"):
        try:
            hired = as_of - timedelta(days=int(cell("tenure_days")))
        except (ValueError, OverflowError):
            doubt(f'"{safe_line(cell("tenure_days"), 30)}" is not a whole number of days; left out.', "tenure_days")
    dimensions = [(name, fields[n]) for n, name in others if fields[n]]
    return Agent(cell("agent_id"), cell("agent_name"), hired, day("left_on"), tuple(dimensions)), problems


def looks_like_roster(source: TableSource) -> bool:
    """Whether a table's header names agents, and more about them, but neither calls nor scores."""
    headers = source.headers
    scores = {match.field for match in match_columns(headers, FIELDS, {}, likely={}) if match.certainty == 1.0}
    if scores & {"call_id", "score", "criterion", "called_at", "evaluator_id"}:
        return False
    people = {match.field for match in match_columns(headers, ROSTER_FIELDS, {}, likely={}) if match.certainty == 1.0}
    if any(stated_scale(header) for header in headers):
        return False
    named = "agent_name" in people and bool(people & {"hire_date", "left_on", "tenure_days", "email"})
    return "agent_id" in people or named
