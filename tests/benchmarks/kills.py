"""A voting process is killed 100 times at random moments: `python -m tests.benchmarks.kills`. No acknowledged vote may be lost."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from qa_tui.steps.live import LiveSession
from qa_tui.store.database import open_database
from qa_tui.store.sessions import SessionStore
from tests.builders import NOW, clock

KILLS = 100


def main() -> None:
    generator = random.Random(2026)  # noqa: S311 - when to kill
    acknowledged = lost = further = 0
    for _ in range(KILLS):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "qa_tui.db"
            with subprocess.Popen(
                [sys.executable, "-m", "tests.store.vote_until_killed", str(path)], stdout=subprocess.PIPE, text=True
            ) as process:
                assert process.stdout is not None
                told = [process.stdout.readline() for _ in range(generator.randint(1, 40))]
                process.send_signal(signal.SIGKILL)
                told += list(process.stdout)
            database = open_database(path, NOW)
            live = LiveSession.resume(SessionStore(database), "s1", clock)
            assert isinstance(live, LiveSession)
            ballot = live.state.ballot
            assert ballot is not None
            kept = {(seat, vote.level) for seat, vote in enumerate(ballot.entries) if vote}
            said = {(int(line.split()[0]), float(line.split()[1])) for line in told if len(line.split()) == 2}
            acknowledged += len(said)
            lost += len(said - kept)
            further += len(kept - said)
            database.close()
    print(f"{KILLS} kills: {acknowledged:,} votes acknowledged, {lost} lost, {further} more on disk than were told")


if __name__ == "__main__":
    main()
