"""Approvals that were made of something else than is loaded now are taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa_tui.domain.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from qa_tui.anonymise.spans import NamedDetector
    from qa_tui.domain.transcript import Transcript
    from qa_tui.steps.loaded import Loaded

    Read = Callable[[Path, str], Transcript | Problem]
from qa_tui.steps.excerpt import ExcerptStore, known_people, known_team, seal_of


def lapse_changed(
    store: ExcerptStore, plan: str, loaded: Loaded, read: Read, detectors: Sequence[NamedDetector] | None = ()
) -> tuple[str, ...]:
    """Take the approvals of a plan back whose transcript, roster or rules are not what they were; says what changed.

    A transcript that is not among the loaded files, or cannot be read, changes nothing: what was approved is in the
    store. Neither does a second detector that is set and missing (`detectors` is None): it blocks what is checked from
    now on. A call that the facilitator plays has no lines that could change.
    """
    from pathlib import Path

    from qa_tui.anonymise import VERSION

    approved = {
        key: excerpt for key, excerpt in store.excerpts_of(plan).items() if not excerpt.lapsed and not excerpt.is_played
    }
    calls = {key: call for call, key in store.call_keys(loaded.transcripts).items() if key in approved}
    changed: list[str] = []
    for key, excerpt in approved.items():
        path = Path(loaded.transcripts[calls[key]]) if key in calls else None
        transcript = read(path, path.name) if path else None
        if path is None or transcript is None or isinstance(transcript, Problem):
            now = replace(excerpt.seal, engine=VERSION, detectors=tuple(detector.name for detector in detectors or ()))
        else:
            now = seal_of(transcript, known_people(known_team(loaded), transcript, ""), detectors or ())
        if detectors is None:
            now = replace(now, detectors=excerpt.seal.detectors)
        changes = excerpt.seal.changes(now)
        if changes:
            why = " and ".join(changes) + (" has" if len(changes) == 1 and "rules" not in changes[0] else " have")
            store.lapse(excerpt.id, f"{why} changed since this was approved")
            changed += [change for change in changes if change not in changed]
    return tuple(changed)
