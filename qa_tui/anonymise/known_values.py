"""Names and other values that are known beforehand: found whatever their case, accents or possessive ending."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from qa_tui.anonymise.fold import fold, folded, original_span
from qa_tui.anonymise.lexicon import given_names
from qa_tui.anonymise.spans import Found, Known
from qa_tui.anonymise.word_names import MODALS, is_in_slot, is_meant, is_word_too
from qa_tui.anonymise.words import is_everyday

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_tui.domain.transcript import Turn

SHORTEST_NAME = 2
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "madam",
        "prof",
        "jr",
        "sr",
        "van",
        "von",
        "de",
        "der",
        "da",
        "di",
        "la",
        "al",
        "el",
    }
)


def name_parts(name: str) -> list[str]:
    """The words of a name that identify somebody, folded; titles and particles are left out."""
    return [word for word in _WORD.findall(folded(name)) if len(word) >= SHORTEST_NAME and word not in _TITLES]


def find_known(turns: Sequence[Turn], known: Known, *, with_doubtful: bool = False) -> Iterator[Found]:
    """Every place where a known name, a part of it, or another known value stands.

    A name that is a word as well counts where its place says so; and is tied to somebody only where people are addressed or
    named: "in [Agent] it was the same" would tell a room that a colleague is called like a month. `with_doubtful` takes
    those words wherever they stand, but for will and may.
    """
    texts = [fold(turn.text) for turn in turns]
    whole = Whole.of([text for text, _ in texts])
    patterns = list(_patterns(known, whole))
    for number, (turn, (text, places)) in enumerate(zip(turns, texts, strict=True)):
        whole_names: list[tuple[int, int]] = []
        for pattern, kind, person, rule, wary in sorted(patterns, key=itemgetter(4)):
            for match in pattern.finditer(text):
                start, end = original_span(places, match.start(), match.end())
                if not wary:
                    whole_names.append((start, end))
                elif any(first <= start and end <= last for first, last in whole_names):
                    continue
                is_doubtful = wary and not is_meant(turn.text, start)
                if is_doubtful and (not with_doubtful or match[0].removesuffix("'s") in MODALS):
                    continue
                if is_doubtful or (wary and not is_in_slot(turn.text, start)):
                    yield Found(number, start, end, "hidden", rule)
                else:
                    yield Found(number, start, end, kind, rule, person)


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything that is said in a call: what is nowhere in it needs no pattern."""

    text: str
    squeezed: str
    """Letters and digits alone, so that what is spelled or broken by signs is found."""

    @classmethod
    def of(cls, texts: Sequence[str]) -> Whole:
        text = " ".join(texts)
        return cls(text, "".join(character for character in text if character.isalnum()))

    def may_hold(self, part: str) -> bool:
        return part in self.squeezed


def _patterns(known: Known, whole: Whole) -> Iterator[tuple[re.Pattern[str], str, str, str, bool]]:
    for person in known.people:
        kind = person.role if person.role != "other" else "name"
        for name in person.names:
            parts = name_parts(name)
            if not parts:
                continue
            if len(parts) > 1 and whole.may_hold(_squeezed(parts[-1])):
                together = r"[\s.,'_-]*".join(re.escape(part) for part in parts)
                yield re.compile(rf"(?<![^\W_]){together}(?:'s)?(?![^\W_])"), kind, person.id, "known name", False
                initial = rf"{re.escape(parts[0][0])}\.?[\s_]*{re.escape(parts[-1])}"
                yield re.compile(rf"(?<![^\W_]){initial}(?![^\W_])"), kind, person.id, "initial and surname", False
            for part in parts:
                if not whole.may_hold(_squeezed(part)):
                    continue
                wary = is_word_too(part)
                yield re.compile(rf"(?<![^\W_]){re.escape(part)}(?:'s)?(?![^\W_])"), kind, person.id, "known name", wary
                if len(part) >= 4:
                    spelled = r"[\s.,-]+".join(re.escape(letter) for letter in part)
                    yield re.compile(rf"(?<![^\W_]){spelled}(?![^\W_])"), kind, person.id, "spelled name", False
        for value in filter(_is_nobody_elses, person.ids):
            if len(value) >= 3 and whole.may_hold(_squeezed(folded(value))):
                yield _value_pattern(value), kind, person.id, "known id", False
    for value_kind, values in known.values.items():
        for value in values:
            if len(value.strip()) >= 3 and whole.may_hold(_squeezed(folded(value))):
                yield _value_pattern(value), value_kind, "", "known value", False


def _is_nobody_elses(value: str) -> bool:
    """Whether an id is said for nothing else: "Night team" and "Agent A" are queues and words, not somebody's number."""
    words = re.findall(r"[^\W\d_]+", value.lower())
    has_digits = any(character.isdigit() for character in value)
    is_of_somebody = len(words) > 1 and any(word in given_names() for word in words)
    return has_digits or is_of_somebody or any(len(word) > 1 and not is_everyday(word) for word in words)


def _squeezed(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _value_pattern(value: str) -> re.Pattern[str]:
    """`value` with any spaces, dots and hyphens between its characters where it is a number."""
    plain = folded(value).strip()
    if sum(c.isdigit() for c in plain) >= 3:
        return re.compile(r"[\s.()/-]*".join(re.escape(c) for c in plain if c.isalnum()))
    return re.compile(rf"(?<![^\W_]){re.escape(plain)}(?![^\W_])")
