"""Samples of a recording with a tone in place of what is hidden."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

Samples = npt.NDArray[np.int16]

TONE_HERTZ = 1000.0
TONE_PEAK = 2600
"""Of 32,767: about -22 dB, no louder than speech."""
FADE_SECONDS = 0.01


def put_tones(samples: Samples, rate: int, hidden: Sequence[tuple[float, float]]) -> Samples:
    """[N, channels] the samples, those in `hidden` (seconds from the first sample) replaced on every channel.

    On every channel, for what one person says is often heard on the other's as well. A sample that is only partly in a
    stretch is replaced whole.
    """
    found = samples.copy()
    for start, end in hidden:
        first, last = max(math.floor(start * rate), 0), math.ceil(min(end * rate, len(samples)))
        if first < last:
            found[first:last] = _tone(last - first, rate)[:, None]
    return found


def _tone(count: int, rate: int) -> Samples:
    at = np.arange(count)
    fade = max(1, min(round(FADE_SECONDS * rate), count // 2))
    loudness = np.minimum(1.0, np.minimum(at + 1, count - at) / fade)
    return (TONE_PEAK * loudness * np.sin(2 * np.pi * TONE_HERTZ * at / rate)).astype(np.int16)
