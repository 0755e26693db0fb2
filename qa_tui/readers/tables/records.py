"""Records of delimited text, told apart without a Python loop over lines."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
import numpy.typing as npt

from qa_tui.readers.tables.distinct_texts import Fields, fields_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

Bytes = npt.NDArray[np.uint8]
Longs = npt.NDArray[np.int64]
_LINE_END, _RETURN = 10, 13


_LONGEST_FIELD = 1 << 30


@contextmanager
def long_fields() -> Iterator[None]:
    """The csv module takes fields of any length here."""
    limit = csv.field_size_limit(_LONGEST_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


@dataclass(frozen=True, slots=True)
class LineForm:
    """How the records of a file are written. The encoding writes ASCII as single bytes."""

    delimiter: str
    quote: str
    columns: int
    """Names in the header."""
    encoding: str


@dataclass(frozen=True, eq=False, slots=True)
class Records:
    """Records of one block that hold something, as places in its bytes."""

    buffer: bytes
    starts: Longs
    """[records]"""
    ends: Longs
    """[separators] where each field ends, the fields of a record together"""
    first: Longs
    """[records] index into `ends` of its first field"""
    counts: Longs
    """[records] fields of each"""
    consumed: int
    """Bytes of the block up to the end of its last whole record."""
    line_ends: int
    """Physical lines that the block has up to there."""
    square: Longs | None = None
    """[records, fields] `ends`, where all records have as many fields; None elsewhere."""

    @property
    def count(self) -> int:
        return int(self.starts.size)

    def before(self, limit: int) -> Records:
        """The records that begin within the first `limit` bytes of the block."""
        kept = int(np.searchsorted(self.starts, limit))
        if kept == self.count:
            return self
        consumed = int(self.starts[kept])
        lines = self.buffer.count(b"\n", 0, consumed)
        return self.first_of(kept, consumed, lines)

    def first_of(self, kept: int, consumed: int, lines: int) -> Records:
        """The first `kept` records."""
        square = None if self.square is None else self.square[:kept]
        return Records(
            self.buffer, self.starts[:kept], self.ends, self.first[:kept], self.counts[:kept], consumed, lines, square
        )

    def take(self, chosen: Longs) -> Records:
        """Some of the records."""
        square = None if self.square is None else self.square[chosen]
        return Records(
            self.buffer, self.starts[chosen], self.ends, self.first[chosen], self.counts[chosen], 0, 0, square
        )

    def field(self, place: int) -> Fields:
        """One field of each record, empty where a record is shorter."""
        return self.span(place, place)

    def span(self, first: int, last: int) -> Fields:
        """The text from one field up to the end of another."""
        if self.square is not None and first < self.square.shape[1]:
            end = self.square[:, min(last, self.square.shape[1] - 1)]
            start = self.starts if first == 0 else self.square[:, first - 1] + 1
            return Fields(self.buffer, start, end - start)
        at = self.first + np.minimum(last, self.counts - 1)
        end = self.ends[at]
        if first == 0:
            return Fields(self.buffer, self.starts, end - self.starts)
        start = self.ends[self.first + np.minimum(first, self.counts - 1) - 1] + 1
        is_there = self.counts > first
        return Fields(self.buffer, np.where(is_there, start, 0), np.where(is_there, end - start, 0))


def cut(buffer: bytes, size: int, form: LineForm) -> Records | None:
    """The whole records in the first `size` bytes; None where the text is irregular and has to be read character by character.

    `PADDING` bytes follow. Nothing is consumed where no record ends.
    """
    delimiter, quote = ord(form.delimiter), form.quote.encode()
    if buffer.find(b"\0", 0, size) >= 0:
        return None
    has_returns = buffer.find(b"\r", 0, size) >= 0
    if has_returns and buffer.count(b"\r", 0, size) != buffer.count(b"\r\n", 0, size):
        # The last byte may be the first half of a line end.
        return cut(buffer, size - 1, form) if buffer[size - 1] == _RETURN else None
    text: Bytes = np.frombuffer(buffer, np.uint8, size)
    is_separator = text == delimiter
    is_separator |= text == _LINE_END
    quotes = np.zeros(0, np.int64)
    has_quotes = buffer.find(quote, 0, size) >= 0
    if not has_quotes and not has_returns and (records := _square(buffer, text, is_separator, form)) is not None:
        return records
    if has_quotes:
        is_quote = text == quote[0]
        is_separator &= np.bitwise_xor.accumulate(is_quote.view(np.uint8)) == 0
        quotes = np.flatnonzero(is_quote)
    ends = np.flatnonzero(is_separator)
    is_last = text[ends] == _LINE_END
    last = np.flatnonzero(is_last)
    if not last.size:
        return Records(buffer, last, ends, last, last, 0, 0)
    ends = ends[: last[-1] + 1]
    consumed = int(ends[-1]) + 1
    if quotes.size and not _are_regular(text, quotes[: np.searchsorted(quotes, consumed)], delimiter, quote[0]):
        return None
    first = np.empty_like(last)
    first[0], first[1:] = 0, last[:-1] + 1
    starts = np.empty_like(last)
    starts[0], starts[1:] = 0, ends[last[:-1]] + 1
    lines = last.size if not quotes.size else buffer.count(b"\n", 0, consumed)
    if has_returns:
        ends[last] -= text[np.maximum(ends[last] - 1, 0)] == _RETURN
    counts = last - first + 1
    blank = np.flatnonzero(counts == 1)
    if blank.size:
        # A record of one field that holds nothing is an empty line.
        texts = Fields(buffer, starts[blank], ends[last[blank]] - starts[blank]).texts(np.arange(blank.size))
        blank = blank[[_is_blank(text, quote) for text in texts]]
        kept = np.ones(last.size, bool)
        kept[blank] = False
        starts, first, counts = starts[kept], first[kept], counts[kept]
    widest = int(counts.max(initial=0))
    is_square = counts.size * widest == ends.size and bool((counts == widest).all())
    square = ends.reshape(-1, widest) if is_square else None
    return Records(buffer, starts, ends, first, counts, consumed, lines, square)


def _is_blank(text: bytes, quote: bytes) -> bool:
    return not text.replace(quote, b"").strip() and text.count(quote) <= 2


def _square(buffer: bytes, text: Bytes, is_separator: npt.NDArray[np.bool_], form: LineForm) -> Records | None:
    """The records of a block of which every line has the fields of the header; None where one has not."""
    consumed = buffer.rfind(b"\n", 0, text.size) + 1
    lines = int(np.count_nonzero(text[:consumed] == _LINE_END))
    ends = np.flatnonzero(is_separator[:consumed])
    width = form.columns
    if lines == 0 or ends.size != lines * width or width < 2:
        return None
    square = ends.reshape(lines, width)
    if not (text[square[:, -1]] == _LINE_END).all():
        return None
    starts = np.empty(lines, np.int64)
    starts[0], starts[1:] = 0, square[:-1, -1] + 1
    counts = np.full(lines, width)
    return Records(buffer, starts, ends, np.arange(lines) * width, counts, consumed, lines, square)


def _are_regular(text: Bytes, quotes: Longs, delimiter: int, quote: int) -> bool:
    """Whether quotes stand around whole fields only, doubled inside them."""
    opening, closing = quotes[0::2], quotes[1::2]
    if opening.size != closing.size:
        return False
    before = text[np.maximum(opening - 1, 0)]
    after = text[np.minimum(closing + 1, text.size - 1)]
    follows_quote = np.zeros(opening.size, bool)
    follows_quote[1:] = opening[1:] == closing[:-1] + 1
    starts_field = (opening == 0) | (before == delimiter) | (before == _LINE_END)
    ends_field = (after == delimiter) | (after == _LINE_END) | (after == _RETURN) | (after == quote)
    return bool((starts_field | follows_quote).all() and ends_field.all())


class UnclosedQuoteError(ValueError):
    """A quote that is opened and never closed."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line
        """Lines before the record that it stands in, counted from where reading began."""


