"""Which transcript or recording belongs to which scored call: the id as a whole token of what the file says, else of its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_EDGE = re.compile(r"[^0-9A-Za-z\u00c0-\uffff]+")
_MOST_TOKENS = 40


@dataclass(frozen=True, slots=True)
class Named:
    """A file and the texts in which its call's id may stand, the surest first."""

    shown: str
    path: str
    ids: tuple[str, ...]


def match_calls(
    files: Sequence[Named], calls: Iterable[str], kind: str = "transcript"
) -> tuple[dict[str, str], list[Problem]]:
    """Call id -> path, and what could not be matched. Two candidates are a problem and no match."""
    known = {call.casefold(): call for call in calls}
    found: dict[str, list[Named]] = {}
    problems: list[Problem] = []
    stray: list[Named] = []
    for file in files:
        hits = next((hits for text in file.ids if (hits := _calls_in(text, known))), set())
        if len(hits) == 1:
            found.setdefault(next(iter(hits)), []).append(file)
        elif hits:
            names = safe_line(", ".join(sorted(hits)[:3]), 80)
            message = f"could belong to {len(hits)} calls ({names}); it is not used. Name it by one call id."
            problems.append(Problem(Severity.WARNING, file.shown, message))
        else:
            stray.append(file)
    matched: dict[str, str] = {}
    for call, candidates in found.items():
        if len(candidates) == 1:
            matched[call] = candidates[0].path
            continue
        names = safe_line(", ".join(file.shown for file in candidates[1:4]), 120)
        message = f"and {names} both belong to call {safe_line(call, 60)}; neither is used. Keep one of them."
        problems.append(Problem(Severity.WARNING, candidates[0].shown, message, None, None, len(candidates)))
    if stray:
        names = safe_line(", ".join(file.shown for file in stray[:3]), 120)
        message = f"{len(stray)} {kind}s belong to no scored call, such as {names}."
        problems.append(Problem(Severity.NOTE, stray[0].shown, message, None, None, len(stray)))
    return matched, problems


def _calls_in(text: str, known: dict[str, str]) -> set[str]:
    """Calls whose whole id stands in `text` between edges of words; an id inside a longer one of another call is not it."""
    folded = text.casefold()
    if folded in known:
        return {known[folded]}
    edges = [0, *(end for m in _EDGE.finditer(folded) for end in (m.start(), m.end())), len(folded)]
    starts, ends = edges[::2][:_MOST_TOKENS], edges[1::2][:_MOST_TOKENS]
    spans = [
        (start, end) for n, start in enumerate(starts) for end in ends[n:] if start < end and folded[start:end] in known
    ]
    longest = [s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)]
    return {known[folded[start:end]] for start, end in longest}
