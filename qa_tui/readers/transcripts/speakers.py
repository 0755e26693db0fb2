"""What decisions about the speakers of one transcript format are remembered by."""

from __future__ import annotations

import hashlib


def speaker_set(source: str) -> str:
    """A key for all transcripts of one format."""
    return hashlib.sha256(f"speakers\x1f{source}".encode()).hexdigest()[:16]
