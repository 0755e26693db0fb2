"""What a person's decisions about files are remembered by."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from qa_tui.readers.columns import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable


def header_set_of(form: str, headers: Iterable[str] = ()) -> str:
    """A key for the form and headers of a table, whatever their order."""
    names = sorted({plain_name(header) for header in headers if header})
    return hashlib.sha256("\x1f".join((form, *names)).encode()).hexdigest()[:16]


def speaker_set_of(source: str) -> str:
    """A key for all transcripts of one format."""
    return header_set_of(f"speakers\x1f{source}")
