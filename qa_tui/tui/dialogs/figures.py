"""Where numbers come from: the figures of what is under the cursor, each with its meaning, formula, counts and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from qa_tui.tui.dialogs.dialog import Dialog
from qa_tui.tui.lines import EMPTY, column, cut, hanging, line
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from qa_tui.reports.figures.figure import Explained
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line

_TITLE_CELLS = 30


class FiguresDialog(Dialog[None]):
    """The list of figures above, the explanation of the one under the cursor below."""

    DEFAULT_CSS = """
    FiguresDialog > Vertical { width: 96; height: 96%; }
    FiguresDialog LineList { height: 1fr; max-height: 16; min-height: 4; }
    FiguresDialog #explained { height: 1fr; max-height: 100%; border-top: solid $edge; }
    """
    KEYS = "↑↓ another figure · esc back"

    def __init__(self, title: str, figures: Sequence[Explained], glyphs: Glyphs) -> None:
        super().__init__(title)
        self._figures = figures
        self._glyphs = glyphs

    def body(self) -> list[Widget]:
        return [LineList(), LineView(id="explained")]

    def on_mount(self) -> None:
        lines = self.query_one(LineList)
        lines.show_rows(len(self._figures), self._row)
        lines.focus()
        self._draw()

    def _row(self, number: int, width: int) -> Line:
        figure = self._figures[number]
        at_cursor = number == self.query_one(LineList).cursor
        mark = (self._glyphs.cursor if at_cursor else " ", "accent")
        title = column(figure.title, _TITLE_CELLS, "strong" if at_cursor else "")
        return cut(line(mark, " ", title, figure.value), width)  # type: ignore[arg-type]

    @on(LineList.Moved)
    def _draw(self) -> None:
        figure = self._figures[self.query_one(LineList).cursor]
        self.query_one("#explained", LineView).show_flow(lambda width: explained_lines(figure, width))


def explained_lines(figure: Explained, width: int) -> list[Line]:
    """One figure in full."""
    lines: list[Line] = [line((figure.title, "title"), f"  {figure.value}"), EMPTY]
    for lead, text in (
        ("Means     ", figure.means),
        ("Formula   ", figure.formula),
        ("Rests on  ", figure.rests_on),
        ("Source    ", figure.source),
    ):
        lines += hanging((lead, "accent"), text, width)
    return lines
