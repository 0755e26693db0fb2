"""What stands between two masks, or before one, and belongs to them: signs that are said, initials, the middle of a code."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.anonymise.spans import Found
    from qa_tui.domain.transcript import Turn

_SIGN = r"(?:underscore|dash|hyphen|minus|dot|slash|stroke|double|triple|space|new word|then|capital|uppercase|lowercase|plus|hash|at)"
_BETWEEN = re.compile(rf"[\W_]*(?:{_SIGN}[\W_]+)*{_SIGN}[\W_]*", re.IGNORECASE)
_BETWEEN_CODES = re.compile(r"[-/.\s]{0,2}(?:[A-Z]{1,3}\d{0,4}|\d{1,4})?[-/.\s]{0,2}")
_INITIALS = re.compile(r"(?<![^\W_])(?:[A-Za-z]\.\s*|[A-Z]\s+){1,3}$")
_DOMAIN_END = re.compile(r"(?:[-.]\w+)+")
_BRIDGED = frozenset(
    {"name", "agent", "customer", "unknown", "number", "email", "secret", "handle", "link", "postcode", "account"}
)
_CODES = frozenset({"number", "account", "postcode"})
_NAMES = frozenset({"name", "agent", "customer", "unknown"})


def bridged(found: Sequence[Found], turns: Sequence[Turn]) -> list[Found]:
    """`found`, sorted and without overlaps, with what belongs to two neighbours hidden as well."""
    joined: list[Found] = []
    for one in found:
        text = turns[one.turn].text
        entry = _with_rest(one, text)
        last = joined[-1] if joined else None
        if last is not None and last.turn == entry.turn and entry.start <= last.end:
            joined[-1] = replace(last, end=max(last.end, entry.end))
            continue
        if last is not None and last.turn == entry.turn and _belongs(last, entry, text[last.end : entry.start]):
            joined[-1] = replace(last, end=entry.end)
            continue
        if entry.kind in _NAMES:
            floor = last.end if last is not None and last.turn == entry.turn else 0
            initials = _INITIALS.search(text[floor : entry.start])
            if initials and text[floor : entry.start][initials.start() :].strip() not in {"I", "A"}:
                joined.append(replace(entry, start=floor + initials.start()))
                continue
        joined.append(entry)
    return joined


def _belongs(last: Found, entry: Found, between: str) -> bool:
    if last.kind not in _BRIDGED or entry.kind not in _BRIDGED:
        return False
    if _BETWEEN.fullmatch(between):
        return True
    return (
        last.kind in _CODES
        and entry.kind in _CODES
        and len(between) <= 8
        and bool(_BETWEEN_CODES.fullmatch(between))
        and between.strip() != ""
    )


def _with_rest(entry: Found, text: str) -> Found:
    """An address of the net goes on over its signs: a mask on "khumalo" takes "-legal.co.za" with it."""
    rest = _DOMAIN_END.match(text[entry.end :])
    if (
        rest
        and "." in rest.group()
        and entry.kind in {"unknown", "email", "name", "link"}
        and not rest.group().endswith(".")
    ):
        ends = rest.group().rsplit(".", 1)[1]
        if ends.isalpha() and 2 <= len(ends) <= 5:
            return replace(entry, end=entry.end + rest.end())
    return entry
