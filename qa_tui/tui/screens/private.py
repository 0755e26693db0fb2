"""What every private screen has: the frame, the step keys, help. Private screens may hold names; the room's never do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.screen import Screen

from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.places import written_path
from qa_tui.steps.inputs import is_input
from qa_tui.tui.lines import joined, line, width
from qa_tui.tui.navigation import STEPS, WIDE_CELLS, step_line
from qa_tui.tui.refusals import SaysRefusals
from qa_tui.tui.tour import TourLine, private_words
from qa_tui.tui.widgets.enlarge import Enlarge
from qa_tui.tui.widgets.frame import FrameLine, KeyLine, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from qa_tui.reports.page import Page
    from qa_tui.tui.app import QaApp
    from qa_tui.tui.lines import Line


class PrivateScreen(SaysRefusals, Screen[None]):
    """A private screen: `body` gives its widgets, `draw` fills them from the app's state."""

    MODE: ClassVar[str] = ""
    """Which of the six steps it belongs to; empty for none."""
    WORDS: ClassVar[str] = ""
    """Help for this screen, in plain words."""
    CHANGES_SCOPE: ClassVar[bool] = False
    """Whether its keys move the scope."""
    SHOWS_RANKINGS: ClassVar[bool] = False
    """Whether it has something to say of criteria that are counted and not tested yet."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(step.key, f"app.step('{step.mode}')", step.title, show=False, id=f"step.{step.mode}")
            for step in STEPS
        ),
        Binding("d", "app.ledger", "disagreements", show=False, id="ledger"),
        Binding("question_mark,f1", "app.words", "help", key_display="?", id="help"),
        Binding("escape", "back", "back", show=False, id="back"),
    ]
    top = getters.query_one("#top", FrameLine)
    steps = getters.query_one("#steps", FrameLine)
    sentence = getters.query_one(Sentence)

    @property
    def qa(self) -> QaApp:
        from qa_tui.tui.app import QaApp

        assert isinstance(self.app, QaApp)
        return self.app

    def compose(self) -> ComposeResult:
        yield FrameLine(id="top")
        yield FrameLine(id="steps")
        yield Sentence()
        yield from self.body()
        yield TourLine()
        yield KeyLine()
        yield Enlarge()

    def body(self) -> list[Widget]:
        return []

    def on_mount(self) -> None:
        for name in ("loaded", "report", "scope", "criterion", "hidden_dimensions"):
            self.watch(self.app, name, self.redraw, init=False)
        self.redraw()

    def say_refusal(self, why: str) -> None:
        """Behind a room it waits, as every message does."""
        self.qa.tell_refusal(why)

    def on_screen_resume(self) -> None:
        self.redraw()

    def on_resize(self) -> None:
        if self.is_mounted:
            self.draw_frame()

    def redraw(self) -> None:
        """Draw everything from the app's state."""
        if not self.is_mounted:
            return
        self.draw_frame()
        self.draw()

    def words(self) -> str:
        """The help with the numbers that are set."""
        scope = self.qa.scope
        numbers = {
            "<days>": scope.window_days, "<threshold>": scope.threshold, "<minimum>": scope.minimum_calls,
            "<universal>": scope.lines.universal, "<mixed>": scope.lines.mixed,
        }  # fmt: skip
        said = self.WORDS
        for token, number in numbers.items():
            said = said.replace(token, str(number))
        return said

    def draw(self) -> None:
        """Fill the screen's own widgets."""

    def draw_frame(self) -> None:
        qa, report = self.qa, self.qa.report
        facts = [qa.workspace_title]
        # What changes the answer stays longest where there is little room.
        least = ["", ""]
        if report is not None:
            from qa_tui.reports.words import count_of

            least = [count_of(report.agents, "agent"), count_of(report.calls, "call")]
            facts += [least[0], report.window.words(), least[1], *report.scope.departures()]
        elif qa.loaded is not None and not qa.is_finding and (window := qa.window()):
            facts += [window.words(), *qa.scope.departures()]
        back = " (F everyone)" if qa.scope.segments and self.CHANGES_SCOPE else ""
        right = line((qa.busy, "accent")) if qa.busy else line((f"scope: {qa.scope.words()}{back}", "muted"))
        room = self.size.width - width(right) - 4

        def shown() -> Line:
            return line(("qa-tui  ", "title"), joined(facts))

        while self.size.width and width(shown()) > room and least:
            facts = [fact for fact in facts if fact != least[-1]]
            least.pop()
        self.top.show(shown(), right)
        said = private_words(type(self).__name__, is_ready="session" in qa.ready_steps()) if qa.is_touring else ""
        self.query_one(TourLine).show(said)
        self.steps.show(step_line(self.MODE, qa.ready_steps(), qa.glyphs, self.size.width or WIDE_CELLS))

    def copy(self, text: str) -> None:
        """Put `text` on the clipboard, and say so."""
        self.app.copy_to_clipboard(text)
        self.qa.tell(f"Copied: {safe_line(text, 80)}")

    async def ask_until(self, title: str, hint: str, value: str, take: Callable[[str], str]) -> None:
        """Ask for a line until `take` takes it, which gives what is wrong with it, or an empty text; or until it is left."""
        from qa_tui.tui.dialogs.entry import EntryDialog

        while (typed := await self.app.push_screen_wait(EntryDialog(title, hint, value, is_needed=True))) is not None:
            hint = take(typed)
            if not hint:
                return
            value = typed

    async def export(self, name: str, make: Callable[[], Page], said: str = "") -> None:
        """Write a page as the format that the file's name says; asks until it can."""
        from qa_tui.reports.formats.registry import FORMATS

        hint = f"File name; it ends with {', '.join(FORMATS)}. {said}".strip()
        asked: set[Path] = set()
        await self.ask_until(
            "Export this page", hint, str(Path.cwd() / name), lambda typed: self._write(typed, make, asked)
        )

    def _write(self, typed: str, make: Callable[[], Page], asked: set[Path]) -> str:
        """Write the page; empty, or what is wrong with the name. `asked` are names that are there and were asked about."""
        from qa_tui.reports.formats.registry import FORMATS, write_page
        from qa_tui.reports.writer import write_whole

        target = written_path(typed).absolute()
        kind = target.suffix.lstrip(".").casefold()
        if kind not in FORMATS:
            return f"The name says the format: it ends with {', '.join(FORMATS)}."
        if target.exists() and target not in asked:
            asked.add(target)
            return "There is such a file. Enter again replaces it."
        page = make()
        return self.written(target, lambda: write_whole(target, write_page(page, kind)))

    def written(self, target: Path, write: Callable[[], object]) -> str:
        """Write, and say where; returns what is wrong with the place, or an empty text."""
        if self.qa.loaded is not None and is_input(target, self.qa.loaded.request):
            return f"{target.name} was opened to be read, and is not written over. Choose another name."
        try:
            write()
        except OSError as problem:
            return f"{target.parent}: cannot be written: {(problem.strerror or 'unknown').lower()}."
        self.qa.tell(f"Written: {target}")
        return ""

    def action_back(self) -> None:
        if self.qa.busy:
            self.qa.stop_reading()
            return
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()