def read_irregular(stream: BinaryIO, size: int, file_end: int, form: LineForm) -> Records:
    """The records in the next `size` bytes of `stream` and the rest of the last one, read character by character.

    Raises `UnclosedQuoteError`.
    """
    begin = stream.tell()
    lines: list[str] = []
    consumed = 0

    def read_lines() -> Generator[str]:
        text = io.TextIOWrapper(stream, form.encoding, errors="surrogateescape", newline="")
        try:
            while line := text.readline():
                lines.append(line)
                yield line.replace("\0", "\ufffd")
        finally:
            text.detach()

    source = read_lines()
    rows: list[list[str]] = []
    physical = 0
    try:
        with long_fields():
            reader = csv.reader(source, delimiter=form.delimiter, quotechar=form.quote)
            for row in reader:
                taken = "".join(lines)
                consumed += len(taken.encode(form.encoding, "surrogateescape"))
                if begin + consumed >= file_end and _is_open(lines, form):
                    raise UnclosedQuoteError(physical)
                lines.clear()
                physical = reader.line_num
                if len(row) > 1 or (row and row[0].strip()):
                    rows.append(row)
                if consumed >= size:
                    break
    finally:
        source.close()
        stream.seek(begin + consumed)
    return _from_rows(rows, form, consumed, physical)


def _is_open(lines: list[str], form: LineForm) -> bool:
    """Whether the record of these lines ends inside quotes: then a line after it is swallowed."""
    after = "\x01"
    text = "".join(lines).rstrip("\r\n") + "\n" + after
    *_, last = csv.reader(io.StringIO(text, newline=""), delimiter=form.delimiter, quotechar=form.quote)
    return last != [after]


def _from_rows(rows: Sequence[Sequence[str]], form: LineForm, consumed: int, lines: int) -> Records:
    """Rows as a block that says the same in plain form."""

    def written(text: str) -> bytes:
        is_plain = not any(mark in text for mark in (form.quote, form.delimiter, "\n", "\r"))
        quoted = text if is_plain else f"{form.quote}{text.replace(form.quote, form.quote * 2)}{form.quote}"
        return quoted.encode(form.encoding, "surrogateescape")

    texts = [written(text) for row in rows for text in row]
    fields = fields_of([text + form.delimiter.encode() for text in texts])
    counts = np.fromiter(map(len, rows), np.int64, len(rows))
    first = np.cumsum(counts) - counts
    ends = fields.starts + fields.lengths - 1
    starts = fields.starts[first] if counts.size else first
    return Records(fields.buffer, starts, ends, first, counts, consumed, lines)
