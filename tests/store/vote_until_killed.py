"""A process that opens a session and votes, seat after seat, telling each vote once it is on disk, until it is killed."""

from __future__ import annotations

import sys
from itertools import cycle
from pathlib import Path

from qa_tui.domain.session_events import Moved
from qa_tui.steps.live import LiveSession
from qa_tui.store.database import open_database
from qa_tui.store.sessions import SessionStore
from tests.builders import NOW, ballots, clock, level, make_plan_in

store = SessionStore(open_database(Path(sys.argv[1]), NOW))
live = LiveSession.start(store, make_plan_in(store, calls=3), "s1", 60, clock)
assert isinstance(live, LiveSession)
for phase in ("brief", "excerpt", "vote"):
    live.send(Moved(phase))
for seat, value in zip(cycle(range(60)), cycle((1, 2, 3, 4, 5))):
    live.send(ballots(*[level(value)] * (seat + 1))[seat])
    print(seat, value, flush=True)
