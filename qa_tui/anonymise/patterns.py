"""E-mails, links, handles, and numbers: written, or spoken as words, as one run or broken by pauses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_tui.anonymise.number_words import DIGITS, TENS, TIMES
from qa_tui.anonymise.spans import Found
from qa_tui.anonymise.words import atoms_of, is_everyday

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_tui.domain.transcript import Turn

FEWEST_DIGITS = 4
"""Shortest digit run that is hidden; two and three digits are ages, prices and durations."""

_EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]+\s*@\s*[\w-]+(?:\s*\.\s*[\w-]+)+")
_SPOKEN_DOMAIN = re.compile(
    r"\bat\s{1,3}(?:\w{1,40}\s{1,3})?[\w-]{1,40}\s{1,3}dot\s{1,3}[a-z]{2,10}(?:\s{1,3}dot\s{1,3}[a-z]{2,10})?\b",
    re.IGNORECASE,
)
_SPOKEN_LOCAL = re.compile(
    r"(?<!\w)(?:\w{1,40}(?:\s{1,3}(?:dot|underscore|dash|hyphen|minus)\s{1,3}|\s{0,2}[._-]\s{0,2})){0,6}\w{1,40}\s{1,3}$",
    re.IGNORECASE,
)
_LOCAL_REACH = 160
"""Characters before the spoken "at" in which the first half of an address is looked for."""
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?<![\w@.-])(?:[\w-]+\.)+(?:com|net|org|info|biz|io|co\.[a-z]{2}|ac\.[a-z]{2}|gov\.[a-z]{2})\b", re.IGNORECASE
)
_PAYMENT = re.compile(r"(?<![\w.+'-])[\w.+'-]{2,}@[a-z]{2,}\b", re.IGNORECASE)
_THREE_DIGITS = re.compile(
    r"\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)(?:[\s,]+(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)){2,}\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<!\w)@[\w.]{3,}")
_CODE = re.compile(r"\b(?=[A-Za-z-]*\d)(?=[\d-]*[A-Za-z])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\b")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_DIGIT_RUN = re.compile(r"\+?\d(?:[\s().,/-]*\d)*")
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₹]|\b(?:rs\.?|inr|usd|gbp|eur))\s*$", re.IGNORECASE)
_UNIT_AFTER = re.compile(
    r"\s*(?:%|percent|per cent|€|euros?|pounds?|dollars?|bucks|pence|cents|mbps|megs?|gb|gigs?|minutes?|hours?|days?|weeks?|months?|years?|times|am\b|pm\b|o'?clock)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:\s*[ap]m)?", re.IGNORECASE)
_YEAR = re.compile(r"(?:18|19|20)\d\d")

_SPOKEN_DIGITS = "zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine"
_SPOKEN_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
_TIMES = "double|triple|treble"
_NUMBER_WORD = rf"\b(?:{_SPOKEN_DIGITS}|{_SPOKEN_TEENS}|{_TIMES}|\d+)\b"
_GLUE = r"(?:[\s,.–—-]+(?:(?:and|uh|um|er|erm|then)[\s,.–—-]+)?)"
_SPOKEN_RUN = re.compile(rf"\b{_NUMBER_WORD}(?:{_GLUE}{_NUMBER_WORD})+\b", re.IGNORECASE)
_FRAGMENT = re.compile(
    rf"\W*(?:(?:yes|yeah|okay|ok|and|then|uh|um|erm|it's|that's|its)\W+)*{_NUMBER_WORD}(?:{_GLUE}{_NUMBER_WORD})*\W*$",
    re.IGNORECASE,
)
_DIGIT_WORDS = frozenset(_SPOKEN_DIGITS.split("|"))
_TIMES_WORDS = frozenset(_TIMES.split("|"))


def _digits_in(words: list[str]) -> int:
    """How many digits a run of number words stands for, at least."""
    total = 0
    times = 1
    for word in words:
        plain = word.casefold()
        if plain in _TIMES_WORDS:
            times = 2 if plain == "double" else 3
        elif plain.isdigit():
            total, times = total + len(plain) * times, 1
        elif plain in _DIGIT_WORDS:
            total, times = total + times, 1
        else:
            total, times = total + 2, 1
    return total


def find_patterns(turns: Sequence[Turn]) -> Iterator[Found]:
    for number, turn in enumerate(turns):
        text = turn.text
        for pattern, kind in (
            (_EMAIL, "email"),
            (_LINK, "link"),
            (_HANDLE, "handle"),
            (_DOMAIN, "link"),
            (_PAYMENT, "handle"),
            (_THREE_DIGITS, "number"),
            (_POSTCODE, "postcode"),
        ):
            for match in pattern.finditer(text):
                yield Found(number, match.start(), match.end(), kind, "pattern")
        yield from _spoken_emails(number, text)
        for match in _CODE.finditer(text):
            letters = sum(c.isalpha() for c in match.group())
            if (
                sum(c.isdigit() for c in match.group()) >= 2
                and letters >= 1
                and len(match.group()) >= 4
                and not _is_time(match.group())
            ):
                yield Found(number, match.start(), match.end(), "number", "code")
        yield from _digit_runs(number, text)
        for match in _SPOKEN_RUN.finditer(text):
            if _AMOUNT.fullmatch(match.group()):
                continue
            if _digits_in(re.findall(r"[A-Za-z]+|\d+", match.group())) >= FEWEST_DIGITS and _is_read_out(match.group()):
                yield Found(number, match.start(), match.end(), "number", "spoken number")
    yield from _across_turns(turns)


def _spoken_emails(number: int, text: str) -> Iterator[Found]:
    """Addresses read out: "jo dot doe at mail dot com". The half before "at" is looked for backwards from it."""
    for domain in _SPOKEN_DOMAIN.finditer(text):
        reach = max(0, domain.start() - _LOCAL_REACH)
        local = _SPOKEN_LOCAL.search(text[reach : domain.start()])
        if local:
            yield Found(
                number,
                min(reach + local.start(), _first_of_local(text, domain.start())),
                domain.end(),
                "email",
                "pattern",
            )


def _first_of_local(text: str, end: int) -> int:
    """Where the first half of an address begins that is read out in several words: "sunny smiles", "j dot smith one two"."""
    atoms = [atom for atom in atoms_of(text) if atom.end <= end][-MOST_LOCAL_WORDS:]
    start = end
    plain = 0
    for place in range(len(atoms) - 1, -1, -1):
        atom = atoms[place]
        is_part = (
            atom.is_number
            or len(atom.text) == 1
            or atom.text in DIGITS | TENS | TIMES | _LOCAL_SIGNS
            or not is_everyday(atom.plain)
        )
        plain += not is_part
        if atom.text in _BEFORE_LOCAL or plain > MOST_PLAIN_WORDS:
            break
        start = atom.start
        if atom.is_apart:
            break
    return start


MOST_LOCAL_WORDS, MOST_PLAIN_WORDS = 14, 3
_LOCAL_SIGNS = frozenset({"dot", "underscore", "dash", "hyphen", "minus", "plus", "point"})
_BEFORE_LOCAL = frozenset(
    {
        "is", "it's", "its", "email", "mail", "emails", "address", "to", "use", "at", "on", "the", "my", "yes", "yeah", "ok", "okay", "so", "um", "uh",
        "that's", "be", "was", "me", "it", "id", "and", "then", "try", "as", "for", "under", "sure", "got", "have", "no", "right", "called",
    }
)  # fmt: skip


def _is_time(text: str) -> bool:
    return bool(re.fullmatch(r"\d{1,2}(?:am|pm)|\d+(?:st|nd|rd|th|mb|gb|mbps|g|k|hrs?|min)", text, re.IGNORECASE))


def _is_read_out(run: str) -> bool:
    """Whether a run of number words is read out digit by digit, not said as one quantity ("twenty five")."""
    words: list[str] = [word.casefold() for word in re.findall(r"[A-Za-z]+|\d+", run)]
    return sum(word in _DIGIT_WORDS or word.isdigit() or word in _TIMES_WORDS for word in words) >= 3


def _digit_runs(number: int, text: str) -> Iterator[Found]:
    for match in _DIGIT_RUN.finditer(text):
        run = match.group().rstrip(" ().,/-")
        digits = sum(c.isdigit() for c in run)
        if digits < FEWEST_DIGITS or _YEAR.fullmatch(run) or _CLOCK.fullmatch(run):
            continue
        money = _MONEY_BEFORE.search(text[: match.start()])
        unit = _UNIT_AFTER.match(text[match.start() + len(run) :])
        if (money or unit) and digits <= 6 and " " not in run:
            continue
        yield Found(number, match.start(), match.start() + len(run), "number", "digits")


def _across_turns(turns: Sequence[Turn]) -> Iterator[Found]:
    """A number dictated in several turns, with a word of assent between them."""
    pieces: list[tuple[int, int, int, int]] = []
    last_number = -10
    for number, turn in enumerate(turns):
        match = _FRAGMENT.match(turn.text) if len(turn.text) <= 80 else None
        if match:
            found = re.search(rf"{_NUMBER_WORD}(?:{_GLUE}{_NUMBER_WORD})*", turn.text, re.IGNORECASE)
            if found:
                if number - last_number > 2:
                    yield from _joined(pieces)
                    pieces = []
                digits = _digits_in(re.findall(r"[A-Za-z]+|\d+", found.group()))
                pieces.append((number, found.start(), found.end(), digits))
                last_number = number
    yield from _joined(pieces)


def _joined(pieces: list[tuple[int, int, int, int]]) -> Iterator[Found]:
    if len(pieces) > 1 and sum(piece[3] for piece in pieces) >= FEWEST_DIGITS:
        for number, start, end, _ in pieces:
            yield Found(number, start, end, "number", "dictated number")
