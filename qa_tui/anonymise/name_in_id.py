"""The name that an agent's id is, or holds: where nobody wrote a name beside it, it is all that is known."""

from __future__ import annotations

import re

from qa_tui.anonymise.lexicon import given_names, surnames
from qa_tui.anonymise.name_words import is_given, is_likely
from qa_tui.anonymise.words import is_everyday, is_name

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_BETWEEN = re.compile(r"[\s._,]+")
_DIGITS = re.compile(r"^\d+|\d+$")
_WORD = re.compile(r"[^\W\d_]{2,}(?:['-][^\W\d_]+)*|[^\W\d_]'[^\W\d_]+")


def name_as_a_whole(agent: str) -> str:
    """Such as "mark brown" in "Mark Brown" and "mark.brown@example.org": somebody only where both words stand together.

    "Bill Pay" may be a queue, and Mark Brown is a person: alone neither word is hidden for it.
    """
    plain = [part.lower() for part in _parts(agent)]
    is_pair = len(plain) > 1 and plain[0] in given_names() and plain[-1] in surnames()
    return " ".join(plain) if is_pair else ""


def _parts(agent: str) -> list[str]:
    own = _ASIDE.sub(" ", agent.rpartition("\\")[2].partition("@")[0])
    return [part for part in (_DIGITS.sub("", part) for part in _BETWEEN.split(own)) if _WORD.fullmatch(part)]


def name_in_id(agent: str) -> str:
    r"""Such as "Kim Lee" in "Kim Lee", "kim.lee@example.org" and "CORP\kim_lee2"; empty for "A17", "Agent A" and "Night team".

    Everyday words are no names, whoever's id they are: hidden everywhere they would hide what a call is about. One word
    alone has to be a name of the census: a login or a queue is nobody's.
    """
    parts = _parts(agent)
    plain = [part.lower() for part in parts]
    kept: list[str] = []
    for place, word in enumerate(plain):
        # Mark and Grant are words as well: before a surname that is none they are somebody, and so is Green behind Kim.
        is_first = word in given_names() and any(map(is_likely, plain[place + 1 :]))
        is_last = bool(kept) and word in surnames() and not (is_everyday(word) and is_everyday(kept[0].lower()))
        if is_first or is_likely(word) or is_given(word) or is_last:
            kept.append(parts[place])
    if len(kept) == 1 and not (is_name(kept[0].lower()) or is_given(kept[0].lower())):
        return ""
    return " ".join(kept)
