"""Everything that was recorded of one cycle, read at once: what follows needs no store, and can be worked out elsewhere."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from qa_tui.domain.cycle_records import CycleRecords
from qa_tui.domain.parking import ParkedQuestion
from qa_tui.domain.session import Session
from qa_tui.domain.session_rules import replay
from qa_tui.steps.ledger import LedgerStore, read_rounds
from qa_tui.steps.practice import PracticeStore, read_board

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_tui.domain.choices import Choices
    from qa_tui.domain.cycle import Cycle
    from qa_tui.domain.disagreement import JudgedRound
    from qa_tui.domain.outcome import KeptAnswer
    from qa_tui.domain.parking import Topic
    from qa_tui.steps.loaded import Loaded


class RecordStore(PracticeStore, LedgerStore, Protocol):
    """What the records of a cycle need of the store."""

    def cycles(self) -> tuple[Cycle, ...]: ...
    def choices(self, workspace: str) -> Choices: ...
    def parked_answers(self) -> dict[tuple[str, int], str]: ...
    def answers(self) -> dict[str, KeptAnswer]: ...


def read_records(store: RecordStore, cycle: Cycle, loaded: Loaded | None) -> CycleRecords:
    """What the store knows of a cycle; names are those of the files that are open."""
    return next(read_all_records(store, (cycle,), loaded))


def read_all_records(store: RecordStore, cycles: Sequence[Cycle], loaded: Loaded | None) -> Iterator[CycleRecords]:
    """The same of several cycles: what all sessions have recorded is gone through once."""
    rounds, known = read_rounds(store), store.cycles()
    for cycle in cycles:
        yield _records(store, cycle, loaded, rounds, known)


def _records(
    store: RecordStore,
    cycle: Cycle,
    loaded: Loaded | None,
    rounds: Sequence[JudgedRound],
    cycles: Sequence[Cycle],
) -> CycleRecords:
    own = {held.session for held in cycle.sessions}
    barriers: Counter[Topic] = Counter()
    parked: list[ParkedQuestion] = []
    answered = store.parked_answers()
    for held in cycle.sessions:
        state = replay(store.events(held.session))
        if isinstance(state, Session):
            barriers.update(dict(state.barriers))
            parked += [
                ParkedQuestion(held.session, number, item, answered.get((held.session, number), ""))
                for number, item in enumerate(state.parked, 1)
            ]
    return CycleRecords(
        board=read_board(store, cycle, loaded),
        trained=frozenset(c.criterion for c in cycles if own & {held.session for held in c.sessions}),
        is_chosen_by_person=_is_chosen_by_person(store, cycle),
        rounds=tuple(r for r in rounds if r.criterion == cycle.criterion),
        barriers=tuple(barriers.items()),
        parked=tuple(parked),
        answer=store.answers().get(cycle.id),
        requests=tuple(r for r in store.wording_requests() if r.criterion == cycle.criterion),
    )


def _is_chosen_by_person(store: RecordStore, cycle: Cycle) -> bool:
    choice = store.choices(cycle.workspace).topic
    return choice is not None and (choice.criterion, choice.window_end) == (cycle.criterion, cycle.selection.end)
