"""Whether a call is in English: the word lists and cues know no other language, and a guess would look like an answer."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from qa_tui.anonymise.fold import folded
from qa_tui.anonymise.words import atoms_of, is_everyday

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.transcript import Turn

FEWEST_WORDS = 12
"""Fewer say nothing about the language; in strict mode their unknown words are hidden anyway."""
LEAST_SHARE = 0.4
"""Of the words in the English word list. English calls, typed carelessly and full of names, have .57 and more; calls in
other European languages .06 to .24."""
MOST_OF_ANOTHER_SCRIPT = 0.2


def is_english(turns: Sequence[Turn]) -> bool:
    """Whether the rules can be trusted with these turns."""
    words = [atom.plain for turn in turns for atom in atoms_of(turn.text) if not atom.is_number and len(atom.plain) > 1]
    known = sum(map(is_everyday, words))
    if len(words) >= FEWEST_WORDS and known < LEAST_SHARE * len(words):
        return False
    # Letters that only look like Latin ones are folded first: a disguised name is not another language.
    letters = [letter for turn in turns if not turn.text.isascii() for letter in folded(turn.text) if letter.isalpha()]
    foreign = sum(not letter.isascii() and "LATIN" not in unicodedata.name(letter, "") for letter in letters)
    return foreign <= MOST_OF_ANOTHER_SCRIPT * sum(map(str.isalpha, "".join(turn.text for turn in turns)))
