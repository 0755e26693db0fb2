"""Thousands of mentions of known people, made from the census with a fixed seed: none may be left to read."""

from __future__ import annotations

import random
import unicodedata
from typing import TYPE_CHECKING

import pytest

from qa_tui.anonymise import Known, Person, anonymise
from qa_tui.anonymise.fold import folded
from qa_tui.anonymise.lexicon import given_names, nicknames, surnames
from qa_tui.domain.transcript import Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOOKALIKES = str.maketrans({"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "x": "х"})  # Cyrillic
SENTENCES = (
    "hello this is {} how can i help you today",
    "cheers {} you did it all",
    "can i speak to {} again please",
    "yes it was {} who told me that",
    "i talked to {} yesterday about the charge",
    "{} said it would be fixed by now",
    "is that you {}",
    "So, {}, what happens next?",
    "Okay {}. Note it down.",
)


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def one_edit(word: str, chance: random.Random) -> str:
    at, letter = chance.randrange(1, len(word)), chance.choice("aeioulnrst")
    return word[:at] + chance.choice([letter + word[at + 1 :], word[at + 1 :], letter + word[at:]])


FORMS: dict[str, Callable[[str, str, random.Random], str]] = {
    "full name": lambda given, last, _: f"{given} {last}",
    "given name": lambda given, _last, _: given,
    "surname": lambda _given, last, _: f"mr {last}",
    "lower case": lambda given, last, _: f"{given} {last}".lower(),
    "capitals": lambda given, last, _: f"{given} {last}".upper(),
    "possessive": lambda given, _last, _: f"{given}'s colleague",
    "typographic possessive": lambda given, _last, _: f"{given}’s colleague",
    "initial and surname": lambda given, last, _: f"{given[0]}. {last}",
    "surname first": lambda given, last, _: f"{last}, {given}",
    "joined": lambda given, last, _: f"{given}{last}".lower(),
    "handle": lambda given, last, _: f"{given}_{last}".lower(),
    "mail": lambda given, last, _: f"{given}.{last}@example.org".lower(),
    "spelled": lambda given, _last, _: "-".join(given.upper()) if len(given) > 3 else given,
    "decomposed": lambda given, last, _: unicodedata.normalize("NFD", f"{given}é {last}"),
    "look-alikes": lambda given, last, _: f"{given} {last}".lower().translate(LOOKALIKES),
    "zero width": lambda given, last, _: f"{given[:2]}\u200b{given[2:]} {last}",
    "full width": lambda given, last, _: full_width(f"{given} {last}"),
    "nickname": lambda given, _last, chance: chance.choice([n for n in nicknames()[given.lower()] if len(n) > 2] or [given]),
}  # fmt: skip


def people(seed: int, count: int) -> Iterator[tuple[str, str]]:
    """Given name and surname, both of four letters or more."""
    chance = random.Random(seed)  # noqa: S311 - a suite that is the same every time
    first = sorted(name for name in given_names() if len(name) >= 4 and name in nicknames())
    last = sorted(name for name in surnames() if len(name) >= 4)
    for _ in range(count):
        yield chance.choice(first).title(), chance.choice(last).title()


def left_of(given: str, last: str, said: str, shown: str) -> list[str]:
    """Parts of the name that were said and can still be read."""
    plain = "".join(c for c in folded(shown) if c.isalnum())
    frame = "".join(c for c in folded(" ".join(SENTENCES)) if c.isalnum())
    spoken = "".join(c for c in folded(said) if c.isalnum())
    return [
        part for part in {folded(given), folded(last)} - {""} if part in spoken and part in plain and part not in frame
    ]


@pytest.mark.parametrize("role", ["agent", "customer"])
@pytest.mark.parametrize("form", FORMS)
def test_no_mention_of_a_known_person_can_be_read(form: str, role: str) -> None:
    chance = random.Random(form + role)  # noqa: S311
    leaks = []
    for given, last in people(len(form), 90):
        mention = FORMS[form](given, last, chance)
        sentence = chance.choice(SENTENCES).format(mention)
        known = Known((Person("p", role, (f"{given} {last}",)),))  # type: ignore[arg-type]  # one of the two roles
        shown = anonymise([Turn("agent", sentence)], known).turns[0].text
        left = [folded(mention)] if form == "nickname" and folded(mention) in folded(shown).split() else []
        if left or left_of(given, last, mention, shown):
            leaks.append((sentence, shown))
    assert not leaks, f"{len(leaks)} of 90: {leaks[:4]}"


def test_one_wrong_letter_hides_hardly_anybody() -> None:
    chance = random.Random(11)  # noqa: S311
    leaks, mentions = [], 0
    for given, last in people(5, 1500):
        for part in (given, last):
            if len(part) < 5:
                continue
            wrong = one_edit(part.lower(), chance)
            sentence = chance.choice(SENTENCES).format(wrong)
            known = Known((Person("p", "customer", (f"{given} {last}",)),))
            shown = anonymise([Turn("customer", sentence)], known).turns[0].text
            mentions += 1
            if wrong in folded(shown).replace(",", " ").replace(".", " ").split():
                leaks.append((part, sentence, shown))
    assert mentions > 2500
    assert len(leaks) <= mentions * 0.01, f"{len(leaks)} of {mentions}: {leaks[:12]}"
