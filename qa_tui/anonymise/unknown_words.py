"""Strict mode: words that no dictionary has. Most are names of people, places and products that no rule knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.anonymise.spans import Found
from qa_tui.anonymise.words import atoms_of, is_everyday, is_slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_tui.domain.transcript import Turn

SHORTEST = 3


def find_unknown_words(turns: Sequence[Turn]) -> Iterator[Found]:
    for number, turn in enumerate(turns):
        for atom in atoms_of(turn.text):
            word = atom.plain
            if atom.is_number or len(word) < SHORTEST or is_everyday(word) or is_slip(word):
                continue
            yield Found(number, atom.start, atom.end, "unknown", "unknown word")
