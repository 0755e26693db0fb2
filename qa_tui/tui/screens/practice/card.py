"""One scenario card: read it, write a part of it anew, approve or reject it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message

from qa_tui.domain.local_model import ModelProblem
from qa_tui.domain.practice import ApprovedHow, Card, CardApproval, approve, edit, reject
from qa_tui.domain.scenario import TEXTS
from qa_tui.domain.session import Rejected
from qa_tui.reports.practice_words import approval_words
from qa_tui.tui.dialogs.choose import ChooseDialog
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.dialogs.lines_entry import LinesDialog
from qa_tui.tui.dialogs.sending import SendingDialog
from qa_tui.tui.screens.practice import view
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.typed_text import ask_text
from qa_tui.tui.widgets.line_view import LineList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

    from qa_tui.anonymise import Known
    from qa_tui.domain.local_model import ModelServer
    from qa_tui.domain.scenario import Scenario

    AskModel = Callable[[ModelServer, dict[str, Any]], str | ModelProblem]

EDIT_HINT = "A line for each line that is said. No names and no numbers: it is handed out."


@dataclass
class ModelAnswered(Message):
    """What a local model made of a card."""

    card: Card
    answer: Scenario | ModelProblem


class CardScreen(PrivateScreen):
    """What two people play."""

    MODE = "practice"
    WORDS = (
        "One card as it is handed out. a approves it, p notes an approval that was given on paper, x rejects it with a reason, w writes a "
        "part of it anew. A card that is changed is looked at again before anybody gets it. Whatever is typed passes the rules that hide "
        "names and numbers.\n\n"
        "L asks a model on this machine to write the customer's side anew: off unless it is switched on in the settings, and only after you "
        "have read exactly what is sent. What comes back is checked, and a person approves it like any other card."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "approve(False)", "approve", id="card.approve"),
        Binding("p", "approve(True)", "approved on paper", id="card.paper"),
        Binding("x", "reject", "reject", id="card.reject"),
        Binding("w", "write", "write a part anew", id="card.write"),
        Binding("L", "model", "local model", id="card.model"),
        Binding("escape", "back", "back", id="back"),
    ]

    def __init__(self, card: Card) -> None:
        super().__init__()
        self._card = card

    def body(self) -> list[Widget]:
        return [LineList(id="card", classes="grow")]

    def draw(self) -> None:
        card = self._card
        machine = " A machine draft." if card.scenario.generator.startswith("model ") else ""
        self.sentence.show(
            f"Card {card.number}, {card.scenario.call_type or 'any call'}: {approval_words(card)}.{machine}"
        )
        self.query_one("#card", LineList).show_flow(lambda width: view.card_lines(card, min(width, 110)))

    def _keep(self, result: Card | Rejected) -> None:
        store = self.qa.store()
        if isinstance(result, Rejected):
            self.qa.tell(result.sentence, is_bad=True)
        elif store is not None and result != self._card:
            store.keep_cards([result], self.qa.services.clock())
            self._card = result
        self.redraw()

    @work
    async def action_approve(self, is_paper: bool) -> None:  # noqa: FBT001 - Textual passes an action's argument by place
        by = await self.app.push_screen_wait(
            EntryDialog(
                "Who approved it on paper?" if is_paper else "Who approves?",
                "A role or initials; kept with the card.",
                "supervisor",
                is_needed=True,
            )
        )
        if by:
            how = ApprovedHow.PAPER if is_paper else ApprovedHow.SCREEN
            self._keep(approve(self._card, CardApproval(by, self.qa.services.clock().date(), how)))

    @work
    async def action_reject(self) -> None:
        why = await ask_text(
            self.app,
            lambda value: EntryDialog(
                "Why is it rejected?", "In a few words, for whoever mends it.", value, is_needed=True
            ),
            self.qa.known_team(),
        )
        if why:
            self._keep(reject(self._card, why))

    @work
    async def action_model(self) -> None:
        """Off unless a person switched it on; every time the exact text is shown first."""
        from qa_tui.domain.local_model import ModelServer, request_text
        from qa_tui.steps.model_draft import question_of

        ask, settings = self.qa.services.ask_model, self.qa.services.settings
        if ask is None:
            self.qa.tell("No local model is switched on: local_model, model_url and model_name in the settings.")
            return
        server = ModelServer(settings.model_url, settings.model_name)
        refused = server.refusal()
        if refused:
            self.qa.tell(ModelProblem(refused).words(), is_bad=True)
            return
        sent = request_text(question_of(self._card.scenario, server))
        title = f"This is sent to {server.model} at {server.url}, and nothing else"
        if await self.app.push_screen_wait(SendingDialog(title, sent)):
            self.qa.tell("Asking ...")
            self._ask(self._card, server, self.qa.known_team(), ask)

    @work(thread=True, exclusive=True, group="model", exit_on_error=False)
    def _ask(self, card: Card, server: ModelServer, known: Known, ask: AskModel) -> None:
        from qa_tui.steps.model_draft import write_anew

        self.post_message(ModelAnswered(card, write_anew(card.scenario, server, known, ask)))

    def on_model_answered(self, message: ModelAnswered) -> None:
        if message.card != self._card:
            return
        if isinstance(message.answer, ModelProblem):
            self.qa.tell(message.answer.words(), is_bad=True)
        else:
            self._keep(edit(self._card, message.answer))
            self.qa.tell("A machine draft: read every line before anybody approves it.")

    @work
    async def action_write(self) -> None:
        scenario = self._card.scenario
        options = [(field, heading, scenario.text(field)) for field, heading in TEXTS.items()]
        field = await self.app.push_screen_wait(ChooseDialog("Which part?", options, self.qa.glyphs))
        if field is None:
            return
        text = await ask_text(
            self.app,
            lambda value: LinesDialog(TEXTS[field], value, EDIT_HINT),
            self.qa.known_team(),
            scenario.text(field),
        )
        if text is not None:
            self._keep(edit(self._card, scenario.with_text(field, text)))
