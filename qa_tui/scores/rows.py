"""Score cells as a reader hands them over: one array element per cell, texts as codes into short lists of labels."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, eq=False, slots=True)
class Codes:
    """A text column: `labels[codes[i]]`; -1 is blank."""

    codes: npt.NDArray[np.int32]
    labels: tuple[str, ...]

    def take(self, kept: npt.NDArray[np.bool_]) -> Codes:
        return Codes(self.codes[kept], self.labels)


@dataclass(frozen=True, eq=False, slots=True)
class ScoreRows:
    """N usable score cells of one file."""

    file: str
    row: npt.NDArray[np.int64]
    """Data row of the file, counted from 0, so that a later finding can name its line."""
    call: Codes
    agent: Codes
    criterion: Codes
    """Labels are criterion ids."""
    points: npt.NDArray[np.float64]
    """NaN missing, -inf not applicable."""
    maximum: npt.NDArray[np.float64]
    called_at: npt.NDArray[np.int64]
    evaluated_at: npt.NDArray[np.int64]
    evaluator: Codes
    call_type: Codes
    agent_name: Codes
    comment: Codes
    evidence: npt.NDArray[np.float32]
    """[N, 2] seconds; NaN where there is none."""
    form_version: Codes
    """Form and version in one label."""
    auto_fail: Codes
    """What failed the call automatically: a criterion's name or "yes"; blank where nothing did."""
    dimensions: dict[str, Codes] = field(default_factory=dict)

    def take(self, kept: npt.NDArray[np.bool_]) -> ScoreRows:
        def of(column: Any) -> Any:
            match column:
                case str():
                    return column
                case dict():
                    return {name: of(codes) for name, codes in column.items()}
                case Codes():
                    return column.take(kept)
                case _:
                    return column[kept]

        return ScoreRows(**{f.name: of(getattr(self, f.name)) for f in fields(self)})


def blank_codes(count: int) -> Codes:
    return Codes(np.full(count, -1, np.int32), ())


def joined(parts: Sequence[ScoreRows]) -> ScoreRows:
    """Score rows of one file one below the other; their codes share their labels already."""

    def of(columns: list[Any]) -> Any:
        first = columns[0]
        match first:
            case str():
                return first
            case dict():
                return {name: of([column[name] for column in columns]) for name in first}
            case Codes():
                return Codes(np.concatenate([column.codes for column in columns]), first.labels)
            case _:
                return np.concatenate(columns)

    return ScoreRows(**{f.name: of([getattr(part, f.name) for part in parts]) for f in fields(ScoreRows)})
