"""Which segment each agent belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.domain.people import tenure_bracket

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from qa_tui.domain.people import Agent
    from qa_tui.scores.matrix import CallMatrix

Longs = npt.NDArray[np.int64]

MOST_SEGMENTS = 20
SETTLED_SHARE = 0.8
TENURE = "tenure"


@dataclass(frozen=True, eq=False, slots=True)
class Membership:
    """One dimension: the segment of each agent, by code; -1 where an agent is in none or in several."""

    dimension: str
    segments: tuple[str, ...]
    codes: Longs

    def take(self, agents: npt.NDArray[np.bool_]) -> Membership:
        return replace(self, codes=self.codes[agents])


def memberships(matrix: CallMatrix, rows: Longs, roster: Sequence[Agent], day: date) -> tuple[Membership, ...]:
    """All dimensions with 2 to 20 segments: those of the roster first, then those of the score files.

    An agent is in the segment that the roster names, else in the one that holds at least 80 % of the agent's evaluations
    among `rows`. Tenure is counted on `day`.
    """
    by_id = {agent.id: agent for agent in roster}
    table: dict[str, dict[int, str]] = {}
    for number, agent_id in enumerate(matrix.agents):
        agent = by_id.get(agent_id)
        if agent is None:
            continue
        for dimension, segment in agent.dimensions:
            table.setdefault(dimension, {})[number] = segment
        if agent.hired_on:
            table.setdefault(TENURE, {})[number] = tenure_bracket((day - agent.hired_on).days)
    found = [_from_roster(name, column, len(matrix.agents)) for name, column in table.items()]
    known = {membership.dimension.casefold() for membership in found if membership}
    for number, name in enumerate(matrix.dimension_names):
        if name.casefold() not in known:
            found.append(_from_calls(matrix, rows, number))
    return tuple(membership for membership in found if membership)


def _from_roster(dimension: str, column: dict[int, str], agents: int) -> Membership | None:
    segments = tuple(sorted(set(column.values())))
    if not 2 <= len(segments) <= MOST_SEGMENTS:
        return None
    codes = np.full(agents, -1, np.int64)
    for agent, segment in column.items():
        codes[agent] = segments.index(segment)
    return Membership(dimension, segments, codes)


def _from_calls(matrix: CallMatrix, rows: Longs, number: int) -> Membership | None:
    labels = matrix.dimension_labels[number]
    if not 2 <= len({label for label in labels if label}) <= MOST_SEGMENTS:
        return None
    codes = matrix.dimensions[number][rows].astype(np.int64)
    agent = matrix.agent[rows].astype(np.int64)
    known = codes >= 0
    cells = agent[known] * len(labels) + codes[known]
    counts = np.bincount(cells, minlength=len(matrix.agents) * len(labels)).reshape(len(matrix.agents), len(labels))
    total = np.bincount(agent, minlength=len(matrix.agents))
    largest = counts.argmax(axis=1)
    settled = counts.max(axis=1) >= SETTLED_SHARE * np.maximum(total, 1)
    return Membership(matrix.dimension_names[number], labels, np.where(settled & (total > 0), largest, -1))
