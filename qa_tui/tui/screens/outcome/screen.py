"""Step 6: what changed, how sure that is, and the next cycle. Private: it names agents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message

from qa_tui.domain.outcome import CycleOutcome, EffectVerdict, KeptAnswer, Measured, NotYet
from qa_tui.readers.places import written_path
from qa_tui.reports.outcome_words import outcome_sentence
from qa_tui.reports.plan_words import day_words
from qa_tui.tui.dialogs.confirm import ConfirmDialog
from qa_tui.tui.screens.cycles import CycleScreen
from qa_tui.tui.screens.outcome import view
from qa_tui.tui.widgets.line_view import LineList

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.cycle import Cycle
    from qa_tui.domain.cycle_records import CycleRecords
    from qa_tui.domain.scope import Scope
    from qa_tui.domain.settings import Settings
    from qa_tui.tui.lines import Line


Question = tuple[Any, Any, int, Any]
"""Cycle, loaded files, threshold and today; compared by what they are."""


@dataclass
class OutcomeFound(Message):
    """The answer to a question."""

    question: Question
    outcome: CycleOutcome


class OutcomeScreen(CycleScreen):
    """The sentence, then what it rests on."""

    MODE = "outcome"
    WORDS = (
        "Whether the people who were trained improved on the criterion: the same agents before and after, each in the windows of their own "
        "session, with the interval in which the true change likely lies.\n\n"
        "Effective: 8 points or more, and the interval above 0. Beside it stands what their other criteria did: a rise of everything is no "
        "training. Overall scores are never used. Before the two weeks are over no effect is shown, because an early one would be believed.\n\n"
        "The baseline is kept apart from the days that chose the topic: the lowest of several criteria rises by itself, and that is no "
        "effect either.\n\n"
        "n closes this cycle and goes to the next topic, h shows the history of all cycles, e writes the page for management, without names, E the re-score as a calendar file. [ and ] go to other cycles."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next_cycle", "next cycle", id="outcome.next"),
        Binding("h", "history", "all cycles", id="outcome.history"),
        Binding("e", "export", "export", id="outcome.export"),
        Binding("E", "export_day", "re-score to calendar", show=False, id="outcome.calendar"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._asked: Question | None = None
        self._outcome: CycleOutcome | None = None

    def body(self) -> list[Widget]:
        return [LineList(id="outcome", classes="grow")]

    def draw(self) -> None:
        cycle, loaded = self.cycle(), self.qa.loaded
        lines = self.query_one("#outcome", LineList)
        if cycle is None or loaded is None:
            self._outcome = None
            self.sentence.show(
                self.qa.unless_unread("No session has been held yet: there is nothing to measure.")
                if cycle is None
                else self.qa.state_words()
            )
            lines.show_flow(view.needs)
            return
        question = (cycle, loaded, self.qa.scope.threshold, self.qa.services.clock().date())
        if self._asked != question:
            self._asked = question
            if self._outcome is None or self._outcome.cycle.id != cycle.id:
                # Of the same cycle the answer that is shown stays until the new one is there.
                self._outcome = None
                self.sentence.show("Working it out ...")
                lines.show([])
            self._read(question)
        if self._outcome is not None:
            self._show(self._outcome, lines)

    def on_screen_resume(self) -> None:
        """Attendance or practice may have been noted meanwhile."""
        self._asked = None
        super().on_screen_resume()

    def _read(self, question: Question) -> None:
        """The records are read here, since the store belongs to this thread; scores are aggregated in another."""
        from qa_tui.steps.cycle_records import read_records

        store, (cycle, loaded, _, _) = self.qa.store(), question
        if store is not None:
            self._find(question, read_records(store, cycle, loaded), self.qa.scope, self.qa.services.settings)

    @work(thread=True, exclusive=True, group="outcome", exit_on_error=False)
    def _find(self, question: Question, records: CycleRecords, scope: Scope, settings: Settings) -> None:
        from qa_tui.steps.outcome import find_outcome

        _, loaded, _, today = question
        self.post_message(OutcomeFound(question, find_outcome(records, loaded, scope, today, settings)))

    def on_outcome_found(self, message: OutcomeFound) -> None:
        if message.question == self._asked:
            self._outcome = message.outcome
            self._keep(message.outcome)
            self.redraw()

    def _keep(self, outcome: CycleOutcome) -> None:
        """For the history: the files may be gone later."""
        store, found = self.qa.store(), outcome.found
        if store is not None and isinstance(found, Measured) and outcome.cycle.closed_on is None:
            today = self.qa.services.clock().date()
            kept = KeptAnswer(found.verdict, found.effect, found.before, found.after, today)
            store.keep_answer(outcome.cycle.id, kept)

    def _show(self, outcome: CycleOutcome, lines: LineList) -> None:
        self.sentence.show(f"{self.which()}{outcome.cycle.criterion_name}. {outcome_sentence(outcome)}")
        glyphs, found = self.qa.glyphs, outcome.found

        def flow(width: int) -> list[Line]:
            width = min(width, 120)
            if isinstance(found, NotYet):
                return view.not_yet_lines(outcome, found, width, glyphs)
            return view.measured_lines(outcome, found, width, glyphs)

        lines.show_flow(flow)

    @work
    async def action_next_cycle(self) -> None:
        """The answer becomes the next plan's input: the cycle is closed, and the topic of now is planned."""
        store, outcome = self.qa.store(), self._outcome
        if store is None or outcome is None or not isinstance(outcome.found, Measured):
            on = f", on {day_words(outcome.answer_on)} at the earliest" if outcome else ""
            self.qa.tell(f"The next cycle begins when this one has its answer{on}.")
            return
        said = "Its answer stays as it is. The next session on this criterion begins a cycle of its own."
        if await self.app.push_screen_wait(ConfirmDialog("Close this cycle and go on to the next?", said)):
            store.close_cycle(outcome.cycle.id, self.qa.services.clock())
            self._plan_next(outcome.cycle, outcome.found)

    def _plan_next(self, cycle: Cycle, found: Measured) -> None:
        """With the newest scores; what did not help is planned again, with its own diagnoses in mind."""
        self.qa.change_scope(replace(self.qa.scope, as_of=None))
        if found.verdict is EffectVerdict.EFFECTIVE:
            self.qa.criterion = None
            self.qa.action_step("scores")
            self.qa.tell("Closed. The newest scores choose the next topic; 3 plans it.")
        else:
            self.qa.criterion = cycle.criterion
            self.qa.action_step("plan")
            self.qa.tell(
                f"Closed. {cycle.criterion_name} is planned again, with the newest scores; n chooses another criterion."
            )

    def action_history(self) -> None:
        from qa_tui.tui.screens.outcome.history import HistoryScreen

        self.app.push_screen(HistoryScreen())

    @work
    async def action_export(self) -> None:
        from qa_tui.reports.outcome_page import outcome_page

        outcome = self._outcome
        if outcome is None:
            self.qa.tell("There is nothing to write yet.")
            return
        await self.export("outcome.html", lambda: outcome_page(outcome), "For management: it names nobody.")

    @work
    async def action_export_day(self) -> None:
        outcome = self._outcome
        if outcome is not None:
            await self.ask_until(
                "Calendar file of the re-score",
                "",
                str(Path.cwd() / "rescore.ics"),
                lambda typed: self._write_day(outcome, typed),
            )

    def _write_day(self, outcome: CycleOutcome, typed: str) -> str:
        from qa_tui.reports.calendar_file import calendar_file
        from qa_tui.reports.practice_words import rescore_day
        from qa_tui.reports.writer import write_whole

        target = written_path(typed).absolute()
        body = calendar_file([rescore_day(outcome.cycle, outcome.answer_on)], self.qa.services.clock())
        return self.written(target, lambda: write_whole(target, body))
