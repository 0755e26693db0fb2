"""Amazon Contact Lens and Transcribe Call Analytics: turns with a participant, times in milliseconds."""

from __future__ import annotations

from typing import Any

from qa_tui.readers.json_values import items, obj, text
from qa_tui.readers.transcripts.spoken import Spoken, seconds, timed_words

NAME = "Amazon Contact Lens"


def sniff(body: Any) -> bool:
    turns = items(body, "Transcript")
    return bool(turns) and any(
        "Content" in turn and ("ParticipantId" in turn or "ParticipantRole" in turn) for turn in turns
    )


def call_ids(body: Any) -> list[str]:
    return [text(obj(body, "CustomerMetadata"), "ContactId"), text(body, "ContactId"), text(body, "JobName")]


def is_original(body: Any) -> bool:
    """Whether the file says of itself that nothing in it was redacted."""
    return text(obj(body, "ContentMetadata"), "Output").casefold() == "raw"


def spoken(body: Any) -> list[Spoken]:
    roles = {text(p, "ParticipantId"): text(p, "ParticipantRole") for p in items(body, "Participants")}
    return [
        Spoken(
            text(turn, "ParticipantRole") or roles.get(text(turn, "ParticipantId")) or text(turn, "ParticipantId"),
            text(turn, "Content"),
            seconds(turn.get("BeginOffsetMillis"), 1000),
            seconds(turn.get("EndOffsetMillis"), 1000),
            timed_words(
                (
                    i.get("Content", ""),
                    seconds(i.get("BeginOffsetMillis"), 1000),
                    seconds(i.get("EndOffsetMillis"), 1000),
                )
                for i in items(turn, "Items")
            ),
        )
        for turn in items(body, "Transcript")
    ]
