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

_PLACEHOLDER = re.compile(r"\[[^\[\]]{0,40}\]")
_LONG_NUMBER = re.compile(r"\d(?:[\s-]?\d){5,}")


def find_unsafe(turns: Sequence[Turn], known: Known) -> tuple[int, ...]:
    """Turns that still hold something identifying."""
    unsafe = {found.turn for found in find_known(turns, known)}
    whole = ["".join(name_parts(name)) for person in known.people for name in person.names if len(name_parts(name)) > 1]
    for number, turn in enumerate(turns):
        outside = _PLACEHOLDER.sub(" ", turn.text)
        joined = re.sub(r"[\W_]+", "", folded(outside))
        if "@" in outside or _LONG_NUMBER.search(outside) or any(name in joined for name in whole):
            unsafe.add(number)
    return tuple(sorted(unsafe))
