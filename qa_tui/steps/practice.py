"""Step 5: cards from what was played, one for each of the trained, and what becomes of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from qa_tui.analysis.scenario_draft import PlayedCall, deal_cards, draft_scenarios
from qa_tui.domain.practice import Card, CardState, assign, practice_due, send_to_review
from qa_tui.domain.practice_board import PracticeBoard, PracticeRow, Trainee
from qa_tui.domain.session import Rejected, Session
from qa_tui.domain.session_rules import replay
from qa_tui.domain.vote_set import Use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from qa_tui.domain.attendance import Presence
    from qa_tui.domain.cycle import Cycle, CycleSession
    from qa_tui.domain.disagreement import ActualScore
    from qa_tui.domain.excerpt import ApprovedExcerpt
    from qa_tui.domain.people import Agent
    from qa_tui.domain.practice import Assignment
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.scenario import Scenario
    from qa_tui.domain.session_events import Event
    from qa_tui.steps.loaded import Loaded

TEAM = "team"
MOST_LOOKED_AT = 200_000
"""Calls up to which all are looked through for the one that a card was made of; beyond, those with a transcript."""


class PracticeStore(Protocol):
    """What practice needs of the store."""

    def attendance(self, session: str) -> dict[str, Presence]: ...
    def agent_keys(self, agents: Iterable[str]) -> dict[str, str]: ...
    def call_keys(self, call_ids: Iterable[str]) -> dict[str, str]: ...
    def events(self, session: str) -> tuple[Event, ...]: ...
    def excerpt(self, excerpt: str) -> ApprovedExcerpt: ...
    def excerpts_of(self, plan: str) -> dict[str, ApprovedExcerpt]: ...
    def sealed_score(self, excerpt: str) -> ActualScore: ...
    def plan_criterion(self, plan: str) -> Criterion: ...
    def cards(self, cycle: str) -> tuple[Card, ...]: ...
    def assignments(self, cycle: str) -> tuple[Assignment, ...]: ...
    def keep_cards(self, cards: Sequence[Card], now: datetime, *, are_drafts: bool = False) -> None: ...
    def keep_assignments(self, assignments: Sequence[Assignment], now: datetime) -> None: ...
    def undo_practice(self, cycle: str) -> int: ...


def agents_of(loaded: Loaded | None) -> tuple[Agent, ...]:
    """Everybody that the open files know, by id, with a name where one is given."""
    from qa_tui.domain.people import Agent

    if loaded is None:
        return ()
    known = {agent.id: agent for agent in loaded.roster}
    for agent, name in zip(loaded.matrix.agents, loaded.matrix.agent_names, strict=True):
        if agent not in known or not known[agent].name:
            known[agent] = replace(known[agent], name=name) if agent in known else Agent(agent, name)
    return tuple(known[agent] for agent in sorted(known))


def scenarios_of(store: PracticeStore, held: CycleSession) -> tuple[Scenario, ...]:
    """What the calls of a session make; nothing before its first score was shown."""
    state = replay(store.events(held.session))
    if not isinstance(state, Session):
        return ()
    criterion = store.plan_criterion(held.plan)
    kept = {excerpt.id: excerpt for excerpt in store.excerpts_of(held.plan).values()}
    played = [
        _played(store, kept[call.brief.excerpt], criterion, call.cited)
        for call in state.rounds
        if call.is_revealed and not call.is_skipped and call.brief.excerpt in kept
    ]
    partners = [_played(store, e, criterion, ()) for e in kept.values() if e.use is Use.PARTNER and not e.lapsed]
    return draft_scenarios(criterion, played, partners)


def _played(store: PracticeStore, excerpt: ApprovedExcerpt, criterion: Criterion, cited: tuple[int, ...]) -> PlayedCall:
    actual = store.sealed_score(excerpt.id)
    reach = criterion.scale.maximum - criterion.floor
    percent = 100 * (actual.value - criterion.floor) / reach if reach else 0.0
    return PlayedCall(excerpt.id, excerpt.call_type, excerpt.turns, excerpt.first_line, percent, actual.value, cited)


def draft_cards(store: PracticeStore, cycle: Cycle, new_id: Callable[[], str], now: datetime) -> tuple[Card, ...]:
    """Make the cards of every finished session that has none yet, and send them to review; returns the new ones."""
    known = store.cards(cycle.id)
    made: list[Card] = []
    for held in cycle.sessions:
        if held.is_open or any(card.session == held.session for card in known):
            continue
        for scenario in scenarios_of(store, held):
            card = Card(new_id(), cycle.id, len(known) + len(made) + 1, held.session, scenario)
            sent = send_to_review(card)
            assert isinstance(sent, Card)
            made.append(sent)
    if made:
        store.keep_cards(made, now, are_drafts=True)
    return tuple(made)


def read_board(store: PracticeStore, cycle: Cycle, loaded: Loaded | None) -> PracticeBoard:
    """Who practises what in a cycle. Names are those of the files that are open."""
    people = agents_of(loaded)
    keys = store.agent_keys(agent.id for agent in people)
    by_key = {keys[agent.id]: agent for agent in people}
    cards, assignments = store.cards(cycle.id), {a.agent_key: a for a in store.assignments(cycle.id)}
    is_all_given = all(key in assignments for held in cycle.sessions for key in store.attendance(held.session))
    own = {} if is_all_given else _own_cards(store, cycle, cards, loaded, keys)
    rows: list[PracticeRow] = []
    absent: dict[str, Trainee] = {}
    unnoted = []
    for held in cycle.sessions:
        noted = store.attendance(held.session)
        if not noted:
            unnoted.append(held)
        there = [_trainee(key, by_key, held) for key, presence in noted.items() if presence.is_trained]
        there.sort(key=lambda t: (t.name.casefold(), t.agent, t.key))
        known = {row.trainee.key for row in rows}
        there = [trainee for trainee in there if trainee.key not in known]
        rows += _rows(there, [c for c in cards if c.session == held.session], cards, assignments, own)
        for key, presence in noted.items():
            if not presence.is_trained:
                absent[key] = replace(_trainee(key, by_key, held), presence=presence)
    trained = {row.trainee.key for row in rows}
    missed = [trainee for key, trainee in absent.items() if key not in trained]
    missed.sort(key=lambda t: (t.name.casefold(), t.agent))
    return PracticeBoard(cycle, cards, tuple(rows), tuple(missed), tuple(unnoted))


def _trainee(key: str, by_key: Mapping[str, Agent], held: CycleSession) -> Trainee:
    agent = by_key.get(key)
    if agent is None:
        return Trainee("", f"somebody whom the open files do not know ({key[:6]})", key, "", held)
    team = next((segment for name, segment in agent.dimensions if name.casefold() == TEAM), "")
    return Trainee(agent.id, agent.name or agent.id, key, team, held)


def _rows(
    there: Sequence[Trainee],
    cards: Sequence[Card],
    all_cards: Sequence[Card],
    assignments: Mapping[str, Assignment],
    own: Mapping[str, frozenset[str]],
) -> list[PracticeRow]:
    by_id = {card.id: card for card in all_cards}
    usable = [card.id for card in cards if card.state is not CardState.REJECTED]
    dealt = deal_cards(usable, [t.key for t in there], own) if usable else {}
    rows = []
    for trainee in there:
        assignment = assignments.get(trainee.key)
        given = by_id.get(assignment.card) if assignment else None
        if (
            assignment is not None
            and given is not None
            and given.state is CardState.REJECTED
            and not assignment.attempts
        ):
            # Nobody can practise a card that was rejected: the agent is dealt another one.
            assignment = None
        card = by_id.get(assignment.card if assignment else dealt.get(trainee.key, ""))
        rows.append(PracticeRow(trainee, card, assignment))
    return rows


def _own_cards(
    store: PracticeStore, cycle: Cycle, cards: Sequence[Card], loaded: Loaded | None, keys: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """Agent key -> cards that were built from a call of that agent, as far as the open files say whose it was."""
    if loaded is None or not cards:
        return {}
    import numpy as np

    from qa_tui.analysis.calls import calls_with_transcript

    kept = {e.id: key for held in cycle.sessions for key, e in store.excerpts_of(held.plan).items()}
    wanted = {kept[card.scenario.excerpt]: card.id for card in cards if card.scenario.excerpt in kept}
    matrix = loaded.matrix
    known = matrix.call_id_ends.size
    ids = [matrix.call_label(code) for code in range(known)] if known <= MOST_LOOKED_AT else list(loaded.transcripts)
    calls = {key: call for call, key in store.call_keys(ids).items() if key in wanted}
    found: dict[str, set[str]] = {}
    by_call = {call: key for key, call in calls.items()}
    for code in calls_with_transcript(matrix, by_call).tolist() if by_call else ():
        row = int(np.flatnonzero(matrix.call == code)[0])
        agent = keys[matrix.agents[int(matrix.agent[row])]]
        found.setdefault(agent, set()).add(wanted[by_call[matrix.call_label(code)]])
    return {agent: frozenset(ids) for agent, ids in found.items()}


def assign_approved(
    store: PracticeStore,
    board: PracticeBoard,
    today: date,
    now: datetime,
    holidays: Iterable[date] = (),
    *,
    due: date | None = None,
    why: str = "",
) -> tuple[tuple[Assignment, ...], tuple[str, ...]]:
    """Give every approved card to whom it was dealt; returns what was assigned, and what stood in the way of the others.

    Args:
        store: keeps the assignments.
        board: as read from it.
        today: of the assignment.
        now: the same with the time.
        holidays: days on which nothing is due.
        due: another day than the one 5 to 7 days after each session.
        why: the reason for such a day.
    """
    made: list[Assignment] = []
    refused: list[str] = []
    closed = tuple(holidays)
    for row in board.rows:
        if row.assignment is not None:
            continue
        if row.card is None:
            refused.append("there is no card for somebody whose own call it was made of, or none at all")
            continue
        held = row.trainee.session.held_on
        given = assign(row.card, row.trainee.key, held, due or practice_due(held, closed), today, why)
        if isinstance(given, Rejected):
            refused.append(given.reason)
        else:
            made.append(given)
    if made:
        store.keep_assignments(made, now)
    return tuple(made), tuple(dict.fromkeys(refused))
