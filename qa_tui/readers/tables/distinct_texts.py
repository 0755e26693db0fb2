"""The distinct texts of one column, and the code of each field, found without a Python loop over rows."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]

_WORD = 8
_MOST_WORDS = 31
PADDING = _WORD * (_MOST_WORDS + 1)
"""Bytes that must follow the last field of a buffer, so that whole words can be read from its last byte on."""
_MOST_YOUNG = 8_192
_MANY = 1_000
_GUESS_BITS = 14
_GUESS_SHIFT = np.uint64(64 - _GUESS_BITS)
_SHORT = 2
"""Bytes of a field that a plain table of all possible values can hold."""
_FACTORS = np.random.default_rng(20_261_126).integers(1, 2**63, _MOST_WORDS, np.uint64) * np.uint64(2) + np.uint64(1)
"""Odd, so that the key of a text of one word is that text and no other."""


@cache
def _masks(words: int) -> npt.NDArray[np.void]:
    """[bytes + 1] what a field of so many bytes leaves of so many words."""
    bytes_ = np.arange(_WORD * words)
    kept = (bytes_ < np.arange(_WORD * words + 1)[:, None]) * np.uint8(255)
    return np.ascontiguousarray(kept).view(f"V{_WORD * words}").ravel()


class Fields:
    """Fields of one column as places in a buffer without zero bytes, followed by `PADDING` bytes."""

    def __init__(self, buffer: bytes, starts: Longs, lengths: Longs) -> None:
        self.buffer = buffer
        self.starts = starts
        """[fields] offset of the first byte"""
        self.lengths = lengths
        """[fields] bytes"""

    @property
    def count(self) -> int:
        return int(self.starts.size)

    @cached_property
    def shortest(self) -> int:
        """Bytes of the shortest field."""
        return int(self.lengths.min()) if self.count else 0

    @cached_property
    def longest(self) -> int:
        """Bytes of the longest field."""
        return int(self.lengths.max(initial=0))

    def words(self, first: int, last: int) -> Words:
        """[fields, last - first] bytes 8 x `first` and on of each field as numbers; zero bytes beyond its end."""
        # One copy of all its words a field: gathering costs the same for eight bytes as for two hundred.
        width = _WORD * (last - first)
        view = np.ndarray((len(self.buffer) - width + 1,), f"V{width}", self.buffer, strides=(1,))
        at = self.starts if first == 0 else np.minimum(self.starts + _WORD * first, view.size - 1)
        words: Words = view[at].view("<u8").reshape(self.count, last - first)
        if self.shortest < _WORD * last:
            rest = self.lengths if first == 0 else np.maximum(self.lengths - _WORD * first, 0)
            words &= _masks(last - first)[np.minimum(rest, width)].view("<u8").reshape(words.shape)
        return words

    def text(self, field: int) -> bytes:
        start = int(self.starts[field])
        return self.buffer[start : start + int(self.lengths[field])]

    def texts(self, chosen: Longs) -> list[bytes]:
        starts = self.starts[chosen]
        ends = starts + self.lengths[chosen]
        return [self.buffer[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]

    def take(self, chosen: npt.NDArray[np.bool_] | Longs) -> Fields:
        return Fields(self.buffer, self.starts[chosen], self.lengths[chosen])

    def differ_from_previous(self) -> npt.NDArray[np.bool_]:
        """[fields - 1] whether a field is another text than the one before it."""
        differs = self.lengths[1:] != self.lengths[:-1]
        for first in range(0, -(-self.longest // _WORD), _MOST_WORDS):
            words = self.words(first, min(first + _MOST_WORDS, -(-self.longest // _WORD)))
            for place in range(words.shape[1]):
                differs |= words[1:, place] != words[:-1, place]
        return np.asarray(differs)


class _Keys:
    """Keys in ascending order, with the code of each."""

    def __init__(self) -> None:
        self.keys = np.zeros(0, np.uint64)
        self.codes = np.zeros(0, np.int32)

    def find(self, keys: Words) -> Ints:
        """[keys] the code of each, -1 where it is not here."""
        if not self.keys.size:
            return np.full(keys.size, -1, np.int32)
        at = np.minimum(np.searchsorted(self.keys, keys), self.keys.size - 1)
        return np.where(self.keys[at] == keys, self.codes[at], np.int32(-1))

    def add(self, keys: Words, codes: Ints) -> None:
        order = np.argsort(keys)
        at = np.searchsorted(self.keys, keys[order])
        self.keys = np.insert(self.keys, at, keys[order])
        self.codes = np.insert(self.codes, at, codes[order])


class DistinctTexts:
    """Texts in the order in which they first appeared; the place of a text is its code."""

    def __init__(self) -> None:
        self.count = 0
        self._short = np.zeros(0, np.int32)
        """[short texts as numbers] the code of each, -1 where it was not met; empty while fields are few."""
        self._guess = np.zeros(0, np.int32)
        """[first bits of a key] the code that was met with it last; empty while fields are few."""
        self._old, self._young = _Keys(), _Keys()
        """Most keys, and those that came lately: few, so that adding to them is cheap."""
        self._key_of_code = np.zeros(0, np.uint64)
        self._spelled = [np.zeros(0, np.uint64)]
        """Words of the text behind each code, one array a word: two texts may have one key."""
        self._others: dict[bytes, int] = {}
        """Texts too long for a key, and those whose key is another's."""

    def texts(self) -> list[bytes]:
        """Every text that was met."""
        words = np.stack([spelled[: self.count] for spelled in self._spelled], axis=1)
        found: list[bytes] = words.view(f"S{_WORD * words.shape[1]}").ravel().tolist()
        for text, code in self._others.items():
            found[code] = text
        return found

    def encode(self, fields: Fields) -> Ints:
        """[fields] the code of each field's text; texts that were not met before are added."""
        longest = fields.longest
        if longest <= _SHORT and fields.count >= _MANY:
            return self._encode_short(fields.words(0, 1)[:, 0].astype(np.int64))
        if longest <= _WORD * _MOST_WORDS:
            return self._encode_words(fields)
        codes = np.zeros(fields.count, np.int32)
        is_long = fields.lengths > _WORD * _MOST_WORDS
        short = np.flatnonzero(~is_long)
        codes[short] = self._encode_words(fields.take(short))
        for field in np.flatnonzero(is_long).tolist():
            codes[field] = self._other(fields.text(field))
        return codes

    def _encode_short(self, values: Longs) -> Ints:
        if not self._short.size:
            self._short = np.full(1 << (8 * _SHORT), -1, np.int32)
        codes = self._short[values]
        missing = codes < 0
        if not missing.any():
            return codes
        for value in dict.fromkeys(values[missing].tolist()):
            text = int(value).to_bytes(_SHORT, "little").rstrip(b"\0")
            # It may have been met among longer texts.
            self._short[value] = self._encode_words(fields_of([text]))[0]
        return self._short[values]

    def _encode_words(self, fields: Fields) -> Ints:
        width = max(1, -(-fields.longest // _WORD))
        together = fields.words(0, width)
        words = [together[:, place] for place in range(width)]
        keys = words[0] * _FACTORS[0]
        for place in range(1, width):
            keys += words[place] * _FACTORS[place]
        codes = self._guessed(keys) if fields.count >= _MANY else np.full(keys.size, -1, np.int32)
        unknown = np.flatnonzero(codes < 0)
        if unknown.size:
            codes[unknown] = self._found(words, keys, unknown)
            if self._guess.size:
                self._guess[(keys[unknown] >> _GUESS_SHIFT).astype(np.int64)] = codes[unknown]
        if max(width, len(self._spelled)) > 1:
            self._check(fields, words, codes)
        if self._young.keys.size > max(_MOST_YOUNG, self._old.keys.size // 4):
            self._old.add(self._young.keys, self._young.codes)
            self._young = _Keys()
        return codes

    def _guessed(self, keys: Words) -> Ints:
        """[keys] the code of each, -1 where it has to be looked for."""
        if not self._guess.size:
            self._guess = np.full(1 << _GUESS_BITS, -1, np.int32)
            return np.full(keys.size, -1, np.int32)
        codes = self._guess[(keys >> _GUESS_SHIFT).astype(np.int64)]
        codes[self._key_of_code[codes] != keys] = -1
        return codes

    def _found(self, words: list[Words], keys: Words, unknown: Longs) -> Ints:
        """[unknown] the code of each; new ones get one."""
        wanted = keys[unknown]
        codes = self._old.find(wanted)
        open_ones = np.flatnonzero(codes < 0)
        if open_ones.size:
            found = self._young.find(wanted[open_ones])
            missing = open_ones[found < 0]
            if missing.size:
                self._add(words, keys, unknown[missing])
                found = self._young.find(wanted[open_ones])
            codes[open_ones] = found
        return codes

    def _add(self, words: list[Words], keys: Words, missing: Longs) -> None:
        _, first = np.unique(keys[missing], return_index=True)
        chosen = missing[np.sort(first)]
        codes = np.arange(self.count, self.count + chosen.size, dtype=np.int32)
        self._grow(self.count + chosen.size, len(words))
        for place, spelled in enumerate(self._spelled):
            spelled[codes] = words[place][chosen] if place < len(words) else 0
        self._key_of_code[codes] = keys[chosen]
        self._young.add(keys[chosen], codes)
        self.count += chosen.size

    def _grow(self, needed: int, width: int) -> None:
        room = self._key_of_code.size
        if needed > room:
            more = np.zeros(needed, np.uint64)
            self._key_of_code = np.concatenate([self._key_of_code, more])
            self._spelled = [np.concatenate([spelled, more]) for spelled in self._spelled]
        while len(self._spelled) < width:
            self._spelled.append(np.zeros(self._key_of_code.size, np.uint64))

    def _check(self, fields: Fields, words: list[Words], codes: Ints) -> None:
        """Correct the codes of texts that have the key of another text."""
        differs = np.zeros(codes.size, bool)
        for place, spelled in enumerate(self._spelled):
            differs |= spelled[codes] != (words[place] if place < len(words) else 0)
        for field in np.flatnonzero(differs).tolist():
            codes[field] = self._other(fields.text(field))

    def _other(self, text: bytes) -> int:
        code = self._others.get(text)
        if code is None:
            code = self._others[text] = self.count
            self._grow(self.count + 1, 1)
            self.count += 1
        return code


def fields_of(texts: Sequence[bytes]) -> Fields:
    """Texts as fields of a buffer of their own."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    return Fields(b"".join(texts) + b"\0" * PADDING, np.cumsum(lengths) - lengths, lengths)
