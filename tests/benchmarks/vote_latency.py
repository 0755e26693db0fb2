"""From a vote's key to the painted seat in a real terminal: `python -m tests.benchmarks.vote_latency`.

Each vote is committed to disk, told to the projector's file and drawn before its first byte comes back. The same key in a bare
Textual app that redraws one line is measured in the same run, so that ratios can be compared between machines.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from qa_tui import compose
from qa_tui.paths import find_home
from tests.benchmarks.terminal import Terminal, measure
from tests.builders import make_plan_in

PRESSES = 200
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("0", id="s")
    def on_key(self, event):
        self.n = getattr(self, "n", 0) + 1
        self.query_one("#s", Static).update(str(self.n))
Bare().run()
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = find_home(folder)
        store = compose.open_store(home.database, writing=True)
        make_plan_in(store, calls=3)
        store.database.close()
        room = Terminal(sys.executable, "-m", "qa_tui", "session", "start", "p1", home=Path(folder))
        room.wait_for("The session is ready")
        for key in (b"\r", b"\r", b"\r", b"\r"):
            room.press(key)
        votes = [b"5", b"3", b"\x7f", b"2", b"1"] * (PRESSES // 5)
        vote = measure(room, votes)
        room.end()
        bare = Terminal(sys.executable, "-c", BARE, home=Path(folder))
        time.sleep(2)
        bare.settle()
        plain = measure(bare, [b"5"] * PRESSES)
        bare.end()
    print(f"{'':>14} {'median ms':>10} {'p95 ms':>8}")
    print(f"{'vote in a room':>14} {vote.median:>10.1f} {vote.p95:>8.1f}")
    print(f"{'bare Textual':>14} {plain.median:>10.1f} {plain.p95:>8.1f}")
    print(f"{'ratio':>14} {vote.median / plain.median:>10.2f} {vote.p95 / plain.p95:>8.2f}")


if __name__ == "__main__":
    main()
