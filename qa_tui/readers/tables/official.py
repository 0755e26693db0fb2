"""One picture of the truth: which rows of a score table are production scores, and of those the newest version only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from qa_tui.domain.safe_text import safe_line
from qa_tui.scores.columns import UNKNOWN_TIME

if TYPE_CHECKING:
    from qa_tui.readers.tables.evaluation_columns import Bools, EvaluationColumns, Longs

_UNOFFICIAL = {
    "calibration": re.compile(r"calibrat|kalibr", re.IGNORECASE),
    "self-assessment": re.compile(r"^self$|selbst|self[- ]?(?:assess|eval|scor|review)", re.IGNORECASE),
    "practice": re.compile(
        r"practi[cs]e|^training$|training (?:call|evaluation|session)|role-?play|^test$|sandbox", re.IGNORECASE
    ),
    "retracted or deleted": re.compile(r"retract|delet", re.IGNORECASE),
}
"""Kinds of evaluation that say nothing about calls as they are, by the words exports use for them."""


_UNFINISHED = re.compile(r"draft|delet|void|cancel|in[ -]?progress|pending|not started|incomplete", re.IGNORECASE)
_NO = frozenset({"no", "n", "false", "0", "-", "none", "nein"})


def leave_out_unofficial(columns: EvaluationColumns, kept: Bools, evaluated_at: Longs) -> Bools:
    """`kept` without calibration, self-assessment and practice rows and without older versions; both are counted."""
    for field in ("evaluation_type", "evaluation_trigger"):
        kinds = columns.codes(field)
        for kind, words in _UNOFFICIAL.items():
            named = np.array([bool(words.search(label)) for label in kinds.labels] or [False])
            rows = kept & (kinds.codes >= 0) & named[kinds.codes]
            columns.leave_out(rows, f"{kind} rows are no production scores; they are left out.", field)
            kept &= ~rows
    status = columns.codes("evaluation_status")
    unfinished = np.array([bool(_UNFINISHED.match(label)) for label in status.labels] or [False])
    rows = kept & (status.codes >= 0) & unfinished[status.codes]
    columns.leave_out(rows, "unfinished, cancelled or deleted evaluations are left out.", "evaluation_status")
    kept &= ~rows
    calibrations = columns.codes("calibration_id")
    named = np.array([label.casefold() not in _NO for label in calibrations.labels] or [False])
    calibrated = kept & (calibrations.codes >= 0) & named[calibrations.codes]
    columns.leave_out(calibrated, "calibration rows are no production scores; they are left out.", "calibration_id")
    kept &= ~calibrated
    return kept & ~_older_versions(columns, kept, evaluated_at)


def _older_versions(columns: EvaluationColumns, kept: Bools, evaluated_at: Longs) -> Bools:
    evaluation = columns.codes("evaluation_id").codes.astype(np.int64)
    known = np.flatnonzero(kept & (evaluation >= 0))
    if not known.size:
        return np.zeros(columns.count, bool)
    versions = columns.codes("evaluation_version")
    numbers = np.array([_number(label) for label in versions.labels] or [-1.0])
    version = np.where(versions.codes < 0, -1.0, numbers[versions.codes])
    submitted = np.where(evaluated_at == UNKNOWN_TIME, 0, evaluated_at)
    older = np.zeros(columns.count, bool)
    # A version is one of the whole evaluation; criteria may each have been saved at a time of their own.
    criterion = columns.codes("criterion")
    cell = evaluation * (len(criterion.labels) + 1) + criterion.codes + 1
    for group, measure in ((evaluation, version), (cell, submitted.astype(np.float64))):
        newest = np.full(int(group.max()) + 1, -np.inf)
        np.maximum.at(newest, group[known], measure[known])
        older[known] |= measure[known] < newest[group[known]]
        known = known[~older[known]]
    if older.any():
        labels = columns.codes("evaluation_id").labels
        first = safe_line(labels[int(evaluation[np.flatnonzero(older)[0]])], 40)
        message = f"an older version of an evaluation, such as {first}; only the newest version of each is used."
        columns.leave_out(older, message, "evaluation_id")
    return older


def _number(text: str) -> float:
    found = re.search(r"\d+(?:\.\d+)?", text)
    return float(found[0]) if found else -1.0
