"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(target: Path, body: bytes) -> None:
    """Write `body` beside `target` and put it in its place.

    Raises:
        OSError: the folder does not exist or cannot be written to.
    """
    handle, partial = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(body)
        Path(partial).replace(target)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise
