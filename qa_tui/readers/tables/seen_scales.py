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
"""Numbers from which the highest one tells where a scale ends."""
FEWEST_FOR_SLIPS = 50
MOST_SLIPS = 0.02
"""Share of the cells that may be slips: a question mark, a 7 among threes."""
ENDS = (1, 5, 10, 100)
GAP = 2
"""Points that a slip lies above all other numbers: 7 among threes, not the one 5 among fours."""
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

    def among(self, top: float) -> SeenScale:
        """The same beside a column of the same table that goes up to `top`: forms have one scale for most of their lines."""
        ends = self.likely.maximum
        if self.likely.names or math.isnan(self.highest) or not ends < top <= max(SHORT_ENDS[:-1]):
            return self
        return _proposed(self.likely.minimum, top, self.highest, is_whole=not self.likely.is_continuous)


def scale_seen_in(texts: Iterable[str]) -> SeenScale | None:
    """The scale that a column's values look like, None where they do not look like scores at all.

    Whole numbers, where there are enough of them, end where the highest does; few of them, and halves, at 1, 5 or 10; what is
    larger is percent. They begin at 1 where nothing is below it.
    """
    values = [text for text in texts if text.strip() and not is_not_applicable(text)]
    if values and any(map(is_partly, values)):
        three = Scale.of_levels(0, 1, 2, names=NO_PARTIAL_YES)
        return SeenScale(three) if all(isinstance(read_value(text, three), CellValue) for text in values) else None
    read = [(text, read_value(text, None)) for text in values]
    known = [(text, value) for text, value in read if isinstance(value, CellValue)]
    if not known or len(values) - len(known) > _slips(len(values)):
        return None
    if not any(is_number(text) for text, _ in known):
        tops = {value.maximum for _, value in known}
        if tops == {None}:
            return SeenScale(Scale.of_levels(0, 1, names=YES_NO))
        top = max(value for value in tops if value is not None)
        return SeenScale(Scale.percent() if top == 100 else whole_or_between(0, top))
    return _of_numbers(Counter(value.points for text, value in known if is_number(text)))


def _of_numbers(counts: Mapping[float, int]) -> SeenScale | None:
    usual = _without_slips(counts)
    highest = usual[-1]
    if usual[0] < 0 or highest > ENDS[-1]:
        return None
    is_whole = all(number.is_integer() for number in usual)
    if not is_whole and highest <= 1:
        return SeenScale(Scale.percent(), highest)
    if highest <= 1:
        return SeenScale(Scale.of_levels(0, 1, names=YES_NO), highest)
    low = 1 if usual[0] >= 1 else 0
    ends_here = is_whole and sum(counts.values()) >= FEWEST_TO_TELL and highest < ENDS[1]
    top = highest if ends_here else next(end for end in ENDS if highest <= end)
    return _proposed(low, top, highest, is_whole=is_whole)


def _without_slips(counts: Mapping[float, int]) -> list[float]:
    """The different numbers in ascending order, but for few that lie far above all others."""
    usual = sorted(counts)
    left = _slips(sum(counts.values()))
    while len(usual) > 2 and counts[usual[-1]] <= left and usual[-1] - usual[-2] >= GAP:
        left -= counts[usual.pop()]
    return usual


def _slips(count: int) -> int:
    return int(count * MOST_SLIPS) if count >= FEWEST_FOR_SLIPS else 0


def _proposed(low: float, top: float, highest: float, *, is_whole: bool) -> SeenScale:
    if top == ENDS[-1]:
        return SeenScale(Scale.percent(), highest)
    lows = (1, 0) if low == 1 else (0,)
    ends = [end for end in dict.fromkeys((top, *SHORT_ENDS)) if end >= highest]
    likely, *others = (_scale(first, end, is_whole=is_whole) for end in ends for first in lows)
    return SeenScale(likely, highest, tuple(others[:MOST_OTHERS]))


def _scale(low: float, top: float, *, is_whole: bool) -> Scale:
    return whole_or_between(low, top) if is_whole else Scale.between(low, top)


def loosened(scale: Scale, texts: Iterable[str]) -> Scale:
    """`scale`, open to any number between its ends where `texts` hold parts of points."""
    numbers = numbers_in(texts)
    has_parts = any(scale.minimum <= n <= scale.maximum and not n.is_integer() for n in numbers)
    is_share = bool(numbers) and max(numbers) <= 1
    return Scale.between(scale.minimum, scale.maximum) if scale.values and has_parts and not is_share else scale


def widened(scale: Scale, counts: Mapping[str, int]) -> Scale:
    """A scale that was guessed from the first values, as all of them have it: from 0 on, further up, and with halves, where met.

    `counts` are the column's texts with how often each stands in it.
    """
    numbers = Counter({number: count for text, count in counts.items() for number in numbers_in([text])})
    if scale.names or not numbers:
        return scale
    usual = _without_slips(numbers)
    low = 0 if scale.minimum == 1 and 0 <= usual[0] < 1 else scale.minimum
    top = scale.maximum if usual[-1] <= scale.maximum else next((e for e in ENDS[1:] if usual[-1] <= e), scale.maximum)
    return loosened(_scale(low, top, is_whole=not scale.is_continuous), map(str, usual))
