"""Opening a text file of unknown origin: its encoding, its delimiter, and a plain word where it is no text at all."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.domain.problem import Problem, Severity

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = 65_536
MOST_LOOKED_THROUGH = 32 << 20
"""Bytes of a file that are all looked at before it is read."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"SQLite format 3": "a database",
    b"RIFF": "a sound file",
    b"\x1f\x8b": "packed (gzip)",
}


@dataclass(frozen=True, slots=True)
class TextFormat:
    """How to decode a text file, and its first characters."""

    encoding: str
    head: str
    is_certain: bool
    """False where the bytes are not UTF-8 and were taken for Windows-1252."""


def inspect_text(path: Path, shown: str, wanted: str = "CSV (UTF-8)") -> TextFormat | Problem:
    """The encoding of `path`, or why it cannot be read as text.

    `shown` is the name a person knows it by, `wanted` what it is to be saved as where it is no text.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as problem:
        reason = problem.strerror or "unknown reason"
        return Problem(Severity.ERROR, shown, f"cannot be opened: {reason}. Check the path and your permissions.")
    if not head.strip():
        return Problem(Severity.ERROR, shown, "is empty. Expected a header line and at least one row. Export it again.")
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return TextFormat(encoding, head.decode(encoding, errors="ignore"), is_certain=True)
    for signature, what in _SIGNATURES.items():
        if head.startswith(signature):
            return Problem(Severity.ERROR, shown, f"is {what}, not text. Save it as {wanted} and open that.")
    if b"\x00" in head:
        return Problem(
            Severity.ERROR, shown, f"is not a text file (it holds zero bytes). Save it as {wanted} and open that."
        )
    try:
        decoder = codecs.getincrementaldecoder("utf-8")()
        text = decoder.decode(head)
        if _rest_is_utf8(path):
            return TextFormat("utf-8", text, is_certain=True)
    except UnicodeDecodeError:
        pass
    return TextFormat("cp1252", head.decode("cp1252", errors="replace"), is_certain=False)


def _rest_is_utf8(path: Path) -> bool:
    """Whether all of a file decodes; of a large table that is found out while it is read."""
    if path.stat().st_size > MOST_LOOKED_THROUGH:
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
