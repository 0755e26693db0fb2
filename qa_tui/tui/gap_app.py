"""The app's state of steps 1 and 2: what is loaded, which scope is looked at, and the answer to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work
from textual.reactive import var

from qa_tui.domain.problem import NotAnsweredError
from qa_tui.domain.scope import Scope
from qa_tui.domain.window_text import EARLIEST, LATEST
from qa_tui.tui.frame_app import FrameApp
from qa_tui.tui.messages import GapsFound
from qa_tui.tui.screens.private import PrivateScreen

if TYPE_CHECKING:
    from qa_tui.domain.choices import Choices, Sampling, TopicChoice
    from qa_tui.domain.gaps import GapReport
    from qa_tui.domain.scope import Window
    from qa_tui.steps.loaded import Loaded

MOST_UNDONE = 50


class GapApp(FrameApp):
    """Owner of the data set, of the scope and of the report. Screens ask it and tell it; none keeps a scope of its own."""

    loaded: var[Loaded | None] = var(None)
    scope: var[Scope] = var(Scope())
    report: var[GapReport | None] = var(None)
    criterion: var[str | None] = var(None)
    """The criterion that steps 2 and 3 are about: the one a person chose, else the topic."""
    hidden_dimensions: var[frozenset[str]] = var(frozenset())
    """Dimensions that a person does not want to see; they are tested all the same."""
    workspace = ""
    """Name of the set of files that is open."""
    is_finding = False
    """Steps 1 and 2 are being worked out."""
    why_not = ""
    """Why there is no answer, where the scores lie elsewhere and did not come."""
    _before: tuple[Scope, ...] = ()
    """Scopes that can be gone back to, the last one last."""

    def apply_settings(self) -> None:
        """Keys from the settings, and a word about what is wrong in them."""
        problems = [f"{p.where()}: {p.message}" for p in self.services.settings_problems]
        if self.services.settings.keys:
            from qa_tui.tui.keymap import check_keys

            keymap, wrong = check_keys(self.services.settings.keys)
            self.set_keymap(keymap)
            problems += wrong
        for problem in problems[:3]:
            self.tell(problem, is_bad=True)

    def take(self, loaded: Loaded) -> None:
        """A new data set: the question begins anew, with the dates and the minimum that stand."""
        self.report = None
        self.criterion = None
        self._before = ()
        # Said before anything is drawn anew: until the answer is there, nobody can say that there is none.
        self.is_finding = True
        self.loaded = loaded
        self.find(replace(self.scope, segments=()))

    # The scope -------------------------------------------------------------------------------------------------------

    def find(self, scope: Scope) -> None:
        """Answer steps 1 and 2 for `scope`."""
        self.is_finding = self.loaded is not None
        self.scope = scope
        if self.loaded is not None:
            self._find(self.loaded, scope)

    def change_scope(self, scope: Scope) -> None:
        """What a person asked for; it can be taken back."""
        if scope != self.scope:
            self._before = (*self._before[-MOST_UNDONE:], self.scope)
            self.find(scope)

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    def action_undo_scope(self) -> None:
        if self._before:
            *earlier, last = self._before
            self._before = tuple(earlier)
            self.find(last)
        else:
            self.tell("There is no earlier scope to go back to.")

    def action_move_window(self, by: int) -> None:
        """To the window of the same length before or after this one."""
        window = self.window()
        if window is not None and EARLIEST <= window.moved(by).start <= LATEST:
            self.change_scope(replace(self.scope, as_of=window.moved(by).end))

    def window(self) -> Window | None:
        """The days that are looked at; None where nothing is loaded."""
        from qa_tui.steps.gaps import window_of

        return window_of(self.loaded, self.scope) if self.loaded else None

    def action_minimum(self, by: int) -> None:
        self.change_scope(replace(self.scope, minimum_calls=max(1, self.scope.minimum_calls + by)))

    def action_everyone(self) -> None:
        if self.scope.segments:
            self.change_scope(replace(self.scope, segments=()))
        else:
            self.tell("Everyone is in the scope.")

    def action_show_dimensions(self) -> None:
        if not self.hidden_dimensions:
            self.tell("No dimension is hidden.")
        self.hidden_dimensions = frozenset()

    @work(thread=True, exclusive=True, group="gaps", exit_on_error=False)
    def _find(self, loaded: Loaded, scope: Scope) -> None:
        from textual.worker import get_current_worker

        from qa_tui.steps.gaps import find_gaps_in_stages

        worker = get_current_worker()
        found, why_not = False, ""
        try:
            for report in find_gaps_in_stages(loaded, scope, self.criterion, lambda: not worker.is_cancelled):
                found = True
                self.post_message(GapsFound(loaded, scope, report))
        except NotAnsweredError as problem:
            found, why_not = False, str(problem)
        if not found and not worker.is_cancelled:
            self.post_message(GapsFound(loaded, scope, None, why_not))

    def on_gaps_found(self, message: GapsFound) -> None:
        if self.is_left or message.loaded is not self.loaded or message.scope != self.scope:
            return
        self.is_finding = message.report is not None and not message.report.is_whole
        if self.is_finding and not self.shows_rankings:
            return
        self.why_not = message.why_not
        report = message.report if message.report and message.report.calls else None
        if report is not None:
            report = replace(report, choices=self.choices())
        self.report = report
        if report is None:
            self.redraw()
        elif self.criterion is None:
            self.criterion = report.topic or (report.criteria[0].id if report.criteria else None)

    @property
    def shows_rankings(self) -> bool:
        """Whether the screen that is on has something to say of criteria that are counted and not tested yet."""
        return isinstance(self.screen, PrivateScreen) and self.screen.SHOWS_RANKINGS

    def redraw(self) -> None:
        """Draw the screen that is on anew, where nothing it watches has changed."""

    # What persons say ------------------------------------------------------------------------------------------------

    def choices(self) -> Choices:
        """What was said about the open set of files."""
        from qa_tui.domain.choices import Choices

        store = self.store()
        return store.choices(self.workspace) if store and self.workspace else Choices()

    def note_sampling(self, sampling: Sampling) -> None:
        if store := self.store():
            store.note_sampling(self.workspace, sampling, self.services.clock())
            self._choices_changed()

    def choose_topic(self, choice: TopicChoice | None) -> None:
        if store := self.store():
            store.choose_topic(self.workspace, choice, self.services.clock())
            self._choices_changed()
            if self.report is not None and self.report.topic is not None:
                self.criterion = self.report.topic

    def _choices_changed(self) -> None:
        if self.report is not None:
            self.report = replace(self.report, choices=self.choices())
