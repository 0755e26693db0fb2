"""The plain words for a request for another wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.wording_request import RequestState

if TYPE_CHECKING:
    from qa_tui.domain.wording_request import WordingRequest


def request_words(request: WordingRequest) -> str:
    """Where it stands, in half a sentence."""
    by = "flagged by the ledger" if request.is_flagged else "by a person, without a flag"
    match request.state:
        case RequestState.RAISED:
            return f"Raised on {request.raised_on}, {by}; {request.owner} decides"
        case RequestState.SENT:
            return f"Sent to {request.owner}; raised on {request.raised_on}, {by}"
        case RequestState.ACCEPTED:
            return f"Accepted on {request.decided_on}, scored with from {request.effect_on} on"
        case RequestState.REJECTED:
            return f"Rejected on {request.decided_on}: {request.why}"
