"""Words found in calls: in the few distinct labels first, in ids and comments as one text, and fuzzily in names at last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.scores.columns import UNKNOWN_TIME
from qa_tui.scores.matrix import day_as_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa_tui.scores.matrix import CallMatrix

Bools = npt.NDArray[np.bool_]
Longs = npt.NDArray[np.int64]

ALIKE_FROM = 80.0
"""Least likeness (0-100) of a name to a word that is found nowhere."""


def find_words(matrix: CallMatrix, rows: Longs, column: int, text: str, names: Mapping[str, str]) -> Bools:
    """[rows] evaluations in which every word of `text` is found, ignoring case; a word that is nowhere is looked for fuzzily."""
    found = np.ones(rows.size, bool)
    for word in text.split():
        here = _exactly(matrix, rows, column, word, names)
        found &= here if here.any() else _alike(matrix, rows, word, names)
    return found


def find_ids(matrix: CallMatrix, part: str, most: int) -> list[str]:
    """At most `most` call ids that hold `part`, ignoring case, in the order of the matrix."""
    found = np.flatnonzero(_containing(matrix.call_id_bytes, matrix.call_id_ends, part))
    return [matrix.call_label(int(code)) for code in found[:most]]


def _people(matrix: CallMatrix, names: Mapping[str, str]) -> list[str]:
    return [f"{agent} {names.get(agent) or matrix.agent_names[n]}".casefold() for n, agent in enumerate(matrix.agents)]


def _exactly(matrix: CallMatrix, rows: Longs, column: int, word: str, names: Mapping[str, str]) -> Bools:
    folded = word.casefold()
    found = _by_label([folded in person for person in _people(matrix, names)], matrix.agent[rows])
    for labels, codes in ((matrix.call_types, matrix.call_type), (matrix.evaluators, matrix.evaluator)):
        found |= _by_label([folded in label.casefold() for label in labels], codes[rows])
    found |= _by_label(_containing(matrix.call_id_bytes, matrix.call_id_ends, word), matrix.call[rows])
    cells = matrix.comment_cell[_containing(matrix.comment_bytes, matrix.comment_ends, word)]
    width = len(matrix.criteria)
    found |= np.isin(rows, cells[cells % width == column] // width)
    if word[0].isdigit():
        found |= _on_day(matrix, rows, word)
    return found


def _by_label(hits: Sequence[bool] | Bools, codes: npt.NDArray[np.int32]) -> Bools:
    mask = np.asarray([*hits, False], bool)
    return np.asarray(mask[codes])


def _containing(blob: npt.NDArray[np.uint8], ends: Longs, word: str) -> Bools:
    """[texts] which of the packed texts hold `word`."""
    found = np.zeros(ends.size, bool)
    if not ends.size:
        return found
    text = _lowered(bytes(blob).decode("utf-8", errors="replace"))
    # Looked ahead, so that a hit across the end of one text does not hide the one behind it.
    word = _lowered(word)
    places = np.fromiter((match.start() for match in re.finditer(f"(?={re.escape(word)})", text)), np.int64)
    if places.size:
        last = ends if len(text) == blob.size else _in_characters(blob, ends)
        at = np.searchsorted(last, places, side="right")
        inside = (at < ends.size) & (places + len(word) <= last[np.minimum(at, ends.size - 1)])
        found[at[inside]] = True
    return found


def _lowered(text: str) -> str:
    """`text` in lower case, character for character, so that places stay what they are."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


def _in_characters(blob: npt.NDArray[np.uint8], ends: Longs) -> Longs:
    """Ends in characters instead of bytes."""
    starts = np.cumsum((blob & 0xC0) != 0x80)
    return np.asarray(np.where(ends > 0, starts[np.maximum(ends - 1, 0)], 0), np.int64)


def _on_day(matrix: CallMatrix, rows: Longs, word: str) -> Bools:
    days = matrix.called_day[rows]
    distinct, codes = np.unique(days, return_inverse=True)
    hits = [day != UNKNOWN_TIME and word in day_as_date(int(day)).isoformat() for day in distinct]
    return np.asarray(np.array(hits, bool)[codes])


def _alike(matrix: CallMatrix, rows: Longs, word: str, names: Mapping[str, str]) -> Bools:
    from rapidfuzz import fuzz

    def likely(labels: Sequence[str]) -> list[bool]:
        folded = word.casefold()
        return [any(fuzz.ratio(folded, part) >= ALIKE_FROM for part in label.casefold().split()) for label in labels]

    found = _by_label(likely(_people(matrix, names)), matrix.agent[rows])
    for labels, codes in ((matrix.call_types, matrix.call_type), (matrix.evaluators, matrix.evaluator)):
        found |= _by_label(likely(labels), codes[rows])
    return found
