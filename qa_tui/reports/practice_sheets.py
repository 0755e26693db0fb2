"""One file for each agent, in a folder: what is handed out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_tui.reports.formats.registry import write_page
from qa_tui.reports.practice_page import sheet_page
from qa_tui.reports.writer import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qa_tui.domain.practice_board import PracticeRow

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")


def write_sheets(folder: Path, rows: Sequence[PracticeRow], kind: str) -> None:
    """Write `practice_<agent>.<kind>` for every row, each with a card.

    Raises:
        OSError: the folder cannot be made, or a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for row in rows:
        name = _NOT_IN_NAMES.sub("_", row.trainee.agent) or row.trainee.key[:8]
        if name.casefold() in taken:
            name = f"{name}_{row.trainee.key[:6]}"
        taken.add(name.casefold())
        write_whole(folder / f"practice_{name}.{kind}", write_page(sheet_page(row), kind))
