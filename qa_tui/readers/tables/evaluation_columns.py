"""The columns that every evaluation has, whichever form the table takes: call, agent, dates, dimensions."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.domain.importing import DAY_FIRST, MONTH_FIRST, About, Doubt
from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.tables.dates import Dates, no_date, read_dates
from qa_tui.readers.tables.fail_labels import failed_by
from qa_tui.readers.tables.opened import MOST_DIMENSION_VALUES, ROW_IS_CALL
from qa_tui.readers.tables.scales import is_totals_cell, may_hold_totals
from qa_tui.scores.columns import SECONDS_PER_DAY, UNKNOWN_TIME
from qa_tui.scores.matrix import date_as_day
from qa_tui.scores.rows import Codes, blank_codes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from qa_tui.domain.importing import ImportMapping
    from qa_tui.readers.tables.opened import OpenedTable
    from qa_tui.readers.tables.score_lines import ScoreLines

Bools = npt.NDArray[np.bool_]
Longs = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]


class EvaluationColumns:
    """Columns of an opened table by field, one value for each run of rows; what is wrong in them is collected as problems."""

    def __init__(
        self,
        table: OpenedTable,
        place: Mapping[str, int],
        today: date,
        mapping: ImportMapping,
        *,
        accept: bool = False,
        zone: str | None = None,
    ) -> None:
        self.table = table
        self.place = place
        """Field -> number of its header."""
        self.today = today
        self.mapping = mapping
        self.accept = accept
        self.zone = zone
        """IANA name of the centre's time zone, into which times with an offset are converted."""
        self.problems: list[Problem] = []
        self.doubts: list[Doubt] = []
        self.left_out = np.zeros(table.runs, bool)
        """[runs] that are no production scores, or were replaced by a newer version of their evaluation."""
        self.lines_left_out = np.zeros(0, bool)
        """[rows] that are left out while others of their run are not; empty where there are none."""
        self.dimension_places: dict[int, str] = {}
        self._read: dict[str, Codes] = {}

    @property
    def count(self) -> int:
        """Runs."""
        return self.table.runs

    @cached_property
    def first_rows(self) -> Longs:
        """[runs] the first row of each."""
        return np.cumsum(self.table.sizes) - self.table.sizes

    def header(self, field: str) -> str:
        return self.table.headers[self.place[field]] if field in self.place else field

    def note(self, runs: Bools, message: str, field: str, severity: Severity = Severity.WARNING) -> None:
        """One problem for all rows of `runs`, at the place of the first of them."""
        found = np.flatnonzero(runs)
        if found.size:
            count = int(self.table.sizes[found].sum())
            self._say(severity, message, int(self.first_rows[found[0]]), field, count)

    def note_lines(
        self,
        lines: ScoreLines,
        runs: Bools | None,
        kinds: Bools,
        message: str,
        field: str,
        severity: Severity = Severity.WARNING,
    ) -> None:
        """One problem for all lines of `runs` and `kinds`, at the place of the first of them."""
        if kinds.any():
            found = np.flatnonzero(lines.where(runs, kinds))
            if found.size:
                self._say(severity, message, int(found[0]), field, int(found.size))

    def note_rows(self, rows: Bools, message: str, field: str) -> None:
        """One problem for all of `rows`."""
        found = np.flatnonzero(rows)
        if found.size:
            self._say(Severity.WARNING, message, int(found[0]), field, int(found.size))

    def _say(self, severity: Severity, message: str, row: int, field: str, count: int) -> None:
        place = self.table.place(row)
        self.problems.append(Problem(severity, place.file, message, place.line, self.header(field) or None, count))

    def leave_out(self, runs: Bools, message: str, field: str) -> None:
        """Set runs aside that are read well and are not to be counted."""
        self.note(runs & ~self.left_out, message, field, Severity.NOTE)
        self.left_out |= runs

    def leave_out_lines(self, lines: Bools, message: str, field: str) -> None:
        """Set lines aside whose runs have others that are counted."""
        if not lines.any():
            return
        if not self.lines_left_out.size:
            self.lines_left_out = np.zeros(self.table.count, bool)
        found = np.flatnonzero(lines & ~self.lines_left_out & ~np.repeat(self.left_out, self.table.sizes))
        if found.size:
            self._say(Severity.NOTE, message, int(found[0]), field, int(found.size))
        self.lines_left_out |= lines

    def count_left_out(self) -> int:
        """Rows that are left out."""
        if not self.lines_left_out.size:
            return int(self.table.sizes[self.left_out].sum())
        return int(np.count_nonzero(self.lines_left_out | np.repeat(self.left_out, self.table.sizes)))

    def codes(self, field: str) -> Codes:
        if field not in self._read:
            if self.place.get(field) == ROW_IS_CALL:
                names = tuple(f"row {n + 1}" for n in range(self.count))
                self._read[field] = Codes(np.arange(self.count, dtype=np.int32), names)
            elif field in self.place:
                self._read[field] = self.table.steady[self.place[field]]
            else:
                self._read[field] = blank_codes(self.count)
        return self._read[field]

    def times(self) -> tuple[Longs, Bools, Longs, Bools]:
        """Call times and evaluation times in seconds of local wall-clock time, each with the rows that hold no date."""
        fields = [field for field in ("called_at", "evaluated_at") if self.codes(field).labels]
        settled = {field: self.mapping.answer(About.DATES, self.header(field)) for field in fields}
        found = {field: read_dates(self.codes(field).labels, settled[field], self.today, self.zone) for field in fields}
        for field, dates in found.items():
            other = next((d for f, d in found.items() if f != field and len(d.orders) == 1), None)
            if dates.undecided and not dates.orders and other:
                order = next(iter(other.orders))
                found[field] = read_dates(self.codes(field).labels, order, self.today, self.zone)
            elif dates.undecided:
                self._ask_for_order(field, dates)
            if dates.are_serials:
                message = "the dates are day numbers of a spreadsheet; they are read as such."
                self.note(self.codes(field).codes >= 0, message, field, Severity.NOTE)
            if self.zone is None and dates.offsets.size:
                self._note_offsets(field, dates)
        columns = [self._spread(field, found.get(field)) for field in ("called_at", "evaluated_at")]
        return (*columns[0], *columns[1])

    def _note_offsets(self, field: str, dates: Dates) -> None:
        """That times are in UTC, or in several offsets, and no time zone says on which day they count."""
        known = np.isfinite(dates.offsets)
        different = set(dates.offsets[known].tolist())
        if not different or (len(different) == 1 and 0.0 not in different):
            return
        codes = self.codes(field).codes
        rows = (codes >= 0) & known[codes]
        said = "is UTC and is" if len(different) == 1 else "and others carry different offsets from UTC and are"
        message = (
            f"the time {said} taken as written, so a call near midnight may count on another day. Name the centre's time zone with "
            "--zone Europe/Berlin or in the settings."
        )
        self.note(rows, message, field)

    def _spread(self, field: str, dates: Dates | None) -> tuple[Longs, Bools]:
        codes = self.codes(field).codes
        if dates is None:
            return np.full(self.count, UNKNOWN_TIME, np.int64), np.zeros(self.count, bool)
        seconds = np.where(codes < 0, UNKNOWN_TIME, dates.seconds[codes])
        return seconds, (codes >= 0) & (seconds == UNKNOWN_TIME)

    def _ask_for_order(self, field: str, dates: Dates) -> None:
        header = self.header(field)
        labels = [label for label in self.codes(field).labels if label]
        example = safe_line(labels[0], 20)
        mixed = "some dates can only be day first and others only month first" if len(dates.orders) > 1 else ""
        question = (
            f'are the dates in "{safe_line(header, 40)}", such as {example}, day first or month first? '
            f"{mixed or 'Nothing in the file decides it'}; {dates.likely} is likelier."
        )
        other = MONTH_FIRST if dates.likely == DAY_FIRST else DAY_FIRST
        if self.accept:
            self.note(self.codes(field).codes >= 0, f"{question} Accepted as proposed.", field, Severity.NOTE)
        samples = tuple(safe_line(label, 30) for label in labels[:5])
        self.doubts.append(
            Doubt(About.DATES, header, dates.likely, 0.6, question, (other,), is_blocking=True, samples=samples)
        )

    def usable(self) -> tuple[Bools, Longs, Longs]:
        """Rows with a call, an agent and a usable call date; call times; evaluation times."""
        torn = self.table.steady[len(self.table.headers)].codes >= 0
        expected = len(self.table.headers)
        stray = f" Look for a stray {self.table.delimiter!r} or quote." if self.table.delimiter else ""
        self.note(torn, f"has more fields than the {expected} of the header; the row is left out.{stray}", "")
        kept = ~torn
        totals = kept & self._totals()
        self.note(totals, "is a row of totals, not a call; it is left out.", "agent_id", Severity.NOTE)
        kept &= ~totals
        for field in ("call_id", "agent_id"):
            blank = self.codes(field).codes < 0
            self.note(kept & blank, f"no {field}; the row is left out.", field)
            kept &= ~blank
        called_at, bad_call, evaluated_at, bad_evaluation = self.times()
        self._reject_dates(kept & bad_evaluation, "evaluated_at", "The evaluation date is left out.")
        fallback = kept & (called_at == UNKNOWN_TIME) & (evaluated_at != UNKNOWN_TIME)
        if fallback.any():
            called_at = np.where(fallback, evaluated_at, called_at)
            self.note(fallback, "no call date: the evaluation date is used instead.", "called_at")
        self._reject_dates(kept & bad_call & ~fallback, "called_at", "The row is left out.")
        dateless = kept & (called_at == UNKNOWN_TIME) & ~bad_call
        self.note(dateless, "no call date; the row is left out.", "called_at")
        kept &= called_at != UNKNOWN_TIME
        tomorrow = (date_as_day(self.today) + 1) * SECONDS_PER_DAY
        future = kept & (called_at >= tomorrow)
        self.note(future, f"the call is dated after today ({self.today}); the row is left out.", "called_at")
        return kept & ~future, called_at, evaluated_at

    def _totals(self) -> Bools:
        """Rows whose call, agent or date cell says "Total", "Average" and the like."""
        found = np.zeros(self.count, bool)
        for field in ("call_id", "agent_id", "agent_name", "called_at"):
            if self.place.get(field, ROW_IS_CALL) == ROW_IS_CALL:
                continue
            column = self.codes(field)
            if may_hold_totals("".join(column.labels)):
                totals = np.array([is_totals_cell(label) for label in column.labels])
                found |= (column.codes >= 0) & totals[column.codes]
        return found

    def _reject_dates(self, rows: Bools, field: str, what_then: str) -> None:
        found = np.flatnonzero(rows)
        if found.size:
            column = self.codes(field)
            text = safe_line(column.labels[column.codes[found[0]]], 30)
            self.note(rows, f'"{text}" {no_date(text)}. {what_then}', field)

    def dimensions(self, likely: Mapping[int, str]) -> dict[str, Codes]:
        """Those of the `likely` columns that have 2-20 values, by name."""
        kept: dict[str, Codes] = {}
        for place, name in likely.items():
            column = self.table.steady[place]
            met = {label for label in column.labels if label}
            if 2 <= len(met) <= MOST_DIMENSION_VALUES and name not in kept:
                kept[name] = Codes(column.codes, tuple(safe_line(label, 60) for label in column.labels))
                self.dimension_places[place] = name
        return kept

    def auto_fails(self, marked: Bools) -> Codes:
        """[runs] what failed the evaluation automatically: a criterion as the file names it, or "yes".

        Said by a column of its own, or by lines of a criterion of that name, which the runs `marked` have.
        """
        said = self.codes("auto_fail")
        if "auto_fail" not in self.place and not marked.any():
            return blank_codes(self.count)
        labels = [failed_by(label) for label in said.labels]
        codes = np.where(said.codes < 0, -1, said.codes)
        names = tuple(dict.fromkeys(("yes", *filter(None, labels))))
        recode = np.array([names.index(label) if label else -1 for label in labels] or [-1], np.int32)
        result = np.where(codes < 0, -1, recode[codes]).astype(np.int32)
        if marked.any():
            call, evaluator = self.codes("call_id").codes.astype(np.int64), self.codes("evaluator_id")
            key = call * (len(evaluator.labels) + 1) + evaluator.codes + 1
            result = np.where(np.isin(key, key[marked]) & (result < 0), 0, result).astype(np.int32)
        return Codes(result, names)

    def form_versions(self) -> Codes:
        """[runs] form and version, as one label."""
        form, version = self.codes("form"), self.codes("form_version")
        if not version.labels:
            return blank_codes(self.count)
        key = (form.codes.astype(np.int64) + 1) * (len(version.labels) + 1) + version.codes + 1
        distinct, codes = np.unique(key, return_inverse=True)
        labels = []
        for pair in distinct.tolist():
            form_code, version_code = divmod(pair, len(version.labels) + 1)
            name = form.labels[form_code - 1] if form_code else "form"
            labels.append(safe_line(f"{name} version {version.labels[version_code - 1]}", 80) if version_code else "")
        known = np.array([bool(label) for label in labels])
        return Codes(np.where(known[codes], codes, -1).astype(np.int32), tuple(labels))
