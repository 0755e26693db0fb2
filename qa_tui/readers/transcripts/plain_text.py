"""Transcripts as plain text: one turn per line, `Agent: ...` and `Customer: ...`, with or without a time before them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_block, safe_line
from qa_tui.domain.transcript import Transcript, Turn

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES: tuple[str, ...] = (".txt", ".text")

_TIME = r"(?:[\[(]?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,]\d+)?[\])]?\s*(?:-\s*)?)?"
_LINE = re.compile(rf"\s*{_TIME}([^\W\d_][\w .'’-]{{0,39}}?)\s*[:>]\s+(.*)", re.DOTALL)
_AGENT = frozenset({"agent", "advisor", "adviser", "representative", "rep", "operator", "csr", "employee", "associate"})
_CUSTOMER = frozenset({"customer", "caller", "client", "member", "guest", "user", "patient"})


def sniff(head: str) -> bool:
    lines = [line for line in head.splitlines() if line.strip()][:20]
    return sum(bool(_LINE.match(line)) for line in lines) * 2 >= len(lines) > 0


def call_id_of(path: Path, head: str) -> str:
    del head
    return path.stem


def read(path: Path, shown: str, encoding: str) -> Transcript | Problem:
    text = path.read_text(encoding=encoding, errors="replace")
    turns: list[Turn] = []
    names: dict[str, list[str]] = {"agent": [], "customer": []}
    for line in text.splitlines():
        if not line.strip():
            continue
        found = _LINE.match(line)
        if found:
            hours, minutes, seconds, who, said = found.groups()
            start = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) if minutes is not None else None
            speaker = _speaker(who, names)
            turns.append(Turn(speaker, safe_block(said, 8_000), None if start is None else float(start)))
        elif turns:
            last = turns.pop()
            turns.append(Turn(last.speaker, safe_block(f"{last.text} {line.strip()}", 8_000), last.start))
        else:
            turns.append(Turn("unknown", safe_block(line.strip(), 8_000)))
    if not turns:
        return Problem(Severity.ERROR, shown, "holds no turns. Expected lines such as `Agent: Good morning.`")
    return Transcript(path.stem, tuple(turns), tuple(names["agent"]), tuple(names["customer"]))


def _speaker(who: str, names: dict[str, list[str]]) -> str:
    """The role of a speaker. Somebody who is called by name is known by that name, and remembered as a name."""
    plain = safe_line(who, 40).strip().casefold()
    words = set(plain.split())
    if words & _AGENT:
        return "agent"
    if words & _CUSTOMER:
        return "customer"
    for role, known in names.items():
        if who in known:
            return role
    role = "agent" if not names["agent"] else "customer"
    names[role].append(who)
    return role
