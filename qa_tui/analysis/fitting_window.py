"""The turns that best fit what was scored, where neither the export nor the rubric's signals point anywhere: a suggestion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.transcript import Turn

_WORD = re.compile(r"[a-z]{4,}")
_EVERYWHERE = 0.5
"""Share of the turns from which a word says nothing about where to look."""


def find_window(turns: Sequence[Turn], texts: Sequence[str], length: int) -> tuple[int, int, tuple[str, ...]] | None:
    """First and last turn (inclusive) of the window that shares most words with `texts`, and the words it shares.

    Args:
        turns: the call.
        texts: what was written about it and what is scored: comment, question, behaviours.
        length: turns of the window.

    Each word counts once for a window, less where it stands in many turns. None where no word is shared.
    """
    wanted = {word[:6] for text in texts for word in _WORD.findall(text.casefold())}
    said = [{word[:6]: word for word in _WORD.findall(turn.text.casefold())} for turn in turns]
    counts: dict[str, int] = {}
    for words in said:
        for stem in words:
            counts[stem] = counts.get(stem, 0) + 1
    telling = {stem for stem in wanted if 0 < counts.get(stem, 0) <= max(1, _EVERYWHERE * len(turns))}
    if not telling:
        return None
    best: tuple[float, int] = (0.0, 0)
    for first in range(max(1, len(turns) - length + 1)):
        inside = {stem for words in said[first : first + length] for stem in words} & telling
        worth = sum(1 / counts[stem] for stem in sorted(inside))
        if worth > best[0] + 1e-9:
            best = (worth, first)
    first = best[1]
    last = min(first + length, len(turns)) - 1
    shared = {stem: words[stem] for words in said[first : last + 1] for stem in words if stem in telling}
    order = sorted(shared, key=lambda stem: (counts[stem], stem))
    return first, last, tuple(shared[stem] for stem in order)
