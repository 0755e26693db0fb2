"""The call matrix: every score of every evaluation, small enough to keep and quick enough to aggregate on a key press."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from qa_tui.scores.columns import SECONDS_PER_DAY, UNKNOWN_TIME

if TYPE_CHECKING:
    from collections.abc import Sequence

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.uint8]
Bools = npt.NDArray[np.bool_]

_OF_EVALUATIONS = (
    "form", "cells", "call", "agent", "evaluator", "call_type", "version", "zeroed", "called_at", "evaluated_at",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class CallMatrix:
    """Arrays as `scores.columns` describes them, and the labels their codes point to. Never compared, only identified."""

    points: Floats
    form: Ints
    max_points: Doubles
    decimals: Longs
    floors: Doubles
    cells: Ints
    call: Ints
    agent: Ints
    evaluator: Ints
    call_type: Ints
    version: Ints
    zeroed: npt.NDArray[np.int8]
    called_at: Longs
    evaluated_at: Longs
    call_id_bytes: Bytes
    call_id_ends: Longs
    comment_cell: Longs
    comment_bytes: Bytes
    comment_ends: Longs
    evidence_cell: Longs
    evidence_seconds: Floats
    dimensions: tuple[Ints, ...]
    criteria: tuple[str, ...]
    agents: tuple[str, ...]
    agent_names: tuple[str, ...]
    evaluators: tuple[str, ...]
    call_types: tuple[str, ...]
    versions: tuple[str, ...]
    dimension_names: tuple[str, ...]
    dimension_labels: tuple[tuple[str, ...], ...]

    @property
    def evaluations(self) -> int:
        return int(self.points.shape[0])

    @cached_property
    def called_day(self) -> Longs:
        """[E] days since 1970-01-01 of the call's local date; `UNKNOWN_TIME` unknown."""
        return np.where(self.called_at == UNKNOWN_TIME, UNKNOWN_TIME, self.called_at // SECONDS_PER_DAY)

    @cached_property
    def call_multiplicity_is_one(self) -> bool:
        """Whether every call has one evaluation."""
        return self.evaluations == 0 or int(np.bincount(self.call).max()) == 1

    @cached_property
    def call_of_agent(self) -> Ints:
        """[E] one code for each call of each agent: a call whose evaluations name two agents is one of each."""
        if self.call_multiplicity_is_one:
            return self.call
        any_agent = np.zeros(int(self.call.max()) + 1, np.int32)
        any_agent[self.call] = self.agent
        if np.array_equal(any_agent[self.call], self.agent):
            return self.call
        pairs = self.call.astype(np.int64) * len(self.agents) + self.agent
        return np.asarray(np.unique(pairs, return_inverse=True)[1], np.int32)

    def times_scored(self, calls: npt.NDArray[np.int32]) -> Doubles:
        """How often each of these codes of `call_of_agent` is among them; a call with three evaluators weighs as one."""
        if self.call_multiplicity_is_one or not calls.size:
            return np.ones(calls.size)
        return np.bincount(calls)[calls].astype(np.float64)

    def only(self, rows: Longs) -> CallMatrix:
        """These evaluations alone, each criterion's points in one piece, without their comments and evidence marks."""
        nothing = np.zeros(0, np.int64)
        taken: dict[str, Any] = {name: np.asarray(getattr(self, name))[rows] for name in _OF_EVALUATIONS}
        return replace(
            self,
            **taken,
            points=np.asarray(self.points)[rows].copy(order="F"),
            dimensions=tuple(np.asarray(codes)[rows] for codes in self.dimensions),
            comment_cell=nothing,
            comment_ends=nothing,
            evidence_cell=nothing,
        )

    def newest_day(self) -> date | None:
        known = self.called_day[self.called_day != UNKNOWN_TIME]
        return None if known.size == 0 else day_as_date(int(known.max()))

    def rows_between(self, start: date, end: date) -> Bools:
        """[E] True where the call's local date is in [start, end)."""
        return np.asarray((self.called_day >= date_as_day(start)) & (self.called_day < date_as_day(end)))

    def call_id(self, row: int) -> str:
        return self.call_label(int(self.call[row]))

    def call_label(self, code: int) -> str:
        """The call id behind a code of `call`."""
        return _text_at(self.call_id_bytes, self.call_id_ends, code)

    def comment(self, row: int, column: int) -> str:
        place = _find(self.comment_cell, row * len(self.criteria) + column)
        return "" if place is None else _text_at(self.comment_bytes, self.comment_ends, place)

    def evidence(self, row: int, column: int) -> tuple[float, float] | None:
        place = _find(self.evidence_cell, row * len(self.criteria) + column)
        if place is None:
            return None
        start, end = self.evidence_seconds[place]
        return float(start), float(end)

    def percent(self, column: int, rows: Longs) -> Doubles:
        """[rows] percent of one criterion, -inf not applicable, NaN missing."""
        cells = self.points[rows, column].astype(np.float64)
        return np.asarray(100.0 * cells / self.max_points[self.form[rows], column])

    def value(self, row: int, column: int) -> float:
        """Points on the form's own scale."""
        return float(self.points[row, column]) / 10.0 ** int(self.decimals[column]) + self._floor(row, column)

    def _floor(self, row: int, column: int) -> float:
        return float(self.floors[int(self.form[row]), column])

    def maximum(self, row: int, column: int) -> float:
        """Maximum points on the form's own scale."""
        cell = float(self.max_points[int(self.form[row]), column])
        return cell / 10.0 ** int(self.decimals[column]) + self._floor(row, column)

    def local_time(self, row: int) -> datetime | None:
        seconds = int(self.called_at[row])
        return None if seconds == UNKNOWN_TIME else datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)

    def labels(self) -> dict[str, Any]:
        """The labels as plain JSON values."""
        return {
            "criteria": self.criteria,
            "agents": self.agents,
            "agent_names": self.agent_names,
            "evaluators": self.evaluators,
            "call_types": self.call_types,
            "versions": self.versions,
            "dimension_names": self.dimension_names,
            "dimension_labels": self.dimension_labels,
        }


def date_as_day(day: date) -> int:
    return day.toordinal() - date(1970, 1, 1).toordinal()


def day_as_date(day: int) -> date:
    return date.fromordinal(day + date(1970, 1, 1).toordinal())


def _find(cells: Longs, cell: int) -> int | None:
    place = int(np.searchsorted(cells, cell))
    return place if place < cells.size and int(cells[place]) == cell else None


def _text_at(blob: Bytes, ends: Longs, place: int) -> str:
    start = int(ends[place - 1]) if place else 0
    return bytes(blob[start : int(ends[place])]).decode("utf-8", errors="replace")


def pack_texts(texts: Sequence[str]) -> tuple[Bytes, Longs]:
    """UTF-8 of all texts in a row, and where each ends."""
    joined = "".join(texts)
    parts = texts if joined.isascii() else [text.encode("utf-8", errors="replace") for text in texts]
    ends = np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)), dtype=np.int64)
    return np.frombuffer(joined.encode("utf-8", errors="replace"), np.uint8), ends
