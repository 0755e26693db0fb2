"""The Whisper family: openai-whisper and WhisperX (segments, seconds) and whisper.cpp (transcription, milliseconds)."""

from __future__ import annotations

from typing import Any

from qa_tui.readers.json_values import items, obj, text
from qa_tui.readers.transcripts.spoken import Spoken, seconds, timed_words

NAME = "Whisper"


def sniff(body: Any) -> bool:
    segments = items(body, "segments")
    return any({"start", "end", "text"} <= set(s) for s in segments) or any(
        "offsets" in s for s in items(body, "transcription")
    )


def call_ids(body: Any) -> list[str]:
    return [text(body, "file", "audio", "source")]


def spoken(body: Any) -> list[Spoken]:
    pieces = [
        Spoken(
            text(segment, "speaker"),
            text(segment, "text"),
            seconds(segment.get("start")),
            seconds(segment.get("end")),
            timed_words(
                (word.get("word", ""), seconds(word.get("start")), seconds(word.get("end")))
                for word in items(segment, "words")
            ),
        )
        for segment in items(body, "segments")
    ]
    return pieces or [
        Spoken(
            text(segment, "speaker"),
            text(segment, "text"),
            seconds(obj(segment, "offsets").get("from"), 1000),
            seconds(obj(segment, "offsets").get("to"), 1000),
        )
        for segment in items(body, "transcription")
    ]
