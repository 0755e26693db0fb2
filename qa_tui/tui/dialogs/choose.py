"""One of several: typed letters narrow the list, Enter takes the line under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from qa_tui.domain.safe_text import safe_line
from qa_tui.tui.dialogs.dialog import Dialog
from qa_tui.tui.lines import column, cut, line
from qa_tui.tui.widgets.line_view import LineList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line

T = TypeVar("T")


class ChooseDialog(Dialog[T], Generic[T]):
    """`options` are (value, text, note); the first one is under the cursor."""

    DEFAULT_CSS = "ChooseDialog LineList { height: auto; max-height: 14; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]
    KEYS = "↑ ↓ choose · enter take it · letters narrow the list · esc leave as it was"

    def __init__(self, title: str, options: Sequence[tuple[T, str, str]], glyphs: Glyphs, *, at: int = 0) -> None:
        super().__init__(title)
        self._options = [(value, safe_line(text, 80), safe_line(note, 80)) for value, text, note in options]
        self._glyphs = glyphs
        self._shown = list(range(len(options)))
        self._at = at

    def body(self) -> list[Widget]:
        return [Input(placeholder="choose below; letters narrow the list"), LineList()]

    @property
    def lines(self) -> LineList:
        return self.query_one(LineList)

    def on_mount(self) -> None:
        self._draw()
        self.lines.cursor = self._at
        self.query_one(Input).focus()

    def _draw(self) -> None:
        self.lines.show_rows(len(self._shown), self._row)

    def _row(self, number: int, width: int) -> Line:
        _, text, note = self._options[self._shown[number]]
        at_cursor = number == self.lines.cursor
        noted = any(note for _, _, note in self._options)
        name = column(text, max(12, width - (30 if noted else 3)), "strong" if at_cursor else "")
        return cut(line((self._glyphs.cursor if at_cursor else " ", "accent"), " ", name, (f" {note}", "muted")), width)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        words = event.value.casefold().split()
        names = [text.casefold() for _, text, _ in self._options]
        texts = [f"{text} {note}".casefold() for _, text, note in self._options]
        found = [n for n, text in enumerate(texts) if all(word in text for word in words)]
        # What a line is called goes before what stands beside it.
        found.sort(key=lambda n: not all(word in names[n] for word in words))
        self._shown = found or _alike(words, texts)
        said = self.KEYS if self._shown else "nothing of that name · esc leave as it was"
        self.query_one(".dialog-keys", Static).update(Content(said))
        self._draw()
        self.lines.cursor = 0

    @on(Input.Submitted)
    @on(LineList.Chosen)
    def _take(self) -> None:
        if self._shown:
            self.dismiss(self._options[self._shown[self.lines.cursor]][0])

    def action_move(self, by: int) -> None:
        self.lines.cursor += by


def _alike(words: Sequence[str], texts: Sequence[str]) -> list[int]:
    """Places of the texts that hold words like these, the likest first."""
    from rapidfuzz import fuzz, process

    found = process.extract(" ".join(words), texts, scorer=fuzz.partial_ratio, score_cutoff=75, limit=8)
    return [place for _, _, place in found]
