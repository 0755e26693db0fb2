"""A process that reads one range of a file: one request as JSON on standard input, bytes read as lines on standard output."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path

REPORTED = 4 << 20
"""Bytes between two reports of progress."""


def _end_with_the_asker() -> None:
    """Nobody waits for the answer once standard input is closed."""
    sys.stdin.buffer.read()
    os._exit(1)


def main() -> int:
    # Ctrl-C reaches every process of the terminal: this one ends without a word.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    request = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_the_asker, daemon=True).start()
    from qa_tui.readers.tables.range_codes import Range, read_range

    waiting = 0

    def say(came: int) -> None:
        nonlocal waiting
        waiting += came
        if waiting >= REPORTED:
            print(waiting, flush=True)
            waiting = 0

    with Path(request["path"]).open("rb") as stream:
        read = read_range(stream, Range.from_json(request["range"]), say)
    read.save(Path(request["place"]))
    print(waiting, flush=True)
    return 0


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    # The thread that waits for the asker still holds standard input.
    os._exit(status)
