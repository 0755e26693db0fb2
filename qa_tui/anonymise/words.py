"""A turn as words and numbers, with the place of each in the original text; and what kind of word each is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qa_tui.anonymise.fold import fold
from qa_tui.anonymise.lexicon import everyday_words, given_names, surnames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.transcript import Stretch, Turn

_ATOM = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
_PHRASE_ENDS = frozenset(".!?,;:\n")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FEWEST_FOR_TYPO = 6
"""Letters of a word from which one wrong letter is taken for a slip of the keyboard, not for a name."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A word or a run of digits of one turn."""

    text: str
    """Folded: lower case, without accents and look-alikes."""
    start: int
    """In the original text."""
    end: int
    is_apart: bool
    """A sign that ends a phrase stands between the word before and this one."""

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()

    @property
    def plain(self) -> str:
        """Without a possessive ending."""
        return self.text.removesuffix("'s").removesuffix("'")


@lru_cache(maxsize=512)
def atoms_of(text: str) -> tuple[Atom, ...]:
    """The words and numbers of `text`, in order. A few hundred turns are kept: every rule asks for them anew."""
    folded, places = fold(text)
    atoms: list[Atom] = []
    for match in _ATOM.finditer(folded):
        start, end = places[match.start()], places[match.end() - 1] + 1
        between = text[atoms[-1].end : start] if atoms else ""
        # The point of an initial ends nothing.
        ends = set(between) & (_PHRASE_ENDS if not atoms or len(atoms[-1].text) > 1 else _PHRASE_ENDS - {"."})
        atoms.append(Atom(match.group(), start, end, bool(ends)))
    return tuple(atoms)


@lru_cache(maxsize=20_000)
def is_everyday(word: str) -> bool:
    """Whether a word is in the dictionary, as it is or in one of its usual forms."""
    known = everyday_words()
    if word in known or word.removesuffix("'s") in known:
        return True
    if word in surnames() or word in given_names():
        return False
    short = _LONG_DRAWN.sub(r"\1", word)
    if short != word and (short in known or _TWICE.sub(r"\1", word) in known):
        return True
    if is_glued(word):
        return True
    stems = [word[: -len(end)] + more for end, more in _ENDINGS if word.endswith(end) and len(word) > len(end) + 2]
    return any(stem in known for stem in stems)


def is_glued(word: str) -> bool:
    """Whether a word is two everyday ones without the space, one of which is said all the time."""
    known = everyday_words()
    return len(word) >= _FEWEST_GLUED and any(
        word[:n] in known and word[n:] in known and bool({word[:n], word[n:]} & _SAID_ALL_THE_TIME)
        for n in range(2, len(word) - 1)
    )


_LONG_DRAWN = re.compile(r"(\w)\1+$")
_TWICE = re.compile(r"(\w)\1+")
_FEWEST_GLUED = 6
_SAID_ALL_THE_TIME = frozenset(
    {
        "ok", "okay", "yes", "no", "thanks", "thank", "please", "my", "is", "it", "and", "all", "that", "this", "now", "so",
        "for", "you", "me", "to", "can", "have", "hi", "hello", "nothing", "sure", "time"
    }
)  # fmt: skip
_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"),
    ("ers", ""), ("ly", ""), ("able", ""), ("ness", ""), ("less", ""), ("ise", "ize"), ("ised", "ize"), ("ising", "ize"),
)  # fmt: skip


def is_name(word: str) -> bool:
    """Whether a word is a name of the census, and no everyday word."""
    return (word in given_names() or word in surnames()) and not is_everyday(word)


def could_be_name(word: str) -> bool:
    """Whether a word may be somebody's name: a given name of any kind, or a word that no dictionary has."""
    return len(word) > 1 and (word in given_names() or not is_everyday(word))


@lru_cache(maxsize=20_000)
def is_slip(word: str) -> bool:
    """Whether a word is an everyday one with one letter wrong, missing, added or swapped."""
    if len(word) < _FEWEST_FOR_TYPO or is_name(word):
        return False
    known = everyday_words()
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    changed = (
        candidate
        for left, right in cuts
        for candidate in (
            left + right[1:],
            left + right[1:2] + right[:1] + right[2:],
            *(left + letter + right[1:] for letter in _LETTERS if right),
            *(left + letter + right for letter in _LETTERS),
        )
    )
    return any(len(candidate) > 3 and candidate in known for candidate in changed)


def same_words(turns: Sequence[Turn], stretch: Stretch) -> tuple[Stretch, ...]:
    """Every place where the words of `stretch` stand, whatever their case, accents or possessive ending."""
    turn, start, end = stretch
    wanted = [atom.plain for atom in atoms_of(turns[turn].text) if start <= atom.start and atom.end <= end]
    found: set[Stretch] = {stretch}
    for number, said in enumerate(turns):
        atoms = atoms_of(said.text)
        for place in range(len(atoms) - len(wanted) + 1 if wanted else 0):
            same = atoms[place : place + len(wanted)]
            if [atom.plain for atom in same] == wanted:
                found.add((number, same[0].start, same[-1].end))
    return tuple(sorted(found))
