"""What workers report: one immutable message each, with the question it answers, so that a late answer can be dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from qa_tui.domain.gaps import GapReport, WindowComparison
    from qa_tui.domain.scope import Scope, Window
    from qa_tui.steps.loaded import Loaded, Unusable


@dataclass
class Reading(Message):
    """The reader has come to a file."""

    file: str

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Reading)


@dataclass
class DataRead(Message):
    """A request has been read."""

    result: Loaded | Unusable
    number: int
    """Of the reading, in the order in which they were begun."""


@dataclass
class GapsFound(Message):
    """Steps 1 and 2 have been worked out."""

    loaded: Loaded
    scope: Scope
    report: GapReport | None
    why_not: str = ""


@dataclass
class WindowsCompared(Message):
    """Two windows have been put side by side; None where one of them holds no scored call."""

    loaded: Loaded
    scope: Scope
    other: Window
    found: WindowComparison | None
