"""Deepgram: utterances where they were asked for, else words; by channel where there are several, else by speaker."""

from __future__ import annotations

from typing import Any

from qa_tui.readers.json_values import items, obj, text
from qa_tui.readers.transcripts.spoken import Spoken, by_speaker, seconds, timed_words

NAME = "Deepgram"


def sniff(body: Any) -> bool:
    return any("alternatives" in channel for channel in items(body, "results", "channels"))


def call_ids(body: Any) -> list[str]:
    return [text(obj(body, "metadata", "extra"), "call_id"), text(obj(body, "metadata"), "request_id")]


def spoken(body: Any) -> list[Spoken]:
    results = obj(body, "results")
    channels = items(results, "channels")
    several = len(channels) > 1

    def speaker(entry: dict[str, Any], channel: str) -> str:
        return f"channel {channel}" if several else f"speaker {text(entry, 'speaker') or '0'}"

    utterances = items(results, "utterances")
    if utterances:
        return [
            Spoken(
                speaker(utterance, text(utterance, "channel")),
                text(utterance, "transcript"),
                seconds(utterance.get("start")),
                seconds(utterance.get("end")),
                timed_words(
                    (
                        word.get("punctuated_word", word.get("word", "")),
                        seconds(word.get("start")),
                        seconds(word.get("end")),
                    )
                    for word in items(utterance, "words")
                ),
            )
            for utterance in utterances
        ]
    pieces: list[Spoken] = []
    for number, channel in enumerate(channels):
        words = [word for alternative in items(channel, "alternatives")[:1] for word in items(alternative, "words")]
        pieces += by_speaker(
            [
                (
                    speaker(word, str(number)),
                    text(word, "punctuated_word", "word"),
                    seconds(word.get("start")),
                    seconds(word.get("end")),
                )
                for word in words
            ]
        )
    return pieces
