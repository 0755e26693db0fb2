"""Codes as they are read out: letters, letters with a word for each, digits and number words in one run, whatever the signs are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.anonymise.number_words import DIGITS, TENS, TIMES
from qa_tui.anonymise.spans import Found
from qa_tui.anonymise.words import Atom, atoms_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_tui.domain.transcript import Turn

RADIO = frozenset(
    {
        "alpha", "alfa", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet", "juliett", "kilo",
        "lima", "mike", "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango", "uniform", "victor", "whiskey",
        "whisky", "xray", "yankee", "zulu",
    }
)  # fmt: skip
"""The spelling alphabet of radio."""
LETTER_NAMES = frozenset({"aitch", "haitch", "zed", "zee", "ee", "cee", "dee", "gee", "jay", "kay", "ell", "em", "en", "cue", "ess", "tee", "vee", "ex"})  # fmt: skip
_SIGNS = frozenset({"dash", "hyphen", "stroke", "slash", "underscore", "dot", "minus", "hash", "capital", "uppercase", "lowercase", "then", "space"})  # fmt: skip
"""What stands between two characters of a code, and is no character itself."""
ACRONYMS = frozenset(
    {
        "apr", "wps", "vpn", "atm", "gps", "sms", "usb", "pin", "dvd", "tv", "hd", "uk", "usa", "us", "vat", "isa", "bbc", "led",
        "lcd", "ssd", "hdmi", "dob", "id", "ip", "dns", "ssid", "pdf", "faq", "ceo", "gdpr", "aarp", "irs", "ups", "dhl", "dpd", "ssn",
        "cvv", "cvc", "otp", "eta", "asap", "ac", "dc", "cd", "pc", "iphone", "nhs", "hmrc", "mot", "rac", "aa", "bt", "emi", "upi",
        "kyc", "sim", "imei", "nfc", "url", "app", "diy", "ok", "abc", "www", "html", "api", "qr", "hr", "it", "ppi", "ftp", "lan",
        "wan", "dsl", "adsl", "fttp", "gb", "mb", "am", "pm", "po", "aka", "bsb", "pay", "paye", "nbn", "hsbc", "rbs", "tsb",
    }
)  # fmt: skip
"""Letters that people say one by one and that stand for a thing."""
_UNITS_BEHIND = frozenset({"am", "pm", "gb", "mb", "kg", "g", "k", "percent", "pounds", "dollars", "euros", "minutes", "hours", "days", "weeks", "months", "years", "o'clock"})  # fmt: skip
FEWEST = 3
"""Characters of a code."""
FEWEST_CHARACTERS_OF_A_NUMBER = 4
"""Digits beside which "p" and "a" are no pence a minute."""
SHORT_SPELLED = 2
"""Letters with a word for each that are enough: two letters spell a name."""
_PAIRED = ("as", "in"), ("for",), ("like",), ("of",)


def find_spoken_codes(turns: Sequence[Turn]) -> Iterator[Found]:
    """Every run of characters that holds letters and digits, a word for a letter, or doubled letters."""
    for number, turn in enumerate(turns):
        atoms = atoms_of(turn.text)
        place = 0
        while place < len(atoms):
            run = _run_from(atoms, place)
            if run.is_code(atoms):
                yield Found(number, atoms[run.first].start, atoms[run.last].end, run.kind(), "read-out code")
            place = max(run.last, place) + 1


class _Run:
    """Atoms that are read out one after the other, and how many characters of each kind they stand for."""

    def __init__(self, first: int) -> None:
        self.first, self.last = first, first - 1
        self.letters = self.digits = self.numbers = self.paired = self.radio = self.doubled = 0
        self.said = ""

    def kind(self) -> str:
        return "number" if self.digits or self.numbers else "name"

    def is_code(self, atoms: Sequence[Atom]) -> bool:
        size = self.letters + self.digits + 2 * self.numbers
        letters_only = not self.digits and not self.numbers
        if letters_only:
            if self.paired >= SHORT_SPELLED or self.radio >= FEWEST or (self.radio and self.letters >= FEWEST):
                return True
            if self.paired and 2 * (self.last - self.first + 1) >= len(atoms):
                return True
            return self.doubled > 0 and self.letters >= FEWEST
        behind = atoms[self.last + 1].text if self.last + 1 < len(atoms) else ""
        if behind in _UNITS_BEHIND and self.letters < SHORT_SPELLED:
            return False
        if self.said and set(self.said) <= {"p", "a"} and self.digits < FEWEST_CHARACTERS_OF_A_NUMBER:
            return False
        has_true_letter = self.letters > self.radio or self.radio >= SHORT_SPELLED
        return has_true_letter and self.letters > 0 and size >= FEWEST and self.said.casefold() not in ACRONYMS


def _run_from(atoms: Sequence[Atom], first: int) -> _Run:
    """The longest run from `first`; it ends with a character, not with a sign."""
    run = _Run(first)
    at = first
    while at < len(atoms):
        atom = atoms[at]
        is_end = at + 1 >= len(atoms)
        if _is_letter(atoms, at) or atom.text in RADIO or atom.text in LETTER_NAMES:
            run.letters += 1
            run.radio += atom.text in RADIO
            run.said += atom.text[0]
            run.last = at
            at += 1
            size = _paired_from(atoms, at)
            if size:
                run.paired += 1
                run.last = at + size - 1
                at += size
        elif atom.is_number:
            run.digits += len(atom.text)
            run.last = at
            at += 1
        elif atom.text in DIGITS:
            run.digits += 1
            run.last = at
            at += 1
        elif atom.text in TENS:
            run.numbers += 1
            run.last = at
            at += 1
        elif atom.text in TIMES and not is_end and _can_be_doubled(atoms, at + 1):
            if atoms[at + 1].text in {"u", "you", "yous"}:
                run.letters += 1
                run.last = at + 1
                at += 2
            else:
                run.doubled += len(atoms[at + 1].text) == 1 and not atoms[at + 1].is_number
                run.letters += len(atoms[at + 1].text) == 1 and not atoms[at + 1].is_number
                at += 1
        elif atom.text in _SIGNS and at > first and not is_end and _is_character(atoms, at + 1):
            at += 1
        else:
            break
    return run


def _is_character(atoms: Sequence[Atom], at: int) -> bool:
    text = atoms[at].text
    return (
        atoms[at].is_number
        or text in DIGITS | TENS | RADIO | LETTER_NAMES
        or (text in TIMES | {"capital"} and at + 1 < len(atoms))
        or _is_letter(atoms, at)
    )


def _is_letter(atoms: Sequence[Atom], at: int) -> bool:
    """A single letter that is no word here: "a" and "i" count between other characters only."""
    text = atoms[at].text
    if len(text) != 1 or atoms[at].is_number:
        return False
    if text not in {"a", "i"}:
        return True
    beside = [atoms[n].text for n in (at - 1, at + 1) if 0 <= n < len(atoms)]
    return any(len(other) == 1 or other in DIGITS | RADIO | LETTER_NAMES | TIMES | _SIGNS for other in beside) or (
        tuple(atom.text for atom in atoms[at + 1 : at + 3]) == ("as", "in")
        or (at + 2 < len(atoms) and atoms[at + 1].text == "for" and atoms[at + 2].text[:1] == text)
    )


def _can_be_doubled(atoms: Sequence[Atom], at: int) -> bool:
    text = atoms[at].text
    return len(text) == 1 or text in DIGITS | LETTER_NAMES or text in {"you", "yous"} or atoms[at].is_number


def _paired_from(atoms: Sequence[Atom], at: int) -> int:
    """Atoms of "as in Tom", "for Tom", "like Tom" behind a letter that the word begins with; 0 where there are none."""
    letter = atoms[at - 1].text[:1]
    for pair in _PAIRED:
        size = len(pair)
        word = atoms[at + size].text if at + size < len(atoms) else ""
        if (
            tuple(atom.text for atom in atoms[at : at + size]) == pair
            and word
            and (word[:1] == letter or pair == ("as", "in"))
        ):
            return size + 1
    return 0
