"""First frame and key-to-paint in a real pseudo-terminal: `python -m tests.benchmarks.screens [--rows N] [--folder DIR]`.

Start-up is measured against a bare Textual app and bare Python, keys against visidata (where it is installed) on the calls of
the same file, all in one run and taking turns. From the key's byte to the first byte that is painted. `--json FILE` writes it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.compiled import compile_all
from tests.benchmarks.generated import file_of
from tests.benchmarks.terminal import Terminal, latency_of, measure

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.benchmarks.terminal import Latency

TURNS, PRESSES, HELPS = 7, 60, 15
DOWN, UP, PAGE_DOWN, ENTER, ESCAPE = b"\x1b[B", b"\x1b[A", b"\x1b[6~", b"\r", b"\x1b"
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("Bare", id="s")
Bare().run()
"""
LIST = """
import sys
from textual.app import App
from qa_tui.tui.widgets.line_view import LineList
class Rows(App):
    def get_css_variables(self):
        return {**super().get_css_variables(), "below": "red", "cursor-line": "#333333"}
    def compose(self):
        yield LineList(id="rows")
    def on_mount(self):
        rows = self.query_one(LineList)
        rows.styles.height = "1fr"
        rows.show_rows(int(sys.argv[1]), lambda number, width: (("Row %d of a list" % number, ""),))
        rows.focus()
Rows().run()
"""


def program(*words: object) -> list[str]:
    return [sys.executable, "-m", "qa_tui", *map(str, words)]


def first_frames(folder: Path, large: Path) -> dict[str, float]:
    """Median seconds to the first frame."""
    commands = {
        "bare Textual": [sys.executable, "-c", BARE],
        "no data": program(),
        "demo": program("demo"),
        "large file loading": program("open", large, "--accept"),
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(TURNS + 1):
        for name, command in commands.items():
            home = folder / f"{turn}-{name}"
            home.mkdir()
            terminal = Terminal(*command, home=home)
            seconds = terminal.first_frame()
            terminal.end()
            if turn:  # The first turn warms the page cache.
                taken[name].append(seconds)
            shutil.rmtree(home, ignore_errors=True)
    return {name: statistics.median(found) for name, found in taken.items()}


def plain_starts() -> dict[str, float]:
    """Median seconds of `python -c pass` and of `qa-tui --version`."""
    commands = {"bare Python": [sys.executable, "-c", "pass"], "--version": program("--version")}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(2 * TURNS):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in taken.items()}


