"""Lines that a person typed or pasted for a call that has no transcript file."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from qa_tui.domain.transcript import AGENT, CUSTOMER
from qa_tui.readers.transcripts import plain_text
from qa_tui.readers.transcripts.spoken import transcript_of

if TYPE_CHECKING:
    from qa_tui.domain.transcript import Transcript

NAME = "typed"
_SHORT = re.compile(r"^\s*([AC])\s*[:>]\s*", re.IGNORECASE | re.MULTILINE)
_ROLES = {"a": "Agent: ", "c": "Customer: "}


def read_lines(call_id: str, text: str) -> Transcript | None:
    """The turns; None where nothing was said. A line without a speaker goes on with the one before."""
    turns, names = plain_text.spoken(_SHORT.sub(lambda found: _ROLES[found.group(1).lower()], text))
    found = transcript_of(NAME, call_id, turns)
    if found is None:
        return None
    return replace(found, agent_names=tuple(names[AGENT]), customer_names=tuple(names[CUSTOMER]))
