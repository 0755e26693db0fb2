"""The disagreement ledger, over any private screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType
from textual.message import Message

from qa_tui.analysis.ambiguity import keep_ledger
from qa_tui.analysis.raters import find_rater_flags
from qa_tui.domain.wording_request import RequestState
from qa_tui.reports.words import FLAGS
from qa_tui.steps.ledger import read_rounds
from qa_tui.tui.dialogs.choose import ChooseDialog
from qa_tui.tui.screens.ledger import view
from qa_tui.tui.screens.ledger.requests import ask_decision, ask_request, current_wording, write_next_rubric
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.disagreement import CriterionLedger, JudgedRound
    from qa_tui.domain.wording_request import WordingRequest
    from qa_tui.tui.lines import Line


@dataclass
class LedgerKept(Message):
    """What the rounds say."""

    entries: tuple[CriterionLedger, ...]


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
        self._entries: tuple[CriterionLedger, ...] | None = None
        """None while they are being worked out."""

    def body(self) -> list[Widget]:
        return [LineView(id="head"), LineList(id="entries", classes="grow")]

    def draw(self) -> None:
        entries = self._entries
        if entries is None:
            self.sentence.show("Looking at every call that rooms have voted on ...")
            return
        said = view.sentence(entries)
        self.sentence.show(said if entries else self.qa.unless_unread(said))
        self.query_one("#head", LineView).show_rows(1 if entries else 0, lambda _n, width: view.header(width))
        glyphs = self.qa.glyphs

        def row(number: int, width: int) -> Line:
            return view.row(entries[number], width, glyphs, at_cursor=number == self.rows.cursor)

        self.rows.show_rows(len(entries), row)

    def on_mount(self) -> None:
        super().on_mount()
        store = self.qa.store()
        self._keep(read_rounds(store) if store else [])

    @work(thread=True, exclusive=True, group="ledger", exit_on_error=False)
    def _keep(self, rounds: list[JudgedRound]) -> None:
        self.post_message(LedgerKept(keep_ledger(rounds)))

    def on_ledger_kept(self, message: LedgerKept) -> None:
        self._entries = message.entries
        self.redraw()

    @work
    async def action_export(self) -> None:
        from qa_tui.reports.disagreement_page import disagreement_page

        entries = self._entries
        if entries:
            store = self.qa.store()
            requests = store.wording_requests() if store else ()
            await self.export("disagreements.html", lambda: disagreement_page(entries, requests))

    @on(LineList.Chosen)
    def action_choose(self) -> None:
        if self._entries and self.rows.cursor < len(self._entries):
            self.app.push_screen(LedgerEntryScreen(self._entries[self.rows.cursor]))


class LedgerEntryScreen(PrivateScreen):
    """Every call of one criterion, with its votes."""

    WORDS = (
        "Every call that rooms have voted on under this wording: the votes, QA's score, the readings and the notes.\n\n"
        "w asks for another wording: which text, what it should say, and who decides; that works without a flag, too. m notes "
        "what has become of a request. An accepted wording is written as the rubric's next file, and starts afresh in the ledger "
        "from its day on: by default the day after the re-score.\n\n"
        "t plans the next session on this criterion, to test the wording again. Fresh calls or another group are evidence; the same people on the "
        "same calls are memory."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "request", "ask for another wording", id="ledger.request"),
        Binding("m", "decide", "what became of it", id="ledger.decide"),
        Binding("t", "retest", "test it again", id="ledger.retest"),
        Binding("escape", "back", "back", id="back"),
    ]

    def __init__(self, entry: CriterionLedger) -> None:
        super().__init__()
        self._entry = entry

    def body(self) -> list[Widget]:
        return [LineList(id="rounds", classes="grow")]

    def draw(self) -> None:
        entry = self._entry
        self.sentence.show(f"{entry.name}: {FLAGS[entry.flag]}.")
        glyphs, requests = self.qa.glyphs, self._requests()
        store = self.qa.store()
        flags, names = find_rater_flags(entry.rounds), store.people_names() if store else {}
        self.query_one("#rounds", LineList).show_flow(
            lambda width: [
                *view.request_lines(requests, entry, min(width, 110)),
                *view.rater_lines(flags, names, entry, min(width, 110)),
                *view.entry_lines(entry, min(width, 110), glyphs),
            ]
        )

    def _requests(self) -> list[WordingRequest]:
        store, entry = self.qa.store(), self._entry
        here = (entry.criterion, entry.wording_version)
        requests = store.wording_requests() if store else ()
        return [request for request in requests if (request.criterion, request.wording_version) == here]

    @work
    async def action_request(self) -> None:
        store, request = self.qa.store(), await ask_request(self.qa, self._entry)
        if store is not None and request is not None:
            store.keep_request(request, self.qa.services.clock())
            self.qa.tell("Kept. m notes what becomes of it.")
            self.redraw()

    @work
    async def action_decide(self) -> None:
        store, waiting = self.qa.store(), [request for request in self._requests() if request.is_open]
        if store is None or not waiting:
            self.qa.tell("No request on this wording is open. w asks for another wording.")
            return
        request: WordingRequest | None = waiting[0]
        if len(waiting) > 1:
            options = [(one, one.text, f"raised {one.raised_on}") for one in waiting]
            request = await self.app.push_screen_wait(ChooseDialog("Which request?", options, self.qa.glyphs))
        last = date.fromisoformat(max(judged.day for judged in self._entry.rounds))
        decided = await ask_decision(self.qa, request, last) if request is not None else None
        if decided is None:
            return
        store.keep_request(decided, self.qa.services.clock())
        self.redraw()
        if decided.state is RequestState.ACCEPTED and current_wording(self.qa, self._entry) is not None:
            name = Path.cwd() / f"rubric_{decided.effect_on}.yaml"
            await self.ask_until(
                "The rubric's next version",
                "File name; it ends with .yaml. The old file stays.",
                str(name),
                lambda typed: write_next_rubric(self.qa, decided, typed),
            )

    def action_retest(self) -> None:
        report = self.qa.report
        if report is None or self._entry.criterion not in {gap.id for gap in report.criteria}:
            self.qa.tell("This criterion is not in the files that are open.")
            return
        self.qa.criterion = self._entry.criterion
        self.qa.action_step("plan")
