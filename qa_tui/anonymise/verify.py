"""The last look: nothing known, no address and no long number may be left in what was made safe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_tui.anonymise.fold import folded
from qa_tui.anonymise.known_values import find_known, name_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.anonymise.spans import Known
    from qa_tui.domain.transcript import Turn

_LONG_NUMBER = re.compile(r"\d(?:[\s-]?\d){5,}")


def find_unsafe(turns: Sequence[Turn], left: Sequence[str], known: Known) -> tuple[int, ...]:
    """Turns that still hold something identifying.

    Args:
        turns: as a room would see them.
        left: of each turn what was said and is still shown: its text without the placeholders.
        known: who and what must not be named.
    """
    unsafe = {found.turn for found in find_known(turns, known)}
    whole = ["".join(name_parts(name)) for person in known.people for name in person.names if len(name_parts(name)) > 1]
    for number, outside in enumerate(left):
        joined = re.sub(r"[\W_]+", "", folded(outside))
        if "@" in outside or _LONG_NUMBER.search(outside) or any(name in joined for name in whole):
            unsafe.add(number)
    return tuple(sorted(unsafe))
