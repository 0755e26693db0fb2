"""The call matrix on disk: one directory of arrays that are mapped, not read. It is also the cache, and can be deleted."""

from __future__ import annotations

import json
import mmap
import os
import shutil
import tempfile
import time
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from qa_tui.scores.columns import PLAIN_ARRAYS, SECONDS_PER_DAY
from qa_tui.scores.matrix import CallMatrix

PARTIAL = ".partial-"
COMPLETE = "complete.json"
"""Written last, inside the new directory, before its rename: a directory without it is never opened."""


def save_matrix(matrix: CallMatrix, facts: dict[str, Any], directory: Path) -> None:
    """Write `matrix` and `facts` (plain JSON values) to `directory`, which appears complete or not at all. Mode 0700."""
    directory.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=directory.parent))
    try:
        for name in PLAIN_ARRAYS:
            np.save(partial / f"{name}.npy", getattr(matrix, name), allow_pickle=False)
        for number, codes in enumerate(matrix.dimensions):
            np.save(partial / f"dimension_{number}.npy", codes, allow_pickle=False)
        sums = {path.name: _checksum(path) for path in partial.glob("*.npy")}
        body = json.dumps({"labels": matrix.labels(), "facts": facts, "sums": sums}, ensure_ascii=False)
        (partial / COMPLETE).write_text(body, encoding="utf-8")
        if directory.exists():
            shutil.rmtree(directory)
        partial.rename(directory)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def is_complete(directory: Path) -> bool:
    return (directory / COMPLETE).is_file()


def open_matrix(directory: Path) -> tuple[CallMatrix, dict[str, Any]]:
    """The matrix of `directory`, mapped, and its facts.

    Raises:
        OSError, ValueError, KeyError: the directory is not a complete matrix of this version, or is damaged.
    """
    body = json.loads((directory / COMPLETE).read_text(encoding="utf-8"))
    if not isinstance(body, dict):
        raise ValueError(f"{COMPLETE} is damaged")  # noqa: TRY004 - a damaged file is a wrong value
    for name, checksum in body["sums"].items():
        if _checksum(directory / name) != checksum:
            raise ValueError(f"{name} is damaged")
    labels = body["labels"]
    arrays = {name: _mapped(directory / f"{name}.npy") for name in PLAIN_ARRAYS}
    dimensions = tuple(_mapped(directory / f"dimension_{n}.npy") for n in range(len(labels["dimension_names"])))
    matrix = CallMatrix(
        **arrays,
        dimensions=dimensions,
        criteria=tuple(labels["criteria"]),
        agents=tuple(labels["agents"]),
        agent_names=tuple(labels["agent_names"]),
        evaluators=tuple(labels["evaluators"]),
        call_types=tuple(labels["call_types"]),
        versions=tuple(labels["versions"]),
        dimension_names=tuple(labels["dimension_names"]),
        dimension_labels=tuple(tuple(names) for names in labels["dimension_labels"]),
    )
    return matrix, body["facts"]


def _mapped(path: Path) -> Any:
    # An empty file cannot be mapped.
    try:
        return np.load(path, mmap_mode="r" if os.path.getsize(path) > 4096 else None, allow_pickle=False)  # noqa: PTH202
    except EOFError as problem:
        raise ValueError(f"{path.name} is empty") from problem


def _checksum(path: Path) -> int:
    """Of all bytes of a file: a fraction of the time that reading it anew would take."""
    with path.open("rb") as stream:
        if os.fstat(stream.fileno()).st_size == 0:
            return 0
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return zlib.crc32(content)


@dataclass(frozen=True, slots=True)
class Kept:
    """One data set that is kept."""

    directory: Path
    files: tuple[str, ...]
    """What was read, as a person named it."""
    evaluations: int
    size: int
    """Bytes on disk."""
    used_at: float
    """When it was opened last, in seconds since 1970-01-01 UTC."""


def kept_in(parent: Path) -> list[Kept]:
    """The complete data sets below `parent`, the one that was opened last first."""
    found = []
    for directory in parent.iterdir() if parent.is_dir() else ():
        try:
            if not is_complete(directory):
                continue
            facts = json.loads((directory / COMPLETE).read_text(encoding="utf-8"))["facts"]
            cells = np.load(directory / "cells.npy", mmap_mode="r", allow_pickle=False)
            names = tuple(str(file["file"]) for file in facts["files"])
            used_at = directory.stat().st_mtime
            found.append(Kept(directory, names, int(cells.size), _size_of(directory), used_at))
        except (OSError, ValueError, KeyError, TypeError):
            # Damaged: it goes with `clear`, and before, when the same files are opened again.
            found.append(Kept(directory, (), 0, _size_of(directory), 0.0))
    return sorted(found, key=lambda kept: kept.used_at, reverse=True)


def _size_of(directory: Path) -> int:
    try:
        return sum(path.stat().st_size for path in directory.iterdir())
    except OSError:
        return 0


def forget_older(parent: Path, keep: int, most_bytes: int) -> None:
    """Delete the data sets that were not used for longest: all but `keep`, and those beyond `most_bytes` together.

    The one that was used last always stays. Directories that a killed reader left half written go after a day.
    """
    total = 0
    complete = [directory for directory in parent.iterdir() if is_complete(directory)]
    for place, directory in enumerate(sorted(complete, key=lambda d: d.stat().st_mtime, reverse=True)):
        total += _size_of(directory)
        if place and (place >= keep or total > most_bytes):
            shutil.rmtree(directory, ignore_errors=True)
    for partial in parent.glob(f"{PARTIAL}*"):
        try:
            is_old = time.time() - partial.stat().st_mtime > SECONDS_PER_DAY
        except OSError:
            continue
        if is_old:
            shutil.rmtree(partial, ignore_errors=True)


def clear(parent: Path) -> tuple[int, int]:
    """Delete everything that is kept below `parent`. How many data sets are gone, and their bytes."""
    kept = kept_in(parent)
    if parent.is_dir():
        for directory in parent.iterdir():
            if directory.is_dir():
                shutil.rmtree(directory, ignore_errors=True)
    gone = [one for one in kept if not one.directory.exists()]
    return len(gone), sum(one.size for one in gone)
