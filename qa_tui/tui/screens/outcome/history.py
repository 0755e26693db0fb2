"""All cycles of a workspace: which criterion, when, and what each left open."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from qa_tui.reports.cycle_words import history_sentence, left_open
from qa_tui.reports.plan_words import day_words
from qa_tui.reports.words import count_of
from qa_tui.steps.cycle_records import read_records
from qa_tui.tui.lines import EMPTY, column, cut, hanging, line
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.widgets.line_view import LineList

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.cycle_records import CycleRecords
    from qa_tui.tui.lines import Line


class HistoryScreen(PrivateScreen):
    """One block per cycle, the newest first."""

    MODE = "outcome"
    WORDS = (
        "Every topic this team has worked on: its sessions, its practice, and what it left open: requests for another wording that "
        "nobody has decided, and questions the room parked."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "back", id="back")]

    def body(self) -> list[Widget]:
        return [LineList(id="history", classes="grow")]

    def draw(self) -> None:
        store, here = self.qa.store(), self.qa.workspace
        cycles = [cycle for cycle in store.cycles() if cycle.workspace == here] if store else []
        records = [read_records(store, cycle, self.qa.loaded) for cycle in cycles] if store else []
        self.sentence.show(history_sentence(records))
        self.query_one("#history", LineList).show_flow(
            lambda width: [shown for one in records for shown in _block(one, min(width, 110))]
        )


def _block(records: CycleRecords, width: int) -> list[Line]:
    cycle = records.cycle
    days = ", ".join(day_words(held.held_on) for held in cycle.sessions)
    closed = f", closed {day_words(cycle.closed_on)}" if cycle.closed_on else ""
    lines: list[Line] = [
        cut(
            (
                column(cycle.criterion_name, 30, "accent"),
                (f"{count_of(len(cycle.sessions), 'session')}: {days}{closed}", ""),
            ),
            width,
        )
    ]
    for sentence in left_open(records):
        lines += hanging(("  - ", "muted"), sentence, width)
    return [*lines, line(("  ", ""), (f"cycle {cycle.id}", "muted")), EMPTY]
