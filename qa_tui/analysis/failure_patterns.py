"""What a low call lacks, by the rubric: behaviours of the target level that the given level's text does not have.

Two sources, told apart: the level that was given (the rubric says what is missing at it), and the evaluator's comment
(a behaviour is *mentioned* where the comment uses its words). Neither is read as more than that: no guess at what a free
text means is shown as a fact.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_tui.domain.failure_pattern import FailurePattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.failure_pattern import LowCall
    from qa_tui.domain.rubric import Criterion

ALIKE_FROM = 0.5
"""Share of a behaviour's telling words that a text needs to mention it."""
_CLAUSE = re.compile(r"[.;:,]|\bbut\b|\band then\b")
_DENIAL = re.compile(r"\b(?:not|no|never|without|nothing|none|instead|ignores|only)\b|n't\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z']+")
_EMPTY_WORDS = frozenset(
    {"a", "an", "and", "the", "that", "it", "is", "in", "of", "to", "own", "or", "for", "with", "on", "at", "by", "not",
     "only", "but", "what", "was", "as", "if", "this", "all", "be", "they", "them", "their", "caller", "customer", "agent"}
)  # fmt: skip
_ENDINGS = ("ings", "ing", "ated", "ates", "ate", "ies", "ed", "es", "s", "e", "y")


def missing_behaviours(criterion: Criterion, level: float) -> tuple[str, ...]:
    """Behaviours of the rubric that the text of `level` does not mention, in the rubric's order.

    A level between two described ones is read as the lower of them. Nothing where the rubric has no text to read.
    """
    described = [entry for entry in criterion.levels if entry.text.strip()]
    below = [entry for entry in described if entry.value <= level]
    if not described or not criterion.behaviours:
        return ()
    given = max(below, key=lambda entry: entry.value) if below else min(described, key=lambda entry: entry.value)
    if given.value >= criterion.scale.maximum:
        return ()
    if given.value <= criterion.scale.minimum:
        return criterion.behaviours
    return tuple(behaviour for behaviour in criterion.behaviours if not mentions(_affirmed(given.text), behaviour))


def _affirmed(text: str) -> str:
    """The clauses of a level's text that say what is done, without those that say what is not."""
    return " ; ".join(clause for clause in _CLAUSE.split(text) if not _DENIAL.search(clause))


def mentions(text: str, behaviour: str) -> bool:
    """Whether at least half of the behaviour's telling words are in `text`, in any form."""
    wanted = _stems(behaviour)
    return bool(wanted) and len(wanted & _stems(text)) >= ALIKE_FROM * len(wanted)


def find_patterns(criterion: Criterion, calls: Sequence[LowCall]) -> tuple[FailurePattern, ...]:
    """Each behaviour that some low call lacks, with the calls; the most frequent first, then in the rubric's order."""
    order = {behaviour: place for place, behaviour in enumerate(criterion.behaviours)}
    lacking: dict[str, list[str]] = {}
    mentioned: dict[str, list[str]] = {}
    for call in calls:
        for behaviour in missing_behaviours(criterion, call.level):
            lacking.setdefault(behaviour, []).append(call.call_id)
        for behaviour in criterion.behaviours:
            if mentions(call.comment, behaviour):
                mentioned.setdefault(behaviour, []).append(call.call_id)
    found = [
        FailurePattern(
            behaviours=(behaviour,),
            calls=tuple(lacking.get(behaviour, ())),
            mentioned=tuple(mentioned.get(behaviour, ())),
        )
        for behaviour in order
        if behaviour in lacking or behaviour in mentioned
    ]
    return tuple(sorted(found, key=lambda p: (-len(p.calls), -len(p.mentioned), order[p.behaviours[0]])))


def pattern_of(criterion: Criterion, call: LowCall) -> tuple[str, ...]:
    """What tells one low call's failure from another's: missing by the level, and of these the ones its comment mentions first."""
    missing = missing_behaviours(criterion, call.level)
    spoken = [behaviour for behaviour in criterion.behaviours if mentions(call.comment, behaviour)]
    return tuple(dict.fromkeys([*(b for b in spoken if b in missing), *missing]))


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(text.casefold()) if word not in _EMPTY_WORDS)


def _stem(word: str) -> str:
    """A word without its commonest endings: restates, restated and restating are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
