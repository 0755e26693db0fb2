"""Codes of several files as codes into one list of labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.scores.rows import Codes

Longs = npt.NDArray[np.int64]


def merge(columns: Sequence[Codes]) -> tuple[Longs, tuple[str, ...]]:
    """One code array over all files, with one list of the labels that are in use."""
    labels: dict[str, int] = {}
    parts = []
    for column in columns:
        codes = column.codes.astype(np.int64)
        used = np.bincount(codes[codes >= 0] if (codes < 0).any() else codes, minlength=len(column.labels)) > 0
        if len(columns) == 1 and used.all() and len(set(column.labels)) == len(column.labels):
            return codes, column.labels
        recode = np.fromiter(
            (
                labels.setdefault(label, len(labels)) if is_used else -1
                for label, is_used in zip(column.labels, used, strict=True)
            ),
            np.int64,
            len(column.labels),
        )
        parts.append(np.where(codes < 0, -1, recode[codes]) if recode.size else np.full(codes.size, -1, np.int64))
    return np.concatenate(parts), tuple(labels)


def met_pairs(first: Codes, second: Codes) -> list[tuple[int, int]]:
    """The different pairs of codes in two columns of the same runs, ascending."""
    width = len(second.labels) + 1
    distinct = np.unique((first.codes.astype(np.int64) + 1) * width + second.codes + 1)
    return [(pair // width - 1, pair % width - 1) for pair in distinct.tolist()]


def first_known(codes: Longs, group: Longs, count: int) -> npt.NDArray[np.int32]:
    """[count] the first known code of each group, -1 where none is known."""
    result = np.full(count, -1, np.int64)
    known = codes >= 0
    result[group[known][::-1]] = codes[known][::-1]
    return result.astype(np.int32)
