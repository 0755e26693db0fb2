"""The sound of an excerpt: made when its text is approved and everybody in it agreed, and bound to that approval."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from qa_tui.domain.clip import Clip, Cut, cut_recording

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from qa_tui.anonymise import Result
    from qa_tui.domain.clip import Heard
    from qa_tui.domain.excerpt import ApprovedExcerpt
    from qa_tui.steps.excerpt import Draft

INSTALL = 'Playing recordings needs one more package: pip install "qa-tui[audio]".'


class Clips(Protocol):
    """The private cache of clips."""

    def make(self, recording: Path, cut: Cut, approval: str) -> Clip | str: ...
    def place(self, clip: Clip) -> None: ...
    def find(self, clip: Clip, approval: str) -> Path | None: ...
    def keep_only(self, keys: Collection[str]) -> None: ...


class SoundPlayer(Protocol):
    """Something that plays one clip at a time, elsewhere."""

    def do(self, command: str, **more: object) -> None: ...
    def end(self) -> None: ...


class SoundStore(Protocol):
    """What sound needs of the store."""

    def keep_clip(self, excerpt: str, clip: Clip, now: datetime) -> None: ...
    def clip_of(self, excerpt: str) -> Clip | None: ...
    def clip_keys(self) -> frozenset[str]: ...
    def allow_recording(self, call_id: str, *, is_allowed: bool, now: datetime) -> None: ...
    def is_recording_allowed(self, call_id: str) -> bool | None: ...
    def excerpt(self, excerpt: str) -> ApprovedExcerpt: ...


@dataclass(frozen=True, eq=False, slots=True)
class Sound:
    """What can be heard on this machine."""

    clips: Clips
    start: Callable[[Callable[[Heard | str], None]], SoundPlayer]
    """A player that tells how far it is, or why nothing is heard, on a thread of its own."""


def approval_of(excerpt: ApprovedExcerpt) -> str:
    """Hash of what was approved: of the shown words, of what they were made from, and of what a person did to them."""
    edits = excerpt.edits.as_json() if excerpt.edits else {}
    body = json.dumps([excerpt.text_hash, excerpt.first_line, excerpt.seal.as_json(), edits], sort_keys=True)
    return hashlib.sha256(body.encode()).hexdigest()


def cut_of(draft: Draft, safe: Result) -> Cut | str:
    """Which seconds of the call the excerpt is, and which of them are silent."""
    turns = draft.transcript.turns
    hidden = [(span.turn, span.start, span.end) for span in safe.spans]
    hidden += [(turn, 0, len(turns[turn].text)) for turn in safe.withheld]
    return cut_recording(draft.transcript, draft.edits.first, draft.edits.last, hidden)


def make_clip(clips: Clips, excerpt: ApprovedExcerpt, cut: Cut | str, recording: str) -> Clip | str:
    """The clip of an approval; or in one sentence why it has no sound. Takes a second: not for the thread of the keys."""
    if isinstance(cut, str):
        return f"No sound for this excerpt: {cut}. It is read aloud."
    made = clips.make(Path(recording), cut, approval_of(excerpt))
    if isinstance(made, str):
        return f"No sound for this excerpt: {Path(recording).name} {made}. It is read aloud."
    return made


def keep_clip(store: SoundStore, clips: Clips, excerpt: str, made: Clip, now: datetime) -> bool:
    """Keep it beside its approval; False where that was taken back meanwhile, or the call may not be heard any more."""
    store.keep_clip(excerpt, made, now)
    clips.place(made)
    drop_clips(store, clips)
    return find_clip(store, clips, excerpt) is not None


def drop_clips(store: SoundStore, clips: Clips) -> None:
    """Delete the files whose approval is gone."""
    clips.keep_only(store.clip_keys())


def find_clip(store: SoundStore, clips: Clips, excerpt: str) -> tuple[Clip, Path] | None:
    """The clip of an approved excerpt and its file; None where it has none, or it is not what was approved."""
    clip = store.clip_of(excerpt)
    if clip is None:
        return None
    place = clips.find(clip, approval_of(store.excerpt(excerpt)))
    return None if place is None else (clip, place)
