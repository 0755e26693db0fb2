"""Known names as speech recognition and keyboards leave them: with a letter or two wrong, or a short form in their place."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from qa_tui.anonymise.known_values import name_parts
from qa_tui.anonymise.lexicon import everyday_words, nicknames
from qa_tui.anonymise.spans import Found, Known
from qa_tui.anonymise.word_names import is_in_slot, is_word_too
from qa_tui.anonymise.words import atoms_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qa_tui.domain.transcript import Turn

FEWEST_LETTERS = 5
"""Of a known name, before a letter of it may be wrong."""
LONG_NAME = 8
"""Letters from which two may be wrong."""


def find_near(turns: Sequence[Turn], known: Known) -> Iterator[Found]:
    """Words that are no everyday word and are like a known name; nicknames of known given names."""
    parts: dict[str, tuple[str, str]] = {}
    short: dict[str, tuple[str, str]] = {}
    for person in known.people:
        kind = person.role if person.role != "other" else "name"
        for name in person.names:
            for part in name_parts(name):
                if len(part) >= FEWEST_LETTERS:
                    parts.setdefault(part, (kind, person.id))
                for nickname in nicknames().get(part, ()):
                    if len(nickname) >= 3:
                        short.setdefault(nickname, (kind, person.id))
    if not parts and not short:
        return
    likely: dict[str, tuple[str, str] | None] = {}
    for number, turn in enumerate(turns):
        for atom in atoms_of(turn.text):
            word = atom.plain
            if atom.is_number or len(word) < 3:
                continue
            if word not in likely:
                likely[word] = short.get(word) or _nearest(word, parts)
            # Of a word that the dictionary has, its place decides; its forms and slips may be a name gone wrong.
            is_plain = word in everyday_words() and (word not in short or is_word_too(word))
            if is_plain and likely[word] and not is_in_slot(turn.text, atom.start):
                continue
            who_said = likely[word]
            if who_said is not None:
                yield Found(number, atom.start, atom.end, who_said[0], "like a known name", who_said[1])


def _nearest(word: str, parts: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    """Whose name `word` is with a letter wrong, two of a long name."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    for limit, names in _by_limit(tuple(parts)):
        found = process.extractOne(word, names, scorer=OSA.distance, score_cutoff=limit)
        if found is not None:
            return parts[found[0]]
    return None


@lru_cache(maxsize=8)
def _by_limit(parts: tuple[str, ...]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Names with how many letters of each may be wrong."""
    return (
        (1, tuple(part for part in parts if len(part) < LONG_NAME)),
        (2, tuple(part for part in parts if len(part) >= LONG_NAME)),
    )
