"""One picture of the truth: which rows of a score table are production scores, and of those the newest version only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from qa_tui.domain.safe_text import safe_line
from qa_tui.scores.columns import UNKNOWN_TIME

if TYPE_CHECKING:
    import numpy.typing as npt

    from qa_tui.readers.tables.evaluation_columns import Bools, EvaluationColumns, Longs
    from qa_tui.readers.tables.score_lines import ScoreLines
    from qa_tui.scores.rows import Whole

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


def leave_out_unofficial(columns: EvaluationColumns, kept: Bools) -> Bools:
    """[runs] `kept` without calibration, self-assessment and practice rows; what is left out is counted."""
    for field in ("evaluation_type", "evaluation_trigger"):
        kinds = columns.codes(field)
        for kind, words in _UNOFFICIAL.items():
            named = np.array([bool(words.search(label)) for label in kinds.labels] or [False])
            runs = kept & (kinds.codes >= 0) & named[kinds.codes]
            columns.leave_out(runs, f"{kind} rows are no production scores; they are left out.", field)
            kept &= ~runs
    status = columns.codes("evaluation_status")
    unfinished = np.array([bool(_UNFINISHED.match(label)) for label in status.labels] or [False])
    runs = kept & (status.codes >= 0) & unfinished[status.codes]
    columns.leave_out(runs, "unfinished, cancelled or deleted evaluations are left out.", "evaluation_status")
    kept &= ~runs
    calibrations = columns.codes("calibration_id")
    named = np.array([label.casefold() not in _NO for label in calibrations.labels] or [False])
    calibrated = kept & (calibrations.codes >= 0) & named[calibrations.codes]
    columns.leave_out(calibrated, "calibration rows are no production scores; they are left out.", "calibration_id")
    return np.asarray(kept & ~calibrated)


def leave_out_older(columns: EvaluationColumns, kept: Bools, evaluated_at: Longs, lines: ScoreLines | None) -> Bools:
    """[runs] `kept` without older versions of an evaluation.

    A version is one of the whole evaluation; criteria may each have been saved at a time of their own, so of `lines`, where there
    are any, single ones may be left out.
    """
    evaluation = columns.codes("evaluation_id").codes
    known = kept & (evaluation >= 0)
    if not known.any():
        return kept
    versions = columns.codes("evaluation_version")
    numbers = np.array([_number(label) for label in versions.labels] or [-1.0])
    version = np.where(versions.codes < 0, -1.0, numbers[versions.codes])
    older = _below_newest(evaluation, version, known)
    submitted = np.where(evaluated_at == UNKNOWN_TIME, 0, evaluated_at)
    late = known & ~older
    saved_later = _below_newest(evaluation, submitted, late)
    message = "an older version of an evaluation, such as {}; only the newest version of each is used."
    labels = columns.codes("evaluation_id").labels
    older_lines = np.zeros(0, bool)
    if saved_later.any() and lines is None:
        older |= saved_later
    elif saved_later.any() and lines is not None:
        criterion = lines.codes("criterion")
        cell = evaluation[lines.run].astype(np.int64) * (len(criterion.labels) + 1) + criterion.codes[lines.kind] + 1
        older_lines = _below_newest(cell, submitted[lines.run], lines.where(late, None))
    if older_lines.any() and lines is not None:
        older_lines |= np.repeat(older, lines.sizes)
        first = int(lines.run[np.flatnonzero(older_lines)[0]])
        columns.leave_out_lines(older_lines, message.format(safe_line(labels[evaluation[first]], 40)), "evaluation_id")
    elif older.any():
        first = int(np.flatnonzero(older)[0])
        columns.leave_out(older, message.format(safe_line(labels[evaluation[first]], 40)), "evaluation_id")
    return kept & ~older


def _below_newest(group: Whole, measure: npt.NDArray[np.generic], known: Bools) -> Bools:
    """Of `known`: those whose measure is below the largest of their group."""
    at = np.flatnonzero(known)
    values = measure[at].astype(np.float64)
    newest = np.full(int(group.max(initial=0)) + 1, -np.inf)
    np.maximum.at(newest, group[at], values)
    below = np.zeros(group.size, bool)
    below[at] = values < newest[group[at]]
    return below


def _number(text: str) -> float:
    found = re.search(r"\d+(?:\.\d+)?", text)
    return float(found[0]) if found else -1.0
