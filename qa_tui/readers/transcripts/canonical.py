"""Transcripts in the project's own JSON form: a call id, turns, and the names of the people who speak."""

from __future__ import annotations

import json
from typing import Any

from qa_tui.readers.json_values import items, obj, text
from qa_tui.readers.transcripts.spoken import Spoken, seconds, timed_words

NAME = "Transcript"


def sniff(body: Any) -> bool:
    return isinstance(body, dict) and "turns" in body


def quick_call_id(head: str) -> str | None:
    """The call id from the first characters of a file where it stands before the turns: thousands of files are known so."""
    if head.lstrip()[:1] != "{" or '"turns"' not in head:
        return None
    try:
        found = json.loads(head.partition('"turns"')[0].rstrip().rstrip(",") + "}")
    except ValueError:
        return None
    return text(found, "call_id") or None


def call_ids(body: Any) -> list[str]:
    return [text(body, "call_id")]


def names(body: Any, role: str) -> tuple[str, ...]:
    value = obj(body, "people").get(role)
    values = value if isinstance(value, list) else [value]
    return tuple(name.strip() for name in values if isinstance(name, str) and name.strip())


def misplaced(body: Any) -> tuple[str, str] | None:
    """Field and message of what is wrong with the turns; None where they can be read."""
    turns = body.get("turns")
    if not isinstance(turns, list) or not turns:
        return "turns", 'expected a list of turns under "turns".'
    for number, turn in enumerate(turns, 1):
        if not isinstance(turn, dict) or not isinstance(turn.get("text"), str):
            return f"turns[{number}]", "expected a speaker and a text."
    return None


def spoken(body: Any) -> list[Spoken]:
    return [
        Spoken(
            text(turn, "speaker") or "unknown",
            turn["text"],
            seconds(turn.get("start")),
            seconds(turn.get("end")),
            timed_words(
                (w.get("text", ""), seconds(w.get("start")), seconds(w.get("end"))) for w in items(turn, "words")
            ),
        )
        for turn in body["turns"]
    ]
