"""Cycles: which sessions belong to one topic of one workspace."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from qa_tui.domain.cycle import Cycle, CycleSession, running_cycle
from qa_tui.domain.outcome import KeptAnswer
from qa_tui.domain.rubric import Criterion
from qa_tui.domain.scope import Window

if TYPE_CHECKING:
    from qa_tui.store.database import Database

_CYCLES = """
    SELECT cycles.*, session, cycle_sessions.plan AS played, opened_at, held_on, sessions.closed_at AS finished_at, made_at,
        plans.criterion AS body, plan_states.body AS state
    FROM cycles JOIN cycle_sessions ON cycle = cycles.id JOIN sessions ON sessions.id = session
        JOIN plans ON plans.id = cycle_sessions.plan LEFT JOIN plan_states ON plan_states.plan = plans.id
    ORDER BY opened_at, sessions.rowid
"""


def read_cycles(database: Database) -> tuple[Cycle, ...]:
    """Every cycle, the one that began last first."""
    grouped: dict[str, list[dict[str, str]]] = {}
    for row in database.rows(_CYCLES):
        grouped.setdefault(row["id"], []).append(dict(row))
    cycles = [_cycle(rows) for rows in grouped.values()]
    return tuple(sorted(cycles, key=lambda cycle: (cycle.begun_on, cycle.id), reverse=True))


def _cycle(rows: list[dict[str, str]]) -> Cycle:
    first = rows[0]
    criterion = Criterion.from_json(json.loads(first["body"]))
    return Cycle(
        id=first["id"],
        workspace=first["workspace"],
        criterion=criterion.id,
        criterion_name=criterion.name,
        wording_version=criterion.wording_version,
        sessions=tuple(
            CycleSession(row["session"], row["played"], _held_on(row), row["finished_at"] is None, _selection(row))
            for row in sorted(rows, key=_held_on)
        ),
        closed_on=_day(first["closed_at"]) if first["closed_at"] else None,
    )


def _selection(first: dict[str, str]) -> Window:
    """The days that the plan was drafted from; of a plan that does not say, the month before it was made."""
    kept = json.loads(first["state"]).get("selection") if first["state"] else None
    if kept:
        return Window(date.fromisoformat(kept[0]), date.fromisoformat(kept[1]))
    return Window.before(_day(first["made_at"]))


def _held_on(row: dict[str, str]) -> date:
    """The day it was held: of one that was entered afterwards, as a person said."""
    return date.fromisoformat(row["held_on"]) if row["held_on"] else _day(row["opened_at"])


def join_cycles(database: Database, session: str, now: datetime, held_on: date | None = None) -> None:
    """Put a session that begins now into the running cycle of each of its criteria, or let it begin one."""
    cycles = read_cycles(database)
    with database.atomic() as cursor:
        played = database.rows(
            "SELECT plan, workspace, criterion FROM played_plans JOIN plans ON plans.id = plan WHERE session = ?"
            " ORDER BY plan IN (SELECT second FROM second_plans)",
            (session,),
        )
        for number, row in enumerate(played, 1):
            criterion = Criterion.from_json(json.loads(row["criterion"]))
            running = running_cycle(cycles, row["workspace"], criterion, held_on or now.date())
            cycle = running.id if running is not None else session if number == 1 else f"{session}.{number}"
            if running is None:
                cursor.execute("INSERT INTO cycles VALUES (?, ?, NULL)", (cycle, row["workspace"]))
            cursor.execute("INSERT INTO cycle_sessions VALUES (?, ?, ?)", (cycle, session, row["plan"]))


def close_cycle(database: Database, cycle: str, now: datetime | None) -> None:
    """Close a cycle: the next session on its criterion begins another. None opens it again."""
    with database.atomic() as cursor:
        cursor.execute("UPDATE cycles SET closed_at = ? WHERE id = ?", (now.isoformat() if now else None, cycle))


def keep_answer(database: Database, cycle: str, answer: KeptAnswer) -> None:
    """Keep an answer as it was read; it takes the place of an earlier one."""
    with database.atomic() as cursor:
        cursor.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (cycle, json.dumps(answer.as_json())))


def read_answers(database: Database) -> dict[str, KeptAnswer]:
    """Cycle -> its answer."""
    rows = database.rows("SELECT cycle, body FROM answers ORDER BY cycle")
    return {row["cycle"]: KeptAnswer.from_json(json.loads(row["body"])) for row in rows}


def answer_parked(database: Database, session: str, number: int, answer: str, now: datetime) -> None:
    """Note what became of a parked question; an empty answer takes it back."""
    with database.atomic() as cursor:
        cursor.execute("DELETE FROM parked_answers WHERE session = ? AND number = ?", (session, number))
        if answer:
            cursor.execute("INSERT INTO parked_answers VALUES (?, ?, ?, ?)", (session, number, answer, now.isoformat()))


def parked_answers(database: Database) -> dict[tuple[str, int], str]:
    """(session, number of the question) -> its answer."""
    rows = database.rows("SELECT session, number, answer FROM parked_answers ORDER BY session, number")
    return {(row["session"], row["number"]): row["answer"] for row in rows}


def _day(stamp: str) -> date:
    return datetime.fromisoformat(stamp).date()
