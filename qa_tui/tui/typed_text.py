"""Asks for a line of text and lets the anonymiser look at it before anything is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa_tui.steps.typed import look_at
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.dialogs.typed import TypedAnswer, TypedDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App

    from qa_tui.anonymise import Known
    from qa_tui.tui.dialogs.dialog import Dialog


async def ask_each(
    app: App[Any], asked: Sequence[tuple[str, str]], known: Known, given: Sequence[str] = ()
) -> tuple[str, ...] | None:
    """An answer to each of (title, hint); Esc goes back to the one before with what was typed, and leaves the first.

    `given` are answers to begin with: then the last of them is asked first.
    """
    answers = [*given, *[""] * (len(asked) - len(given))]
    place = max(len(given) - 1, 0)
    while place < len(asked):
        title, hint = asked[place]

        def entry(value: str, title: str = title, hint: str = hint) -> Dialog[str]:
            return EntryDialog(title, hint, value, is_needed=True)

        text = await ask_text(app, entry, known, answers[place])
        if text is not None:
            answers[place] = text
            place += 1
        elif place == 0:
            return None
        else:
            place -= 1
    return tuple(answers)


async def ask_text(app: App[Any], entry: Callable[[str], Dialog[str]], known: Known, value: str = "") -> str | None:
    """What a person typed and may be kept; None where it was left.

    Args:
        app: on which the dialogs stand.
        entry: makes the dialog, with the text to begin with.
        known: who and what must not be named.
        value: the text to begin with: what was kept before, and is kept again where nobody changes it.
    """
    kept = value
    while True:
        text = await app.push_screen_wait(entry(value))
        if not text or text == kept:
            return text
        typed = look_at(text, known)
        if typed.is_clean:
            return text
        answer = await app.push_screen_wait(TypedDialog(typed))
        if answer is TypedAnswer.HIDE:
            return typed.masked
        if answer is TypedAnswer.KEEP:
            return text
        value = text
