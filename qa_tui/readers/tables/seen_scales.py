"""Scales as values show them, where no header and no rubric states one: a proposal, and what else it may be."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.domain.rubric import Scale
from qa_tui.readers.tables.scales import NO_PARTIAL_YES, YES_NO, whole_or_between
from qa_tui.readers.values import CellValue, is_not_applicable, is_number, is_partly, numbers_in, read_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FEWEST_TO_TELL = 30
"""Numbers of a column from which the highest one tells something."""
FEWEST_DIFFERENT = 3
FEWEST_COLUMNS = 2
FEWEST_FOR_SLIPS = 50
MOST_SLIPS = 0.02
"""Share of the cells that may be slips: a question mark, a 7 among threes."""
ENDS = (1, 5, 10, 100)
SHORT_ENDS = (3, 4, 5, 10)
MOST_OTHERS = 4


@dataclass(frozen=True, slots=True)
class SeenScale:
    """What a column's values look like."""

    likely: Scale
    highest: float = math.nan
    """The highest number that is no slip; NaN where the values are words."""
    others: tuple[Scale, ...] = ()
    """What it may be as well, the nearest first."""
    is_telling: bool = False
    """Whether there are enough whole numbers for the highest of them to mean something."""

    def ending_at(self, top: float) -> SeenScale:
        """The same on a form on which no line goes beyond `top`."""
        if not self.is_telling or not self.highest <= top < self.likely.maximum == ENDS[1]:
            return self
        return _proposed(self.likely.minimum, top, self.highest, is_whole=True, is_telling=True)


def end_of_form(seen: Iterable[SeenScale | None]) -> float:
    """Where the lines of one form end, by the columns of a table: its highest number, where several of them tell of it, else 5.

    One line on which nobody has a 4 or a 5 says little. A form on which no line ever has one does not go there.
    """
    highest = [found.highest for found in seen if found is not None and found.is_telling]
    return max(highest) if len(highest) >= FEWEST_COLUMNS else ENDS[1]


def scale_seen_in(texts: Iterable[str]) -> SeenScale | None:
    """The scale that a column's values look like, None where they do not look like scores at all.

    Plain numbers up to 1, 5 and 10 are taken for scales that end there, and begin at 1 where nothing is below it; what is
    larger, for percent. Few cells among many that are signs, or lie beyond where all others end, are slips.
    """
    return scale_of_counts(Counter(texts))


def scale_of_counts(counts: Mapping[str, int]) -> SeenScale | None:
    """The same of texts with how often each stands there."""
    values = {text: count for text, count in counts.items() if text.strip() and not is_not_applicable(text)}
    if values and any(map(is_partly, values)):
        three = Scale.of_levels(0, 1, 2, names=NO_PARTIAL_YES)
        return SeenScale(three) if all(isinstance(read_value(text, three), CellValue) for text in values) else None
    read = [(text, read_value(text, None)) for text in values]
    known = [(text, value) for text, value in read if isinstance(value, CellValue)]
    unread = [text for text, value in read if not isinstance(value, CellValue)]
    slips = slips_among(sum(values.values()))
    if not known or sum(values[text] for text in unread) > slips or any(map(_has_letters, unread)):
        return None
    if not any(is_number(text) for text, _ in known):
        tops = {value.maximum for _, value in known}
        if tops == {None}:
            return SeenScale(Scale.of_levels(0, 1, names=YES_NO))
        top = max(value for value in tops if value is not None)
        return SeenScale(Scale.percent() if top == 100 else whole_or_between(0, top))
    numbers = Counter[float]()
    for text, value in known:
        if is_number(text):
            numbers[value.points] += values[text]
    return _of_numbers(numbers)


def _has_letters(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _of_numbers(counts: Mapping[float, int]) -> SeenScale | None:
    total = sum(counts.values())
    most = slips_among(total)
    beyond = {end: sum(count for number, count in counts.items() if number > end) for end in ENDS}
    # A column of ones with a few twos is no column of yes and no.
    top = next((end for end in ENDS if beyond[end] <= (most if end > 1 else 0)), None)
    if top is None or min(counts) < 0:
        return None
    usual = sorted(number for number in counts if number <= top)
    is_whole = all(number.is_integer() for number in usual)
    if top == 1 and not is_whole:
        return SeenScale(Scale.percent(), usual[-1])
    if top == 1:
        return SeenScale(Scale.of_levels(0, 1, names=YES_NO), usual[-1])
    is_telling = is_whole and total >= FEWEST_TO_TELL and len(usual) >= FEWEST_DIFFERENT and top == ENDS[1]
    return _proposed(1 if usual[0] >= 1 else 0, top, usual[-1], is_whole=is_whole, is_telling=is_telling)


def slips_among(count: int) -> int:
    """How many of so many cells may be slips."""
    return int(count * MOST_SLIPS) if count >= FEWEST_FOR_SLIPS else 0


def _proposed(low: float, top: float, highest: float, *, is_whole: bool, is_telling: bool) -> SeenScale:
    if top == ENDS[-1]:
        return SeenScale(Scale.percent(), highest)
    lows = (1, 0) if low == 1 else (0,)
    ends = [end for end in dict.fromkeys((top, *SHORT_ENDS)) if end >= highest]
    likely, *others = (_scale(first, end, is_whole=is_whole) for end in ends for first in lows)
    return SeenScale(likely, highest, tuple(others[:MOST_OTHERS]), is_telling)


def _scale(low: float, top: float, *, is_whole: bool) -> Scale:
    return whole_or_between(low, top) if is_whole else Scale.between(low, top)


def loosened(scale: Scale, texts: Iterable[str]) -> Scale:
    """`scale`, open to any number between its ends where `texts` hold parts of points."""
    numbers = numbers_in(texts)
    has_parts = any(scale.minimum <= n <= scale.maximum and not n.is_integer() for n in numbers)
    is_share = bool(numbers) and max(numbers) <= 1
    return Scale.between(scale.minimum, scale.maximum) if scale.values and has_parts and not is_share else scale


def widened(scale: Scale, texts: Iterable[str]) -> Scale:
    """A scale that was guessed from the first values, as all of them have it: from 0 on, and with halves, where they are met.

    Where it ends stays: one slip would make every other score smaller. What lies beyond is named, and a person decides.
    """
    texts = tuple(texts)
    begins_below = scale.minimum == 1 and not scale.names and any(0 <= number < 1 for number in numbers_in(texts))
    return loosened(_scale(0, scale.maximum, is_whole=not scale.is_continuous) if begins_below else scale, texts)
