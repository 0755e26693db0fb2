"""The store as the front ends know it: what each step needs of it, together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from qa_tui.steps.ledger import LedgerStore
from qa_tui.steps.live import LiveStore
from qa_tui.steps.packet import PacketStore

if TYPE_CHECKING:
    from datetime import datetime

    from qa_tui.domain.choices import Choices, Sampling, TopicChoice
    from qa_tui.domain.importing import ImportMapping
    from qa_tui.domain.loading import LoadRequest


class Store(PacketStore, LiveStore, LedgerStore, Protocol):
    """All that the front ends need of the store."""

    def remember_workspace(self, name: str, request: LoadRequest, now: datetime) -> None: ...
    def workspaces(self) -> tuple[tuple[str, LoadRequest], ...]: ...
    def remember_mapping(self, header_set: str, mapping: ImportMapping, now: datetime) -> None: ...
    def mappings(self) -> tuple[tuple[str, ImportMapping], ...]: ...
    def note_sampling(self, workspace: str, sampling: Sampling, now: datetime) -> None: ...
    def choose_topic(self, workspace: str, choice: TopicChoice | None, now: datetime) -> None: ...
    def choices(self, workspace: str) -> Choices: ...
    def plan_workspace(self, plan: str) -> str: ...
    def newest_plan(self, workspace: str | None = None) -> str | None: ...
