"""Amazon Post Call Analytics, processed file: segments with a speaker label whose role stands beside them."""

from __future__ import annotations

from typing import Any

from qa_tui.readers.json_values import items, obj, text
from qa_tui.readers.transcripts.spoken import Spoken, seconds, timed_words

NAME = "Amazon Post Call Analytics"


def sniff(body: Any) -> bool:
    return bool(obj(body, "ConversationAnalytics")) and bool(items(body, "SpeechSegments"))


def call_ids(body: Any) -> list[str]:
    facts = obj(body, "ConversationAnalytics")
    return [text(facts, "GUID"), text(obj(facts, "SourceInformation", "TranscribeJobInfo"), "TranscriptionJobName")]


def agent_names(body: Any) -> tuple[str, ...]:
    name = text(obj(body, "ConversationAnalytics"), "Agent")
    return (name,) if name else ()


def spoken(body: Any) -> list[Spoken]:
    roles = {text(s, "Speaker"): text(s, "DisplayText") for s in items(body, "ConversationAnalytics", "SpeakerLabels")}
    return [
        Spoken(
            roles.get(text(segment, "SegmentSpeaker")) or text(segment, "SegmentSpeaker"),
            text(segment, "DisplayText", "OriginalText"),
            seconds(segment.get("SegmentStartTime")),
            seconds(segment.get("SegmentEndTime")),
            timed_words(
                (word.get("Text", ""), seconds(word.get("StartTime")), seconds(word.get("EndTime")))
                for word in items(segment, "WordConfidence")
            ),
        )
        for segment in items(body, "SpeechSegments")
    ]
