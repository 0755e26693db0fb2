"""Making a clip, and from a key to the command that the player has carried out: `python -m tests.benchmarks.sound`.

The recordings are ten minutes of noise; the excerpt is 90 seconds from their middle with 20 hidden places. A key is measured in a
real terminal, from its byte until the screen shows what the player answered, with a device that plays to nobody.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from pathlib import Path

import numpy as np

from qa_tui import compose
from qa_tui.audio.player import BACKEND
from qa_tui.domain.clip import Clip, Cut
from qa_tui.paths import find_home
from qa_tui.steps.sound import approval_of
from tests.benchmarks.compiled import compile_all
from tests.benchmarks.terminal import Terminal, latency_of
from tests.builders import NOW, make_plan_in

RUNS, PRESSES = 5, 40
SECONDS, START, LENGTH, HIDDEN = 600, 250.0, 90.0, 20


def write_noise(path: Path, rate: int, channels: int) -> Path:
    samples = np.random.default_rng(1).integers(-9000, 9000, (SECONDS * rate, channels), np.int16)
    with wave.open(str(path), "wb") as clip:
        clip.setnchannels(channels)
        clip.setsampwidth(2)
        clip.setframerate(rate)
        clip.writeframes(samples.tobytes())
    return path


def recordings(folder: Path) -> dict[str, Path]:
    """Ten minutes in several forms; other forms than WAV where sox is there to write them."""
    found = {"WAV, 8 kHz, mono": write_noise(folder / "small.wav", 8_000, 1)}
    found["WAV, 48 kHz, stereo"] = large = write_noise(folder / "large.wav", 48_000, 2)
    for form in ("mp3", "flac", "ogg") if shutil.which("sox") else ():
        path = folder / f"large.{form}"
        subprocess.run(["sox", "-D", str(large), str(path)], check=True)
        found[f"{form.upper()}, 48 kHz, stereo"] = path
    return found


def main() -> None:
    compile_all()
    os.environ[BACKEND] = "null"
    step = LENGTH / HIDDEN
    cut = Cut(
        START, START + LENGTH, tuple((START + n * step, START + n * step + 1.0) for n in range(HIDDEN)),
        tuple((START + n * step, START + (n + 1) * step) for n in range(HIDDEN)),
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        home = find_home(str(folder / "home"))
        sound = compose.services(home).sound()
        assert sound is not None
        print(f"{'90 seconds of ten minutes':>30} {'median s':>9}")
        for name, path in recordings(folder).items():
            taken = []
            for _ in range(RUNS):
                start = time.perf_counter()
                made = sound.clips.make(path, cut, "approval")
                taken.append(time.perf_counter() - start)
                assert isinstance(made, Clip), made
            print(f"{name:>30} {statistics.median(taken):>9.2f}")
        store = compose.open_store(home.database, writing=True)
        make_plan_in(store, calls=3)
        for n, excerpt in enumerate(store.approved("p1").values()):
            made = sound.clips.make(folder / "large.wav", cut, approval_of(excerpt))
            assert isinstance(made, Clip), made
            store.allow_recording(f"CALL-p1-{n}", is_allowed=True, now=NOW)
            store.keep_clip(excerpt.id, made, NOW)
            sound.clips.place(made)
        store.database.close()
        room = Terminal(sys.executable, "-m", "qa_tui", "session", "start", "p1", home=folder / "home")
        room.wait_for("The session is ready")
        for key in (b"\r", b"\r", b"\r"):
            room.press(key)
        room.settle(1.0)
        taken = []
        for press in range(PRESSES):
            taken.append(1000 * room.press_until(b"a", "paused" if press % 2 else "playing"))
            time.sleep(0.15)
        room.end()
    keys = latency_of(taken)
    print(f"\n{'key to answered command':>30} {keys.median:>6.0f} ms, p95 {keys.p95:.0f} ms")


if __name__ == "__main__":
    main()
