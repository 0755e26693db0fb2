"""What a turn asks for: something that identifies, something else, or nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.anonymise.words import Atom


class Asked(StrEnum):
    """What is waited for."""

    WORD = "word"
    """A memorable word, a password, the name of a pet: any word at all."""
    NUMBER = "number"
    EXPIRY = "expiry"
    PLACE = "place"
    BIRTH = "birth"
    MAIL = "mail"
    OTHER = "other"
    """A question for nothing of the kind: what was asked before is answered or given up."""


_ASKING = frozenset(
    {
        "what", "what's", "whats", "can", "could", "may", "please", "tell", "give", "confirm", "verify", "enter", "provide", "spell",
        "repeat", "which", "where", "how", "kindly", "who",
    }
)  # fmt: skip
_ASKING_FIRST = frozenset({"and", "your", "ok", "okay"})
_CUES: dict[tuple[str, ...], Asked] = {
    **dict.fromkeys(
        (
            ("memorable",), ("security", "answer"), ("security", "question"), ("security", "word"), ("secret", "word"), ("secret", "answer"),
            ("password",), ("passphrase",), ("pass", "word"), ("maiden", "name"), ("pet",), ("pet's",), ("pets",), ("first", "school"),
            ("primary", "school"), ("high", "school"), ("your", "school"), ("favourite",), ("favorite",), ("first", "car"), ("middle", "name"),
            ("place", "of", "birth"), ("city", "of", "birth"), ("town", "of", "birth"), ("you", "were", "born"), ("were", "you", "born"),
            ("username",), ("user", "name"), ("user", "id"), ("login",), ("hint",), ("first", "job"), ("best", "friend"),
        ),
        Asked.WORD,
    ),
    **dict.fromkeys(
        (
            ("cvv",), ("cvc",), ("security", "code"), ("security", "number"), ("three", "digits"), ("3", "digits"), ("last", "three"),
            ("last", "four"), ("last", "4"), ("pin",), ("extension",), ("ticket",), ("reference",), ("one", "time"), ("passcode",), ("otp",),
            ("sort", "code"), ("routing",), ("account", "number"), ("order", "number"), ("policy", "number"), ("claim", "number"),
            ("booking",), ("confirmation",), ("tracking",), ("serial",), ("membership",), ("customer", "number"), ("phone", "number"),
            ("mobile", "number"), ("card", "number"), ("long", "number"), ("verification",), ("code",), ("digits",), ("social",), ("passport",),
            ("licence",), ("license",), ("registration",), ("reg",), ("postcode",), ("post", "code"), ("zip",), ("eircode",), ("pincode",),
            ("pan", "number"), ("ssn",), ("number", "please"), ("your", "number"), ("id", "number"), ("customer", "id"),
        ),
        Asked.NUMBER,
    ),
    **dict.fromkeys((("expiry",), ("expiration",), ("expires",), ("expire",), ("valid", "until"), ("valid", "thru")), Asked.EXPIRY),
    **dict.fromkeys(
        (
            ("address",), ("street",), ("house", "number"), ("door", "number"), ("flat", "number"), ("first", "line"), ("second", "line"),
            ("town",), ("where", "do", "you", "live"), ("county",), ("landmark",), ("house", "name"), ("locality",), ("suburb",),
        ),
        Asked.PLACE,
    ),
    **dict.fromkeys((("birth",), ("birthdate",), ("birthday",), ("born",), ("dob",), ("d", "o", "b")), Asked.BIRTH),
    **dict.fromkeys((("email",), ("e", "mail"), ("mail", "id")), Asked.MAIL),
}  # fmt: skip
_FIRST_WORDS = frozenset(cue[0] for cue in _CUES)


def asked_for(text: str, atoms: Sequence[Atom]) -> Asked | None:
    """What a turn asks for; of several things the last one. None where it asks nothing."""
    texts = [atom.text for atom in atoms]
    is_question = "?" in text or not _ASKING.isdisjoint(texts) or texts[:1] in [[word] for word in _ASKING_FIRST]
    if not is_question or not texts:
        return None
    found: tuple[int, int, Asked] | None = None
    for place, word in enumerate(texts):
        if word not in _FIRST_WORDS:
            continue
        for size in (3, 2, 1, 4):
            kind = _CUES.get(tuple(texts[place : place + size]))
            if kind is not None and (found is None or (place + size, size) > found[:2]):
                found = (place + size, size, kind)
    if found is not None:
        return found[2]
    return Asked.OTHER if "?" in text or texts[0] in _ASKING else None
