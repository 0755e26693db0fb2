"""A scenario card, and a finished session that cards are made of, for tests."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING

from qa_tui.domain import session_events as events
from qa_tui.domain.cycle import Cycle, CycleSession
from qa_tui.domain.practice import ApprovedHow, Assignment, Attempt, Card, CardApproval, CardState
from qa_tui.domain.practice_board import PracticeBoard, PracticeRow, Trainee
from qa_tui.domain.scenario import Scenario
from qa_tui.domain.scope import Window
from qa_tui.domain.session import Session
from qa_tui.steps.live import LiveSession
from qa_tui.steps.plan_bundle import copy_plan

if TYPE_CHECKING:
    from datetime import datetime

    from qa_tui.domain.session_events import Event
    from qa_tui.store.sessions import SessionStore


def scenario(excerpt: str = "e1", call_type: str = "Delivery") -> Scenario:
    return Scenario(
        criterion="listening",
        criterion_name="Listening",
        wording_version="w1",
        call_type=call_type,
        pattern="restates the issue",
        mood="impatient",
        situation="",
        opening_line="It never came.",
        pressure_points=("I was at home.",),
        exit="Heard.",
        objective="Listens.",
        behaviours=("restates the issue",),
        top_level="restates the issue",
        red_flags=("interrupts",),
        failure_example="What number?",
        high_example="It never came, and you waited. Right?",
        levels=(("5", "restates the issue"), ("1", "interrupts")),
        excerpt=excerpt,
    )


DUE = date(2026, 10, 8)
SESSION = CycleSession(
    "s1", "p1", date(2026, 10, 1), is_open=False, selection=Window(date(2026, 9, 1), date(2026, 10, 1))
)
AGENTS = tuple(f"A{n}" for n in range(8))


def board(score: float | None, done: int = 8, *, late: int = 0) -> PracticeBoard:
    """Eight agents; the first `done` practised, of them the first `late` after their day."""
    card = Card("c1", "cy", 1, "s1", scenario(), CardState.APPROVED, CardApproval("JK", DUE, ApprovedHow.SCREEN))
    rows = []
    for n, agent in enumerate(AGENTS):
        on = DUE + timedelta(days=1 if n < late else 0)
        attempts = (Attempt(on, score, "JK"),) if n < done else ()
        given = Assignment("cy", agent, "s1", "c1", SESSION.held_on, DUE, DUE, attempts=attempts)
        rows.append(PracticeRow(Trainee(agent, agent, agent, "", SESSION), card, given))
    cycle = Cycle("cy", "w", "listening", "Listening", "w1", (SESSION,))
    return PracticeBoard(cycle, (card,), tuple(rows), (), ())


def hold_session(store: SessionStore, plan: str, session: str, at: datetime, seats: int = 8) -> None:
    """A finished session on a copy of `plan`: everybody votes the same, QA's score is shown on every call."""
    numbers = count()
    copy = copy_plan(store, plan, store.plan_workspace(plan), lambda: f"{session}{next(numbers)}", at)
    live = LiveSession.start(store, copy, session, seats, lambda: at)
    assert isinstance(live, LiveSession), live
    steps: list[Event] = [events.Moved("brief")]
    for played in live.state.rounds:
        level = played.brief.scale.values[0]
        steps += [events.Moved("excerpt"), events.Moved("vote")]
        steps += [events.Cast(seat, events.Vote(events.VoteKind.LEVEL, level)) for seat in range(seats)]
        steps += [events.VotesTaken(), events.DistributionShown(), events.ScoreRevealed(), events.Continued()]
    for event in (*steps, events.Moved("wrap_up"), events.Closed()):
        assert isinstance(live.send(event), Session), event
