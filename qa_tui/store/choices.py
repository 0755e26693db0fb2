"""What persons said about a set of scores: kept one after the other, the latest counts."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from qa_tui.domain.choices import Choices, Sampling, TopicChoice

if TYPE_CHECKING:
    from datetime import datetime

    from qa_tui.store.database import Database

_SAMPLING, _TOPIC = "sampling", "topic"


def note_sampling(database: Database, workspace: str, sampling: Sampling, now: datetime) -> None:
    _add(database, workspace, _SAMPLING, sampling.value, now)


def choose_topic(database: Database, workspace: str, choice: TopicChoice | None, now: datetime) -> None:
    """Keep the topic that a person chose; None takes the last one back."""
    body = choice and {
        "criterion": choice.criterion,
        "reason": choice.reason,
        "agreed_by": choice.agreed_by,
        "chosen_on": choice.chosen_on.isoformat(),
        "window_end": choice.window_end.isoformat(),
        "alternatives": list(choice.alternatives),
    }
    _add(database, workspace, _TOPIC, body, now)


def _add(database: Database, workspace: str, kind: str, body: object, now: datetime) -> None:
    with database.atomic() as cursor:
        cursor.execute(
            "INSERT INTO choices (workspace, kind, body, made_at) VALUES (?, ?, ?, ?)",
            (workspace, kind, json.dumps(body, ensure_ascii=False), now.isoformat()),
        )


def read_choices(database: Database, workspace: str) -> Choices:
    """The latest word on each question."""
    rows = database.rows("SELECT kind, body FROM choices WHERE workspace = ? ORDER BY number", (workspace,))
    latest = {row["kind"]: json.loads(row["body"]) for row in rows}
    topic = latest.get(_TOPIC)
    return Choices(
        sampling=Sampling(latest.get(_SAMPLING, Sampling.UNKNOWN)),
        topic=topic
        and TopicChoice(
            criterion=topic["criterion"],
            reason=topic["reason"],
            agreed_by=topic["agreed_by"],
            chosen_on=date.fromisoformat(topic["chosen_on"]),
            window_end=date.fromisoformat(topic["window_end"]),
            alternatives=tuple(topic["alternatives"]),
        ),
    )
