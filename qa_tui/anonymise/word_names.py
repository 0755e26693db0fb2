"""Names that are also words (Will, Grace, Mark): the words around them say whether somebody is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.anonymise.words import atoms_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.anonymise.words import Atom

MODALS = frozenset({"will", "may"})
"""Said in every second sentence: a name only where nothing else fits."""
_MOSTLY_WORDS = MODALS | frozenset(
    {
        "mark", "grace", "rose", "drew", "art", "bill", "rich", "sue", "pat", "guy", "hope", "faith", "joy", "june", "april", "august",
        "frank", "dean", "earl", "jack", "chase", "max", "rob", "gene", "ray", "young", "long", "day", "black", "white", "brown",
        "green", "king", "hall", "hill", "good", "best", "price", "bell", "stone", "wood", "park", "lane", "case", "page", "love",
        "early", "sharp", "penny", "dawn", "summer", "angel",
    }
)  # fmt: skip
_CALLED = frozenset(
    {
        "grace", "faith", "joy", "rich", "pat", "sue", "rob", "max", "gene", "dean", "earl", "frank", "jack", "ray", "dawn", "penny",
        "angel",
    }
)  # fmt: skip
"""Of these, the ones that are meant as a name more often than not."""
_DETERMINERS = frozenset(
    {
        "a", "an", "the", "no", "any", "every", "each", "some", "this", "that", "these", "those", "your", "our", "his", "their",
        "its", "of", "in", "on", "at", "by", "good", "great", "black", "big", "more", "much", "first", "last", "next", "per",
        "into", "very", "too", "as", "all", "single", "bad", "without", "because", "real", "pure", "full",
    }
)  # fmt: skip
"""Before a thing or a quality, and not before a person."""
_DOERS = frozenset({"i", "you", "we", "they", "he", "she", "it", "who", "to", "i'll", "we'll", "you'll", "i'd", "can", "would", "please", "don't", "didn't", "not", "let"})  # fmt: skip
"""Before a verb."""
_BEHIND_THINGS = frozenset(
    {"period", "periods", "of", "on", "left", "up", "down", "off", "the", "a", "an", "my", "your", "that", "it", "this", "them", "sale", "people", "card", "fee", "here's"}
)  # fmt: skip
"""Behind a thing or a verb, and seldom behind a name."""
_BEFORE_NAMES = frozenset(
    {
        "name", "name's", "names", "thanks", "hi", "hello", "hey", "mr", "mrs", "ms", "miss", "dr", "mister", "dear", "i'm", "im", "am",
        "ok", "okay", "colleague", "manager", "supervisor", "holding", "morning", "afternoon", "evening", "bye", "goodbye",
        "cheers", "sorry", "speaking", "surname", "called", "named", "yes", "no", "perfect", "lovely",
    }
)  # fmt: skip
_BEFORE_NAMES_IN_TWO = frozenset(
    {
        ("this", "is"), ("name", "is"), ("speak", "to"), ("spoke", "to"), ("speaking", "to"), ("talk", "to"), ("talked", "to"),
        ("talking", "to"), ("through", "to"), ("speaking", "with"), ("spoke", "with"), ("speak", "with"), ("ask", "for"),
        ("behalf", "of"), ("it", "is"), ("thank", "you"), ("transfer", "you"), ("over", "to"), ("back", "to"), ("here", "is"),
        ("that", "is"), ("asked", "for"), ("colleague", "is"), ("manager", "is"), ("agent", "is"), ("with", "me"),
    }
)  # fmt: skip
_ITS = frozenset({"its", "it's", "that's", "thats", "is", "and", "with", "from"})
_HESITATIONS = frozenset({"um", "uh", "er", "erm", "so", "like", "right", "and", "just", "actually"})
_BEHIND_NAMES = frozenset({"here", "speaking", "calling", "said", "says", "told", "promised", "again"})
_BEHIND_NAMES_FIRST = frozenset({"hi", "hello", "hey", "thanks", "did", "was", "has", "had", "is", "from", "and", "called", "asked", "gave", "went", "can", "could", "would", "should", "will", "explained", "helped", "phoned", "rang"})  # fmt: skip
"""Behind a name that begins a sentence."""
_NEVER_BEHIND_MODALS = frozenset(
    {
        "did",
        "was",
        "has",
        "had",
        "is",
        "said",
        "says",
        "told",
        "called",
        "asked",
        "gave",
        "went",
        "would",
        "could",
        "can",
        "should",
        "were",
        "from",
        "promised",
        "put",
        "here",
        "speaking",
    }
)
_DONE_TO_PEOPLE = frozenset(
    {"asked", "told", "tell", "ask", "emailed", "texted", "rang", "phoned", "thank", "meet", "met"}
)
_CLOSINGS = frozenset({"thanks", "you", "ok", "okay", "much", "bye", "lot", "sure", "great", "later", "please", "there", "then", "now", "again", "sorry", "hello", "hi"})  # fmt: skip
"""Behind which somebody is called by name at the end of a turn."""

_SENTENCE_ENDS = frozenset({"", ".", "!", "?", ":"})


def is_word_too(word: str) -> bool:
    """Whether a name is a word that is said all the time: its place decides."""
    return word in _MOSTLY_WORDS


def is_meant(text: str, start: int) -> bool:
    """Whether the word at `start`, a name that is also a word, stands for a person here."""
    atoms = atoms_of(text)
    place = next((n for n, atom in enumerate(atoms) if atom.end > start), None)
    if place is None:
        return True
    word = atoms[place].plain
    begins, ends = _begins(atoms, place), _ends(atoms, place, text)
    is_capital = text[atoms[place].start].isupper()
    if (begins and ends) or atoms[place].text != word:
        return True
    if is_capital and text[: atoms[place].start].rstrip()[-1:] not in _SENTENCE_ENDS:
        return True
    before = "" if begins else atoms[place - 1].text
    after = "" if ends else atoms[place + 1].text
    is_slot = _is_in_slot(atoms, place, begins=begins, ends=ends)
    if word in MODALS:
        return after == word or after in _NEVER_BEHIND_MODALS or (is_slot and (ends or _is_introduced(atoms, place)))
    if is_slot:
        return True
    if before in _DONE_TO_PEOPLE or after in {"bye", "thanks", "thank"}:
        return True
    if is_capital:
        return after not in _BEHIND_THINGS | _DOERS
    if word in _CALLED:
        return before not in _DETERMINERS | _DOERS and after not in _BEHIND_THINGS
    return False


def is_in_slot(text: str, start: int) -> bool:
    """Whether a person is addressed or named where the word at `start` stands, whatever the word is."""
    atoms = atoms_of(text)
    place = next((n for n, atom in enumerate(atoms) if atom.end > start), None)
    if place is None:
        return False
    begins, ends = _begins(atoms, place), _ends(atoms, place, text)
    return (begins and ends) or _is_in_slot(atoms, place, begins=begins, ends=ends)


def _begins(atoms: Sequence[Atom], place: int) -> bool:
    return place == 0 or atoms[place].is_apart


def _ends(atoms: Sequence[Atom], place: int, text: str) -> bool:
    return place + 1 == len(atoms) or atoms[place + 1].is_apart or text[atoms[place].end :].strip() == ""


def _is_introduced(atoms: Sequence[Atom], place: int) -> bool:
    """Whether what stands before leaves nothing but a name."""
    texts = [atom.text for atom in atoms[:place]]
    return texts[-1:] in (["mr"], ["mrs"], ["ms"], ["miss"], ["dr"]) or (
        tuple(texts[-2:]) in {("name", "is"), ("through", "to"), ("spoke", "to"), ("speak", "to"), ("ask", "for")}
        or (tuple(texts[-2:]) == ("this", "is") and place + 1 < len(atoms) and atoms[place + 1].text not in _DOERS)
    )


def _is_in_slot(atoms: Sequence[Atom], place: int, *, begins: bool, ends: bool) -> bool:
    before = [atom.text for atom in atoms[max(0, place - 4) : place]]
    after = "" if ends else atoms[place + 1].text
    last = before[-1] if before else ""
    if begins:
        return after in _BEHIND_NAMES | _BEHIND_NAMES_FIRST or (
            bool(before) and last in _CLOSINGS | _BEFORE_NAMES and ends
        )
    if last in _BEFORE_NAMES or tuple(before[-2:]) in _BEFORE_NAMES_IN_TWO:
        return True
    if last in _HESITATIONS and "name" in before:
        return True
    if last in _ITS and (ends or after in _BEHIND_NAMES or (last != "with" and after in {"from", "i", "how"})):
        return last not in {"and", "from", "with"} or after in _BEHIND_NAMES or "name" in before
    if last in _DETERMINERS:
        return False
    return after in {"here", "speaking", "calling"} or (ends and last in _CLOSINGS)
