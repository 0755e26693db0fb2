"""Transcripts in the project's own JSON form: a call id, turns, and the names of the people who speak."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_block, safe_line
from qa_tui.domain.transcript import Transcript, Turn

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES: tuple[str, ...] = (".json",)


def sniff(head: str) -> bool:
    return head.lstrip()[:1] == "{" and '"turns"' in head


def call_id_of(path: Path, head: str) -> str:
    """The call id, from the first characters of the file where it stands there, else from the file's name."""
    before = head.partition('"turns"')[0]
    try:
        found = json.loads(before.rstrip().rstrip(",") + "}")
        return str(found["call_id"])
    except (ValueError, KeyError, TypeError):
        return path.stem


def read(path: Path, shown: str, encoding: str) -> Transcript | Problem:
    try:
        body = json.loads(path.read_text(encoding=encoding, errors="replace"))
    except (json.JSONDecodeError, RecursionError) as problem:
        line = getattr(problem, "lineno", None)
        return Problem(Severity.ERROR, shown, "is not valid JSON. Export the transcript again.", line)
    turns = body.get("turns") if isinstance(body, dict) else None
    if not isinstance(turns, list) or not turns:
        return Problem(Severity.ERROR, shown, 'expected a list of turns under "turns".', None, "turns")
    read_turns = []
    for number, turn in enumerate(turns, 1):
        if not isinstance(turn, dict) or not isinstance(turn.get("text"), str):
            return Problem(Severity.ERROR, shown, "expected a speaker and a text.", None, f"turns[{number}]")
        speaker = safe_line(str(turn.get("speaker", "")), 20).casefold() or "unknown"
        read_turns.append(
            Turn(speaker, safe_block(turn["text"], 8_000), _seconds(turn.get("start")), _seconds(turn.get("end")))
        )
    people = body.get("people") if isinstance(body.get("people"), dict) else {}
    call_id = str(body.get("call_id") or path.stem)
    return Transcript(call_id, tuple(read_turns), _names(people.get("agent")), _names(people.get("customer")))


def _seconds(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _names(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    return tuple(name.strip() for name in values if isinstance(name, str) and name.strip())
