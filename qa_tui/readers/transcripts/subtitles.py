"""WebVTT and SRT: cues that are cut in the middle of sentences, with a speaker in `<v ...>`, before a colon, or nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_tui.readers.transcripts.spoken import Spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "Subtitles"
SUFFIXES: tuple[str, ...] = (".vtt", ".srt")
_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_CUE = re.compile(rf"^\s*{_CLOCK}\s*-->\s*{_CLOCK}", re.MULTILINE)
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]{1,60})>")
_TAG = re.compile(r"</?[a-zA-Z][^>]{0,80}>|<\d[^>]{0,20}>")
_NAMED = re.compile(r"^(?:[-–]\s*)?([^\W\d_][\w .'’-]{0,30}?):\s+(?=\S)")
_DASH = re.compile(r"^[-–]\s+")
_GAP = 2.0
"""Seconds of silence after which a new turn begins."""


def sniff(head: str) -> bool:
    return len(_CUE.findall(head)) >= 1 and (
        head.lstrip("\ufeff").startswith("WEBVTT") or bool(re.match(r"\s*\d+\s*\n", head))
    )


def _cues(text: str) -> Iterator[tuple[float, float, str]]:
    found = list(_CUE.finditer(text))
    for number, cue in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        body = text[text.find("\n", cue.end()) + 1 : end] if "\n" in text[cue.end() : end] else ""
        block = re.split(r"\n\s*\n", body.strip("\n"), maxsplit=1)[0]
        numbers = cue.groups()
        yield _time(numbers[:4]), _time(numbers[4:]), block


def _time(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, part = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(part.ljust(3, "0")) / 1000


def spoken(text: str) -> list[Spoken]:
    """Turns: cues run together until the speaker changes, a sentence ends, or nobody speaks for a while."""
    turns: list[Spoken] = []
    for start, end, block in _cues(text.replace("\r\n", "\n").replace("\r", "\n")):
        for who, said in _lines(block):
            last = turns[-1] if turns else None
            goes_on = last is not None and not who and not said[1] and last.end is not None and start - last.end <= _GAP
            if last is not None and goes_on and (last.speaker or not last.text.rstrip().endswith((".", "?", "!"))):
                turns[-1] = Spoken(last.speaker, f"{last.text} {said[0]}", last.start, end)
            else:
                speaker = who or (last.speaker if last and not said[1] else "")
                turns.append(Spoken(speaker, said[0], start, end))
    return turns


def _lines(block: str) -> Iterator[tuple[str, tuple[str, bool]]]:
    """(speaker, (text, whether a dash began it)) of each line of a cue; a line without either goes on with the one before."""
    for line in block.splitlines():
        voice = _VOICE.search(line)
        plain = _TAG.sub("", line).strip()
        if not plain:
            continue
        named = _NAMED.match(plain) if voice is None else None
        dashed = bool(_DASH.match(plain))
        body = plain[named.end() :] if named else _DASH.sub("", plain)
        yield (voice[1].strip() if voice else named[1] if named else ""), (body, dashed)
