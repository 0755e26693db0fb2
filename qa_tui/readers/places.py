"""Paths as people write them."""

from __future__ import annotations

from pathlib import Path


def written_path(text: str) -> Path:
    """The path that `text` names; `~` is the home of whoever runs the program. A home that nobody has stays as it was written."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)
