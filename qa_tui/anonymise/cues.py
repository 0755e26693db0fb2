"""Names that nobody knew beforehand, found by how people introduce and address each other.

Speech recognition turns names into other names, so a roster alone misses them; the words before a name do not change.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from qa_tui.anonymise.fold import folded
from qa_tui.anonymise.spans import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_tui.domain.transcript import Turn

_NAME = r"([^\W\d_][\w'’-]*(?:\s+[A-Z][\w'’-]+){0,2})"
_ANY_CASE = [
    r"\bmy (?:full |first |last |sur)?name(?:'s| is|s)\s+",
    r"\b(?:my|the) (?:first|last|sur|full|account holder'?s?)\s?name is\s+",
    r"\bthis is\s+(?=[\w'-]+ (?:speaking|calling|from|with|here|and i|how)\b)",
    r"\byou(?:'re| are) (?:speaking|talking) (?:with|to)\s+",
    r"\b(?:speaking|talking) (?:with|to) (?=[A-Z])",
    r"\b(?:under|in) the name(?: of)?\s+",
    r"\b(?:it's|it is|i'm|i am)\s+(?=[\w'-]+ (?:speaking|calling|here|from)\b)",
    r"\b(?:first|last|sur)\s?name[,:]?\s+",
    r"\bcontinue with\s+(?=[A-Z])",
]
_CASED = [
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|mister|missus|doctor)\.?\s+",
    r"\b[Tt]his is\s+(?=[A-Z])",
    r"\b(?:I'm|I am|[Ii]t's|[Ii]t is)\s+(?=[A-Z])",
    r"\b(?:[Tt]hank you|[Tt]hanks|[Ss]orry|[Hh]ello|[Hh]i|[Oo]kay|[Aa]lright|[Rr]ight|[Yy]es|[Nn]o|[Ww]ell),?\s+(?=[A-Z][a-z]+\s*[,.!?])",
    r"\b(?:[Mm]y|[Hh]is|[Hh]er|[Oo]ur|[Yy]our) (?:wife|husband|son|daughter|partner|mother|father|mum|mom|dad|brother|sister|neighbour|neighbor|boss|colleague|manager|friend|late husband|late wife),?\s+(?=[A-Z])",
    r"\b(?:called|named|(?:colleague|agent|man|woman|lady|guy|gentleman),)\s+(?=[A-Z])",
    r"\b(?:spoke|spoken|speak|talked|talk|dealt) (?:to|with)\s+(?:a |an )?(?=[A-Z])",
]
_NOT_NAMES = frozenset(
    {
        "a", "about", "account", "actually", "afraid", "again", "all", "also", "am", "an", "and", "another", "any", "are",
        "as", "at", "back", "be", "because", "been", "being", "billing", "but", "by", "call", "called", "calling", "can",
        "certainly", "correct", "could", "customer", "did", "do", "does", "done", "email", "everything", "fine", "for",
        "from", "general", "get", "getting", "glad", "going", "gonna", "good", "got", "great", "had", "happy", "has", "have",
        "having", "he", "hello", "help", "her", "here", "him", "his", "how", "i", "if", "in", "is", "it", "its", "just",
        "let", "like", "looking", "me", "mine", "more", "my", "no", "not", "now", "of", "off", "oh", "ok", "okay", "on",
        "one", "or", "order", "our", "out", "over", "please", "ready", "really", "right", "same", "see", "she", "so", "sorry",
        "still", "sure", "technical", "that", "the", "their", "them", "then", "there", "these", "they", "thing", "this",
        "those", "to", "today", "trying", "up", "us", "very", "wait", "was", "we", "well", "were", "what", "when", "where",
        "which", "who", "why", "will", "with", "would", "wrong", "yes", "yet", "you", "your", "i'm", "i've", "i'll", "we've",
        "we're", "it's", "that's", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
        "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "christmas",
        "easter", "english", "wifi", "internet"
    }
)  # fmt: skip
_EXPECTS_NAME = re.compile(
    r"\b(?:your (?:full |first |last )?name|who am i (?:speaking|talking) (?:to|with)|name please|spell (?:that|your name)|account holder'?s name)\b",
    re.IGNORECASE,
)
_BARE_NAME = re.compile(
    r"\s*(?:(?:yes|yeah|sure|ok|okay|it'?s|it is|its|um|uh|erm)[,.]?\s+)*([^\W\d_][\w'’-]+(?:\s+[^\W\d_][\w'’-]+){0,2})\s*[.,!]?\s*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _compiled() -> list[re.Pattern[str]]:
    any_case = [re.compile(rf"(?i:{cue}){_NAME}") for cue in _ANY_CASE]
    return any_case + [re.compile(rf"{cue}([A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]+){{0,2}})") for cue in _CASED]


def _trimmed(name: str) -> str:
    """`name` up to the first word that is no name."""
    words = re.findall(r"\S+\s*", name)
    kept = []
    for word in words:
        if folded(word).strip(" .,!?'") in _NOT_NAMES:
            break
        kept.append(word)
    return "".join(kept).rstrip(" ,.'’!?")


def find_by_cue(turns: Sequence[Turn]) -> Iterator[Found]:
    """Names after an introduction, a form of address, a relationship, or as the answer to a question for a name.

    A name that was found once is hidden wherever it stands in the same call.
    """
    names: dict[str, str] = {}
    for number, turn in enumerate(turns):
        for cue in _compiled():
            for match in cue.finditer(turn.text):
                name = _trimmed(match.group(match.lastindex or 1))
                if name:
                    start = match.start(match.lastindex or 1)
                    yield Found(number, start, start + len(name), "name", "cue", folded(name.split()[0]))
                    _remember(name, names)
        if number and _EXPECTS_NAME.search(turns[number - 1].text):
            answer = _BARE_NAME.match(turn.text)
            name = _trimmed(answer.group(1)) if answer else ""
            if answer and name:
                yield Found(
                    number, answer.start(1), answer.start(1) + len(name), "name", "answer", folded(name.split()[0])
                )
                _remember(name, names)
    yield from _everywhere(turns, names)


def _remember(name: str, names: dict[str, str]) -> None:
    first = folded(name.split(maxsplit=1)[0])
    for word in name.split():
        plain = folded(word).strip(".,'’-")
        if len(plain) >= 3 and plain not in _NOT_NAMES:
            names.setdefault(plain, first)


def _everywhere(turns: Sequence[Turn], names: dict[str, str]) -> Iterator[Found]:
    if not names:
        return
    pattern = re.compile(r"[^\W\d_][\w-]*", re.UNICODE)
    for number, turn in enumerate(turns):
        for match in pattern.finditer(turn.text):
            person = names.get(folded(match.group()))
            if person is not None and match.group()[0].isupper():
                yield Found(number, match.start(), match.end(), "name", "same name", person)
