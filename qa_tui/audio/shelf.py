"""The private cache of clips: files named by what is in them, which only their owner can read."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa_tui.domain.clip import Clip, Cut

if TYPE_CHECKING:
    from collections.abc import Collection

MOST_SECONDS = 60
"""For making one clip."""
LEFT_AFTER = 3600
"""Seconds after which nobody is still making a clip."""
_SUFFIX = ".wav"
_WAITING = ".made"
_PARTIAL = ".partial-"


@dataclass(frozen=True, slots=True)
class ClipShelf:
    """Where clips lie."""

    folder: Path
    log: Path
    """What the process that makes clips prints on its error output."""

    def make(self, recording: Path, cut: Cut, approval: str) -> Clip | str:
        """The clip of an approval (its hash); or why there is none, in words that follow the recording's name."""
        try:
            return self._make(recording, cut, approval)
        except OSError as problem:
            return f"could not be prepared ({problem.strerror or type(problem).__name__})"

    def _make(self, recording: Path, cut: Cut, approval: str) -> Clip | str:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(prefix=_PARTIAL, dir=self.folder) as scratch:
            made = Path(scratch) / "clip"
            order = {**cut.as_json(), "known_end": cut.known_end, "recording": str(recording), "clip": str(made)}
            answer = self._ask(json.dumps(order))
            if isinstance(answer, str):
                return answer
            key = _key_of(approval, made)
            made.replace(self._waiting(key))
        turns = tuple(
            (max(start - cut.start, 0.0), min(end - cut.start, answer["seconds"])) for start, end in cut.turns
        )
        return Clip(key, answer["seconds"], turns)

    def _ask(self, order: str) -> dict[str, float] | str:
        with self.log.open("a", encoding="utf-8") as errors:
            try:
                done = subprocess.run(
                    [sys.executable, "-m", "qa_tui.audio.prepare"],
                    input=order,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    encoding="utf-8",
                    timeout=MOST_SECONDS,
                    check=False,
                    env={**os.environ, "PYTHONUTF8": "1"},
                    start_new_session=True,
                )
            except subprocess.TimeoutExpired:
                return "could not be prepared in a minute"
        if done.returncode != 0:
            return "could not be prepared: the process that reads it has failed"
        answer = json.loads(done.stdout)
        problem = answer.get("problem")
        return str(problem) if problem else {"seconds": float(answer["seconds"])}

    def place(self, clip: Clip) -> None:
        """Put a clip that was made where it is found: until then nothing deletes it, and nothing plays it."""
        with contextlib.suppress(OSError):
            self._waiting(clip.key).replace(self._place(clip.key))

    def find(self, clip: Clip, approval: str) -> Path | None:
        """The file of a clip, where it is there and still what was approved."""
        place = self._place(clip.key)
        try:
            return place if _key_of(approval, place) == clip.key else None
        except OSError:
            return None

    def keep_only(self, keys: Collection[str]) -> None:
        """Delete every clip whose approval is gone, and what a program that was killed has left half done."""
        for place in self.folder.iterdir() if self.folder.is_dir() else ():
            if place.suffix == _SUFFIX:
                if place.stem not in keys:
                    place.unlink(missing_ok=True)
            elif time.time() - place.stat().st_mtime > LEFT_AFTER:
                shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)

    def _waiting(self, key: str) -> Path:
        return self.folder / f"{key}{_WAITING}"

    def _place(self, key: str) -> Path:
        return self.folder / f"{key}{_SUFFIX}"


def _key_of(approval: str, place: Path) -> str:
    digest = hashlib.sha256(approval.encode())
    digest.update(place.read_bytes())
    return digest.hexdigest()


def clear(folder: Path) -> tuple[int, int]:
    """Delete all clips: how many are gone, and their bytes."""
    count, size = clips_in(folder)
    shutil.rmtree(folder, ignore_errors=True)
    left, left_size = clips_in(folder)
    return count - left, size - left_size


def clips_in(folder: Path) -> tuple[int, int]:
    """How many clips there are, and their bytes."""
    places = list(folder.glob(f"*{_SUFFIX}")) if folder.is_dir() else []
    return len(places), sum(place.stat().st_size for place in places)
