"""How the low calls fail: patterns with their counts, which a person marks, merges and names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from qa_tui.domain.safe_text import safe_line
from qa_tui.tui.dialogs.dialog import Dialog
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.lines import cut, line
from qa_tui.tui.typed_text import ask_text
from qa_tui.tui.widgets.line_view import LineList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from qa_tui.anonymise import Known
    from qa_tui.domain.failure_pattern import FailurePattern
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line

Named = tuple[tuple[str, tuple[str, ...]], ...]


class PatternsDialog(Dialog[Named]):
    """Gives the patterns that a person named or merged: (name, behaviours) each; Esc keeps what was done."""

    DEFAULT_CSS = "PatternsDialog LineList { height: auto; max-height: 12; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", show=False),
        Binding("space", "mark", show=False),
        Binding("m", "merge", show=False),
        Binding("enter", "name", show=False),
        Binding("x", "as_found", show=False),
    ]
    KEYS = "enter name it · space mark · m merge the marked · x as they were found · esc done"

    def __init__(
        self, found: Sequence[FailurePattern], shown: Sequence[FailurePattern], glyphs: Glyphs, known: Known
    ) -> None:
        super().__init__("How the low calls fail, by the rubric's behaviours")
        self._found = tuple(found)
        self._patterns = list(shown)
        self._marked: set[int] = set()
        self._glyphs = glyphs
        self._known = known

    def body(self) -> list[Widget]:
        return [LineList()]

    @property
    def lines(self) -> LineList:
        return self.query_one(LineList)

    def on_mount(self) -> None:
        self._draw()
        self.lines.focus()

    def _draw(self) -> None:
        self.lines.show_rows(len(self._patterns), self._row)

    def _row(self, number: int, width: int) -> Line:
        at_cursor = number == self.lines.cursor
        mark = "[x]" if number in self._marked else "[ ]"
        words = self._patterns[number].words()
        cursor = self._glyphs.cursor if at_cursor else " "
        return cut(line((cursor, "accent"), f"{mark} ", (words, "strong" if at_cursor else "")), width)

    def action_mark(self) -> None:
        self._marked ^= {self.lines.cursor}
        self._draw()

    def action_merge(self) -> None:
        if len(self._marked) < 2:
            return
        chosen = [self._patterns[number] for number in sorted(self._marked)]
        merged = chosen[0]
        for pattern in chosen[1:]:
            merged = merged.merged(pattern)
        place = min(self._marked)
        rest = [pattern for number, pattern in enumerate(self._patterns) if number not in self._marked]
        self._patterns = [*rest[:place], merged, *rest[place:]]
        self._marked = set()
        self.lines.cursor = place
        self._draw()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.action_name()

    @work
    async def action_name(self) -> None:
        number = self.lines.cursor
        if number >= len(self._patterns):
            return
        pattern = self._patterns[number]
        name = await ask_text(
            self.app,
            lambda value: EntryDialog("What do you call it?", pattern.words(), value),
            self._known,
            pattern.name,
        )
        if name is not None:
            self._patterns[number] = replace(pattern, name=safe_line(name, 80))
            self._draw()

    def action_as_found(self) -> None:
        self._patterns, self._marked = list(self._found), set()
        self._draw()

    def action_keep(self) -> None:
        self.dismiss(
            tuple(
                (pattern.name, pattern.behaviours)
                for pattern in self._patterns
                if pattern.name or len(pattern.behaviours) > 1
            )
        )
