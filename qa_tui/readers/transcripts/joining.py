"""Transcripts beside the scores: matched to calls, and their speakers' roles asked for once per format."""

from __future__ import annotations

import os
import re
from collections import Counter
from typing import TYPE_CHECKING

from qa_tui.domain.importing import About, Doubt
from qa_tui.domain.loading import FileReading
from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.domain.transcript import AGENT, CUSTOMER
from qa_tui.readers.header_set import speaker_set_of
from qa_tui.readers.transcripts.matching import Named, match_calls

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa_tui.domain.loading import LoadRequest
    from qa_tui.readers.registry import Recognised

_MOST_LABELS = 6
_TIME_IN_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2})[:_-]?(\d{2})[:_-]?(\d{2})")


def join_transcripts(
    files: Sequence[Recognised], calls: Iterable[str], request: LoadRequest
) -> tuple[dict[str, str], list[FileReading], list[Problem]]:
    """Call id -> path, one reading per format, and problems."""
    named = [Named(f.shown, os.fspath(f.path), f.transcript.ids) for f in files if f.transcript]
    matched, problems = match_calls(named, calls)
    readings = transcript_readings(files, request)
    problems += [
        Problem(Severity.NOTE, reading.file, f"{doubt.question} Asked in the app, or --mapping FILE.")
        for reading in readings
        for doubt in reading.doubts
    ]
    originals = [f for f in files if f.transcript and f.transcript.is_original]
    if originals:
        message = "says that nothing in it was redacted. It is used, and anonymised before any room sees it."
        problems.append(Problem(Severity.NOTE, originals[0].shown, message, None, None, len(originals)))
    return matched, readings, problems


def join_recordings(
    files: Sequence[Recognised], calls: Iterable[str]
) -> tuple[dict[str, str], list[FileReading], list[Problem]]:
    """Call id -> path of its sound, what they are, and problems."""
    named = [Named(file.shown, os.fspath(file.path), (file.path.stem,)) for file in files]
    matched, problems = match_calls(named, calls, "recording")
    shown = "1 recording" if len(files) == 1 else f"{len(files)} recordings"
    return matched, [FileReading(shown, "recording", len(files))] if files else [], problems


def transcript_readings(files: Sequence[Recognised], request: LoadRequest) -> list[FileReading]:
    """What the transcripts are: one reading per format, with doubts about speakers who have no role."""
    by_source: dict[str, list[Recognised]] = {}
    for file in files:
        if file.transcript:
            by_source.setdefault(file.transcript.source, []).append(file)
    readings = []
    for source, parts in by_source.items():
        key = speaker_set_of(source)
        settled = request.mapping_for(key).answers(About.SPEAKER)
        count = len(parts)
        shown = "1 transcript" if count == 1 else f"{count} transcripts"
        doubts = tuple(doubt for doubt in _speakers(parts) if doubt.subject not in settled)
        readings.append(
            FileReading(shown, "transcript", count, form=source, header_set=key if doubts else "", doubts=doubts)
        )
    return readings


def _speakers(files: Sequence[Recognised]) -> list[Doubt]:
    heard = [file.transcript for file in files if file.transcript]
    labels = Counter(label for transcript in heard for label in transcript.labels)
    greeting = Counter(transcript.greeting for transcript in heard if transcript.greeting in labels)
    if not labels:
        return []
    agent = greeting.most_common(1)[0][0] if greeting else next(iter(labels))
    certainty = 0.9 if greeting else 0.6
    doubts = []
    for label in sorted(labels, key=lambda name: name != agent)[:_MOST_LABELS]:
        role = AGENT if label == agent else CUSTOMER
        question = f'is "{safe_line(label, 30)}" in {labels[label]} transcripts the {role} ({certainty:.0%})?'
        doubts.append(Doubt(About.SPEAKER, label, role, certainty, question, (CUSTOMER if role == AGENT else AGENT,)))
    return doubts


def times_in_names(files: Sequence[Recognised]) -> dict[str, str]:
    """Text that may hold a call id -> time of the call, from transcripts whose file names carry one."""
    found = {}
    for file in files:
        if file.transcript and (time := _TIME_IN_NAME.search(file.path.name)):
            for text in file.transcript.ids:
                found[text] = f"{time[1]} {time[2]}:{time[3]}:{time[4]}"
    return found
