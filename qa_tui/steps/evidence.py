"""The turns behind a score: what the export says, else what the rubric's signals suggest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.calls import Passage

if TYPE_CHECKING:
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.transcript import Transcript


def find_passage(
    transcript: Transcript, seconds: tuple[float, float] | None, criterion: Criterion | None
) -> Passage | None:
    """The passage from `seconds` on where the scores name them; else the one the signals suggest, marked as such."""
    if seconds is not None:
        return Passage(*transcript.turns_between(*seconds), is_suggested=False)
    if criterion is None or not criterion.signals:
        return None
    from qa_tui.analysis.suggested_evidence import suggest_turns

    found = suggest_turns(transcript.turns, criterion.signals)
    return Passage(*found, is_suggested=True) if found else None
