"""The gate between lines and Textual: text becomes literal content, roles become theme styles, and markup is never read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from qa_tui.domain.safe_text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa_tui.tui.lines import Line, Role

STYLES: dict[Role, str] = {
    "": "",
    "muted": "$text-muted",
    "strong": "bold",
    "accent": "bold $accent",
    "low": "bold $below",
    "title": "bold $accent",
}
"""Theme style of each role. A role never says anything by colour alone: the view has a mark or a word as well."""


def literal(text: str) -> Content:
    """`text` as it is, never as markup."""
    return Content(safe_line(text))


def content(lines: Iterable[Line]) -> Content:
    """Lines as one content."""
    return Content("\n").join(
        Content.assemble(*((text, STYLES[role]) if role else Content(text) for text, role in shown)) for shown in lines
    )
