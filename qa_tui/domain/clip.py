"""Which seconds of a recording an excerpt is, and which of them are silent: what is hidden in the text is not heard either.

Where a time is not known, more is silent, never less.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.transcript import Stretch, Transcript, Turn, Word

Seconds = tuple[float, float]
"""Start and end."""

MARGIN = 0.15
"""Seconds on both sides of what is hidden: recognisers are some hundredths off, and MP3 files begin late."""
LONGEST = 1200.0
"""Seconds of one clip."""
ROUGH_MARGIN = 1.0
"""The same where no time of a transcript has a fraction."""
MOST_SILENT = 0.9
"""Share of a clip that may be a tone."""
CUT_OFF = 7_990
"""Characters of a turn: readers keep 8,000, and what came after was not looked at."""
_MASK = re.compile(
    r"\[[^\[\]]{1,60}\]|<[A-Z][A-Z0-9_ -]{1,40}>|\{+[A-Z][A-Z0-9_ -]{1,40}\}+|[#*\u2588\u2022_]{2,}|\b[Xx]{3,}\b"
)
"""What exports write in place of what they have redacted."""
SLACK = 0.5
"""Seconds by which a recording may be shorter than its transcript says."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a recording, in seconds from its start."""

    start: float
    end: float
    """Infinite where the last turn says no end: to the end of the recording."""
    hidden: tuple[Seconds, ...]
    """What is silent in it, in order, no two of them touching; margins are included."""
    turns: tuple[Seconds, ...]
    """Of each turn that is shown"""

    @property
    def known_end(self) -> float:
        """Up to where the recording must reach to be that of the transcript."""
        return self.end if math.isfinite(self.end) else max(start for start, _ in self.turns)

    def as_json(self) -> dict[str, Any]:
        hidden = [[begun, ended if math.isfinite(ended) else None] for begun, ended in self.hidden]
        return {"start": self.start, "end": self.end if math.isfinite(self.end) else None, "hidden": hidden}


@dataclass(frozen=True, slots=True)
class Clip:
    """A file of the private cache that holds what a room may hear of one excerpt, and nothing else of the call."""

    key: str
    """Hash of the approval and of every sample: another file is not this clip."""
    seconds: float
    turns: tuple[Seconds, ...]
    """When each turn that is shown is heard, in seconds of the clip"""

    def turn_at(self, second: float) -> int | None:
        """Index of the shown turn that is heard; the last that began where several speak at once, or nobody does."""
        begun = [(start, number) for number, (start, _) in enumerate(self.turns) if start <= second]
        return max(begun)[1] if begun else None


@dataclass(frozen=True, slots=True)
class Heard:
    """How far a clip has been played."""

    at: float
    """Second of the clip"""
    seconds: float
    """Its length"""
    is_playing: bool
    is_muted: bool


def cut_recording(transcript: Transcript, first: int, last: int, hidden: Sequence[Stretch]) -> Cut | str:
    """The seconds of turns `first` to `last` (inclusive); or why they cannot be heard.

    Args:
        transcript: the call as it was said.
        first: index of the first turn that is shown.
        last: index of the last one.
        hidden: every stretch of the call that is hidden, also in turns that are not shown.
    """
    turns = transcript.turns
    spans = [_span_of(turns, _words_of(transcript, number), number) for number in range(len(turns))]
    times = [span for span in spans[first : last + 1] if span is not None]
    if len(times) <= last - first:
        return "its transcript does not say when its lines were spoken"
    if any(len(turn.text) >= CUT_OFF for turn in turns[first : last + 1]):
        return "a line of it is so long that its end was not looked at"
    start, end = min(begun for begun, _ in times), max(ended for _, ended in times)
    known = end if math.isfinite(end) else max(begun for begun, _ in times)
    if start < 0 or known < start or end <= start or known - start > LONGEST:
        return f"the times in its transcript give no part of a call of up to {LONGEST / 60:.0f} minutes"
    margin = _margin(transcript)
    masked = [(number, *place) for number, turn in enumerate(turns) for place in _masks_in(turn.text)]
    silent = [_seconds_of(transcript, spans, stretch, margin) for stretch in (*hidden, *masked)]
    for number in range(len(turns)):
        if not first <= number <= last:
            words = _words_of(transcript, number)
            is_whole = bool(words) and _is_what_was_said(turns[number].text, words)
            silent += [(word.start, word.end) for word in words] if is_whole else [_reach(spans, turns, number)]
    cut = Cut(start, end, _merged(silent, start, end), tuple(times))
    if _is_nearly_silent(cut):
        return "nearly all of it would be a tone"
    return cut


