"""How a call ends: the questions that make an outcome. They are projected, so they hold no more than the room knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.disagreement import Outcome, OutcomeKind
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.screens.room.keys import level_of
from qa_tui.tui.typed_text import ask_text

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App

    from qa_tui.anonymise import Known
    from qa_tui.domain.rubric import Scale


async def ask_outcome(app: App[Any], key: str, scale: Scale, known: Known) -> Outcome | None:
    """The outcome that key 1-4 stands for, in the room's words; None where it was left."""

    async def ask(title: str, hint: str, *, is_needed: bool = True) -> str | None:
        return await ask_text(app, lambda value: EntryDialog(title, hint, value, is_needed=is_needed), known)

    if key == "1":
        hint = "The level and why, such as: 3, because line 7 takes up only half of it"
        text = await ask("Agreed", hint, is_needed=False)
        return agreed(text, scale) if text else None
    if key == "2":
        one = await ask("Two readings stand: A", "One sentence.")
        other = await ask("Two readings stand: B", "One sentence.") if one else None
        return Outcome(OutcomeKind.TWO_READINGS, one, other) if one and other else None
    if key == "3":
        text = await ask("Parked", "What, who takes it (a role), and by when.")
        return Outcome(OutcomeKind.PARKED, text) if text else None
    text = await ask("QA's score to be checked", "What should the second look listen for, such as line 7?")
    return None if text is None else Outcome(OutcomeKind.CHECK_SCORE, text)


def agreed(text: str, scale: Scale) -> Outcome:
    """An agreement as it was typed: a level first, if there is one, and the reason."""
    first, _, rest = text.strip().replace(",", " ", 1).partition(" ")
    level = level_of(first, scale)
    return Outcome(OutcomeKind.AGREED, (text if level is None else rest).strip(), level=level)
