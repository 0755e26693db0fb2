"""Requests for another wording in the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from qa_tui.domain.wording_request import RequestState
from qa_tui.reports.wording_words import request_words
from qa_tui.store.wording import keep_request, read_requests
from tests.builders import NOW
from tests.unit.domain.test_wording_request import REQUEST

if TYPE_CHECKING:
    from qa_tui.store.sessions import SessionStore


def test_where_it_stands_is_kept_step_by_step(store: SessionStore) -> None:
    keep_request(store.database, REQUEST, NOW)
    keep_request(store.database, replace(REQUEST, id="q2", is_flagged=True), NOW)
    keep_request(store.database, REQUEST.sent(), NOW)
    one, two = read_requests(store.database)
    assert (one.state, two.state) == (RequestState.SENT, RequestState.RAISED)
    accepted = one.accepted(date(2026, 10, 3), date(2026, 10, 23))
    rejected = two.rejected(date(2026, 10, 3), "too long")
    store.keep_request(accepted, NOW)
    store.keep_request(rejected, NOW)
    assert store.wording_requests() == (accepted, rejected)
    assert not accepted.is_open
    said = [request_words(request) for request in (REQUEST, one, accepted, rejected)]
    assert said == [
        "Raised on 2026-10-01, by a person, without a flag; rubric owner decides",
        "Sent to rubric owner; raised on 2026-10-01, by a person, without a flag",
        "Accepted on 2026-10-03, scored with from 2026-10-23 on",
        "Rejected on 2026-10-03: too long",
    ]
