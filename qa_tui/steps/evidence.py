"""The turns behind a score: what the export says, else what the rubric's signals suggest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.calls import Passage

if TYPE_CHECKING:
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.transcript import Transcript


FITTING_TURNS = 10


def find_passage(
    transcript: Transcript, seconds: tuple[float, float] | None, criterion: Criterion | None
) -> Passage | None:
    """The passage from `seconds` on where the scores name them; else the one the signals suggest, marked as such."""
    if seconds is not None:
        return Passage(*transcript.turns_between(*seconds), is_suggested=False, why="the evaluator pointed to them")
    if criterion is None or not criterion.signals:
        return None
    from qa_tui.analysis.suggested_evidence import suggest_turns

    found = suggest_turns(transcript.turns, criterion.signals)
    return Passage(*found, is_suggested=True, why="suggested by the rubric's signals") if found else None


def best_passage(
    transcript: Transcript, seconds: tuple[float, float] | None, criterion: Criterion | None, comment: str
) -> Passage | None:
    """The named or suggested passage; else the turns that share most words with the comment and the criterion."""
    found = find_passage(transcript, seconds, criterion)
    if found is not None:
        return found
    from qa_tui.analysis.fitting_window import find_window

    texts = [comment, *((criterion.asks, *criterion.behaviours) if criterion else ())]
    window = find_window(transcript.turns, texts, FITTING_TURNS)
    if window is None:
        return None
    first, last, words = window
    return Passage(first, last, is_suggested=True, why=f"share most words with what is scored: {', '.join(words[:3])}")
