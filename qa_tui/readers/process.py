"""The reader process: one request as JSON on standard input, JSON lines on standard output.

A process of its own keeps the screen's keys quick while a big file is parsed, gives the parser's memory back, and can be
killed to cancel: the directory it writes appears complete or not at all.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> int:
    request_line = sys.stdin.readline()
    from qa_tui.domain.loading import LoadRequest
    from qa_tui.domain.problem import is_out_of_room
    from qa_tui.readers.load import load

    body = json.loads(request_line)

    def say(**event: object) -> None:
        print(json.dumps(event, ensure_ascii=False), flush=True)

    request, directory = LoadRequest.from_json(body["request"]), Path(body["directory"])
    try:
        facts = load(request, directory, lambda file: say(event="reading", file=file))
    except OSError as problem:
        if not is_out_of_room(problem):
            raise
        say(event="failed", number=problem.errno, why=problem.strerror)
    else:
        say(event="done", facts=facts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
