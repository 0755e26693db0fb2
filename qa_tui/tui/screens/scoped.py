"""What the screens of steps 1 and 2 share: the scope and its keys, where numbers come from, and taking them along."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from qa_tui.domain.window_text import EXPECTED, parse_window
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.screens.private import PrivateScreen

if TYPE_CHECKING:
    from qa_tui.domain.gaps import CriterionGap
    from qa_tui.domain.scope import Window
    from qa_tui.reports.figures.figure import Asked

SCOPE_WORDS = (
    "[ and ] go to the window before and after this one, w asks for other dates, - and + change how many scored calls an agent "
    "needs, F is everyone again, and u takes the last of these back. The header always says what is looked at."
)


NO_ROW = "The cursor is on no row."


class ScopedScreen(PrivateScreen):
    """A screen whose numbers answer the app's scope."""

    CHANGES_SCOPE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "explain", "where it comes from", id="explain"),
        Binding("u", "app.undo_scope", "undo scope", show=False, id="scope.undo"),
        Binding(
            "left_square_bracket",
            "app.move_window(-1)",
            "window before",
            key_display="[",
            show=False,
            id="scope.before",
        ),
        Binding(
            "right_square_bracket", "app.move_window(1)", "window after", key_display="]", show=False, id="scope.after"
        ),
        Binding("w", "window", "other dates", show=False, id="scope.window"),
        Binding("minus", "app.minimum(-1)", "fewer calls needed", key_display="-", show=False, id="scope.fewer"),
        Binding("plus", "app.minimum(1)", "more calls needed", key_display="+", show=False, id="scope.more"),
        Binding("F", "app.everyone", "everyone", show=False, id="scope.everyone"),
        Binding("h", "heat", "criteria x segments", show=False, id="heat"),
        Binding("v", "compare", "compare windows", show=False, id="compare"),
        Binding("e", "export", "export", id="export"),
        Binding("y", "copy", "copy the row", show=False, id="copy"),
        Binding("slash", "find", "find", key_display="/", show=False, id="find"),
    ]

    def asked(self) -> Asked | None:
        """What `i` explains: what is under the cursor."""
        return None

    def row_text(self) -> str:
        """The row under the cursor as text."""
        return ""

    def pick(self, gap: CriterionGap) -> None:
        """Go to a criterion that was found by its name."""
        self.qa.criterion = gap.id

    def action_explain(self) -> None:
        from qa_tui.reports.figures.registry import explain_all
        from qa_tui.tui.dialogs.figures import FiguresDialog

        asked = self.asked()
        if asked is None:
            self.qa.tell(NO_ROW)
            return
        about = asked.gap.name
        if asked.agent:
            about += f" · {asked.agent.name}"
        elif asked.segment:
            about += f" · {asked.segment.dimension} {asked.segment.segment}"
        self.app.push_screen(FiguresDialog(about, explain_all(asked), self.qa.glyphs))

    def action_copy(self) -> None:
        text = self.row_text()
        if text:
            self.copy(text)
        else:
            self.qa.tell(NO_ROW)

    def action_heat(self) -> None:
        from qa_tui.tui.screens.heat.screen import HeatScreen

        if isinstance(self, HeatScreen):
            self.app.pop_screen()
        elif self.qa.report is not None:
            self.app.push_screen(HeatScreen())

    def action_compare(self) -> None:
        from qa_tui.tui.screens.comparison.screen import ComparisonScreen

        if isinstance(self, ComparisonScreen):
            self.app.pop_screen()
        elif self.qa.report is not None:
            self.app.push_screen(ComparisonScreen())

    @work
    async def action_find(self) -> None:
        from qa_tui.tui.dialogs.choose import ChooseDialog

        report = self.qa.report
        if report is None:
            return
        options = [(gap, gap.name, f"{gap.low_agents} of {gap.eligible_agents} below") for gap in report.criteria]
        chosen = await self.app.push_screen_wait(ChooseDialog("Find a criterion", options, self.qa.glyphs))
        if chosen is not None:
            self.pick(chosen)

    @work
    async def action_window(self) -> None:
        window = await self.ask_window("Which days?")
        if window is not None:
            self.qa.change_scope(replace(self.qa.scope, as_of=window.end, window_days=window.days))

    async def ask_window(self, title: str, shown: Window | None = None) -> Window | None:
        """A window as a person types it, or None where they leave it; `shown` is changed, else the scope's."""
        loaded, report = self.qa.loaded, self.qa.report
        newest = loaded.sums.newest_day() if loaded else None
        if newest is None:
            return None
        value, hint = "", f"First and last day, or a number of days: {EXPECTED}."
        shown = shown or (report.window if report else None)
        if shown is not None:
            value = f"{shown.start} to {shown.end - timedelta(days=1)}"
        while True:
            typed = await self.app.push_screen_wait(EntryDialog(title, hint, value))
            if typed is None:
                return None
            window = parse_window(typed, newest + timedelta(days=1))
            if not isinstance(window, str):
                return window
            value, hint = typed, window

    @work
    async def action_export(self) -> None:
        from qa_tui.reports.gap_page import gap_page

        report = self.qa.report
        if report is not None and not report.is_whole:
            self.qa.tell("The tests are still being worked out: press e again in a moment.")
        elif report is not None:
            title = f"Which criterion fails, and for whom: {self.qa.workspace_title}"
            await self.export("gaps.html", lambda: gap_page(report, title), "Agents appear as counts, not by name.")
