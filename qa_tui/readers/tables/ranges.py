"""A delimited text file read with every core: cut into ranges of bytes, each read by a process of its own, put together again."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa_tui.readers.tables.opened import Kinds, tidy
from qa_tui.readers.tables.range_codes import RangeCodes, read_range
from qa_tui.readers.tables.records import long_fields
from qa_tui.scores.rows import smallest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import BinaryIO

    from qa_tui.readers.tables.range_codes import Range
    from qa_tui.readers.tables.records import LineForm
    from qa_tui.readers.tables.text_bytes import TextBytes
    from qa_tui.scores.rows import Codes, Longs, Whole

LEAST_BYTES = 12 << 20
"""Of a range: below it, starting a process costs more than it saves."""
MOST_RANGES = 8


def cores() -> int:
    """Processors that this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_ranges(
    source: TextBytes, wanted: Range, progress: Callable[[int], None] = lambda _: None, workers: int | None = None
) -> list[RangeCodes]:
    """The ranges of a file that together hold the records of `wanted`, in order.

    `progress` is told the bytes that were read since it was told last; `workers` is how many processes read.
    """
    size = wanted.stop - wanted.start
    several = workers if workers is not None else min(cores(), size // LEAST_BYTES, MOST_RANGES)
    with source.open() as stream:
        if several < 2 or wanted.most is not None or source.copy is not None:
            return [read_range(stream, wanted, progress)]
        edges = _edges(stream, wanted, several)
        parts = [replace(wanted, start=a, stop=b) for a, b in pairwise(edges)]
        found = _read_together(source.path, parts, progress)
        return _in_order(stream, wanted, found, edges)


def _edges(stream: BinaryIO, wanted: Range, several: int) -> list[int]:
    """Offsets at line ends that cut a range into about equal parts. A line end inside quotes is found out afterwards."""
    edges = [wanted.start]
    step = (wanted.stop - wanted.start) // several
    for number in range(1, several):
        stream.seek(max(wanted.start + number * step, edges[-1]))
        stream.readline()
        edges.append(min(stream.tell(), wanted.stop))
    return [*edges, wanted.stop]


def _read_together(path: Path, parts: Sequence[Range], progress: Callable[[int], None]) -> list[RangeCodes]:
    with tempfile.TemporaryDirectory(prefix="qa-tui-") as folder:
        places = [Path(folder, str(number)) for number in range(len(parts))]
        lock = threading.Lock()

        def follow(child: subprocess.Popen[str]) -> None:
            assert child.stdout is not None
            for line in child.stdout:
                with lock:
                    progress(int(line))

        children: list[subprocess.Popen[str]] = []
        try:
            for part, place in zip(parts, places, strict=True):
                place.mkdir()
                children.append(_start(path, part, place))
            threads = [threading.Thread(target=follow, args=(child,), daemon=True) for child in children]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            for child in children:
                if child.wait():
                    raise MemoryError
        finally:
            for child in children:
                child.kill()
                child.wait()
                for pipe in (child.stdin, child.stdout):
                    if pipe is not None:
                        pipe.close()
        return [RangeCodes.open(place) for place in places]


def _start(path: Path, part: Range, place: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-m", "qa_tui.readers.tables.range_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert child.stdin is not None
    # The pipe stays open: when it closes, the one who asked is gone, and so is the child.
    child.stdin.write(json.dumps({"path": os.fspath(path), "range": part.as_json(), "place": os.fspath(place)}) + "\n")
    child.stdin.flush()
    return child


def _in_order(stream: BinaryIO, wanted: Range, found: Sequence[RangeCodes], edges: Sequence[int]) -> list[RangeCodes]:
    """The ranges, each beginning where the one before it ended.

    Where a record reached beyond its range, the line end at which the next one began was inside quotes: that one is read again.
    """
    parts = [found[0]]
    for begun, stop, part in zip(edges[1:-1], edges[2:], found[1:], strict=True):
        at = parts[-1].ended
        if parts[-1].open_quote >= 0 or at >= wanted.stop:
            break
        parts.append(part if at == begun else read_range(stream, replace(wanted, start=at, stop=max(stop, at))))
    return parts


def column_of(parts: Sequence[RangeCodes], place: int, encoding: str, quote: str) -> Codes:
    """One column of all ranges."""
    codes, texts = _put_together(parts, place)
    joined = b"\0".join(texts)
    plain = joined.decode(encoding, errors="replace").split("\0") if texts else []
    if quote.encode() in joined:
        plain = [text[1:-1].replace(quote * 2, quote) if text.startswith(quote) else text for text in plain]
    return tidy(codes, plain)


def group_of(parts: Sequence[RangeCodes], place: int, columns: Sequence[int], form: LineForm) -> Kinds:
    """The columns of one span of all ranges."""
    codes, texts = _put_together(parts, place)
    # One reader for each text: a line end inside quotes must not join it with the next one.
    read = partial(csv.reader, delimiter=form.delimiter, quotechar=form.quote)
    with long_fields():
        plain = [text.decode(form.encoding, errors="replace") for text in texts]
        rows = [next(read(io.StringIO(text, newline="")), []) for text in plain]
    each = np.arange(len(texts))
    held = {c: tidy(each, [row[n] if n < len(row) else "" for row in rows]) for n, c in enumerate(columns)}
    return Kinds(codes, held, len(texts))


def _put_together(parts: Sequence[RangeCodes], place: int) -> tuple[Whole, list[bytes]]:
    """The codes of one column or span of all ranges, and the texts that they point to, some of them twice."""
    if len(parts) == 1:
        return parts[0].codes[place], parts[0].texts[place]
    texts = [text for part in parts for text in part.texts[place]]
    starts = np.cumsum([0, *(len(part.texts[place]) for part in parts)])
    narrow = smallest(np.zeros(0, np.int64), len(texts)).dtype
    codes = [part.codes[place].astype(narrow) + narrow.type(at) for part, at in zip(parts, starts, strict=False)]
    return np.concatenate(codes), texts


def first_rows(parts: Sequence[RangeCodes]) -> Longs:
    """[ranges] the first row of each."""
    rows = np.array([int(part.sizes.sum()) for part in parts], np.int64)
    return np.cumsum(rows) - rows
