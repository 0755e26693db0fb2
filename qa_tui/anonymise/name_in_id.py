"""The name that an agent's id is, or holds: where nobody wrote a name beside it, it is all that is known."""

from __future__ import annotations

import re

from qa_tui.anonymise.lexicon import given_names, surnames
from qa_tui.anonymise.name_words import is_given, is_likely
from qa_tui.anonymise.words import is_name

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_BETWEEN = re.compile(r"[\s._,]+")
_DIGITS = re.compile(r"^\d+|\d+$")
_WORD = re.compile(r"[^\W\d_]{2,}(?:['-][^\W\d_]+)*|[^\W\d_]'[^\W\d_]+")


def name_in_id(agent: str) -> str:
    r"""Such as "Kim Lee" in "Kim Lee", "kim.lee@example.org" and "CORP\kim_lee2"; empty for "A17", "Agent A" and "Night team".

    Everyday words are no names, whoever's id they are: hidden everywhere they would hide what a call is about. One word
    alone has to be a name of the census: a login or a queue is nobody's.
    """
    own = _ASIDE.sub(" ", agent.rpartition("\\")[2].partition("@")[0])
    parts = [part for part in (_DIGITS.sub("", part) for part in _BETWEEN.split(own)) if _WORD.fullmatch(part)]
    plain = [part.lower() for part in parts]
    kept: list[str] = []
    for place, word in enumerate(plain):
        # Mark and Grant are words as well: before a surname they are somebody.
        is_first = word in given_names() and any(
            is_likely(later) or later in surnames() for later in plain[place + 1 :]
        )
        if is_first or is_likely(word) or is_given(word) or (kept and word in surnames()):
            kept.append(parts[place])
    if len(kept) == 1 and not (is_name(kept[0].lower()) or is_given(kept[0].lower())):
        return ""
    return " ".join(kept)
