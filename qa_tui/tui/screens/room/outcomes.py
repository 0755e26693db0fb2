"""How a call ends: the questions that make an outcome. They are projected, so they hold no more than the room knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_tui.domain.disagreement import Outcome, OutcomeKind
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.screens.room.keys import level_keys, level_of
from qa_tui.tui.typed_text import ask_each, ask_text

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App

    from qa_tui.anonymise import Known
    from qa_tui.domain.rubric import Scale


READINGS = (("Two readings stand: A", "One sentence."), ("Two readings stand: B", "One sentence."))


async def ask_outcome(app: App[Any], key: str, scale: Scale, known: Known) -> Outcome | None:
    """The outcome that key 1-4 stands for, in the room's words; None where it was left."""

    async def ask(title: str, hint: str, *, is_needed: bool = True, value: str = "") -> str | None:
        return await ask_text(app, lambda text: EntryDialog(title, hint, text, is_needed=is_needed), known, value)

    if key == "1":
        hint = "The level and why, such as: 3, because line 7 takes up only half of it"
        text = await ask("Agreed", hint, is_needed=False)
        while text and (lacking := lacks(text, scale)):
            # With a space: what is there is gone on with.
            text = await ask("Agreed", lacking, is_needed=False, value=f"{text.rstrip(', ')}, ")
        return agreed(text, scale) if text else None
    if key == "2":
        readings = await ask_each(app, READINGS, known)
        if readings is None:
            return None
        one, other = readings
        return Outcome(OutcomeKind.TWO_READINGS, one, other)
    if key == "3":
        text = await ask("Parked", "What, who takes it (a role), and by when.")
        return Outcome(OutcomeKind.PARKED, text) if text else None
    text = await ask("QA's score to be checked", "What should the second look listen for, such as line 7?")
    return None if text is None else Outcome(OutcomeKind.CHECK_SCORE, text)


def lacks(text: str, scale: Scale) -> str:
    """What an agreement lacks, in words; empty where it has a level that the scale knows, and a reason."""
    found = agreed(text, scale)
    first = text.strip().partition(" ")[0].strip(",")
    if found.level is None and first.replace(".", "", 1).isdecimal():
        return f"There is no level {first} here. Levels: {level_keys(scale)}, and why."
    if found.level is None:
        return f"Which level, first: {level_keys(scale)}, and then why?"
    return "" if found.text else "The reason, too: which line made you agree?"


_NAMED = re.compile(r"(\w+)(?:\s*[,:;.!]\s*|\s+[–-]\s+|\s+(?=because\b|as\b|since\b)|$)", re.IGNORECASE)
"""A word that stands by itself before a reason: "No line takes it up" begins with none."""


def agreed(text: str, scale: Scale) -> Outcome:
    """An agreement as it was typed: a level first, if there is one, and the reason."""
    names = {scale.word(level).casefold(): level for level in scale.vote_levels()} if scale.names else {}
    named = _NAMED.match(text.strip())
    if named is not None and named[1].casefold() in names:
        return Outcome(OutcomeKind.AGREED, text.strip()[named.end() :].strip(), level=names[named[1].casefold()])
    first, _, rest = text.strip().replace(",", " ", 1).partition(" ")
    # What a level is called goes before its key: "5" on a scale of 0, 5, 10 is five. A word may begin the reason as well.
    numbers = {} if scale.names else {scale.word(level): level for level in scale.vote_levels()}
    level = numbers[first] if first in numbers else level_of(first, scale)
    return Outcome(OutcomeKind.AGREED, (text if level is None else rest).strip(), level=level)
