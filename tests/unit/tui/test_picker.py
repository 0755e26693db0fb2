"""The first screen lists what the program can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.readers import registry
from qa_tui.tui.screens.welcome.view import SUFFIXES, entries_of

if TYPE_CHECKING:
    from pathlib import Path


def test_every_kind_of_file_that_holds_scores_is_listed(tmp_path: Path) -> None:
    readable = registry.TABLE_SUFFIXES | registry.RUBRIC_SUFFIXES | registry.JSON_SUFFIXES | registry.BINARY_SUFFIXES
    assert readable == SUFFIXES
    for suffix in (*readable, ".docx", ".wav"):
        (tmp_path / f"scores{suffix.upper()}").touch()
    listed = {entry.label.casefold() for entry in entries_of(tmp_path, ()) if entry.kind == "file"}
    assert listed == {f"scores{suffix}" for suffix in readable}
