"""Step 3, privately: what could still say to colleagues whose call an excerpt is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from qa_tui.domain.identifying import Groups, Habits
from qa_tui.domain.problem import Problem
from qa_tui.domain.transcript import AGENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qa_tui.anonymise import Result
    from qa_tui.domain.scope import Scope
    from qa_tui.steps.excerpt import Draft, Read
    from qa_tui.steps.loaded import Loaded

MOST_OWN, MOST_OTHERS = 20, 200
"""Calls that are compared. Others' calls are taken from all agents in turn."""


class HeardCalls:
    """What agents say in the loaded transcripts; each is read once."""

    def __init__(self, loaded: Loaded, read: Read) -> None:
        self._loaded = loaded
        self._read = read
        self._by_agent: dict[str, list[str]] | None = None
        self.said = lru_cache(maxsize=MOST_OWN + MOST_OTHERS + 50)(self._said)

    def calls_by_agent(self) -> dict[str, list[str]]:
        """Agent id -> ids of calls that have a transcript."""
        if self._by_agent is None:
            import numpy as np

            from qa_tui.analysis.calls import calls_with_transcript

            matrix = self._loaded.matrix
            heard = np.isin(matrix.call, calls_with_transcript(matrix, self._loaded.transcripts))
            found: dict[str, set[str]] = {}
            for call, agent in zip(matrix.call[heard].tolist(), matrix.agent[heard].tolist(), strict=True):
                found.setdefault(matrix.agents[agent], set()).add(matrix.call_label(call))
            self._by_agent = {agent: sorted(calls) for agent, calls in sorted(found.items())}
        return self._by_agent

    def _said(self, call: str) -> str:
        """What the agent says in a call; nothing where it cannot be read."""
        from pathlib import Path

        from qa_tui.analysis.own_phrases import spoken

        path = Path(self._loaded.transcripts[call])
        transcript = self._read(path, path.name)
        if isinstance(transcript, Problem):
            return ""
        return spoken([turn.text for turn in transcript.turns if turn.speaker == AGENT])


def find_groups(loaded: Loaded, scope: Scope, agents: Iterable[str]) -> Groups:
    """The small groups that each of these agents is in, in the window of the scope."""
    from qa_tui.analysis.membership import memberships
    from qa_tui.analysis.small_groups import find_small_groups
    from qa_tui.steps.gaps import window_of

    window = window_of(loaded, scope)
    if window is None:
        return Groups(0, {})
    sums = loaded.sums.of(window)
    active = sums.evaluations > 0
    dimensions = memberships(sums, loaded.roster)
    codes = {agent: code for code, agent in enumerate(sums.agents)}
    groups = {agent: find_small_groups(dimensions, codes[agent], active) for agent in agents if agent in codes}
    return Groups(int(active.sum()), groups)


def find_habits(desk: Draft, safe: Result, heard: HeardCalls, is_over: Callable[[], bool]) -> Habits:
    """Phrases in the excerpt that are this agent's own. Where `is_over` says so, no further call is read."""
    from qa_tui.analysis.own_phrases import find_own_phrases, spoken

    agent, calls = desk.candidate.agent, heard.calls_by_agent()
    own = [call for call in calls.get(agent, ()) if call != desk.candidate.call_id][: MOST_OWN - 1]
    others = _in_turn([found for other, found in calls.items() if other != agent])[:MOST_OTHERS]
    this_call = spoken([turn.text for turn in desk.transcript.turns if turn.speaker == AGENT])
    own_said = [this_call, *(said for call in own if not is_over() and (said := heard.said(call)))]
    other_said = [said for call in others if not is_over() and (said := heard.said(call))]
    edits = desk.edits
    shown = spoken([turn.text for turn in safe.turns[edits.first : edits.last + 1] if turn.speaker == AGENT])
    return Habits(
        phrases=find_own_phrases(shown, own_said, other_said),
        own_calls=len(own_said),
        other_calls=len(other_said),
        other_agents=len(calls.keys() - {agent}),
    )


def _in_turn(lists: list[list[str]]) -> list[str]:
    """One of each list, then a second of each, and so on."""
    longest = max(map(len, lists), default=0)
    return list(dict.fromkeys(found[n] for n in range(longest) for found in lists if n < len(found)))
