"""Words that say whether somebody is a man or a woman: put in neutral words where the facilitator chooses so.

In a small team "she" can be one person. The neutral word stands in brackets, so that nobody takes it for what was said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.anonymise.spans import Found
from qa_tui.anonymise.words import atoms_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_tui.anonymise.words import Atom
    from qa_tui.domain.transcript import Turn

THEY, THEM, THEIR, THEIRS, THEMSELF, ADDRESS = "they", "them", "their", "theirs", "themself", "sir or madam"
TITLE = "Mr or Ms"
NEUTRAL = (THEY, THEM, THEIR, THEIRS, THEMSELF, ADDRESS, TITLE)
_WORDS = {
    "he": THEY, "she": THEY, "him": THEM, "his": THEIR, "hers": THEIRS, "himself": THEMSELF, "herself": THEMSELF,
    "mr": TITLE, "mrs": TITLE, "ms": TITLE, "mister": TITLE, "missus": TITLE,
    "sir": ADDRESS, "madam": ADDRESS, "ma'am": ADDRESS, "maam": ADDRESS, "miss": ADDRESS,
}  # fmt: skip
_SHORTENED = ("'s", "'ll", "'d", "'ve", "'re")
_AFTER_OBJECT = frozenset(
    {"a", "an", "the", "to", "for", "and", "or", "but", "that", "if", "when", "because", "so", "about", "with", "in", "on",
     "at", "by", "from", "of", "back", "again", "now", "today", "tomorrow", "yesterday", "there", "here", "please", "is",
     "was", "not", "i", "you", "we", "they", "it", "what", "how", "why", "where", "this", "as", "up", "down", "out"}
)  # fmt: skip
"""What follows `her` where it stands for a person ("tell her that"), and not before what is hers ("her bill")."""


def find_pronouns(turns: Sequence[Turn]) -> Iterator[Found]:
    for number, turn in enumerate(turns):
        atoms = atoms_of(turn.text)
        for place, atom in enumerate(atoms):
            word = next((atom.text.removesuffix(end) for end in _SHORTENED if atom.text.endswith(end)), atom.text)
            following = atoms[place + 1] if place + 1 < len(atoms) else None
            kind = _neutral(word, following)
            if word == "miss" and not _is_address(atoms, place):
                if not _is_title(turn.text, atom, following):
                    continue
                kind = TITLE
            if kind:
                yield Found(number, atom.start, atom.start + len(word), kind, "pronoun")


def _neutral(word: str, following: Atom | None) -> str:
    is_last = following is None or following.is_apart
    if word == "her":
        return THEM if is_last or (following and following.text in _AFTER_OBJECT) else THEIR
    if word == "his" and is_last:
        return THEIRS
    return _WORDS.get(word, "")


def _is_title(text: str, atom: Atom, following: Atom | None) -> bool:
    """Whether `miss` stands before a name, as in "Miss Jones" or "this is miss jones", and not in "I miss Jones"."""
    if following is None or following.is_apart:
        return False
    before = text[: atom.start].casefold().rstrip()
    if before.endswith((" i", " we", " you", " they", " to", " really", " not", "n't")) or before in {"i", "we", "you"}:
        return False
    return text[following.start].isupper() or before.endswith((" is", "it's", " for", " with", "hello", "hi", "thanks"))


def _is_address(atoms: Sequence[Atom], place: int) -> bool:
    """Whether `miss` addresses somebody: apart on both sides, as in "yes, miss." and not in "I miss it"."""
    is_first = place == 0 or atoms[place].is_apart
    return is_first and (place + 1 == len(atoms) or atoms[place + 1].is_apart)
