"""Runs of characters that nobody says: pasted keys, encoded files, a cell that went wrong. They are hidden whole.

They would also make every pattern slow, so the other rules see blanks in their place.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from qa_tui.anonymise.spans import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.transcript import Turn

LONGEST_SPOKEN = 80
"""Characters without a space; the longest words and addresses of everyday calls are shorter."""
_TOKEN = re.compile(rf"\S{{{LONGEST_SPOKEN + 1},}}")


def set_aside(turns: Sequence[Turn]) -> tuple[list[Turn], list[Found]]:
    """The turns with blanks where long tokens stand, offsets unchanged, and the tokens as findings."""
    shown: list[Turn] = []
    found: list[Found] = []
    for number, turn in enumerate(turns):
        matches = list(_TOKEN.finditer(turn.text))
        found += [Found(number, match.start(), match.end(), "hidden", "long token") for match in matches]
        shown.append(
            replace(turn, text=_TOKEN.sub(lambda match: " " * len(match.group()), turn.text)) if matches else turn
        )
    return shown, found
