"""Files that were read are never written over: what a person opened is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.loading import is_address
from qa_tui.readers.places import written_path

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.domain.loading import LoadRequest

READ = frozenset(
    {
        ".csv",
        ".tsv",
        ".txt",
        ".json",
        ".jsonl",
        ".ndjson",
        ".xlsx",
        ".xls",
        ".ods",
        ".parquet",
        ".yaml",
        ".yml",
        ".vtt",
        ".srt",
    }
)
"""How files end that are looked into where a whole folder is opened."""


def is_input(target: Path, request: LoadRequest) -> bool:
    """Whether `target` is there and was given to be read, by itself or in its folder."""
    if not target.exists():
        return False
    given = (*request.paths, request.rubric, request.roster, request.transcripts)
    return any(_holds(written_path(path), target) for path in given if path and not is_address(path))


def _holds(path: Path, target: Path) -> bool:
    try:
        if path.is_dir():
            return target.suffix.casefold() in READ and target.resolve().is_relative_to(path.resolve())
        return path.samefile(target)
    except OSError:
        return False
