"""References, accounts and e-mail addresses as speech leaves them: letters and digits in pieces, signs lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_tui.anonymise.lexicon import given_names, surnames
from qa_tui.anonymise.number_words import DIGITS, TENS, TIMES
from qa_tui.anonymise.spans import Found
from qa_tui.anonymise.words import Atom, atoms_of, is_everyday

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_tui.domain.transcript import Turn

FEWEST_CHARACTERS = 4
FEWEST_DIGITS = 3
LONGEST_WORD = 4
LONGEST_SAID = 2
"""Digits that are said in one breath when a number is dictated."""
_LONGEST_LETTERS = 6
"""Letters of a piece of a code."""
_UNITS = frozenset(
    {
        "am", "pm", "st", "nd", "rd", "th", "gb", "mb", "kb", "tb", "mbps", "k", "g", "kg", "cm", "km", "mm", "m", "ft", "lb",
        "lbs", "oz", "hr", "hrs", "min", "mins", "sec", "secs", "x", "l", "ml", "w", "v", "usd", "eur", "gbp", "inch",
        "inches"
    }
)  # fmt: skip
_AMOUNTS = frozenset(
    {
        "dollar", "dollars", "euro", "euros", "pound", "pounds", "cent", "cents", "pence", "percent", "minute", "minutes",
        "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "night", "nights", "times",
        "time", "people", "person", "persons", "adults", "adult", "kids", "children", "bags", "bag", "pieces", "piece",
        "pizzas", "pizza", "items", "item", "o'clock", "bucks", "rupees", "miles", "inch", "inches", "degrees", "stars",
        "gigs", "megs"
    }
)  # fmt: skip
_CUES = frozenset(
    {
        "number", "no", "code", "pin", "id", "ending", "reference", "ref", "confirmation", "claim", "policy", "order",
        "account", "ssn", "digits", "card", "booking", "cvv", "cvc", "security"
    }
)  # fmt: skip
_SAID_BEFORE_NUMBERS = frozenset(
    {
        "is", "was", "are", "for", "the", "of", "to", "and", "or", "at", "in", "on", "by", "from", "with", "about", "only",
        "just", "than", "like", "all", "has", "have", "had", "be", "as", "my"
    }
)  # fmt: skip
_PROVIDERS = "gmail|yahoo|hotmail|outlook|aol|icloud|ymail|rediffmail|rediff|protonmail|msn|mail|live"
_MAIL = re.compile(
    rf"^(?:.*(?:{_PROVIDERS})(?:com|net|org|in|couk|co)?|(?:{_PROVIDERS})(?:com|net|org|in|couk|co)|.{{3,}}(?:com|net|org|edu))$"
)
_LIKE_A_PROVIDER = re.compile(r"(?:gmail|yahoo|hotmail|outlook|rediffmail|icloud)\w{2,5}$")
"""A provider with what is left of its ending: gmailcon, yahoocim."""
_PROVIDER = re.compile(rf"^(?:{_PROVIDERS})(?:com|net|org|in|couk|co)?$")
_BARE_PROVIDER = re.compile("^(?:gmail|yahoo|hotmail|outlook|aol|icloud|ymail|rediffmail|protonmail)$")
_SAID_BEFORE_MAIL = frozenset(
    {"is", "email", "mail", "id", "my", "and", "to", "it's", "its", "address", "yes", "ok", "the", "on", "with"}
)
MOST_BEFORE_MAIL = 7


def find_codes(turns: Sequence[Turn]) -> Iterator[Found]:
    """Codes in pieces, short numbers behind a cue, and addresses without their signs."""
    for number, turn in enumerate(turns):
        atoms = atoms_of(turn.text)
        for first, last in _pieces(atoms):
            if _is_clock_or_model(turn.text, atoms[first : last + 1]):
                continue
            yield Found(number, atoms[first].start, atoms[last].end, "number", "code in pieces")
        for first, last in _spoken_pieces(atoms):
            yield Found(number, atoms[first].start, atoms[last].end, "number", "code with a word in it")
        for first, last in _dictated(atoms):
            yield Found(number, atoms[first].start, atoms[last].end, "number", "dictated number")
        for place in (*_behind_cue(atoms), *_alone(atoms)):
            if turn.text[: atoms[place].start].rstrip()[-1:] in _CURRENCIES:
                continue
            yield Found(number, atoms[place].start, atoms[place].end, "number", "number behind a cue")
        for first, last in _addresses(atoms):
            yield Found(number, atoms[first].start, atoms[last].end, "email", "address without signs")


_CURRENCIES = frozenset("$£€₹¥")
_YEARS = range(1950, 2050)


def _is_clock_or_model(text: str, run: Sequence[Atom]) -> bool:
    """Whether a run is the end of a time ("12:04 a.m.") or a year and a make ("2003 Honda")."""
    texts = [atom.text for atom in run]
    if texts[1:] in (["a", "m"], ["p", "m"]) and text[: run[0].start].endswith(":"):
        return True
    return len(run) == 2 and run[0].is_number and int(texts[0]) in _YEARS and len(texts[0]) == 4 and len(texts[1]) > 2


def _spoken_pieces(atoms: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    """Letters of a code that happen to be a word: "365 was 215", "fly 856" behind a cue or alone in a turn."""
    for place, atom in enumerate(atoms):
        if atom.is_number or len(atom.text) > LONGEST_WORD or atom.text in _CUES | _AMOUNTS | _UNITS:
            continue
        behind = place + 1 < len(atoms) and atoms[place + 1].is_number and not atoms[place + 1].is_apart
        if not behind:
            continue
        before = place > 0 and atoms[place - 1].is_number and not atom.is_apart
        if not before and atom.text in _SAID_BEFORE_NUMBERS:
            continue
        digits = len(atoms[place + 1].text) + (len(atoms[place - 1].text) if before else 0)
        is_asked = _is_behind_cue(atoms, place) and (
            place == 0 or atoms[place - 1].text in {"is", "no", "number", "id", "code"} or before
        )
        is_alone = len(atoms) <= (3 if before else 2)
        if (digits >= FEWEST_DIGITS and (is_asked or is_alone)) or (
            before and len(atoms) <= 3 and digits >= 2 and atom.text not in {"and", "or", "to", "for", "of"}
        ):
            yield (place - 1 if before else place), place + 1


def _is_behind_cue(atoms: Sequence[Atom], place: int) -> bool:
    """Whether one of the three words before says that a number follows."""
    return any(other.text in _CUES for other in atoms[max(0, place - 3) : place])


def _is_piece(atom: Atom) -> bool:
    """Whether an atom can be a part of a code: digits, a single letter, or a few letters that are no word."""
    if atom.is_number:
        return True
    word = atom.text
    if len(word) == 1:
        return True
    return len(word) <= _LONGEST_LETTERS and word not in _UNITS and not is_everyday(word)


def _is_unit_within(atoms: Sequence[Atom], first: int, place: int) -> bool:
    """Letters that could be a unit, in the middle or at the end of what has begun like a code: "ba 6 th 82"."""
    return atoms[place].text in _UNITS and any(not atom.is_number and len(atom.text) > 1 for atom in atoms[first:place])


def _alone(atoms: Sequence[Atom]) -> Iterator[int]:
    """A turn that is one number of three or four digits: an answer, be it a year or the end of a card."""
    if len(atoms) == 1 and atoms[0].is_number and len(atoms[0].text) >= FEWEST_DIGITS:
        yield 0


def _dictated(atoms: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    """Digits said one by one, with a pause or a word between: "7 7 4... sorry, 0 1?"."""
    digits = [place for place, atom in enumerate(atoms) if atom.is_number and len(atom.text) <= LONGEST_SAID]
    if len(digits) >= FEWEST_DIGITS and 2 * len(digits) >= len(atoms):
        yield digits[0], digits[-1]


def _pieces(atoms: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    place = 0
    while place < len(atoms):
        if not _is_piece(atoms[place]):
            place += 1
            continue
        last = place
        while (
            last + 1 < len(atoms)
            and not atoms[last + 1].is_apart
            and (_is_piece(atoms[last + 1]) or _is_unit_within(atoms, place, last + 1))
        ):
            last += 1
        first = place
        place = last + 1
        # A word "a" or "i" at either end is a word.
        while first < last and atoms[first].text in {"a", "i"}:
            first += 1
        while last > first and atoms[last].text in {"a", "i"}:
            last -= 1
        run = atoms[first : last + 1]
        digits = sum(len(atom.text) for atom in run if atom.is_number)
        size = sum(len(atom.text) for atom in run)
        is_amount = last + 1 < len(atoms) and atoms[last + 1].text in _AMOUNTS | _UNITS
        letters = [atom for atom in run if not atom.is_number]
        # A code has digits among its letters; one strange word with a small number is a thing and how many of it.
        is_code = (
            _is_behind_cue(atoms, first)
            or len(letters) > 1
            or digits >= FEWEST_DIGITS
            or len(letters[0].text if letters else "") <= 2
        )
        if digits and letters and is_code and size >= FEWEST_CHARACTERS and not (is_amount and len(letters) < 2):
            yield first, last


def _behind_cue(atoms: Sequence[Atom]) -> Iterator[int]:
    """Three digits or more behind "number", "code", "pin" and the like."""
    for place, atom in enumerate(atoms):
        if atom.is_number and len(atom.text) >= FEWEST_DIGITS and _is_behind_cue(atoms, place):
            yield place


def _addresses(atoms: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    for place, atom in enumerate(atoms):
        is_broken = bool(_LIKE_A_PROVIDER.search(atom.text))
        is_address = bool(_MAIL.match(atom.text)) or is_broken
        if atom.is_number or not is_address or (is_everyday(atom.text) and not _BARE_PROVIDER.match(atom.text)):
            continue
        is_provider = is_broken or bool(_PROVIDER.match(atom.text))
        first = place
        while first > 0 and place - first < MOST_BEFORE_MAIL and _belongs(atoms[first - 1]):
            first -= 1
        if _BARE_PROVIDER.match(atom.text) and first == place:
            continue
        if not is_provider and len(atom.text) < 8 and first == place:
            continue
        last = place
        while last + 1 < len(atoms) and atoms[last + 1].text in {"com", "dot", "net", "org", "co", "uk", "in"}:
            last += 1
        yield first, last


def _belongs(atom: Atom) -> bool:
    """Whether an atom before the provider is a part of the address."""
    if atom.text in _SAID_BEFORE_MAIL or atom.text in {"i", "a"}:
        return False
    if atom.text in surnames() or atom.text in given_names():
        return True
    is_sign = atom.text in {"dot", "underscore", "dash", "hyphen", "at"}
    return (
        atom.is_number
        or len(atom.text) <= 2
        or is_sign
        or atom.text in DIGITS | TENS | TIMES
        or not is_everyday(atom.text)
    )
