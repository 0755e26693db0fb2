"""Where a table's header stands: below title rows, over one or two lines, with merged section names above it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.readers.columns import FIELDS, LIKELY, ROSTER_FIELDS, plain_name
from qa_tui.readers.tables.scales import stated_scale
from qa_tui.readers.values import is_number

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROWS_LOOKED_AT = 40
_KNOWN = frozenset(
    plain_name(name)
    for fields in (FIELDS, ROSTER_FIELDS)
    for field, names in fields.items()
    for name in (field, *names)
) | frozenset(LIKELY)
_SCALE_ALONE = re.compile(
    r"\(?\s*(?:-?\d+\s*(?:-|–|to|/)\s*\d+|(?:max\.?|out of|/)\s*\d+|yes\s*/\s*no)\s*\)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """A header, found."""

    headers: tuple[str, ...]
    first: int
    """Index of the row the header starts at."""
    rows: int = 1
    known: int = 0
    """Names in it that this program knows."""

    @property
    def end(self) -> int:
        """Index of the first row below it."""
        return self.first + self.rows


def find_header(rows: Sequence[Sequence[str]]) -> HeaderRow | None:
    """The header among the first rows of a table: the row with the most known names, else the first well-filled one."""
    looked_at = [[cell.strip() for cell in row] for row in rows[:_ROWS_LOOKED_AT]]
    scored = [(_known_names(row), -n) for n, row in enumerate(looked_at)]
    if not scored:
        return None
    known, at = max(scored)
    if known < 2:
        widest = max(sum(map(bool, row)) for row in looked_at)
        if not widest:
            return None
        place = next(n for n, row in enumerate(looked_at) if sum(map(bool, row)) * 2 >= max(widest, 2) or widest == 1)
    else:
        place = -at
    headers = looked_at[place]
    if place and _is_incomplete(headers):
        headers = _with_sections(looked_at[place - 1], headers)
    below = looked_at[place + 1] if place + 1 < len(looked_at) else []
    count = 1
    if any(below) and all(_SCALE_ALONE.fullmatch(cell) for cell in below if cell):
        count = 2
        scales = [*below, *[""] * len(headers)]
        headers = [f"{name} ({scales[n].strip('() ')})" if scales[n] else name for n, name in enumerate(headers)]
    return HeaderRow(tuple(headers), place, count, known)


def _known_names(row: Sequence[str]) -> int:
    """Cells that name a field or state a scale; a row with numbers in it holds data."""
    named = sum(bool(cell) and (plain_name(cell) in _KNOWN or stated_scale(cell) is not None) for cell in row)
    return 0 if any(is_number(cell) for cell in row) else named


def _is_incomplete(headers: Sequence[str]) -> bool:
    named = [name for name in headers if name]
    return len(named) < len(headers) or len(set(named)) < len(named)


def _with_sections(above: Sequence[str], headers: Sequence[str]) -> list[str]:
    """Blank headers take the name above them; names that come twice, the section that stands above them or left of it."""
    labels = [*above, *[""] * (len(headers) - len(above))]
    section = ""
    result = []
    for n, name in enumerate(headers):
        section = labels[n] or section
        if not name:
            result.append(labels[n])
        elif headers.count(name) > 1 and section and sum(map(bool, labels)) > 1:
            result.append(f"{section} {name}")
        else:
            result.append(name)
    return result
