"""Passwords and user names: whatever is said behind the word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.anonymise.number_words import DIGITS, TENS
from qa_tui.anonymise.spans import Found
from qa_tui.anonymise.words import Atom, atoms_of, is_everyday

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_tui.domain.transcript import Turn

_SUBJECTS = frozenset(["password", "passwords", "passcode", "pass", "pin", "username", "user", "login", "userid", "id"])
_VERBS = frozenset({"is", "was", "as", "to", "be", "it's", "its", "are", "would", "will", "like", "use", "want"})
_ENDS = frozenset(
    {
        "and", "please", "thanks", "thank", "ok", "okay", "but", "because", "so", "i", "my", "can", "you", "not", "the", "a",
        "for"
    }
)  # fmt: skip
_STATES = frozenset(
    {
        "reset", "change", "changed", "changing", "forgotten", "forgot", "wrong", "working", "expired", "locked", "incorrect",
        "blocked", "required", "correct", "invalid", "needed", "old", "new", "same", "different", "lost", "updated",
        "showing", "saying", "not"
    }
)  # fmt: skip
MOST_WORDS = 7
REACH = 7
"""Atoms between the word and what is said of it: "the password i've been putting in is ..."."""
_WHOSE = frozenset({"password", "passcode", "pin", "username", "login"})


def find_passwords(turns: Sequence[Turn]) -> Iterator[Found]:
    """The words behind "password is", "username as" and the like, as far as they are no statement about it."""
    for number, turn in enumerate(turns):
        atoms = atoms_of(turn.text)
        for first, last in _said(atoms):
            yield Found(number, atoms[first].start, atoms[last].end, "secret", "password")


def _said(atoms: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    for place, atom in enumerate(atoms[:-1]):
        if atom.text not in _SUBJECTS:
            continue
        first = place + 1
        said = next(
            (n for n in range(first, min(first + REACH, len(atoms) - 1)) if atoms[n].text in {"is", "was", "as"}), -1
        )
        if said > first and atom.text in _WHOSE and not {other.text for other in atoms[first:said]} & _ENDS - {"i"}:
            first = said
        while first < len(atoms) and atoms[first].text in _VERBS:
            first += 1
        if first == len(atoms) or atoms[first].text in _ENDS | _STATES | _SUBJECTS:
            continue
        is_strange = atoms[first].is_number or not is_everyday(atoms[first].plain)
        if first == place + 1 and not is_strange:
            continue
        last = first
        while last + 1 < len(atoms) and last - first < MOST_WORDS - 1 and _goes_on(atoms, last + 1):
            last += 1
        yield first, last


def _goes_on(atoms: Sequence[Atom], place: int) -> bool:
    """Whether a word still belongs to it: the "and" of "two thousand and nine" does."""
    text = atoms[place].text
    if text == "and":
        return place + 1 < len(atoms) and (atoms[place + 1].is_number or atoms[place + 1].text in DIGITS | TENS)
    return text not in _ENDS
