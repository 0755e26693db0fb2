"""All cycles of a workspace: which criterion, when, and what each left open."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from qa_tui.reports.cycle_words import history_sentence, left_open
from qa_tui.reports.plan_words import day_words
from qa_tui.reports.words import count_of
from qa_tui.steps.cycle_records import read_all_records
from qa_tui.tui.dialogs.choose import ChooseDialog
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.lines import EMPTY, column, hanging, line
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.typed_text import ask_text
from qa_tui.tui.widgets.line_view import LineList

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.cycle_records import CycleRecords
    from qa_tui.domain.parking import ParkedQuestion
    from qa_tui.tui.lines import Line


class HistoryScreen(PrivateScreen):
    """One block per cycle, the newest first."""

    MODE = "outcome"
    WORDS = (
        "Every topic this team has worked on: its sessions, its practice, and what it left open: requests for another wording that "
        "nobody has decided, and questions the room parked. a notes what became of one."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "answer", "answer a parked question", id="history.answer"),
        Binding("escape", "back", "back", id="back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._parked: list[ParkedQuestion] = []

    def body(self) -> list[Widget]:
        return [LineList(id="history", classes="grow")]

    def draw(self) -> None:
        store, here = self.qa.store(), self.qa.workspace
        cycles = [cycle for cycle in store.cycles() if cycle.workspace == here] if store else []
        records = list(read_all_records(store, cycles, self.qa.loaded)) if store else []
        self._parked = [question for one in records for question in one.parked]
        self.sentence.show(history_sentence(records))
        self.query_one("#history", LineList).show_flow(
            lambda width: [shown for one in records for shown in _block(one, min(width, 110))]
        )

    @work
    async def action_answer(self) -> None:
        """Note what became of a parked question; those without an answer first."""
        store = self.qa.store()
        if store is None or not self._parked:
            self.qa.tell("No question was parked.")
            return
        options = [
            (q, q.item.text, q.answer or "no answer yet") for q in sorted(self._parked, key=lambda q: bool(q.answer))
        ]
        chosen = await self.app.push_screen_wait(ChooseDialog("Which question?", options, self.qa.glyphs))
        if chosen is None:
            return
        answer = await ask_text(
            self.app,
            lambda value: EntryDialog(
                "What became of it?", "In a few words, no names. Empty: it is open again.", value
            ),
            self.qa.known_team(),
            chosen.answer,
        )
        if answer is not None:
            store.answer_parked(chosen.session, chosen.number, answer, self.qa.services.clock())
            self.redraw()


def _block(records: CycleRecords, width: int) -> list[Line]:
    cycle = records.cycle
    days = ", ".join(day_words(held.held_on) for held in cycle.sessions)
    closed = f", closed {day_words(cycle.closed_on)}" if cycle.closed_on else ""
    held = f"{count_of(len(cycle.sessions), 'session')}: {days}{closed}"
    lines = hanging(column(cycle.criterion_name, 30 if width >= 80 else 20, "accent"), held, width)
    for sentence in left_open(records):
        lines += hanging(("  - ", "muted"), sentence, width)
    return [*lines, line(("  ", ""), (f"in commands: --cycle {cycle.id}", "muted")), EMPTY]
