"""The bytes of a text file in an encoding that writes ASCII as single bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class TextBytes:
    """A file as it is; or, where its characters take two or four bytes each, its text as UTF-8 in memory."""

    path: Path
    encoding: str
    size: int
    copy: bytes | None = None

    def open(self) -> BinaryIO:
        return self.path.open("rb") if self.copy is None else io.BytesIO(self.copy)


def text_bytes(path: Path, encoding: str) -> TextBytes:
    """The bytes of the text of `path`; `encoding` is the file's own."""
    if encoding in {"utf-8", "utf-8-sig", "cp1252"}:
        return TextBytes(path, encoding.removesuffix("-sig"), path.stat().st_size)
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        copy = stream.read().encode("utf-8", errors="replace")
    return TextBytes(path, "utf-8", len(copy), copy)
