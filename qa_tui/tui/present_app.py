"""`qa-tui present`: the projector's window. It opens the public file and nothing else, and there is nothing to press but quit."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import App
from textual.containers import VerticalScroll
from textual.widgets import Digits

from qa_tui.crash import crash_words
from qa_tui.domain.session import Phase
from qa_tui.domain.shown import Blackened, Shown
from qa_tui.steps.public_form import decode_shown
from qa_tui.tui import glyphs
from qa_tui.tui.lines import EMPTY, paragraph
from qa_tui.tui.plain_characters import PlainCharacters
from qa_tui.tui.screens.projected import ProjectedScreen
from qa_tui.tui.screens.room import view
from qa_tui.tui.screens.room.lines_of import body_lines
from qa_tui.tui.screens.room.page import Page
from qa_tui.tui.screens.room.reading import lines_in_window
from qa_tui.tui.themes import DARK, THEMES
from qa_tui.tui.widgets.enlarge import ACROSS, Enlarge
from qa_tui.tui.widgets.frame import FrameLine
from qa_tui.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key
    from textual.filter import LineFilter

    from qa_tui.store.public_file import PublicReader

    TellSize = Callable[[int, int], None]

LOOK_EVERY = 0.08
"""Seconds between two looks at the file: what the room sees is at most 150 ms old."""
WAITING = "Waiting for a session. Start it in the other window; q closes this one."
NO_SEAT = -1


class PresentScreen(ProjectedScreen, inherit_bindings=False):
    """What the room sees, drawn for this terminal's own size."""

    DEFAULT_CSS = """
    PresentScreen { background: $background; padding: 0 2; }
    PresentScreen #head { background: $panel; height: 1; margin-bottom: 1; }
    PresentScreen #body { height: 1fr; }
    PresentScreen #count { display: none; width: auto; height: 3; padding: 0 1; color: $accent; }
    PresentScreen.-huge.counting #count { display: block; }
    PresentScreen.black { background: black; }
    PresentScreen.black #head { display: none; }
    """
    head = getters.query_one("#head", FrameLine)
    lines = getters.query_one("#lines", LineView)

    def __init__(self, reader: PublicReader, tell_size: TellSize, drawn_with: glyphs.Glyphs) -> None:
        super().__init__()
        self._reader = reader
        self._tell_size = tell_size
        self._glyphs = drawn_with
        self._shown: Shown | Blackened | None = None

    def compose(self) -> ComposeResult:
        yield FrameLine(id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield LineView(id="lines")
        yield Digits("", id="count")
        yield Enlarge()

    def on_mount(self) -> None:
        self.redraw()
        self._look()
        self.set_interval(LOOK_EVERY, self._look)

    def on_resize(self) -> None:
        self._tell_size(self.size.width, self.size.height)
        self.call_after_refresh(self.redraw)

    def on_key(self, event: Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key == "q":
            self.app.exit()

    def ask_to_pause(self) -> None:
        self.app.exit()

    def _look(self) -> None:
        found = self._reader.look()
        if found is False:
            return
        shown = decode_shown(found) if isinstance(found, dict) else None
        if shown != self._shown or shown is None:
            self._shown = shown
            self.redraw()

    def redraw(self) -> None:
        shown, page = self._shown, Page.of_window(self.size.width, self.size.height)
        is_black = not isinstance(shown, Shown)
        self.set_class(is_black, "black")
        self.set_class(isinstance(shown, Shown) and shown.session.phase in {Phase.VOTE, Phase.TRIAL}, "counting")
        if not isinstance(shown, Shown):
            said = WAITING if shown is None else shown.words
            self.lines.show([EMPTY, EMPTY, *paragraph(said, page.width, "muted", 2)])
            return
        state = shown.session
        read = shown.read.page if shown.read is not None else None
        left, right = view.head(state, read, is_again=len(state.round.ballots) > 1)
        self.head.show(left, right)
        if shown.excerpt is not None and shown.read is not None:
            self.lines.show(lines_in_window(shown.excerpt, shown.read, page))
        else:
            self.lines.show(body_lines(shown, NO_SEAT, page, self._glyphs))
        if state.ballot is not None:
            self.query_one("#count", Digits).update(f"{state.seats - state.ballot.missing}/{state.seats}")


class PresentApp(App[None]):
    """One screen, which follows a file."""

    TITLE = "qa-tui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    HORIZONTAL_BREAKPOINTS = ACROSS

    def __init__(
        self, reader: PublicReader, log: Path, tell_size: TellSize, *, ascii_only: bool = False, theme: str = "dark"
    ) -> None:
        super().__init__()
        for known in THEMES.values():
            self.register_theme(known)
        self.set_reactive(App.theme, THEMES[theme].name)
        self._reader = reader
        self._tell_size = tell_size
        self._log_path = log
        self._glyphs = glyphs.ASCII if ascii_only else glyphs.UNICODE
        self._plain = [PlainCharacters()] if ascii_only else []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *self._plain]

    def get_default_screen(self) -> PresentScreen:
        return PresentScreen(self._reader, self._tell_size, self._glyphs)

    def _fatal_error(self) -> None:
        """Without a word of data: what is printed here is printed on the projector."""
        from rich.text import Text

        self._exit_renderables.append(Text(crash_words(self._exception, self._log_path)))
        self._close_messages_no_wait()
