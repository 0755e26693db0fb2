"""Transcripts as plain text: `Agent: ...`, `[00:41] AGENT: ...`, `09:31:02 Rep> ...`, or `**Customer:**` above the words."""

from __future__ import annotations

import re

from qa_tui.domain.transcript import AGENT, CUSTOMER, ROLES
from qa_tui.readers.transcripts.spoken import Spoken, is_label, role_of

NAME = "Plain text"
SUFFIXES: tuple[str, ...] = (".txt", ".text")

_TIME = r"(?:[\[(]?(?:(\d{1,2}):)?(\d{1,2}):(\d{2}(?:[.,]\d+)?)[\])]?\s*(?:-\s*)?)?"
_LINE = re.compile(rf"\s*{_TIME}\**([^\W\d_][\w .'’-]{{0,39}}?)\s*[:>]\**(?:\s+(.*)|\s*$)", re.DOTALL)


def sniff(head: str) -> bool:
    lines = [line for line in head.splitlines() if line.strip()][:20]
    named = sum(bool(_LINE.match(line)) for line in lines)
    alone = any(line.strip().startswith("**") and line.strip().endswith(("**", ":")) for line in lines)
    return named * (3 if alone else 2) >= len(lines) > 0


def spoken(text: str) -> tuple[list[Spoken], dict[str, list[str]]]:
    """The turns, and the names of agent and customer where speakers are called by name."""
    turns: list[Spoken] = []
    names: dict[str, list[str]] = {AGENT: [], CUSTOMER: []}
    for line in text.splitlines():
        if not line.strip():
            continue
        found = _LINE.match(line)
        if found:
            hours, minutes, seconds, who, said = found.groups()
            start = None
            if minutes is not None:
                start = int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
            turns.append(Spoken(_speaker(who, names), said or "", start))
        elif turns:
            last = turns.pop()
            turns.append(Spoken(last.speaker, f"{last.text} {line.strip()}", last.start))
        else:
            turns.append(Spoken("unknown", line.strip()))
    return turns, names


def _speaker(who: str, names: dict[str, list[str]]) -> str:
    """The role of a speaker. Somebody who is called by name is known by that name, and remembered as a name."""
    role = role_of(who)
    if role in ROLES or is_label(who):
        return role
    for known_role, known in names.items():
        if who in known:
            return known_role
    role = AGENT if not names[AGENT] else CUSTOMER
    names[role].append(who)
    return role
