"""Spoken calls whose every word has a known place: each word is synthesised alone by espeak-ng and put between pauses."""

from __future__ import annotations

import json
import shutil
import subprocess
import wave
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pytest

from qa_tui import compose
from qa_tui.domain.transcript import Transcript, Turn, Word
from qa_tui.steps.excerpt import Draft, check, draft, make_safe
from qa_tui.steps.sound import cut_of, keep_clip, make_clip
from tests.builders import NOW
from tests.plans import approved_plan, drafted

if TYPE_CHECKING:
    from qa_tui.steps.loaded import Loaded
    from qa_tui.steps.services import Services
    from qa_tui.store.sessions import SessionStore

Samples = npt.NDArray[np.int16]

RATE = 22_050
"""Of espeak-ng's voices."""
PAUSE = 0.3


@lru_cache(maxsize=200)
def spoken(word: str, pitch: int = 50) -> Samples:
    """One word, as espeak-ng says it."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed: there is nobody who could speak")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "word.wav"
        subprocess.run(["espeak-ng", "-p", str(pitch), "-w", str(path), word], check=True, capture_output=True)
        with wave.open(str(path)) as clip:
            return np.frombuffer(clip.readframes(clip.getnframes()), np.int16)


@dataclass(frozen=True, eq=False)
class SpokenCall:
    """Samples [N], and the transcript that says when each word was spoken."""

    samples: Samples
    transcript: Transcript
    rate: int = RATE

    def write(self, path: Path, *, channels: int = 1) -> Path:
        """A WAV file; of two channels, the second is the first, half as loud."""
        both = np.stack([self.samples // (1 + n) for n in range(channels)], axis=1)
        with wave.open(str(path), "wb") as clip:
            clip.setnchannels(channels)
            clip.setsampwidth(2)
            clip.setframerate(self.rate)
            clip.writeframes(both.astype(np.int16).tobytes())
        return path


def speak(*turns: tuple[str, str], lengths: dict[str, float] | None = None, call_id: str = "C1") -> SpokenCall:
    """A call of (speaker, text). `lengths` makes words last so many seconds, so that two names can take the same time."""
    parts: list[Samples] = [np.zeros(round(PAUSE * RATE), np.int16)]
    at = len(parts[0])
    made, timed = [], []
    for speaker, text in turns:
        words = []
        for word in text.split():
            sound = spoken(word, 40 if speaker == "agent" else 70)
            seconds = (lengths or {}).get(word)
            if seconds is not None:
                sound = np.resize(sound, round(seconds * RATE))
            words.append(Word(word, at / RATE, (at + len(sound)) / RATE))
            pause = np.zeros(round(PAUSE * RATE), np.int16)
            parts += [sound, pause]
            at += len(sound) + len(pause)
        made.append(Turn(speaker, text, words[0].start, words[-1].end))
        timed.append(tuple(words))
    return SpokenCall(np.concatenate(parts), Transcript(call_id, tuple(made), words=tuple(timed)))


def read_samples(path: Path) -> tuple[Samples, int]:
    """[N, channels] samples of a WAV file, and their rate."""
    with wave.open(str(path)) as clip:
        found = np.frombuffer(clip.readframes(clip.getnframes()), np.int16)
        return found.reshape(-1, clip.getnchannels()), clip.getframerate()


def add_recordings(folder: Path, *, words: bool = True) -> None:
    """Give every transcript of a folder times, and each call its sound beside it; with times of `words`, or of turns alone."""
    for path in sorted(folder.glob("*.json")):
        body = json.loads(path.read_text(encoding="utf-8"))
        call = speak(*((turn["speaker"], turn["text"]) for turn in body["turns"]))
        for said, turn, timed in zip(body["turns"], call.transcript.turns, call.transcript.words, strict=True):
            said |= {"start": turn.start, "end": turn.end}
            if words:
                said["words"] = [{"text": word.text, "start": word.start, "end": word.end} for word in timed]
        path.write_text(json.dumps(body), encoding="utf-8")
        call.write(folder / f"{body['call_id']}.wav")


def give_clips(services: Services, loaded: Loaded) -> None:
    """The secret team's plan, approved, with a clip for every excerpt."""
    sound = services.sound()
    store: SessionStore = services.store()  # type: ignore[assignment]
    assert sound is not None
    approved_plan(store, loaded)
    for pick in drafted(loaded).vote_set.picks:
        call = pick.candidate.call_id
        excerpt = store.approved("p1")[store.call_key(call)]
        desk = draft(pick.candidate, compose.read_transcript)
        assert isinstance(desk, Draft)
        safe = make_safe(desk, check(loaded, desk.transcript, pick.candidate.agent))
        store.allow_recording(call, is_allowed=True, now=NOW)
        made = make_clip(sound.clips, excerpt, cut_of(desk, safe), loaded.recordings[call])
        assert not isinstance(made, str), made
        assert keep_clip(store, sound.clips, excerpt.id, made, NOW)
