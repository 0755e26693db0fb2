"""Everything a front end is handed: wired once, by `compose`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from qa_tui.domain.scope import Scope
from qa_tui.steps.ledger import LedgerStore
from qa_tui.steps.live import LiveStore
from qa_tui.steps.plan import PlanStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from qa_tui.domain.loading import LoadRequest
    from qa_tui.domain.problem import Problem
    from qa_tui.domain.transcript import Transcript
    from qa_tui.steps.loaded import Loaded, Unusable


class Store(PlanStore, LiveStore, LedgerStore, Protocol):
    """All that the front ends need of the store."""

    def remember_workspace(self, name: str, request: LoadRequest, now: datetime) -> None: ...
    def workspaces(self) -> tuple[tuple[str, LoadRequest], ...]: ...
    def newest_plan(self) -> str | None: ...


@dataclass(frozen=True, eq=False, slots=True)
class Services:
    """The parts of a running program."""

    workspace: str
    """Name of the workspace; the demo has its own."""
    is_demo: bool
    store: Callable[[], Store]
    """The store, opened for writing on first use."""
    load: Callable[[LoadRequest, Callable[[str], None]], Loaded | Unusable]
    cancel_load: Callable[[], None]
    read_transcript: Callable[[Path, str], Transcript | Problem]
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    log: Path
    scope: Scope = field(default_factory=Scope)
    demo_request: Callable[[], LoadRequest] | None = None
    close: Callable[[], None] = lambda: None
