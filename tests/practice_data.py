"""A scenario card, and a finished session that cards are made of, for tests."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from qa_tui.domain import session_events as events
from qa_tui.domain.scenario import Scenario
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
