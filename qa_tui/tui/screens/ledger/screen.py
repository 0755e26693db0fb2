"""The disagreement ledger, over any private screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType

from qa_tui.reports.words import FLAGS
from qa_tui.steps.ledger import read_ledger
from qa_tui.tui.screens.ledger import view
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.disagreement import CriterionLedger
    from qa_tui.tui.lines import Line


class LedgerScreen(PrivateScreen):
    """One line per criterion and wording."""

    WORDS = (
        "What the rooms' blind votes say about the rubric. Only first votes count, not those after the talk.\n\n"
        "Wording unclear: at least three calls split the room, they are 30 % or more, and a clear wording would do that at most "
        "5 times in 100. Watch: two calls and 30 %. Clear so far: five calls or more, and neither. A changed wording starts "
        "afresh, because the ledger judges a wording and not a name.\n\nEnter shows every call with its votes; e writes the page. It names nobody."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "every call", id="ledger.open"),
        Binding("e", "export", "export", id="ledger.export"),
        Binding("escape", "back", "back", id="back"),
    ]
    rows = getters.query_one("#entries", LineList)

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[CriterionLedger, ...] = ()

    def body(self) -> list[Widget]:
        return [LineView(id="head"), LineList(id="entries", classes="grow")]

    def draw(self) -> None:
        store = self.qa.store()
        self._entries = read_ledger(store) if store else ()
        self.sentence.show(view.sentence(self._entries))
        self.query_one("#head", LineView).show_rows(1 if self._entries else 0, lambda _n, width: view.header(width))
        glyphs = self.qa.glyphs

        def row(number: int, width: int) -> Line:
            return view.row(self._entries[number], width, glyphs, at_cursor=number == self.rows.cursor)

        self.rows.show_rows(len(self._entries), row)

    @work
    async def action_export(self) -> None:
        from qa_tui.reports.disagreement_page import disagreement_page

        entries = self._entries
        if entries:
            await self.export("disagreements.html", lambda: disagreement_page(entries))

    @on(LineList.Chosen)
    def action_choose(self) -> None:
        if self.rows.cursor < len(self._entries):
            self.app.push_screen(LedgerEntryScreen(self._entries[self.rows.cursor]))


class LedgerEntryScreen(PrivateScreen):
    """Every call of one criterion, with its votes."""

    WORDS = "Every call that rooms have voted on under this wording: the votes, QA's score, the readings and the notes."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "back", id="back")]

    def __init__(self, entry: CriterionLedger) -> None:
        super().__init__()
        self._entry = entry

    def body(self) -> list[Widget]:
        return [LineList(id="rounds", classes="grow")]

    def draw(self) -> None:
        entry = self._entry
        self.sentence.show(f"{entry.name}: {FLAGS[entry.flag]}.")
        glyphs = self.qa.glyphs
        self.query_one("#rounds", LineList).show_flow(lambda width: view.entry_lines(entry, min(width, 110), glyphs))
