"""One person under two ids: proposed to a person, never merged in silence, for two people may share a name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from qa_tui.domain.importing import LEAVE_OUT, About, Doubt
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.roster_join import names_of, plain_words
from qa_tui.scores.rows import Codes

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from qa_tui.domain.importing import ImportMapping
    from qa_tui.scores.rows import ScoreRows

CERTAINTY = 0.85


def merge_double_ids(
    files: Sequence[ScoreRows], roster: Collection[str], mapping: ImportMapping, *, accept: bool
) -> tuple[list[ScoreRows], tuple[Doubt, ...], tuple[str, ...]]:
    """The score rows with ids merged as a person said, a doubt for every other two ids of one name, and what was merged.

    Two ids of the roster are two people, whatever they are called.
    """
    names = names_of(files)
    rows = _rows_of(files)
    by_name: dict[str, list[str]] = {}
    for agent in sorted(names, key=lambda agent: (agent not in roster, -rows.get(agent, 0), agent)):
        words = plain_words(names[agent])
        # One word is a placeholder ("Unassigned") or a first name, and says too little.
        if names[agent] != agent and len(words.split()) > 1:
            by_name.setdefault(words, []).append(agent)
    merged: dict[str, str] = {}
    doubts = []
    for first, *others in by_name.values():
        for other in others:
            if other in roster:
                continue
            answer = mapping.answer(About.AGENT, other)
            if answer == first or (answer is None and accept and len(others) == 1):
                merged[other] = first
            elif answer is None:
                who = safe_line(names[other], 40)
                question = (
                    f'is "{who}" one person under two ids, {safe_line(other, 30)} and {safe_line(first, 30)} '
                    f"({CERTAINTY:.0%})?"
                )
                doubts.append(Doubt(About.AGENT, other, first, CERTAINTY, question, (LEAVE_OUT,)))
    if not merged:
        return list(files), tuple(doubts), ()
    joined = [
        replace(f, agent=Codes(f.agent.codes, tuple(merged.get(label, label) for label in f.agent.labels)))
        for f in files
    ]
    said = tuple(
        f"{safe_line(other, 30)} is counted as {safe_line(first, 30)}: one person, {safe_line(names[first], 40)}, under two ids."
        for other, first in merged.items()
    )
    return joined, tuple(doubts), said


def _rows_of(files: Sequence[ScoreRows]) -> dict[str, int]:
    found: dict[str, int] = {}
    for file in files:
        counts = np.bincount(file.agent.codes, file.sizes, len(file.agent.labels)).astype(int)
        for label, count in zip(file.agent.labels, counts.tolist(), strict=True):
            found[label] = found.get(label, 0) + count
    return found