def keys_of_app(folder: Path, large: Path, small: Path) -> dict[str, Latency]:
    """Ranking, segments and calls on the large file; the ranking of the small one idle and while the large one is read."""
    found: dict[str, Latency] = {}
    steps = [DOWN] * 10 + [UP] * 10
    home = folder / "app"
    subprocess.run(program("gaps", large, "--accept", "--home", home), check=False, capture_output=True)
    app = Terminal(*program("open", large, "--accept", "--home", home), home=home, columns=120, rows=40)
    app.wait_for("below 70", "what to do")
    app.settle(0.6)
    found["ranking"] = measure(app, steps * (PRESSES // 20))
    app.press(b"2")
    app.settle(0.6)
    found["segments"] = measure(app, steps * (PRESSES // 20))
    # Each of these is a question that has not been asked before; the sentence is written anew by its answer.
    found["answer after +, another minimum"] = latency_of([_answer(app, b"+") for _ in range(12)])
    found["answer after f, one segment"] = latency_of(
        [_answer(app, key) for _ in range(4) for key in (b"f", DOWN + b"f")]
    )
    app.press(b"F")
    app.settle(0.6)
    app.press(b"c")
    app.settle(0.6)
    found["calls, down"] = measure(app, [DOWN] * PRESSES)
    found["calls, page down"] = measure(app, [PAGE_DOWN] * PRESSES)
    app.end()
    home = folder / "loading"
    app = Terminal(*program("open", small, "--accept", "--home", home), home=home, columns=120, rows=40)
    app.wait_for("below 70", "what to do")
    app.settle(0.6)
    found["help, idle"] = latency_of([_open_help(app) for _ in range(HELPS)])
    for key in (b"o", b"t"):
        app.press(key)
    for letter in str(large):
        app.press(letter.encode(), settle=False)
    app.settle()
    app.press_until(ENTER, "Reading", 10)
    busy: list[float] = []
    while len(busy) < HELPS and app.press_until(b"", "MB", 2.0) < float("inf"):
        busy.append(_open_help(app))
    if busy:
        found["help, while the large file is read"] = latency_of(busy)
    app.end()
    return found


def _answer(app: Terminal, key: bytes) -> float:
    """Milliseconds from a key to the sentence that answers it."""
    taken = 1000 * app.press_until(key, " agents (")
    app.settle(0.3)
    return taken


def _open_help(app: Terminal) -> float:
    """Milliseconds from `?` to the words that it shows."""
    taken = 1000 * app.press_until(b"?", "esc back")
    app.press_until(ESCAPE, "Press ", 0.3)
    return taken


def keys_of_lists(folder: Path) -> dict[str, Latency]:
    """The same list with a thousand and with a million rows."""
    found = {}
    for rows in (1_000, 1_000_000):
        terminal = Terminal(sys.executable, "-c", LIST, str(rows), home=folder, columns=120, rows=40)
        terminal.wait_for("Row 30 of")
        terminal.settle(0.6)
        found[f"a list of {rows:,} rows"] = measure(terminal, [PAGE_DOWN] * 20 + [DOWN] * PRESSES)
        terminal.end()
    return found


def keys_of_visidata(folder: Path, wide: Path) -> dict[str, Latency]:
    """visidata on one row for each call."""
    if shutil.which("vd") is None and not Path(sys.executable).with_name("vd").exists():
        return {}
    command = str(Path(sys.executable).with_name("vd"))
    terminal = Terminal(command, str(wide), home=folder, columns=120, rows=40)
    terminal.wait_for("K00000000", timeout=120)
    terminal.settle(2.0, limit=120)
    found = {
        "visidata, down": measure(terminal, [DOWN] * PRESSES),
        "visidata, page down": measure(terminal, [PAGE_DOWN] * PRESSES),
    }
    terminal.end()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    compile_all()
    with tempfile.TemporaryDirectory() as temporary:
        folder, data = Path(temporary), options.folder or Path(temporary)
        large, small = file_of(data, options.rows, "long.csv"), file_of(data, 200_000, "long.csv")
        starts = plain_starts()
        print(f"{'bare Python':>40} {1000 * starts['bare Python']:>8.0f} ms")
        more = 1000 * (starts["--version"] - starts["bare Python"])
        print(f"{'qa-tui --version':>40} {1000 * starts['--version']:>8.0f} ms, {more:.0f} ms more")
        frames = first_frames(folder, large)
        print(f"\n{'first frame':>40} {'ms':>8} {'x bare Textual':>15}")
        for name, seconds in frames.items():
            print(f"{name:>40} {1000 * seconds:>8.0f} {seconds / frames['bare Textual']:>15.2f}")
        wide = file_of(data, options.rows, "wide.csv")
        sections: list[Callable[[], dict[str, Latency]]] = [
            lambda: keys_of_app(folder, large, small),
            lambda: keys_of_lists(folder),
            lambda: keys_of_visidata(folder, wide),
        ]
        keys: dict[str, Latency] = {}
        print(f"\n{'key to paint':>40} {'median ms':>10} {'p95 ms':>8}")
        for section in sections:
            for name, latency in section().items():
                keys[name] = latency
                print(f"{name:>40} {latency.median:>10.1f} {latency.p95:>8.1f}")
        _print_ratios(keys)
    if options.json:
        figures: dict[str, Any] = {"starts": starts, "frames": frames}
        figures["keys"] = {name: [latency.median, latency.p95] for name, latency in keys.items()}
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


def _print_ratios(keys: dict[str, Latency]) -> None:
    pairs = (
        ("calls, down", "visidata, down"),
        ("calls, page down", "visidata, page down"),
        ("ranking", "visidata, down"),
        ("segments", "visidata, down"),
        ("a list of 1,000,000 rows", "a list of 1,000 rows"),
        ("help, while the large file is read", "help, idle"),
    )
    print(f"\n{'p95 of one over the other':>66} {'ratio':>6}")
    for one, other in pairs:
        if one in keys and other in keys:
            print(f"{f'{one} / {other}':>66} {keys[one].p95 / keys[other].p95:>6.2f}")


if __name__ == "__main__":
    main()
