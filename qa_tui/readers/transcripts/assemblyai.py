"""AssemblyAI: utterances, paragraphs, sentences or bare words, in milliseconds.

Redaction is in `text` only: where a text is redacted its words are not, so they are never used for it.
"""

from __future__ import annotations

import re
from typing import Any

from qa_tui.readers.json_values import is_true, items, text
from qa_tui.readers.transcripts.spoken import Spoken, by_speaker, seconds, timed_words

NAME = "AssemblyAI"
_LISTS = ("utterances", "paragraphs", "sentences")
_REDACTED = re.compile(r"#{3,}|\[[A-Z]+(?:_[A-Z]+)+\]|\[(?:NAME|LOCATION|ORGANIZATION|DATE)\]")


def sniff(body: Any) -> bool:
    if isinstance(body, list):
        return bool(items(body)) and all(
            {"text", "start", "end"} <= set(word) and "score" not in word for word in items(body)[:20]
        )
    return any({"text", "start", "end"} <= set(part) for name in _LISTS for part in items(body, name)[:3]) or (
        isinstance(body, dict)
        and "text" in body
        and any({"text", "start", "confidence"} <= set(w) for w in items(body, "words")[:3])
    )


def call_ids(body: Any) -> list[str]:
    return [text(body, "call_id", "external_id", "audio_url")] if isinstance(body, dict) else []


def spoken(body: Any) -> list[Spoken]:
    whole = body if isinstance(body, dict) else {}
    parts = next((found for name in _LISTS if (found := items(whole, name))), [])
    redacted = is_true(whole.get("redact_pii")) or any(_REDACTED.search(text(p, "text")) for p in [whole, *parts])
    if parts:
        return [
            Spoken(
                _speaker(part),
                text(part, "text"),
                seconds(part.get("start"), 1000),
                seconds(part.get("end"), 1000),
                () if redacted else timed_words((w.get("text", ""), *_times(w)) for w in items(part, "words")),
            )
            for part in parts
        ]
    if redacted:
        return [Spoken("", text(whole, "text"))]
    words = items(body) if isinstance(body, list) else items(whole, "words")
    return by_speaker([(_speaker(word), text(word, "text"), *_times(word)) for word in words])


def _times(entry: dict[str, Any]) -> tuple[float | None, float | None]:
    return seconds(entry.get("start"), 1000), seconds(entry.get("end"), 1000)


def _speaker(part: dict[str, Any]) -> str:
    """The letter of a speaker, or the name that replaced it."""
    label = text(part, "speaker")
    words = items(part, "words")
    label = label or (text(words[0], "speaker") if words else "") or text(part, "channel")
    return f"speaker {label}" if len(label) == 1 else label
