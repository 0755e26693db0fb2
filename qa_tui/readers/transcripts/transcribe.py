"""Amazon Transcribe, standard output: words only, times as texts in seconds; turns are rebuilt by speaker or channel."""

from __future__ import annotations

from typing import Any

from qa_tui.readers.json_values import items, obj, text
from qa_tui.readers.transcripts.spoken import Spoken, by_speaker, seconds

NAME = "Amazon Transcribe"


def sniff(body: Any) -> bool:
    return any("alternatives" in item and "type" in item for item in items(body, "results", "items"))


def call_ids(body: Any) -> list[str]:
    return [text(body, "jobName")]


def spoken(body: Any) -> list[Spoken]:
    results = obj(body, "results")
    labels: dict[str, str] = {}
    for segment in items(results, "speaker_labels", "segments"):
        for item in items(segment, "items"):
            labels[text(item, "start_time")] = text(item, "speaker_label") or text(segment, "speaker_label")
    for channel in items(results, "channel_labels", "channels"):
        for item in items(channel, "items"):
            labels[text(item, "start_time")] = text(channel, "channel_label")
    words: list[tuple[str, str, float | None, float | None]] = []
    speaker = ""
    for item in items(results, "items"):
        said = next((text(alternative, "content") for alternative in items(item, "alternatives")), "")
        if text(item, "type") != "punctuation":
            speaker = text(item, "speaker_label", "channel_label") or labels.get(text(item, "start_time"), speaker)
        words.append((speaker, said, seconds(item.get("start_time")), seconds(item.get("end_time"))))
    return by_speaker(words)
