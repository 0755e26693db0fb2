"""The clip of an excerpt, heard by the facilitator before a room does."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from textual import getters
from textual.binding import Binding, BindingType
from textual.widgets import Static

from qa_tui.tui.dialogs.dialog import Dialog
from qa_tui.tui.hearing import HeardMore, Hearing, heard_words

if TYPE_CHECKING:
    from pathlib import Path

    from textual.widget import Widget

    from qa_tui.domain.clip import Clip
    from qa_tui.steps.sound import Sound


class ListenDialog(Dialog[Literal["ask again"]]):
    """Says whether it is to be asked again if the room may hear it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", "play"),
        Binding("left", "skip(-5)", "back"),
        Binding("right", "skip(5)", "on"),
        Binding("m", "mute", "mute"),
        Binding("n", "ask_again", "ask again"),
    ]
    KEYS = "space play, pause · ←→ 5 s · m mute · n ask again whether it may be heard · esc back"
    shown = getters.query_one("#heard", Static)

    def __init__(self, sound: Sound, clip: Clip, place: Path) -> None:
        super().__init__("What the room will hear")
        self._hearing = Hearing(self, sound, clip, place)

    def body(self) -> list[Widget]:
        text = "Listen to all of it: a name that the transcript does not have is hidden nowhere."
        return [Static(text, markup=False), Static("", id="heard", markup=False)]

    def on_mount(self) -> None:
        self._hearing.open()

    def on_unmount(self) -> None:
        self._hearing.end()

    def on_heard_more(self, message: HeardMore) -> None:
        self._hearing.take(message)
        self.shown.update(heard_words(self._hearing))

    def action_play(self) -> None:
        self._hearing.toggle()

    def action_skip(self, by: int) -> None:
        self._hearing.skip(by)

    def action_mute(self) -> None:
        self._hearing.mute()

    def action_ask_again(self) -> None:
        self.dismiss("ask again")
