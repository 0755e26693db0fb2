"""The first screen: choose files, go on with recent ones, or type a path."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType

from qa_tui.domain.loading import LoadRequest, is_address
from qa_tui.readers.places import written_path
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.screens.welcome import view
from qa_tui.tui.widgets.line_view import LineList

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.tui.lines import Line


def full_path(typed: str) -> str:
    return typed if is_address(typed) else str(written_path(typed).absolute())


class WelcomeScreen(PrivateScreen):
    """A file picker. Enter opens a folder or the marked files; o takes the whole folder that is listed."""

    WORDS = (
        "Open score files: one line per call and criterion, or one column per criterion. Mark several with space, such as "
        "scores, roster and rubric, then press enter. A folder is read whole with o: what each file is, is found from its "
        "content. t lets you type or paste a path.\n\n"
        "Nothing leaves this machine, and the files are never changed. To look around first, open the demo: it has a database of "
        "its own, and your files never go into it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "open", id="picker.open"),
        Binding("space", "mark", "mark", id="picker.mark"),
        Binding("o", "whole_folder", "open this whole folder", id="picker.folder"),
        Binding("t", "type", "type a path", id="picker.type"),
        Binding("w", "needed", "which files", id="picker.needed"),
        Binding("backspace,left", "up", "up", show=False, id="picker.up"),
    ]
    rows = getters.query_one("#entries", LineList)

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path.cwd()
        self._entries: tuple[view.Entry, ...] = ()
        self._marked: frozenset[Path] = frozenset()
        self._has_played_demo = False

    def body(self) -> list[Widget]:
        return [LineList(id="entries", classes="grow")]

    def on_mount(self) -> None:
        self._entries = view.entries_of(self._folder, ())
        super().on_mount()
        if self.qa.has_begun:
            self.look()

    def draw(self) -> None:
        has_recent = any(entry.kind == "recent" for entry in self._entries)
        hint = view.hint(has_recent=has_recent, has_played_demo=self._has_played_demo)
        self.sentence.show(f"{hint} In {self._folder}")

        def row(number: int, width: int) -> Line:
            entry = self._entries[number]
            return view.row(
                entry, width, self.qa.glyphs, at_cursor=number == self.rows.cursor, is_marked=entry.path in self._marked
            )

        self.rows.show_rows(len(self._entries), row)

    def action_back(self) -> None:
        """To the scores that are open; there is nowhere else to go back to."""
        if self.qa.loaded is not None:
            self.qa.action_step("scores")
        else:
            super().action_back()

    def look(self) -> None:
        """What was open before, from the database: asked for when the first frame is on the screen."""
        self.call_after_refresh(self._look_into, self._folder)

    def _look_into(self, folder: Path) -> None:
        recent: tuple[tuple[str, LoadRequest], ...] = ()
        if self.qa.has_begun and not self.qa.services.is_demo and (store := self.qa.store()):
            recent = store.workspaces()
        self._has_played_demo = self.qa.services.has_played_demo()
        self._folder = folder
        self._entries = view.entries_of(folder, recent, has_played_demo=self._has_played_demo)
        if self.is_mounted:
            self.rows.cursor = 0
            self.redraw()

    def _entry(self) -> view.Entry | None:
        return self._entries[self.rows.cursor] if self.rows.cursor < len(self._entries) else None

    @on(LineList.Chosen)
    def action_choose(self) -> None:
        entry = self._entry()
        if entry is None:
            return
        if entry.kind in {"demo", "tour"}:
            self.qa.is_touring = entry.kind == "tour"
            self.qa.open_demo()
        elif entry.request is not None:
            from dataclasses import replace

            self.qa.open_request(replace(entry.request, today=self.qa.services.clock().date()))
        elif self._marked:
            self._open(tuple(sorted(map(str, self._marked))))
        elif entry.path is not None and entry.kind in {"parent", "folder"}:
            self._look_into(entry.path)
        elif entry.path is not None:
            self._open((str(entry.path),))

    def _open(self, paths: tuple[str, ...]) -> None:
        self._marked = frozenset()
        self.qa.open_request(LoadRequest(paths, self.qa.services.clock().date()))

    def action_mark(self) -> None:
        entry = self._entry()
        if entry and entry.kind == "file" and entry.path:
            self._marked ^= {entry.path}
            self.rows.action_move(1)
            self.redraw()
        else:
            self.qa.tell("Only files are marked, to be opened together. Enter opens what the cursor is on.")

    def action_needed(self) -> None:
        from qa_tui.tui.dialogs.needed import NeededDialog

        self.app.push_screen(NeededDialog())

    def action_whole_folder(self) -> None:
        """All of the folder that is listed: the one that the sentence names."""
        self._open((str(self._folder),))

    def action_up(self) -> None:
        self._look_into(self._folder.parent)

    @work
    async def action_type(self) -> None:
        typed = await self.app.push_screen_wait(
            EntryDialog(
                "Path of a file or folder, or address of a table",
                "Drag a file into the terminal, or paste its path. A table in a database: duckdb:////path/file.db?table=scores.",
            )
        )
        if typed:
            plain = typed.strip().strip("'\"").replace("\\ ", " ")
            self._open((full_path(plain),))
