"""Who of the fictional team was trained on active listening, and how their practice went."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from qa_tui.analysis.scenario_draft import deal_cards
from qa_tui.demo import AS_OF
from qa_tui.demo.facts import ABSENT, FIRST_DAY, TRAINED_ON
from qa_tui.domain.attendance import Presence
from qa_tui.domain.practice import (
    ApprovedHow,
    Assignment,
    Attempt,
    Card,
    CardApproval,
    approve,
    assign,
    practice_due,
    record,
    waive,
)
from qa_tui.domain.scope import Window
from qa_tui.steps.practice import draft_cards

if TYPE_CHECKING:
    from qa_tui.domain.cycle import CycleSession
    from qa_tui.store.sessions import SessionStore

CRITERION = "active_listening"
_APPROVED_ON = date(2026, 10, 2)
_SCORES = (88.0, 84.0, 92.0, 80.0, 76.0, 88.0, 96.0, 84.0)
_MISSED, _WAIVED = "A23", "A11"


def record_cycle(store: SessionStore) -> None:
    """Attendance, cards and practice of the cycle, unless they are there."""
    cycle = next((c for c in store.cycles() if c.criterion == CRITERION and len(c.sessions) > 1), None)
    if cycle is None or store.cards(cycle.id):
        return
    zone = datetime.fromisoformat(store.opened_at(cycle.sessions[0].session).isoformat()).tzinfo
    now = datetime(_APPROVED_ON.year, _APPROVED_ON.month, _APPROVED_ON.day, 17, tzinfo=zone)
    with store.database.atomic():
        for held in cycle.sessions:
            state = store.plan_state(held.plan)
            store.save_state(held.plan, replace(state, selection=Window(FIRST_DAY, AS_OF)), now)
            found: dict[str, Presence | None] = dict.fromkeys(TRAINED_ON[held.held_on], Presence.PRESENT)
            found |= dict.fromkeys(ABSENT[held.held_on], Presence.ABSENT)
            keys = store.agent_keys(found)
            store.keep_attendance(held.session, {keys[agent]: presence for agent, presence in found.items()}, now)
        numbers = iter(range(1, 99))
        cards = draft_cards(store, cycle, lambda: f"{cycle.id}-{next(numbers)}", now)
        approval = CardApproval("supervisor", _APPROVED_ON, ApprovedHow.SCREEN)
        approved = [card for found_card in cards if isinstance(card := approve(found_card, approval), Card)]
        store.keep_cards(approved, now)
        made = [given for held in cycle.sessions for given in _dealt(store, held, approved)]
        store.keep_assignments(made, now)
        store.keep_assignments(_practised(store, made), now)


def _dealt(store: SessionStore, held: CycleSession, approved: list[Card]) -> list[Assignment]:
    """The cards of one session, dealt by the ids of the agents: the same in every copy of the demo."""
    cards = {card.id: card for card in approved if card.session == held.session}
    agents = TRAINED_ON[held.held_on]
    keys, due = store.agent_keys(agents), practice_due(held.held_on)
    given = [
        assign(cards[card], keys[agent], held.held_on, due, _APPROVED_ON)
        for agent, card in deal_cards(list(cards), agents).items()
    ]
    return [one for one in given if isinstance(one, Assignment)]


def _practised(store: SessionStore, made: list[Assignment]) -> list[Assignment]:
    """Everybody practised once, but for one who did not and one of whom it was not asked."""
    keys = {key: agent for agent, key in store.agent_keys(a for group in TRAINED_ON.values() for a in group).items()}
    found = []
    for assignment in sorted(made, key=lambda a: keys[a.agent_key]):
        agent, number = keys[assignment.agent_key], int(keys[assignment.agent_key][1:])
        if agent == _MISSED:
            continue
        if agent == _WAIVED:
            changed = waive(assignment, "on leave until the 12th")
        else:
            day = date(2026, 10, 5 + number % 4)
            changed = record(assignment, Attempt(day, _SCORES[number % len(_SCORES)], "supervisor"), day)
        assert isinstance(changed, Assignment)
        found.append(changed)
    return found
