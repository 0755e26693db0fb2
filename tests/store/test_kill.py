"""A real process, killed between two votes."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.session import Phase
from qa_tui.steps.live import LiveSession
from qa_tui.store.database import open_database
from qa_tui.store.sessions import SessionStore
from tests.builders import NOW, clock

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("votes", [1, 7, 23])
def test_a_killed_process_loses_no_vote_and_goes_on_at_the_same_seat(path: Path, votes: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.vote_until_killed", str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().split() for _ in range(votes)]
        process.send_signal(signal.SIGKILL)
        told += [line.split() for line in process.stdout]
    assert process.returncode == -signal.SIGKILL

    database = open_database(path, NOW)
    live = LiveSession.resume(SessionStore(database), "s1", clock)
    assert isinstance(live, LiveSession)
    ballot = live.state.ballot
    assert live.state.phase is Phase.VOTE
    assert ballot is not None
    kept = [(seat, vote.level) for seat, vote in enumerate(ballot.entries) if vote]
    acknowledged = [(int(seat), float(value)) for seat, value in told][:60]
    assert kept[: len(acknowledged)] == acknowledged
    assert len(kept) - len(acknowledged) in {0, 1}, "one more may have been on disk before it was told"
    assert ballot.next_seat == len(kept)
    database.close()
