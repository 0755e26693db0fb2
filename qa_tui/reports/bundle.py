"""A cycle as one ZIP file: its pages and calendars, and a manifest that says what each is and what its bytes must be."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class BundledFile:
    """One file."""

    name: str
    body: bytes
    what: str
    is_anonymous: bool


def write_bundle(files: Sequence[BundledFile], cycle: str, window: str, made: datetime) -> bytes:
    """The ZIP file.

    Args:
        files: with names that differ.
        cycle: id.
        window: days that the numbers rest on, in words.
        made: written as the time of every file, so that the same content gives the same bytes.
    """
    manifest = {
        "tool": "qa-tui",
        "version": __version__,
        "cycle": cycle,
        "window": window,
        "made_at": made.isoformat(timespec="seconds"),
        "anonymised": all(file.is_anonymous for file in files),
        "files": [
            {
                "name": file.name,
                "what": file.what,
                "anonymised": file.is_anonymous,
                "bytes": len(file.body),
                "sha256": hashlib.sha256(file.body).hexdigest(),
            }
            for file in files
        ],
    }
    body = f"{json.dumps(manifest, ensure_ascii=False, indent=1)}\n".encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in ((MANIFEST, body), *((file.name, file.body) for file in files)):
            entry = zipfile.ZipInfo(name, made.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            book.writestr(entry, content)
    return stream.getvalue()
