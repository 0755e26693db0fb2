"""The import dialog: Enter takes what is shown; every answer can be changed first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from qa_tui.domain.importing import ImportMapping
from qa_tui.tui.dialogs.dialog import Dialog
from qa_tui.tui.dialogs.importing import view
from qa_tui.tui.dialogs.importing.answers import Choice, choices_of, decided
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from qa_tui.domain.loading import FileReading
    from qa_tui.tui.lines import Line

Decided = tuple[tuple[str, ImportMapping], ...]


class ImportDialog(Dialog[Decided]):
    """Files, and below each its choices. Answers header set -> decisions."""

    DEFAULT_CSS = """
    ImportDialog > Vertical { width: 110; height: 96%; }
    ImportDialog .dialog-keys { dock: bottom; }
    ImportDialog .dialog-title { margin-bottom: 0; }
    ImportDialog .lead { height: auto; margin-bottom: 1; }
    ImportDialog #choices { height: 1fr; min-height: 6; max-height: 100%; }
    ImportDialog #details { height: auto; max-height: 35%; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "turn(1)", "next answer"),
        Binding("left", "turn(-1)", "previous answer"),
        Binding("x", "leave_out", "leave out"),
    ]
    KEYS = "enter take all · ← → another answer · x leave out · esc do not open"
    choices = getters.query_one("#choices", LineList)
    details = getters.query_one("#details", LineView)

    def __init__(self, files: Sequence[FileReading]) -> None:
        super().__init__("What these files are")
        self._files = tuple(files)
        self._choices = choices_of(files)
        self._rows: list[tuple[int, int | None]] = []
        """File and choice of each line; a line without a choice names the file."""
        for number, _ in enumerate(self._files):
            self._rows.append((number, None))
            self._rows += [(number, n) for n, choice in enumerate(self._choices) if choice.file == number]

    def body(self) -> list[Widget]:
        return [
            Static(Content(view.lead(self._choices)), classes="lead"),
            LineList(id="choices"),
            LineView(id="details"),
        ]

    def on_mount(self) -> None:
        self._draw()
        self.choices.focus()
        first = next((n for n, (_, c) in enumerate(self._rows) if c is not None and self._choices[c].is_doubt), 0)
        opened = [n for n, (_, c) in enumerate(self._rows) if c is not None and self._choices[c].is_open]
        self.choices.cursor = opened[0] if opened else first

    def _draw(self) -> None:
        def row(number: int, width: int) -> Line:
            file, choice = self._rows[number]
            if choice is None:
                return view.file_line(self._files[file], width)
            return view.choice_line(self._choices[choice], width)

        self.query_one(".lead", Static).update(Content(view.lead(self._choices)))
        self.choices.show_rows(len(self._rows), row)
        self._draw_details()

    def _at(self) -> tuple[int, int | None]:
        return self._rows[self.choices.cursor] if self._rows else (0, None)

    @on(LineList.Moved, "#choices")
    def _draw_details(self) -> None:
        if not self._files:
            return
        file, number = self._at()
        choice = self._choices[number] if number is not None else None
        self.details.show_flow(lambda width: view.details(self._files[file], choice, width))

    def _change(self, choice: Choice) -> None:
        _, number = self._at()
        if number is not None:
            self._choices = (*self._choices[:number], choice, *self._choices[number + 1 :])
            self._draw()

    def action_turn(self, by: int) -> None:
        _, number = self._at()
        if number is not None:
            self._change(self._choices[number].turned(by))

    def action_leave_out(self) -> None:
        _, number = self._at()
        if number is not None:
            self._change(self._choices[number].left_out())

    @on(LineList.Chosen, "#choices")
    def _take_all(self) -> None:
        opened = [n for n, (_, c) in enumerate(self._rows) if c is not None and self._choices[c].is_open]
        if opened:
            self.choices.cursor = opened[0]
            return
        self.dismiss(decided(self._files, self._choices))
