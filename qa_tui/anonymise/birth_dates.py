"""Dates of birth: what is said behind the word, or as the answer to a question for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_tui.anonymise.number_words import DIGITS, MONTHS, ORDINALS, TENS
from qa_tui.anonymise.spans import Found
from qa_tui.anonymise.words import Atom, atoms_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_tui.domain.transcript import Turn

_CUE = re.compile(r"\b(?:birth|born|birthday|dob|d\.o\.b)\b", re.IGNORECASE)
_BETWEEN = frozenset({"of", "the", "st", "nd", "rd", "th", "and"})
REACH = 12
"""Atoms behind the word in which the date is looked for."""
LONGEST_ANSWER = 12


def find_birth_dates(turns: Sequence[Turn]) -> Iterator[Found]:
    """The date in the same turn as the word, or in the short turn after it."""
    asked = False
    for number, turn in enumerate(turns):
        atoms = atoms_of(turn.text)
        cue = _CUE.search(turn.text)
        if cue:
            after = [place for place, atom in enumerate(atoms) if atom.start >= cue.end()][:REACH]
            yield from _date(number, atoms, after)
        elif asked and len(atoms) <= LONGEST_ANSWER:
            yield from _date(number, atoms, list(range(len(atoms))))
        asked = bool(cue)


def _date(number: int, atoms: Sequence[Atom], places: Sequence[int]) -> Iterator[Found]:
    """From the first part of a date to the last one that follows without another word."""
    parts = [place for place in places if _is_part(atoms[place])]
    if not parts:
        return
    last = parts[0]
    while last + 1 < len(atoms) and (_is_part(atoms[last + 1]) or atoms[last + 1].text in _BETWEEN):
        last += 1
    while not _is_part(atoms[last]):
        last -= 1
    if (
        any(atoms[place].is_number or atoms[place].text in MONTHS for place in range(parts[0], last + 1))
        or last - parts[0] >= 2
    ):
        yield Found(number, atoms[parts[0]].start, atoms[last].end, "birth date", "birth date")


def _is_part(atom: Atom) -> bool:
    return atom.is_number or atom.text in MONTHS or atom.text in ORDINALS or atom.text in DIGITS | TENS
