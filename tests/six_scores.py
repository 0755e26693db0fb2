"""The six scores that every export holds.

|     | Paraphrases the issue | Checks understanding |
|-----|-----------------------|----------------------|
| C-1 | 100 %                 | 50 %                 |
| C-2 | 0 %                   | no score             |
| C-3 | not applicable        | 100 %                |
"""

from __future__ import annotations

import math
from typing import Any

FIRST, SECOND = "Paraphrases the issue", "Checks understanding"
BLANK, NOT_APPLICABLE = ("C-2", SECOND), ("C-3", FIRST)
TRUTH: dict[tuple[str, str], float] = {
    ("C-1", FIRST): 100.0,
    ("C-1", SECOND): 50.0,
    ("C-2", FIRST): 0.0,
    ("C-2", SECOND): math.nan,
    ("C-3", FIRST): -math.inf,
    ("C-3", SECOND): 100.0,
}

CALLS = ("C-1", "C-2", "C-3")

NA = "na"

DAY = {"C-1": 1, "C-2": 2, "C-3": 3}


def level(call: str, criterion: str) -> Any:
    """0, 0.5 or 1 of the maximum, None without a score, `NA`."""
    percent = TRUTH[call, criterion]
    return NA if percent == -math.inf else None if math.isnan(percent) else percent / 100
