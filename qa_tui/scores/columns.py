"""The arrays of a call matrix: shape, dtype, unit and meaning of each. They are stated here and nowhere else.

E evaluations, C criteria, F forms (distinct sets of maximum points). Rows are evaluations, not calls: a call scored by
two people has two rows.

| array | shape | dtype | meaning |
|---|---|---|---|
| `points` | E, C | float32 | exact whole number: (points - floor) x 10^decimals; NaN missing, -inf not applicable |
| `form` | E | int32 | row of `max_points` |
| `max_points` | F, C | float64 | exact whole number: (maximum - floor) x 10^decimals; NaN where the form lacks the criterion |
| `decimals` | C | int64 | power of ten by which a column was multiplied, 0..4 |
| `floors` | F, C | float64 | points that count as 0 % on that form |
| `cells` | E | int32 | score cells read for the evaluation |
| `call`, `agent`, `evaluator`, `call_type` | E | int32 | code into the labels of the same name; -1 unknown |
| `version` | E | int32 | code into the labels of form versions, such as "Voice QA version 3"; -1 unknown |
| `zeroed` | E | int8 | 1 where an automatic fail set the scores to zero: only the criterion that failed is kept |
| `called_at`, `evaluated_at` | E | int64 | seconds of local wall-clock time since 1970-01-01; `UNKNOWN_TIME` unknown |
| `dimension_<n>` | E | int32 | code into the labels of the n-th dimension of the score files; -1 unknown |
| `call_id_bytes`, `call_id_ends` | -, calls | uint8, int64 | UTF-8 of all call ids, and where each ends |
| `comment_cell` | K | int64 | row x C + column of each cell with a comment, ascending |
| `comment_bytes`, `comment_ends` | -, K | uint8, int64 | UTF-8 of the comments, and where each ends |
| `evidence_cell` | V | int64 | row x C + column of each cell with evidence, ascending |
| `evidence_seconds` | V, 2 | float32 | start and end of the evidence, seconds from the start of the call |
"""

from __future__ import annotations

import numpy as np

UNKNOWN_TIME = np.iinfo(np.int64).min
NOT_APPLICABLE = np.float32(-np.inf)
MISSING = np.float32(np.nan)
SECONDS_PER_DAY = 86_400
MOST_DECIMALS = 4

PLAIN_ARRAYS = (
    "points", "form", "max_points", "decimals", "floors", "cells", "call", "agent", "evaluator", "call_type", "version", "zeroed", "called_at",
    "evaluated_at", "call_id_bytes", "call_id_ends", "comment_cell", "comment_bytes", "comment_ends", "evidence_cell",
    "evidence_seconds",
)  # fmt: skip
