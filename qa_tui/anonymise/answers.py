"""Answers to questions for something that identifies: a memorable word is any word, so the question finds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.anonymise.number_words import DIGITS, MEASURES, MONTHS, ORDINAL_ENDS, ORDINALS, TENS, TIMES
from qa_tui.anonymise.questions import Asked, asked_for
from qa_tui.anonymise.spans import Found
from qa_tui.anonymise.spoken_codes import LETTER_NAMES, RADIO
from qa_tui.anonymise.words import Atom, atoms_of, is_everyday

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qa_tui.domain.transcript import Turn

_WAITS = frozenset(
    {
        "one", "moment", "second", "sec", "minute", "hang", "hold", "on", "wait", "let", "me", "just", "a", "please", "bear", "with", "ok",
        "okay", "um", "uh", "erm", "er", "hmm", "right", "yes", "yeah", "sure", "i'll", "get", "it", "my", "glasses", "bag", "purse",
        "check", "look", "see", "oh", "the", "here",
    }
)  # fmt: skip
"""A turn of nothing but these keeps the question open."""
_FILLERS = frozenset(
    {
        "um", "uh", "erm", "er", "hmm", "oh", "yes", "yeah", "yep", "ok", "okay", "sure", "so", "well", "it", "it's", "its", "is", "was",
        "that's", "that", "would", "be", "i", "think", "the", "my", "a", "an", "and", "please", "thanks", "thank", "you", "sir", "madam",
        "ma'am", "maam", "right", "no", "sorry", "then", "should", "believe", "guess", "maybe", "now", "just", "let", "me", "see", "here", "we",
        "we're", "live", "at", "in", "to", "i'm", "im", "of", "for", "with", "there", "they", "did", "he", "she", "his", "her", "name",
        "called", "word", "password", "username", "answer", "number", "code", "address", "postcode", "street", "all", "lowercase", "set",
    }
)  # fmt: skip
"""Around an answer, and no part of it."""
_NO_ANSWER = frozenset(
    {
        "don't", "dont", "can't", "cant", "not", "why", "what", "which", "forgot", "forgotten", "remember", "never", "haven't", "didn't",
        "know", "sure", "need", "want", "help", "where", "how", "who", "when", "already", "still", "wrong", "working", "reset", "change",
        "same", "hello", "correct", "good", "great", "fine", "perfect", "done",
    }
)  # fmt: skip
_STREET_KINDS = frozenset({"street", "road", "avenue", "lane", "drive", "close", "crescent", "court", "way", "place", "terrace", "grove", "gardens", "flat", "apartment", "house"})  # fmt: skip
_BETWEEN = frozenset({"of", "the", "and", "dash", "slash", "stroke"}) | ORDINAL_ENDS
_CURRENCIES = frozenset("$£€₹¥")
LONGEST = {Asked.WORD: 5, Asked.PLACE: 12, Asked.MAIL: 8}
"""Atoms of an answer, fillers at its ends not counted."""
PATIENCE = 3
"""Turns in which a question stays open."""
FULL_NUMBER = 6
"""Characters behind which nobody waits for more of a number."""
_KINDS = {
    Asked.WORD: "secret", Asked.NUMBER: "number", Asked.EXPIRY: "number", Asked.PLACE: "address", Asked.BIRTH: "birth date", Asked.MAIL: "email",
}  # fmt: skip


@dataclass(slots=True)
class _Question:
    """What somebody is waiting for."""

    speaker: str
    asked: Asked
    age: int = 0
    characters: int = 0
    """Of the number that came so far."""

    @property
    def is_over(self) -> bool:
        return self.age >= PATIENCE or self.characters >= FULL_NUMBER


def find_answers(turns: Sequence[Turn]) -> Iterator[Found]:
    """Short answers to questions for something that identifies, and what is read back of them."""
    question: _Question | None = None
    secrets: set[str] = set()
    for number, turn in enumerate(turns):
        atoms = atoms_of(turn.text)
        for atom in atoms:
            if atom.plain in secrets:
                yield Found(number, atom.start, atom.end, "secret", "read back")
        if question is not None and turn.speaker != question.speaker:
            answer = _answer(question.asked, turn.text, atoms)
            for first, last in answer:
                yield Found(number, atoms[first].start, atoms[last].end, _KINDS[question.asked], "answer to a question")
                part = atoms[first : last + 1]
                question.characters += sum(len(atom.text) if atom.is_number else 1 for atom in part)
                if question.asked is Asked.WORD:
                    secrets |= {atom.plain for atom in part if len(atom.plain) > 3}
            if not atoms or not all(atom.text in _WAITS for atom in atoms):
                question.age += 1
        asked = asked_for(turn.text, atoms)
        if asked is not None and asked is not Asked.OTHER:
            question = _Question(turn.speaker, asked)
        elif question is not None and (question.is_over or (asked is Asked.OTHER and turn.speaker == question.speaker)):
            question = None


def _answer(asked: Asked, text: str, atoms: Sequence[Atom]) -> list[tuple[int, int]]:
    """The stretches of a turn that answer; none where it is no answer."""
    if asked in {Asked.BIRTH, Asked.EXPIRY}:
        return [run for run in _runs(atoms, _is_of_a_date) if not _is_measure(text, atoms, run)]
    if asked is Asked.NUMBER:
        return [run for run in _runs(atoms, _is_of_a_number) if not _is_measure(text, atoms, run)]
    first, last = 0, len(atoms) - 1
    while first <= last and atoms[first].text in _FILLERS:
        first += 1
    while last >= first and atoms[last].text in _FILLERS:
        last -= 1
    part = atoms[first : last + 1]
    if not 0 < len(part) <= LONGEST[asked] or any(atom.text in _NO_ANSWER for atom in atoms):
        return []
    if all(atom.text in _WAITS for atom in part) or _is_measure(text, atoms, (first, last)):
        return []
    is_telling = any(
        atom.is_number or atom.text in DIGITS | TENS | _STREET_KINDS | {"at", "dot"} or not is_everyday(atom.plain)
        for atom in part
    )
    if asked is Asked.MAIL and not is_telling:
        return []
    if asked is Asked.PLACE and not is_telling and len(part) > 2:
        return []
    return [(first, last)]


def _runs(atoms: Sequence[Atom], fits: Callable[[Atom], bool]) -> list[tuple[int, int]]:
    """Stretches of atoms that fit; the small words of a date or number between them count in."""
    runs: list[tuple[int, int]] = []
    for place, atom in enumerate(atoms):
        if not fits(atom):
            continue
        if runs and all(other.text in _BETWEEN for other in atoms[runs[-1][1] + 1 : place]):
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def _is_of_a_date(atom: Atom) -> bool:
    return atom.is_number or atom.text in MONTHS | ORDINALS | DIGITS | TENS


def _is_of_a_number(atom: Atom) -> bool:
    return (
        atom.is_number
        or atom.text in DIGITS | TENS | TIMES | RADIO | LETTER_NAMES
        or (len(atom.text) == 1 and atom.text not in {"a", "i"})
    )


def _is_measure(text: str, atoms: Sequence[Atom], run: tuple[int, int]) -> bool:
    """Whether a run is a price, a time, a day or a count, and not what was asked for."""
    first, last = run
    before = atoms[first - 1].text if first else ""
    behind = atoms[last + 1].text if last + 1 < len(atoms) else ""
    if behind in MEASURES or before in MEASURES - {"of", "more"} or atoms[last].text in MEASURES:
        return True
    if text[: atoms[first].start].rstrip()[-1:] in _CURRENCIES or behind in ORDINAL_ENDS:
        return True
    is_clock = first + 1 == last and text[atoms[first].end : atoms[last].start] == ":"
    return is_clock or (first == last and atoms[first].text in {"one", "second", "may", "march"} and len(atoms) > 2)
