"""Genesys Cloud transcripts: phrases by purpose, times in milliseconds of the clock or of the call."""

from __future__ import annotations

from typing import Any

from qa_tui.readers.json_values import items, obj, text
from qa_tui.readers.transcripts.spoken import Spoken, seconds, timed_words

NAME = "Genesys Cloud transcript"
_CLOCK_FROM = 10**8
"""Seconds above which a time is one of the clock and not of the call."""


def sniff(body: Any) -> bool:
    return any("phrases" in transcript for transcript in items(body, "transcripts"))


def call_ids(body: Any) -> list[str]:
    return [text(body, "conversationId"), text(body, "recordingId")]


def spoken(body: Any) -> list[Spoken]:
    pieces = []
    for transcript in items(body, "transcripts"):
        zero = seconds(transcript.get("startTime", body.get("startTime")), 1000) or 0.0

        def at(entry: dict[str, Any], zero: float = zero) -> tuple[float | None, float | None]:
            start = seconds(entry.get("startTimeMs"), 1000)
            length = seconds(obj(entry, "duration").get("milliseconds"), 1000) or 0.0
            if start is None:
                return None, None
            start = round(start - zero, 3) if start > _CLOCK_FROM else start
            return start, round(start + length, 3)

        pieces += [
            Spoken(
                text(phrase, "participantPurpose"),
                text(phrase, "decoratedText", "text"),
                *at(phrase),
                timed_words((word.get("word", ""), *at(word)) for word in items(phrase, "words")),
            )
            for phrase in items(transcript, "phrases")
        ]
    return pieces