def _is_nearly_silent(cut: Cut) -> bool:
    if math.isinf(cut.end):
        return any(begun <= cut.start and math.isinf(ended) for begun, ended in cut.hidden)
    return sum(ended - begun for begun, ended in cut.hidden) > MOST_SILENT * (cut.end - cut.start)


def _margin(transcript: Transcript) -> float:
    """Seconds on both sides of what is hidden: of times without fractions nobody knows where in the second they are."""
    times = [t for turn in transcript.turns for t in (turn.start, turn.end) if t is not None]
    times += [t for words in transcript.words for word in words for t in (word.start, word.end)]
    is_rough = all(not math.isfinite(time) or time.is_integer() for time in times)
    return ROUGH_MARGIN if is_rough else MARGIN


def _masks_in(text: str) -> list[tuple[int, int]]:
    """Places where somebody else has hidden something in the text: it may well be heard."""
    return [found.span() for found in _MASK.finditer(text)]


def _words_of(transcript: Transcript, number: int) -> tuple[Word, ...]:
    """The words of a turn, none where a time of theirs cannot be true."""
    words = transcript.words[number] if number < len(transcript.words) else ()
    is_sound = all(math.isfinite(word.start) and 0 <= word.start < word.end < math.inf for word in words)
    return words if is_sound else ()


def _span_of(turns: Sequence[Turn], words: Sequence[Word], number: int) -> Seconds | None:
    """From the start of a turn to its end, that of its last word, or the start of the next; None where it has no time."""
    turn = turns[number]
    starts = [*(word.start for word in words), *([] if turn.start is None else [turn.start])]
    if not starts or not all(map(math.isfinite, starts)):
        return None
    start = min(starts)
    ends = [*(word.end for word in words), *([] if turn.end is None or turn.end <= start else [turn.end])]
    if not ends:
        later = [other.start for other in turns if other.start is not None and other.start > start]
        ends = [min(later, default=math.inf)]
    return start, max(ends)


def _reach(spans: Sequence[Seconds | None], turns: Sequence[Turn], number: int) -> Seconds:
    """From when to when a turn can have been spoken, as far as its neighbours' times say: never less than it was.

    Recognisers give no time to what they write as a number, so that the own times of a turn may leave out how it begins or ends.
    """
    own = spans[number]
    if own is None:
        before = [span[0] for span in spans[:number] if span is not None]
        after = [span[0] for span in spans[number + 1 :] if span is not None]
        return max(before, default=0.0), min(after, default=math.inf)
    ends = [turn.end for turn in turns if turn.end is not None and turn.end <= own[0]]
    starts = [span[0] for place, span in enumerate(spans) if span is not None and place != number and span[0] > own[0]]
    return max(ends, default=own[0]), max(own[1], min(starts, default=math.inf))


def _seconds_of(transcript: Transcript, spans: Sequence[Seconds | None], stretch: Stretch, margin: float) -> Seconds:
    """When a hidden stretch is heard, with its margins: its words, or all of its turn where they are not known."""
    number, start, end = stretch
    words = _words_of(transcript, number)
    found = _words_in(transcript.turns[number].text, words, start, end) or [_reach(spans, transcript.turns, number)]
    # What is said between two words of one name belongs to it, whether it was recognised or not.
    return min(begun for begun, _ in found) - margin, max(ended for _, ended in found) + margin


def _is_what_was_said(text: str, words: Sequence[Word]) -> bool:
    """Whether words and text are the same letters."""
    letters = [character.casefold() for character in text if character.isalnum()]
    return letters == [c.casefold() for word in words for c in word.text if c.isalnum()]


def _words_in(text: str, words: Sequence[Word], start: int, end: int) -> list[Seconds]:
    """Times of the words that stand in `text` from `start` to `end`; none where words and text are not the same letters."""
    if not _is_what_was_said(text, words):
        return []
    letters = [place for place, character in enumerate(text) if character.isalnum()]
    spoken = [[c for c in word.text if c.isalnum()] for word in words]
    found: list[Seconds] = []
    at = 0
    for word, own in zip(words, spoken, strict=True):
        places = letters[at : at + len(own)]
        at += len(own)
        if any(start <= place < end for place in places):
            found.append((word.start, word.end))
    return found


def _merged(silent: Sequence[Seconds], start: float, end: float) -> tuple[Seconds, ...]:
    """Inside `start` to `end`, in order, without overlaps."""
    merged: list[Seconds] = []
    for begun, ended in sorted((max(begun, start), min(ended, end)) for begun, ended in silent):
        if ended <= begun:
            continue
        if merged and begun <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], ended))
        else:
            merged.append((begun, ended))
    return tuple(merged)
