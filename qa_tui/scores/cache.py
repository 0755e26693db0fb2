"""The call matrix on disk: one directory of arrays that are mapped, not read. It is also the cache, and can be deleted."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from qa_tui.scores.columns import PLAIN_ARRAYS
from qa_tui.scores.matrix import CallMatrix

COMPLETE = "complete.json"
"""Written last, inside the new directory, before its rename: a directory without it is never opened."""


def save_matrix(matrix: CallMatrix, facts: dict[str, Any], directory: Path) -> None:
    """Write `matrix` and `facts` (plain JSON values) to `directory`, which appears complete or not at all. Mode 0700."""
    directory.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = Path(tempfile.mkdtemp(prefix=".partial-", dir=directory.parent))
    try:
        for name in PLAIN_ARRAYS:
            np.save(partial / f"{name}.npy", getattr(matrix, name), allow_pickle=False)
        for number, codes in enumerate(matrix.dimensions):
            np.save(partial / f"dimension_{number}.npy", codes, allow_pickle=False)
        body = json.dumps({"labels": matrix.labels(), "facts": facts}, ensure_ascii=False)
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
        OSError, ValueError, KeyError: the directory is not a complete matrix of this version.
    """
    body = json.loads((directory / COMPLETE).read_text(encoding="utf-8"))
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


def forget_older(parent: Path, keep: int) -> None:
    """Delete all but the `keep` newest directories below `parent`."""
    complete = [directory for directory in parent.iterdir() if is_complete(directory)]
    for directory in sorted(complete, key=lambda d: d.stat().st_mtime, reverse=True)[keep:]:
        shutil.rmtree(directory, ignore_errors=True)
