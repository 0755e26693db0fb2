"""Phrases by which colleagues recognise an agent: said again and again by this one, and by nobody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_tui.domain.identifying import FEWEST_OWN_CALLS, OwnPhrase

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 6
"""Words of a phrase."""
LONGEST_EVERYDAY = 4
"""Letters of a single word that is too plain to be a habit."""
FEWEST_OTHER_CALLS = 5
"""Calls by others without which nothing can be said about what others say."""
_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")
_MASK = re.compile(r"\[[^\[\]]*\]")


def spoken(texts: Sequence[str]) -> str:
    """Texts as words with one space on either side, so that a phrase is found whole; masks and turns end a phrase."""
    parts = [part for text in texts for part in _MASK.split(text.casefold().replace("\u2019", "'"))]
    return " | ".join(f" {' '.join(_WORD.findall(part))} " for part in parts)


def find_own_phrases(excerpt: str, own: Sequence[str], others: Sequence[str], most: int = 4) -> tuple[OwnPhrase, ...]:
    """The phrases of an excerpt that only its agent uses, those in most calls and the longest first.

    A word that nobody else says is telling in two calls; words that all say, put together, take three.

    Args:
        excerpt: what the agent says in it, as `spoken` makes it.
        own: what this agent says in each call that is compared, the excerpt's own call with them.
        others: what other agents say in each of theirs.
        most: phrases to return.
    """
    if len(own) < 2 or len(others) < FEWEST_OTHER_CALLS:
        return ()
    found: dict[str, int] = {}
    for size in range(1, LONGEST + 1):
        for phrase in _phrases(excerpt, size):
            if phrase in found or len(phrase) < 3 or not _tells(phrase):
                continue
            calls = sum(f" {phrase} " in said for said in own)
            if calls >= (2 if size == 1 else FEWEST_OWN_CALLS) and not any(f" {phrase} " in said for said in others):
                found[phrase] = calls
    kept = [phrase for phrase in found if not _is_said_by_a_shorter(phrase, found)]
    kept.sort(key=lambda phrase: (-found[phrase], len(phrase.split()), phrase))
    return tuple(OwnPhrase(phrase, found[phrase]) for phrase in kept[:most])


def _tells(phrase: str) -> bool:
    """Whether a phrase can be somebody's: not numbers, and not one word that everybody uses of some call or other."""
    words = phrase.split()
    if any(word.isdigit() for word in words):
        return False
    return len(words) > 1 or len(phrase) > LONGEST_EVERYDAY or "-" in phrase


def _phrases(text: str, size: int) -> list[str]:
    phrases = []
    for part in text.split("|"):
        words = part.split()
        phrases += [" ".join(words[start : start + size]) for start in range(len(words) - size + 1)]
    return list(dict.fromkeys(phrases))


def _is_said_by_a_shorter(phrase: str, found: dict[str, int]) -> bool:
    """Whether a part of the phrase is as telling: then the part is what colleagues recognise."""
    words = phrase.split()
    parts = (
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
        if end - start < len(words)
    )
    return any(found.get(part, 0) >= found[phrase] for part in parts)
