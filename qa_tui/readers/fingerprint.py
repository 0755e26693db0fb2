"""A key for a set of files: it changes when any of them does, and costs a fraction of a millisecond per file."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING

from qa_tui.readers.registry import files_of

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.domain.loading import LoadRequest

READER_VERSION = 9
"""Part of the cache key: raise it when the same file would be read differently."""
_EDGE = 65_536


def fingerprint(request: LoadRequest) -> str:
    """Hash of every file's path, size, time, inode, first and last 64 KiB, of the request and of the reader's version.

    What was decided about files is not part of it: a decision about one file leaves what was read of others as it is. The
    facts of a data set say which decisions it rests on.
    """
    asked = {**request.as_json(), "remembered": None}
    digest = hashlib.sha256(json.dumps([READER_VERSION, asked], sort_keys=True).encode())
    for given in (*request.paths, *filter(None, (request.rubric, request.roster, request.transcripts))):
        for path in files_of(given).files:
            digest.update(_facts(path))
    return digest.hexdigest()[:32]


def _facts(path: Path) -> bytes:
    try:
        facts = path.stat()
        with path.open("rb") as stream:
            head = stream.read(_EDGE)
            stream.seek(max(0, facts.st_size - _EDGE))
            tail = stream.read(_EDGE)
    except OSError:
        return os.fsencode(path) + b" cannot be read"
    return os.fsencode(path.absolute()) + f" {facts.st_size} {facts.st_mtime_ns} {facts.st_ino}".encode() + head + tail
