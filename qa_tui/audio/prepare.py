"""A process that makes one clip: `python -m qa_tui.audio.prepare`, an order as JSON on its input, an answer as JSON on its output.

It reads nothing of the recording but the seconds that are asked for, and writes them where it is told once they are silenced.
"""

from __future__ import annotations

import json
import sys
import wave
from pathlib import Path
from typing import Any

import numpy as np

from qa_tui.audio.silence import Samples, put_tones
from qa_tui.domain.clip import LONGEST, SLACK

_FRAMES_AT_ONCE = 65_536
_MOST_CHANNELS = 2
_LATE_SAMPLES = 1_600
"""An MP3 file without a note of its encoder's delay begins so many samples late, ringing included."""


class UnfitError(Exception):
    """Why a recording cannot be used, in words that follow its name."""


def read_part(recording: Path, start: float, end: float | None, known_end: float) -> tuple[Samples, int, bool]:
    """[N, channels] the samples from second `start` to `end` (None: its last), how many there are in a second, and whether it is MP3.

    Raises:
        UnfitError: it cannot be decoded, is empty, or ends before second `known_end`.
    """
    import miniaudio

    try:
        facts = miniaudio.get_file_info(str(recording))
    except (miniaudio.MiniaudioError, OSError) as error:
        raise UnfitError("cannot be read as WAV, MP3, FLAC or OGG") from error
    rate, channels = facts.sample_rate, min(facts.nchannels, _MOST_CHANNELS)
    if not rate or not channels or not facts.num_frames:
        raise UnfitError("holds no sound")
    if facts.num_frames / rate < known_end - SLACK:
        raise UnfitError(
            f"is {facts.num_frames / rate:.0f} seconds long, and its transcript goes on until second {known_end:.0f}"
        )
    first = int(start * rate)
    most = int(LONGEST * rate) if end is None else max(int(np.ceil(end * rate)) - first, 0)
    stream = miniaudio.stream_file(
        str(recording), miniaudio.SampleFormat.SIGNED16, channels, rate, _FRAMES_AT_ONCE, seek_frame=first
    )
    parts, count = [], 0
    try:
        for part in stream:
            parts.append(np.frombuffer(part, np.int16).reshape(-1, channels))
            count += len(parts[-1])
            if count >= most:
                break
    except miniaudio.MiniaudioError as error:
        raise UnfitError("cannot be decoded to the end of the excerpt") from error
    finally:
        stream.close()
    samples = np.concatenate(parts)[:most] if parts else np.zeros((0, channels), np.int16)
    if not len(samples) or (end is not None and len(samples) < most - SLACK * rate):
        raise UnfitError("ends before the excerpt does")
    return samples, rate, facts.file_format is miniaudio.FileFormat.MP3


def write_clip(samples: Samples, rate: int, path: Path) -> None:
    """A WAV file of 16 bits that only its owner can read."""
    path.touch(mode=0o600)
    with wave.open(str(path), "wb") as clip:
        clip.setnchannels(samples.shape[1])
        clip.setsampwidth(2)
        clip.setframerate(rate)
        clip.writeframes(samples.tobytes())


def make_clip(order: dict[str, Any]) -> dict[str, Any]:
    """Do what an order says; the answer has `seconds`, or `problem`."""
    start, end = order["start"], order["end"]
    try:
        samples, rate, is_mp3 = read_part(Path(order["recording"]), start, end, order["known_end"])
    except UnfitError as problem:
        return {"problem": str(problem)}
    late = _LATE_SAMPLES / rate if is_mp3 else 0.0
    hidden = [(begun - start, (np.inf if ended is None else ended) - start + late) for begun, ended in order["hidden"]]
    # What was said before the excerpt is heard in it so much later.
    hidden.append((0.0, late))
    write_clip(put_tones(samples, rate, hidden), rate, Path(order["clip"]))
    return {"seconds": len(samples) / rate}


if __name__ == "__main__":
    print(json.dumps(make_clip(json.load(sys.stdin))), flush=True)
