"""Requests for another wording: every state is kept, the latest of each counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qa_tui.domain.wording_request import WordingRequest

if TYPE_CHECKING:
    from datetime import datetime

    from qa_tui.store.database import Database


def keep_request(database: Database, request: WordingRequest, now: datetime) -> None:
    with database.atomic() as cursor:
        cursor.execute(
            "INSERT INTO wording_requests (request, body, kept_at) VALUES (?, ?, ?)",
            (request.id, json.dumps(request.as_json(), ensure_ascii=False), now.isoformat()),
        )


def read_requests(database: Database) -> tuple[WordingRequest, ...]:
    """Every request as it stands, the oldest first."""
    rows = database.rows(
        "SELECT body FROM wording_requests WHERE number IN (SELECT max(number) FROM wording_requests GROUP BY request)"
        " ORDER BY (SELECT min(number) FROM wording_requests AS first WHERE first.request = wording_requests.request)"
    )
    return tuple(WordingRequest.from_json(json.loads(row["body"])) for row in rows)
