"""What was opened: sets of files, what a person decided about them, and what was said of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.domain.importing import ImportMapping
from qa_tui.domain.loading import LoadRequest
from qa_tui.store import choices

if TYPE_CHECKING:
    from datetime import datetime

    from qa_tui.domain.choices import Choices, Sampling, TopicChoice
    from qa_tui.store.database import Database


@dataclass(frozen=True, slots=True)
class WorkspaceStore:
    """Everything about workspaces in one database."""

    database: Database

    def remember_workspace(self, name: str, request: LoadRequest, now: datetime) -> None:
        body = json.dumps(request.as_json(), ensure_ascii=False)
        with self.database.atomic() as cursor:
            cursor.execute(
                "INSERT INTO workspaces VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET request = excluded.request,"
                " opened_at = excluded.opened_at",
                (name, body, now.isoformat()),
            )

    def workspaces(self) -> tuple[tuple[str, LoadRequest], ...]:
        """Name and request of each workspace, the last opened first."""
        rows = self.database.rows("SELECT name, request FROM workspaces ORDER BY opened_at DESC")
        return tuple((row["name"], LoadRequest.from_json(json.loads(row["request"]))) for row in rows)

    def remember_mapping(self, header_set: str, mapping: ImportMapping, now: datetime) -> None:
        """Keep what a person decided about files with these headers; earlier answers to the same doubts are replaced."""
        known = dict(self.mappings()).get(header_set, ImportMapping())
        body = json.dumps(mapping.over(known).as_json(), ensure_ascii=False)
        with self.database.atomic() as cursor:
            cursor.execute(
                "INSERT INTO import_mappings VALUES (?, ?, ?) ON CONFLICT (header_set) DO UPDATE SET"
                " decisions = excluded.decisions, decided_at = excluded.decided_at",
                (header_set, body, now.isoformat()),
            )

    def mappings(self) -> tuple[tuple[str, ImportMapping], ...]:
        """Header set -> decisions."""
        rows = self.database.rows("SELECT header_set, decisions FROM import_mappings ORDER BY header_set")
        return tuple((row["header_set"], ImportMapping.from_json(json.loads(row["decisions"]))) for row in rows)

    def note_sampling(self, workspace: str, sampling: Sampling, now: datetime) -> None:
        choices.note_sampling(self.database, workspace, sampling, now)

    def choose_topic(self, workspace: str, choice: TopicChoice | None, now: datetime) -> None:
        choices.choose_topic(self.database, workspace, choice, now)

    def choices(self, workspace: str) -> Choices:
        return choices.read_choices(self.database, workspace)
