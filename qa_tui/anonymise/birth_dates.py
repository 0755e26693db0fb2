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

_CUE = re.compile(r"\b(?:birth|born|birthday|birthdate|dob|d\.?\s?o\.?\s?b)\b", re.IGNORECASE)
_BETWEEN = frozenset({"of", "the", "st", "nd", "rd", "th", "and"})
REACH = 24
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
            yield from _dates(number, atoms, after)
        elif asked and len(atoms) <= LONGEST_ANSWER:
            yield from _dates(number, atoms, list(range(len(atoms))))
        asked = bool(cue)


def _dates(number: int, atoms: Sequence[Atom], places: Sequence[int]) -> Iterator[Found]:
    """Every stretch of date words with nothing but small words between them; of two words at least, the first also a number."""
    runs: list[list[int]] = []
    for place in places:
        if not _is_part(atoms[place]):
            continue
        if runs and all(other.text in _BETWEEN for other in atoms[runs[-1][-1] + 1 : place]):
            runs[-1].append(place)
        else:
            runs.append([place])
    for nth, run in enumerate(runs):
        if len(run) > 1 or (nth == 0 and atoms[run[0]].is_number):
            yield Found(number, atoms[run[0]].start, atoms[run[-1]].end, "birth date", "birth date")


def _is_part(atom: Atom) -> bool:
    return atom.is_number or atom.text in MONTHS or atom.text in ORDINALS or atom.text in DIGITS | TENS
