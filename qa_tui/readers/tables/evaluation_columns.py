"""The columns that every evaluation has, whichever form the table takes: call, agent, dates, dimensions, evidence."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.tables.header import MOST_DIMENSION_VALUES
from qa_tui.scores.columns import SECONDS_PER_DAY, UNKNOWN_TIME
from qa_tui.scores.rows import Codes, ScoreRows, blank_codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa_tui.readers.tables.opened import OpenedTable

Bools = npt.NDArray[np.bool_]
Longs = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]

_ZONE = re.compile(r"(Z|[+-]\d{2}:?\d{2})$")


def _seconds(text: str) -> float:
    """Seconds of "83.5", "1:23" or "0:01:23"; NaN where the text is no time."""
    parts = text.strip().split(":")
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        return np.nan
    if len(parts) > 3 or any(number < 0 for number in numbers):
        return np.nan
    return float(sum(number * 60**place for place, number in enumerate(reversed(numbers))))


class EvaluationColumns:
    """Columns of an opened table by field, read once each; what is wrong in them is collected as problems."""

    def __init__(self, table: OpenedTable, place: Mapping[str, int], today: date) -> None:
        self.table = table
        self.place = place
        """Field -> number of its header."""
        self.today = today
        self.problems: list[Problem] = []
        self.dimension_places: dict[int, str] = {}
        self._read: dict[str, Codes] = {}

    @property
    def count(self) -> int:
        return self.table.count

    def reject(self, rows: Bools, message: str, field: str) -> None:
        """One problem for all of `rows`, at the line of the first of them."""
        found = np.flatnonzero(rows)
        if found.size:
            column = self.table.headers[self.place[field]] if field in self.place else field or None
            line = self.table.line(int(found[0]))
            self.problems.append(Problem(Severity.WARNING, self.table.shown, message, line, column, int(found.size)))

    def codes(self, field: str) -> Codes:
        if field not in self._read:
            self._read[field] = self.table.column(self.place[field]) if field in self.place else blank_codes(self.count)
        return self._read[field]

    def times(self, field: str) -> tuple[Longs, Bools]:
        """Seconds of local wall-clock time, and which rows hold a text that is not a date."""
        column = self.codes(field)
        if not column.labels:
            return np.full(self.count, UNKNOWN_TIME, np.int64), np.zeros(self.count, bool)
        labels = [_ZONE.sub("", label) if len(label) > 10 else label for label in column.labels]
        parsed = pd.to_datetime(pd.Series(labels, dtype="object"), format="ISO8601", errors="coerce")
        seconds = parsed.to_numpy(dtype="datetime64[s]").astype(np.int64)
        unknown = np.asarray(parsed.isna().to_numpy(), bool)
        seconds = np.where(unknown, UNKNOWN_TIME, seconds)
        codes = column.codes
        return np.where(codes < 0, UNKNOWN_TIME, seconds[codes]), (codes >= 0) & unknown[codes]

    def usable(self) -> tuple[Bools, Longs, Longs]:
        """Rows with a call, an agent and a usable call date; call times; evaluation times."""
        torn = self.table.column(len(self.table.headers)).codes >= 0
        expected = len(self.table.headers)
        self.reject(
            torn,
            f"has more fields than the {expected} of the header; the row is left out. "
            f"Look for a stray {self.table.delimiter!r} or quote.",
            "",
        )
        kept = ~torn
        for field in ("call_id", "agent_id"):
            blank = self.codes(field).codes < 0
            self.reject(kept & blank, f"no {field}; the row is left out.", field)
            kept &= ~blank
        called_at, bad_call = self.times("called_at")
        evaluated_at, bad_evaluation = self.times("evaluated_at")
        expected_date = "is not a date; expected YYYY-MM-DD, with or without a time"
        self._reject_dates(kept & bad_evaluation, "evaluated_at", f"{expected_date}. The evaluation date is left out.")
        fallback = kept & (called_at == UNKNOWN_TIME) & (evaluated_at != UNKNOWN_TIME)
        if fallback.any():
            called_at = np.where(fallback, evaluated_at, called_at)
            self.reject(fallback, "no call date: the evaluation date is used instead.", "called_at")
        self._reject_dates(kept & bad_call & ~fallback, "called_at", f"{expected_date}. The row is left out.")
        dateless = kept & (called_at == UNKNOWN_TIME) & ~bad_call
        self.reject(dateless, "no call date; the row is left out.", "called_at")
        kept &= called_at != UNKNOWN_TIME
        tomorrow = (self.today.toordinal() - date(1970, 1, 1).toordinal() + 1) * SECONDS_PER_DAY
        future = kept & (called_at >= tomorrow)
        self.reject(future, f"the call is dated after today ({self.today}); the row is left out.", "called_at")
        return kept & ~future, called_at, evaluated_at

    def _reject_dates(self, rows: Bools, field: str, message: str) -> None:
        found = np.flatnonzero(rows)
        if found.size:
            column = self.codes(field)
            self.reject(rows, f'"{safe_line(column.labels[column.codes[found[0]]], 30)}" {message}', field)

    def dimensions(self, likely: Mapping[int, str]) -> dict[str, Codes]:
        """Those of the `likely` columns that have 2-20 values, by name."""
        kept: dict[str, Codes] = {}
        for place, name in likely.items():
            column = self.table.column(place)
            met = {label for label in column.labels if label}
            if 2 <= len(met) <= MOST_DIMENSION_VALUES and name not in kept:
                kept[name] = Codes(column.codes, tuple(safe_line(label, 60) for label in column.labels))
                self.dimension_places[place] = name
        return kept

    def _evidence(self) -> npt.NDArray[np.float32]:
        seconds = np.full((self.count, 2), np.nan, np.float32)
        for side, field in enumerate(("evidence_start", "evidence_end")):
            column = self.codes(field)
            if column.labels:
                numbers = np.array([_seconds(label) for label in column.labels], np.float32)
                seconds[:, side] = np.where(column.codes < 0, np.nan, numbers[column.codes])
                unread = (column.codes >= 0) & np.isnan(seconds[:, side])
                self.reject(unread, "is not a time; expected seconds or m:ss. The evidence mark is left out.", field)
        return seconds

    def score_rows(
        self,
        kept: Bools,
        criterion: Codes,
        points: Doubles,
        maximum: Doubles,
        times: tuple[Longs, Longs],
        dimensions: Mapping[str, Codes],
        *,
        with_evidence: bool,
    ) -> ScoreRows:
        """The `kept` rows with one score each. A column per criterion has no comment or evidence of its own."""
        called_at, evaluated_at = times
        size = int(np.count_nonzero(kept))
        nothing = np.full((size, 2), np.nan, np.float32)
        return ScoreRows(
            file=self.table.shown,
            row=np.flatnonzero(kept).astype(np.int64),
            call=self.codes("call_id").take(kept),
            agent=self.codes("agent_id").take(kept),
            criterion=criterion.take(kept),
            points=points[kept],
            maximum=maximum[kept],
            called_at=called_at[kept],
            evaluated_at=evaluated_at[kept],
            evaluator=self.codes("evaluator_id").take(kept),
            call_type=self.codes("call_type").take(kept),
            agent_name=self.codes("agent_name").take(kept),
            comment=self.codes("comment").take(kept) if with_evidence else blank_codes(size),
            evidence=self._evidence()[kept] if with_evidence else nothing,
            dimensions={name: column.take(kept) for name, column in dimensions.items()},
        )
