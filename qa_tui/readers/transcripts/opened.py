"""A transcript file, opened: which format it is, which call ids it names, and its turns."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.transcript import AGENT, CUSTOMER, Transcript
from qa_tui.readers.text_file import inspect_text
from qa_tui.readers.transcripts import (
    assemblyai,
    canonical,
    contact_lens,
    deepgram,
    genesys,
    pca,
    plain_text,
    subtitles,
    transcribe,
    whisper,
)
from qa_tui.readers.transcripts.spoken import transcript_of

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.readers.transcripts.spoken import Spoken


class JsonTranscriptReader(Protocol):
    """What every module for a JSON format offers."""

    NAME: str

    def sniff(self, body: Any) -> bool: ...
    def call_ids(self, body: Any) -> list[str]:
        """Texts in which the call's id may stand, the surest first."""
        ...

    def spoken(self, body: Any) -> list[Spoken]: ...


JSON_READERS: tuple[JsonTranscriptReader, ...] = (
    canonical, contact_lens, pca, genesys, transcribe, deepgram, whisper, assemblyai,
)  # fmt: skip
SUFFIXES = frozenset({".json", *subtitles.SUFFIXES, *plain_text.SUFFIXES})


@dataclass(frozen=True, slots=True)
class OpenedTranscript:
    """A transcript, and what it says about itself."""

    transcript: Transcript
    ids: tuple[str, ...]
    """Texts in which the call's id may stand: what the file says, then the file's name."""
    is_original: bool = False
    """The file says that nothing in it was redacted."""


def json_reader_of(body: Any) -> JsonTranscriptReader | None:
    return next((reader for reader in JSON_READERS if reader.sniff(body)), None)


def from_json(body: Any, reader: JsonTranscriptReader, path: Path, shown: str) -> OpenedTranscript | Problem:
    """The transcript of a parsed file."""
    if reader is canonical and (wrong := canonical.misplaced(body)):
        return Problem(Severity.ERROR, shown, wrong[1], None, wrong[0])
    ids = tuple(text for text in reader.call_ids(body) if text)
    found = transcript_of(reader.NAME, ids[0] if ids else path.stem, reader.spoken(body))
    if found is None:
        return Problem(Severity.ERROR, shown, f"holds no turns, though it looks like a file of {reader.NAME}.")
    if reader is canonical:
        names = canonical.names(body, AGENT), canonical.names(body, CUSTOMER)
        found = _with_names(found, names[0], names[1])
    if reader is pca:
        found = _with_names(found, pca.agent_names(body), ())
    is_original = reader is contact_lens and contact_lens.is_original(body)
    return OpenedTranscript(found, (*ids, path.stem), is_original)


def _with_names(found: Transcript, agent: tuple[str, ...], customer: tuple[str, ...]) -> Transcript:
    return replace(
        found,
        agent_names=tuple(dict.fromkeys((*agent, *found.agent_names))),
        customer_names=tuple(dict.fromkeys((*customer, *found.customer_names))),
    )


def from_text(text: str, path: Path, shown: str) -> OpenedTranscript | Problem:
    """The transcript of subtitles or plain text."""
    if subtitles.sniff(text[:65_536]):
        found = transcript_of(subtitles.NAME, path.stem, subtitles.spoken(text))
    else:
        spoken, names = plain_text.spoken(text)
        found = transcript_of(plain_text.NAME, path.stem, spoken)
        if found is not None:
            found = _with_names(found, tuple(names[AGENT]), tuple(names[CUSTOMER]))
    if found is None:
        return Problem(Severity.ERROR, shown, "holds no turns. Expected lines such as `Agent: Good morning.`")
    return OpenedTranscript(found, (path.stem,))


def open_transcript(path: Path, shown: str) -> OpenedTranscript | Problem:
    """The transcript of `path`, whichever known form it has."""
    form = inspect_text(path, shown)
    if isinstance(form, Problem):
        return form
    text = path.read_text(encoding=form.encoding, errors="replace")
    if subtitles.sniff(form.head) or plain_text.sniff(form.head):
        return from_text(text, path, shown)
    if form.head.lstrip()[:1] in {"{", "["}:
        try:
            body = json.loads(text)
        except (ValueError, RecursionError) as problem:
            line = getattr(problem, "lineno", None)
            return Problem(Severity.ERROR, shown, "is not valid JSON. Export the transcript again.", line)
        reader = json_reader_of(body)
        if reader is not None:
            return from_json(body, reader, path, shown)
    message = (
        "is not a transcript this program knows. Expected JSON with turns, or lines such as `Agent: Good morning.`"
    )
    return Problem(Severity.ERROR, shown, message, 1)
