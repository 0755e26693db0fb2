"""Cycles: sessions on one topic, of groups that leave the phones one after the other."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING

from qa_tui.domain.cycle import running_cycle
from qa_tui.domain.scope import Window
from qa_tui.steps.half_day import join
from qa_tui.steps.live import LiveSession
from qa_tui.steps.plan_bundle import copy_plan
from qa_tui.store.database import open_database
from qa_tui.store.migrations import MIGRATIONS
from qa_tui.store.sessions import SessionStore
from tests.builders import NOW, make_criterion, make_plan_in

if TYPE_CHECKING:
    from pathlib import Path

SELECTION = Window(date(2026, 9, 1), date(2026, 10, 1))


def start(store: SessionStore, plan: str, session: str, days: int = 0, people: tuple[str, ...] = ()) -> None:
    live = LiveSession.start(store, plan, session, 4, lambda: NOW + timedelta(days=days), people=people)
    assert isinstance(live, LiveSession), live


def second_group(store: SessionStore, plan: str, name: str = "g") -> str:
    numbers = count()
    return copy_plan(store, plan, store.plan_workspace(plan), lambda: f"{name}{next(numbers)}", NOW)


def test_groups_of_one_topic_share_a_cycle_and_each_counts_from_its_own_day(store: SessionStore) -> None:
    plan = make_plan_in(store, calls=3)
    store.save_state(plan, replace(store.plan_state(plan), selection=SELECTION), NOW)
    start(store, plan, "s1")
    start(store, second_group(store, plan), "s2", days=3)
    (cycle,) = store.cycles()
    assert (cycle.id, cycle.selection, [s.session for s in cycle.sessions]) == ("s1", SELECTION, ["s1", "s2"])
    first, second = (session.calendar() for session in cycle.sessions)
    assert second.post.start - first.post.start == timedelta(days=3)
    assert cycle.answer_on == second.answer_on == date(2026, 10, 4) + timedelta(days=22)


def test_a_session_after_the_answer_or_after_a_person_closed_it_begins_another(store: SessionStore) -> None:
    plan = make_plan_in(store, calls=3)
    start(store, plan, "s1")
    last = store.cycles()[0].answer_on - NOW.date()
    start(store, second_group(store, plan, "g"), "s2", days=last.days)
    assert [cycle.id for cycle in store.cycles()] == ["s2", "s1"]
    store.close_cycle("s2", NOW)
    start(store, second_group(store, plan, "h"), "s3", days=last.days + 1)
    assert [cycle.id for cycle in store.cycles()] == ["s3", "s2", "s1"]
    assert store.cycles()[1].closed_on == NOW.date()
    store.close_cycle("s2", None)
    assert store.cycles()[1].closed_on is None


def test_a_half_day_belongs_to_a_cycle_of_each_criterion(store: SessionStore) -> None:
    plan = make_plan_in(store, calls=3)
    other = replace(make_criterion(), id="other", name="Other")
    join(store, plan, other, store.plan_workspace(plan), lambda: "p2", NOW)
    for number, excerpt in enumerate(store.approved(plan).values()):
        store.approve(
            replace(excerpt, id=f"o{number}", plan="p2"), f"other-{number}", store.sealed_score(excerpt.id), NOW
        )
    start(store, plan, "s1")
    assert {(c.id, c.criterion, c.sessions[0].plan) for c in store.cycles()} == {
        ("s1", store.plan_criterion(plan).id, plan),
        ("s1.2", "other", "p2"),
    }


def test_a_calibration_of_raters_trains_nobody(store: SessionStore) -> None:
    start(store, make_plan_in(store, calls=3), "s1", people=("Ada", "Ben", "Cy", "Di"))
    assert store.cycles() == ()


def test_other_workspaces_and_criteria_have_cycles_of_their_own(store: SessionStore) -> None:
    plan = make_plan_in(store, calls=3)
    start(store, plan, "s1")
    cycles, here, criterion = store.cycles(), store.plan_workspace(plan), store.plan_criterion(plan)
    assert running_cycle(cycles, here, criterion, NOW.date()) == cycles[0]
    assert running_cycle(cycles, "elsewhere", criterion, NOW.date()) is None
    assert running_cycle(cycles, here, replace(criterion, id="other"), NOW.date()) is None
    assert running_cycle(cycles, here, replace(criterion, asks="Worded anew?"), NOW.date()) is None, "another measure"


def test_a_session_on_paper_counts_from_the_day_it_was_held(store: SessionStore) -> None:
    held_on = date(2026, 9, 28)
    live = LiveSession.start(store, make_plan_in(store, calls=3), "s1", 4, lambda: NOW, held_on=held_on)
    assert isinstance(live, LiveSession)
    assert live.state.entered_afterwards
    (cycle,) = store.cycles()
    assert cycle.begun_on == held_on
    (summary,) = store.sessions()
    assert (summary.day, summary.when) == ("2026-09-28", "2026-09-28"), "not the day on which it was typed in"
    calendar = cycle.sessions[0].calendar()
    assert calendar.deadline == held_on + timedelta(days=7)
    assert calendar.baseline.end <= held_on, "the session's own day is no baseline"


def test_sessions_from_before_there_were_cycles_get_one_each(path: Path) -> None:
    before = tuple(m for m in MIGRATIONS if m.name < "011")
    open_database(path, NOW, migrations=before).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        body = make_criterion().as_json()
        connection.execute("INSERT INTO plans VALUES ('p', 'w', ?, ?)", (json.dumps(body), NOW.isoformat()))
        for session in ("a", "b"):
            connection.execute("INSERT INTO sessions VALUES (?, 'p', ?, NULL)", (session, NOW.isoformat()))
    database = open_database(path, NOW)
    cycles = SessionStore(database).cycles()
    assert [cycle.id for cycle in cycles] == ["b", "a"]
    assert cycles[0].selection == Window.before(NOW.date())
    database.close()
