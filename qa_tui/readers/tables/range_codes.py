"""One range of bytes of a delimited text file, as codes into the distinct texts of its columns."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import numpy.typing as npt

from qa_tui.readers.tables.distinct_texts import PADDING, DistinctTexts
from qa_tui.readers.tables.records import LineForm, UnclosedQuoteError, cut, read_irregular
from qa_tui.scores.rows import smallest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from qa_tui.readers.tables.records import Records
    from qa_tui.scores.rows import Whole

Longs = npt.NDArray[np.int64]
BLOCK = 1 << 21
"""Bytes looked at in one piece: small enough to stay in the processor's cache."""
_EVEN = 64
"""Bytes up to which all texts of a column are written with the same room."""
_LONGEST_RECORD = 1 << 26
"""A record that does not end within so many bytes has a quote that is never closed."""


@dataclass(frozen=True, slots=True)
class Range:
    """What to read: records that begin in [start, stop), and of them these columns."""

    start: int
    stop: int
    steady: tuple[int, ...]
    """Columns that say the same of all rows of one evaluation; one of them may stand one past the last of the header."""
    changing: tuple[tuple[int, int], ...]
    """Columns that change from row to row, as spans of columns side by side: the first and the last."""
    form: LineForm
    most: int | None = None
    """Rows at most."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Range:
        form = LineForm(**body["form"])
        changing = tuple((first, last) for first, last in body["changing"])
        return cls(body["start"], body["stop"], tuple(body["steady"]), changing, form, body["most"])


@dataclass(frozen=True, eq=False, slots=True)
class RangeCodes:
    """What was read of a range."""

    sizes: Longs
    """[runs] rows of each"""
    codes: tuple[Whole, ...]
    """Of each steady column [runs], then of each changing span [rows], places in `texts`."""
    texts: tuple[list[bytes], ...]
    """Their distinct texts as they stand in the file."""
    blocks: Longs
    """[blocks, 3] first row, physical lines before it within the range, offset in the file"""
    ended: int
    """Offset behind the last record."""
    lines: int
    """Physical lines."""
    is_text: bool
    """Whether all bytes can be decoded."""
    open_quote: int = -1
    """Physical lines of the range before a record whose quote is never closed; -1 if there is none."""

    def save(self, directory: Path) -> None:
        arrays: dict[str, npt.NDArray[Any]] = {"sizes": self.sizes, "blocks": self.blocks}
        for column, (codes, texts) in enumerate(zip(self.codes, self.texts, strict=True)):
            arrays[f"codes_{column}"] = codes
            if max(map(len, texts), default=0) <= _EVEN:
                arrays[f"texts_{column}"] = np.array(texts, f"S{_EVEN}" if not texts else None)
            else:
                arrays[f"texts_{column}"] = np.frombuffer(b"".join(texts), np.uint8)
                arrays[f"ends_{column}"] = np.cumsum([len(text) for text in texts])
        for name, array in arrays.items():
            np.save(directory / f"{name}.npy", array, allow_pickle=False)
        facts = {
            "columns": len(self.codes),
            "ended": self.ended,
            "lines": self.lines,
            "is_text": self.is_text,
            "open_quote": self.open_quote,
        }
        (directory / "facts.json").write_text(json.dumps(facts), encoding="utf-8")

    @classmethod
    def open(cls, directory: Path) -> RangeCodes:
        facts = json.loads((directory / "facts.json").read_text(encoding="utf-8"))

        def array(name: str) -> npt.NDArray[Any]:
            return np.asarray(np.load(directory / f"{name}.npy", allow_pickle=False))

        texts = []
        for column in range(facts["columns"]):
            written = array(f"texts_{column}")
            if written.dtype.kind == "S":
                texts.append(written.tolist())
                continue
            text, ends = written.tobytes(), array(f"ends_{column}").tolist()
            texts.append([text[start:end] for start, end in zip([0, *ends], ends, strict=False)])
        codes = tuple(array(f"codes_{column}") for column in range(facts["columns"]))
        return cls(
            array("sizes"), codes, tuple(texts), array("blocks"), facts["ended"], facts["lines"], facts["is_text"], facts["open_quote"]
        )  # fmt: skip


def read_range(stream: BinaryIO, wanted: Range, progress: Callable[[int], None] = lambda _: None) -> RangeCodes:
    """Read the records of `wanted`; `progress` is told the bytes that were read since it was told last."""
    reading = _Reading(wanted)
    at, lines, is_text, open_quote = wanted.start, 0, True, -1
    blocks: list[tuple[int, int, int]] = []
    size = 0
    stream.seek(0, 2)
    file_end = stream.tell()
    while at < wanted.stop and not reading.is_full:
        stream.seek(at)
        size = size or min(BLOCK, wanted.stop - at)
        # What follows the block serves as its padding.
        block = stream.read(size + PADDING)
        came = min(size, file_end - at)
        if len(block) < size + PADDING:
            if at + came == file_end and not block.endswith(b"\n"):
                # The last record ends with the file.
                block, came = block + b"\n", came + 1
            block += b"\0" * PADDING
        records = cut(block, came, wanted.form)
        if records is not None and records.consumed == 0 and at + size < file_end:
            if size >= _LONGEST_RECORD:
                open_quote = lines
                break
            size *= 2
            continue
        if records is None or records.consumed == 0:
            stream.seek(at)
            try:
                records = read_irregular(stream, min(BLOCK, wanted.stop - at), file_end, wanted.form)
            except UnclosedQuoteError as problem:
                open_quote = lines + problem.line
                break
        elif at + records.consumed > wanted.stop:
            records = records.before(wanted.stop - at)
        if records.consumed > came:
            # An irregular record went on behind the block.
            stream.seek(at)
            block = stream.read(records.consumed)
        is_text = is_text and _is_text(block, records.consumed, wanted.form.encoding)
        blocks.append((reading.rows, lines, at))
        reading.add(records)
        progress(min(records.consumed, file_end - at))
        at = min(at + records.consumed, file_end)
        lines += records.line_ends
        size = 0
    codes, texts, sizes = reading.done()
    places = np.array(blocks, np.int64).reshape(-1, 3)
    return RangeCodes(sizes, codes, texts, places, at, lines, is_text, open_quote)


def _is_text(block: bytes, size: int, encoding: str) -> bool:
    if encoding != "utf-8" or block.isascii():
        return True
    try:
        block[:size].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class _Reading:
    """Records turned into codes, block by block."""

    def __init__(self, wanted: Range) -> None:
        self._wanted = wanted
        self._distinct = [DistinctTexts() for _ in (*wanted.steady, *wanted.changing)]
        self._codes: list[list[Whole]] = [[] for _ in self._distinct]
        self._sizes: list[Longs] = []
        self._spans = spans_of(wanted.steady)
        self.rows = 0

    @property
    def is_full(self) -> bool:
        return self._wanted.most is not None and self.rows >= self._wanted.most

    def add(self, records: Records) -> None:
        if self._wanted.most is not None and records.count > self._wanted.most - self.rows:
            kept = self._wanted.most - self.rows
            records = records.first_of(kept, records.consumed, records.line_ends)
        if not records.count:
            return
        self.rows += records.count
        heads = self._heads(records)
        self._sizes.append(np.diff(np.append(heads, records.count)))
        first_of_run = records.take(heads) if heads.size < records.count else records
        fields = [first_of_run.field(column) for column in self._wanted.steady]
        fields += [records.span(first, last) for first, last in self._wanted.changing]
        for place, column in enumerate(fields):
            codes = self._distinct[place].encode(column)
            self._codes[place].append(smallest(codes, self._distinct[place].count))

    def _heads(self, records: Records) -> Longs:
        """The first record of each run."""
        if not self._wanted.changing:
            return np.arange(records.count)
        begins = np.zeros(records.count, bool)
        begins[0] = True
        for first, last in self._spans:
            begins[1:] |= records.span(first, last).differ_from_previous()
        return np.flatnonzero(begins)

    def done(self) -> tuple[tuple[Whole, ...], tuple[list[bytes], ...], Longs]:
        codes = tuple(np.concatenate(parts) if parts else np.zeros(0, np.uint8) for parts in self._codes)
        sizes = np.concatenate(self._sizes) if self._sizes else np.zeros(0, np.int64)
        return codes, tuple(distinct.texts() for distinct in self._distinct), sizes


def spans_of(columns: Sequence[int]) -> list[tuple[int, int]]:
    """Columns that stand side by side, as pairs of the first and the last."""
    spans: list[tuple[int, int]] = []
    for column in sorted(columns):
        if spans and spans[-1][1] == column - 1:
            spans[-1] = (spans[-1][0], column)
        else:
            spans.append((column, column))
    return spans
