"""Lines on the screen: drawn one by one when they come into view, so that a list of any length is there at once."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qa_tui.tui.lines import width as line_cells
from qa_tui.tui.refusals import SaysRefusals

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from textual import events

    from qa_tui.tui.lines import Line


class LineView(SaysRefusals, ScrollView, can_focus=False):
    """Shows lines that a view has made.

    `show` takes them ready, `show_rows` asks for each when it is drawn, `show_flow` has them made anew for every width.
    """

    DEFAULT_CSS = """
    LineView { height: auto; background: transparent; overflow-x: hidden; scrollbar-size-vertical: 1;
        & > .line--muted { color: $text-muted; }
        & > .line--strong { text-style: bold; }
        & > .line--accent { color: $accent; text-style: bold; }
        & > .line--title { color: $accent; text-style: bold; }
        & > .line--low { color: $below; text-style: bold; }
        & > .line--here { text-style: reverse bold; }
        & > .line--cursor { background: $cursor-line; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line--muted", "line--strong", "line--accent", "line--title", "line--low", "line--cursor", "line--here",
    }  # fmt: skip

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self._count = 0
        self._line: Callable[[int, int], Line] = lambda _number, _width: ()
        self._flow: Callable[[int], Sequence[Line]] | None = None
        self._styles: dict[tuple[str, bool], Style] = {}

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self._flow = None
        self._show(lines)

    def show_flow(self, lines: Callable[[int], Sequence[Line]]) -> None:
        """Show the lines that `lines` makes for the width there is, now and after every change of it."""
        self._flow = lines
        self._reflow()

    def _reflow(self) -> None:
        if self._flow is not None and self.size.width:
            self._show(self._flow(self._flow_width(self.size.width)))

    def _flow_width(self, width: int) -> int:
        """One cell is kept free for the scrollbar, so that lines need not be made twice."""
        return max(width - 1, 1)

    def on_resize(self) -> None:
        self._reflow()

    def _show(self, lines: Sequence[Line]) -> None:
        kept = tuple(lines)
        self._show_rows(len(kept), lambda number, _width: kept[number])

    def show_rows(self, count: int, line: Callable[[int, int], Line]) -> None:
        """Show `count` lines; `line(number, width)` makes one."""
        self._flow = None
        self._show_rows(count, line)

    def _show_rows(self, count: int, line: Callable[[int, int], Line]) -> None:
        auto = count != self._count and self.styles.height is not None and self.styles.height.is_auto
        self._count, self._line = count, line
        self.virtual_size = Size(0, count)
        self.refresh(layout=auto)

    @property
    def count(self) -> int:
        return self._count

    @property
    def line_width(self) -> int:
        """Cells that a line has, beside the scrollbar if there is one."""
        return self.scrollable_content_region.width

    def line_at(self, number: int) -> Line:
        return self._line(number, self.line_width)

    def text(self) -> str:
        """All that is shown, as plain text."""
        return "\n".join("".join(t for t, _ in self.line_at(n)) for n in range(self._count))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        return self._count if self._flow is None else len(self._flow(self._flow_width(width)))

    def is_at_cursor(self, number: int) -> bool:
        """Whether a line is drawn as the one under the cursor."""
        return number < 0

    def render_line(self, y: int) -> Strip:
        width, number = self.line_width, y + round(self.scroll_y)
        is_here = self.is_at_cursor(number)
        base = self._style("", is_here)
        if number >= self._count:
            return Strip.blank(width, base)
        shown = self._line(number, width)
        # What the terminal is sent grows with the pieces, not with the words.
        segments = [
            Segment("".join(text for text, _ in words), self._style(role, is_here))
            for role, words in groupby(shown, key=itemgetter(1))
        ]
        return Strip(segments, line_cells(shown)).adjust_cell_length(width, base)

    def render_lines(self, crop: Region) -> list[Strip]:
        # A style is put together from those of all that lies beneath: once for all lines that are drawn together.
        self._styles.clear()
        return super().render_lines(crop)

    def _style(self, role: str, is_here: bool) -> Style:  # noqa: FBT001 - one of two kinds of line
        known = self._styles.get((role, is_here))
        if known is None:
            if role:
                known = self._style("", is_here) + self.get_component_rich_style(f"line--{role}", partial=True)
            elif is_here:
                known = self.rich_style + self.get_component_rich_style("line--cursor", partial=True)
            else:
                known = self.rich_style
            self._styles[role, is_here] = known
        return known


class LineList(LineView, can_focus=True):
    """Lines with a cursor. `Chosen` is sent on Enter and on a click at the cursor, `Moved` when the cursor goes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "move_page(-1)", "Page up", show=False),
        Binding("pagedown", "move_page(1)", "Page down", show=False),
        Binding("home,g", "move_to_end(-1)", "First", show=False),
        Binding("end,G", "move_to_end(1)", "Last", show=False),
        Binding("enter", "choose", "Open", show=False),
    ]
    cursor: reactive[int] = reactive(0)

    class Moved(Message):
        """The cursor stands on another line."""

        def __init__(self, lines: LineList, number: int) -> None:
            super().__init__()
            self.lines = lines
            self.number = number

        @property
        def control(self) -> LineList:
            return self.lines

    class Chosen(Message):
        """Enter was pressed on a line."""

        def __init__(self, lines: LineList, number: int) -> None:
            super().__init__()
            self.lines = lines
            self.number = number

        @property
        def control(self) -> LineList:
            return self.lines

    def _show_rows(self, count: int, line: Callable[[int, int], Line]) -> None:
        super()._show_rows(count, line)
        self.cursor = min(self.cursor, max(count - 1, 0))

    def is_at_cursor(self, number: int) -> bool:
        return number == self.cursor and self._count > 0

    def cursor_text(self) -> str:
        """The line under the cursor as plain text, without the cursor's own mark and the spaces between columns."""
        if not self._count:
            return ""
        shown = "".join(text for text, _ in self.line_at(self.cursor)[1:])
        return "  ".join(part.strip() for part in shown.split("  ") if part.strip())

    def validate_cursor(self, cursor: int) -> int:
        return min(max(cursor, 0), max(self._count - 1, 0))

    def watch_cursor(self, before: int, cursor: int) -> None:
        at = self.scroll_y
        self.scroll_to_cursor()
        if self.scroll_y == at:
            self.refresh_line(before)
            self.refresh_line(cursor)
        else:
            self.refresh()
        self.post_message(self.Moved(self, cursor))

    def scroll_to_cursor(self) -> None:
        height = self.size.height
        if height and not self.scroll_y <= self.cursor < self.scroll_y + height:
            top = self.cursor if self.cursor < self.scroll_y else self.cursor - height + 1
            self.scroll_to(y=top, animate=False, immediate=True)

    def on_resize(self) -> None:
        self.scroll_to_cursor()

    def action_move(self, by: int) -> None:
        self.cursor += by

    def action_move_page(self, by: int) -> None:
        height = max(self.size.height, 1)
        step = by * max(height - 1, 1)
        if self._flow is None:
            self.cursor += step
            return
        # A text is read, not chosen from: the page turns at once, and the cursor comes along.
        top = min(max(round(self.scroll_y) + step, 0), max(self._count - height, 0))
        self.scroll_to(y=top, animate=False, immediate=True)
        self.cursor = top if by < 0 else top + height - 1

    def action_move_to_end(self, by: int) -> None:
        self.cursor = 0 if by < 0 else self._count - 1

    def action_choose(self) -> None:
        if self._count:
            self.post_message(self.Chosen(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        number = event.y + round(self.scroll_y)
        if number >= self._count:
            return
        if number == self.cursor:
            self.action_choose()
        self.cursor = number
