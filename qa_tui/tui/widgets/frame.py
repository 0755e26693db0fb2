"""The frame that all private screens share: where you are, one sentence that answers the screen's question, the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from qa_tui.tui.lines import cut, joined, line, paragraph, spread, width
from qa_tui.tui.text import content

if TYPE_CHECKING:
    from qa_tui.tui.lines import Line


class FrameLine(Static):
    """One line of the frame, made anew for every width."""

    DEFAULT_CSS = "FrameLine { height: 1; padding: 0 1; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes, markup=False)
        self._left: Line = ()
        self._right: Line = ()

    def show(self, left: Line, right: Line = ()) -> None:
        self._left, self._right = left, right
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def text(self) -> str:
        return "".join(text for text, _ in (*self._left, *self._right))

    def _draw(self) -> None:
        cells = max(self.size.width, 1)
        self.update(content([spread(self._left, self._right, cells) if self._right else cut(self._left, cells)]))


MOST_SENTENCE_LINES = 3


class Sentence(Static):
    """The answer to the screen's question, above everything else."""

    DEFAULT_CSS = "Sentence { height: auto; max-height: 3; padding: 0 1; text-style: bold; }"

    def __init__(self) -> None:
        super().__init__("", id="sentence", markup=False)
        self._text = ""

    def show(self, text: str) -> None:
        self._text = text
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        """What does not fit ends with an ellipsis, so that nobody takes a part for the whole."""
        cells = max((self.content_size.width or self.app.size.width - 2), 1)
        shown = paragraph(self._text, cells)
        if len(shown) > MOST_SENTENCE_LINES:
            shown = [*shown[: MOST_SENTENCE_LINES - 1], cut((*shown[MOST_SENTENCE_LINES - 1], (" …", "")), cells)]
        self.update(Content("\n".join("".join(text for text, _ in one) for one in shown)))


class KeyLine(Static):
    """The keys that work now, as the bindings say, until the line is full."""

    DEFAULT_CSS = "KeyLine { height: 1; padding: 0 1; color: $text-muted; dock: bottom; }"

    def __init__(self) -> None:
        super().__init__("", id="keys", markup=False)

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.call_after_refresh(self._draw))
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        if not self.is_attached:
            return
        shown, always = self._keys()
        cells = max(self.size.width, 1)
        while shown and width(line(joined([*shown, *always]))) > cells:
            shown.pop()
        shown += always
        with_leaving = [*shown, "ctrl+q leave"]
        fits = width(line(joined(with_leaving))) <= cells
        self.update(Content(joined(with_leaving if fits else shown)))

    def _keys(self) -> tuple[list[str], list[str]]:
        """The keys of this screen, and those that stay however narrow it is: back and help."""
        found: dict[str, str] = {}
        own = [binding for binding in type(self.screen).BINDINGS if isinstance(binding, Binding)]
        active = [entry.binding for entry in self.screen.active_bindings.values() if entry.enabled]
        for binding in (*own, *active):
            if binding.show:
                key = binding.key_display or binding.key.partition(",")[0].replace("escape", "esc")
                found.setdefault(binding.description, key)
        can_go_back = found.pop("back", "") or len(self.app.screen_stack) > 1
        has_help = found.pop("help", "")
        # What anybody would look for in the end gives way first.
        found |= {"export": found.pop("export")} if "export" in found else {}
        own_keys = [f"{key} {description}" for description, key in found.items()]
        return own_keys, [*(["esc back"] if can_go_back else []), *(["? help"] if has_help else [])]
